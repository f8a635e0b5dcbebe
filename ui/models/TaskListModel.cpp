// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/TaskListModel.h"

#include "models/Format.h"
#include "models/Preferences.h"
#include "models/ServerWords.h"

#include <QClipboard>
#include <QGuiApplication>

#include <algorithm>
#include <cmath>
#include <tuple>

namespace Tickwell {

namespace {

/// Where a task stands in the list: by what it does now, then by when it came or ended.
std::tuple<int, qint64, QString> placeOf(const Job &task)
{
    if (isEnded(task.status))
        return {2, -toMicros(task.completed.value_or(task.created)), task.id};
    return {task.status == JobStatus::Processing ? 0 : 1, toMicros(task.created), task.id};
}

bool isBefore(const Job &a, const Job &b)
{
    return placeOf(a) < placeOf(b);
}

TaskListModel::State stateOf(JobStatus status)
{
    switch (status) {
    case JobStatus::Queued:
        return TaskListModel::State::Waiting;
    case JobStatus::Processing:
        return TaskListModel::State::Running;
    case JobStatus::Completed:
        return TaskListModel::State::Done;
    case JobStatus::Failed:
        return TaskListModel::State::Failed;
    case JobStatus::Cancelled:
        return TaskListModel::State::Cancelled;
    }
    Q_UNREACHABLE();
}

QString detailOf(const Job &task)
{
    switch (task.status) {
    case JobStatus::Queued:
        // Of one that is tried again later.
        return task.error.isEmpty()
            ? TaskListModel::tr("Waiting")
            : TaskListModel::tr("Waiting: %1").arg(ServerWords::said(task.error));
    case JobStatus::Processing:
        return Format::percent(std::floor(task.progress * 100));
    case JobStatus::Completed:
        return TaskListModel::tr("Done");
    case JobStatus::Failed:
        return task.error.isEmpty() ? TaskListModel::tr("Failed") : ServerWords::said(task.error);
    case JobStatus::Cancelled:
        return TaskListModel::tr("Cancelled");
    }
    Q_UNREACHABLE();
}

} // namespace

TaskListModel::TaskListModel(QObject *parent)
    : QAbstractListModel(parent)
{
    const auto rewrite = [this] {
        if (count() > 0)
            emit dataChanged(index(0), index(count() - 1));
    };
    connect(Preferences::instance(), &Preferences::utcChanged, this, rewrite);
    connect(Preferences::instance(), &Preferences::languageChanged, this, rewrite);
}

void TaskListModel::setSource(DataSource *source)
{
    if (source == m_source)
        return;
    if (m_source)
        m_source->disconnect(this);
    m_source = source;
    m_asked.clear();
    if (source) {
        connect(source, &DataSource::tasksReset, this, &TaskListModel::reset);
        connect(source, &DataSource::taskChanged, this, &TaskListModel::take);
        connect(source, &DataSource::taskRemoved, this, &TaskListModel::forget);
        connect(source, &DataSource::taskResultReady, this, &TaskListModel::takeResult);
    }
    reset();
    emit sourceChanged();
}

void TaskListModel::reset()
{
    beginResetModel();
    m_tasks = m_source ? m_source->tasks() : QList<Job>();
    std::sort(m_tasks.begin(), m_tasks.end(), isBefore);
    endResetModel();
    recount();
}

qsizetype TaskListModel::rowOf(const QString &id) const
{
    const auto at = std::find_if(m_tasks.begin(), m_tasks.end(),
                                 [&](const Job &task) { return task.id == id; });
    return at == m_tasks.end() ? -1 : at - m_tasks.begin();
}

void TaskListModel::take(const Job &task)
{
    const auto row = static_cast<int>(rowOf(task.id));
    if (row < 0) {
        const auto at = std::lower_bound(m_tasks.begin(), m_tasks.end(), task, isBefore);
        const auto place = static_cast<int>(at - m_tasks.begin());
        beginInsertRows({}, place, place);
        m_tasks.insert(at, task);
        endInsertRows();
        recount();
        return;
    }
    const JobStatus before = m_tasks.at(row).status;
    if (task.status != before) {
        // The row among the others, which are in order without it.
        const auto first = m_tasks.begin();
        auto at = std::lower_bound(first, first + row, task, isBefore);
        if (at == first + row)
            at = std::lower_bound(first + row + 1, m_tasks.end(), task, isBefore);
        const auto place = static_cast<int>(at - first);
        if (place != row && place != row + 1) {
            beginMoveRows({}, row, row, {}, place);
            m_tasks.move(row, place > row ? place - 1 : place);
            endMoveRows();
        }
    }
    const auto now = static_cast<int>(rowOf(task.id));
    m_tasks[now] = task;
    emit dataChanged(index(now), index(now));
    if (task.status != before)
        recount();
}

void TaskListModel::forget(const QString &id)
{
    const auto row = static_cast<int>(rowOf(id));
    if (row < 0)
        return;
    beginRemoveRows({}, row, row);
    m_tasks.removeAt(row);
    endRemoveRows();
    recount();
}

void TaskListModel::recount()
{
    // In order: the running, the waiting, the ended.
    const auto first = [this](auto is) {
        return static_cast<int>(
            std::partition_point(m_tasks.begin(), m_tasks.end(),
                                 [&](const Job &task) { return !is(task.status); })
            - m_tasks.begin());
    };
    const int ended = first(isEnded);
    m_running = first([](JobStatus status) { return status != JobStatus::Processing; });
    m_waiting = ended - m_running;
    emit countsChanged();
}

QString TaskListModel::titleOf(const Job &task)
{
    switch (task.kind) {
    case JobKind::Describe:
        return task.subject.isEmpty() ? tr("Describe what was sent along")
                                      : tr("Describe %1").arg(task.subject);
    case JobKind::Export:
        return tr("Export %1").arg(task.subject);
    case JobKind::Hash:
        return task.subject.isEmpty() ? tr("SHA-256 of a text")
                                      : tr("SHA-256 of %1").arg(task.subject);
    case JobKind::Notify:
        return tr("Notify %1").arg(task.subject);
    }
    Q_UNREACHABLE();
}

void TaskListModel::cancel(int row)
{
    if (m_source && row >= 0 && row < count() && !isEnded(m_tasks.at(row).status))
        m_source->cancelTask(m_tasks.at(row).id);
}

void TaskListModel::copyResult(int row)
{
    if (!m_source || row < 0 || row >= count())
        return;
    const quint64 request = m_source->nextRequest();
    m_asked.insert(request, m_tasks.at(row).id);
    m_source->requestTaskResult(request, m_tasks.at(row).id);
}

void TaskListModel::takeResult(quint64 request, const QByteArray &result)
{
    const QString id = m_asked.take(request);
    if (id.isEmpty() || result.isEmpty())
        return;
    QGuiApplication::clipboard()->setText(QString::fromUtf8(result));
    emit copied(id);
}

int TaskListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant TaskListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Job &task = m_tasks.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case TitleRole:
        return titleOf(task);
    case TaskIdRole:
        return task.id;
    case StateRole:
        return QVariant::fromValue(stateOf(task.status));
    case ProgressRole:
        return task.progress;
    case DetailRole:
        return detailOf(task);
    case WhenRole:
        return Format::moment(task.completed.value_or(task.created));
    default:
        return {};
    }
}

QHash<int, QByteArray> TaskListModel::roleNames() const
{
    return {{TaskIdRole, "taskId"},     {TitleRole, "title"},   {StateRole, "taskState"},
            {ProgressRole, "progress"}, {DetailRole, "detail"}, {WhenRole, "when"}};
}

} // namespace Tickwell
