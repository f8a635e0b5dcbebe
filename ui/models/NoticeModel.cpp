// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/NoticeModel.h"

#include "models/AlertWords.h"
#include "models/Preferences.h"
#include "models/ServerWords.h"
#include "models/TaskListModel.h"

#include <algorithm>

namespace Tickwell {

NoticeModel::NoticeModel(QObject *parent)
    : QAbstractListModel(parent)
{
    connect(Preferences::instance(), &Preferences::languageChanged, this, [this] {
        if (count() > 0)
            emit dataChanged(index(0), index(count() - 1));
    });
}

void NoticeModel::setSource(DataSource *source)
{
    if (source == m_source)
        return;
    if (m_source)
        m_source->disconnect(this);
    m_source = source;
    dismissAll();
    if (source) {
        connect(source, &DataSource::taskEnded, this, &NoticeModel::takeEnd);
        connect(source, &DataSource::notified, this, &NoticeModel::takeMessage);
        connect(source, &DataSource::alertFired, this, &NoticeModel::takeAlert);
    }
    emit sourceChanged();
}

void NoticeModel::takeEnd(const Job &task)
{
    // Of one that told somebody something, that is the notice.
    const bool isSaid = task.kind == JobKind::Notify && task.status == JobStatus::Completed;
    if (task.status == JobStatus::Cancelled || isSaid)
        return;
    const Kind kind = task.status == JobStatus::Completed ? Kind::Done : Kind::Failed;
    const auto same = std::find_if(m_notices.begin(), m_notices.end(),
                                   [kind](const Notice &notice) { return notice.kind == kind; });
    if (same == m_notices.end()) {
        insert({.kind = kind, .tasks = 1, .latest = task, .message = {}});
        return;
    }
    ++same->tasks;
    same->latest = task;
    const auto row = static_cast<int>(same - m_notices.begin());
    emit dataChanged(index(row), index(row));
}

void NoticeModel::takeMessage(const Notification &notification)
{
    pushOut(Kind::Message);
    insert({.kind = Kind::Message, .tasks = 0, .latest = {}, .message = notification});
}

void NoticeModel::takeAlert(const AlertEvent &event)
{
    pushOut(Kind::Alert);
    insert({.kind = Kind::Alert, .tasks = 0, .latest = {}, .message = {}, .alert = event});
}

void NoticeModel::pushOut(Kind kind)
{
    const auto isSame = [kind](const Notice &notice) { return notice.kind == kind; };
    if (std::count_if(m_notices.cbegin(), m_notices.cend(), isSame) < Messages)
        return;
    const auto oldest = std::find_if(m_notices.crbegin(), m_notices.crend(), isSame);
    dismiss(static_cast<int>(m_notices.crend() - oldest) - 1);
}

void NoticeModel::insert(const Notice &notice)
{
    beginInsertRows({}, 0, 0);
    m_notices.prepend(notice);
    endInsertRows();
    emit countChanged();
}

void NoticeModel::dismiss(int row)
{
    if (row < 0 || row >= count())
        return;
    beginRemoveRows({}, row, row);
    m_notices.removeAt(row);
    endRemoveRows();
    emit countChanged();
}

void NoticeModel::dismissAll()
{
    if (m_notices.isEmpty())
        return;
    beginResetModel();
    m_notices.clear();
    endResetModel();
    emit countChanged();
}

QString NoticeModel::titleOf(const Notice &notice) const
{
    switch (notice.kind) {
    case Kind::Done:
        return tr("%n task(s) done", nullptr, notice.tasks);
    case Kind::Failed:
        return tr("%n task(s) failed", nullptr, notice.tasks);
    case Kind::Message:
        return tr("To %1").arg(notice.message.email);
    case Kind::Alert:
        return tr("Alert");
    }
    Q_UNREACHABLE();
}

QString NoticeModel::bodyOf(const Notice &notice) const
{
    if (notice.kind == Kind::Message)
        return notice.message.message;
    if (notice.kind == Kind::Alert)
        return AlertWords::happened(notice.alert, m_source ? m_source->alerts() : QList<Alert>());
    const QString title = TaskListModel::titleOf(notice.latest);
    const QString &error = notice.latest.error;
    return error.isEmpty() ? title : title + QStringLiteral(": ") + ServerWords::said(error);
}

int NoticeModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant NoticeModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Notice &notice = m_notices.at(index.row());
    switch (role) {
    case KindRole:
        return QVariant::fromValue(notice.kind);
    case Qt::DisplayRole:
    case TitleRole:
        return titleOf(notice);
    case BodyRole:
        return bodyOf(notice);
    case SizeRole:
        return notice.tasks;
    default:
        return {};
    }
}

QHash<int, QByteArray> NoticeModel::roleNames() const
{
    return {{KindRole, "kind"}, {TitleRole, "title"}, {BodyRole, "body"}, {SizeRole, "size"}};
}

} // namespace Tickwell
