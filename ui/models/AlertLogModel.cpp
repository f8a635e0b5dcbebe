// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/AlertLogModel.h"

#include "models/AlertWords.h"
#include "models/Format.h"
#include "models/Preferences.h"

#include <algorithm>

namespace Tickwell {

AlertLogModel::AlertLogModel(QObject *parent)
    : QAbstractListModel(parent)
{
    connect(Preferences::instance(), &Preferences::utcChanged, this, &AlertLogModel::rewrite);
    connect(Preferences::instance(), &Preferences::languageChanged, this, &AlertLogModel::rewrite);
}

void AlertLogModel::setSource(DataSource *source)
{
    if (source == m_source)
        return;
    if (m_source)
        m_source->disconnect(this);
    m_source = source;
    if (source) {
        connect(source, &DataSource::alertEventsReset, this, &AlertLogModel::reset);
        connect(source, &DataSource::alertFired, this, &AlertLogModel::add);
        // They have the words.
        connect(source, &DataSource::alertsReset, this, &AlertLogModel::rewrite);
        connect(source, &DataSource::alertRemoved, this, &AlertLogModel::rewrite);
    }
    reset();
    emit sourceChanged();
}

void AlertLogModel::rewrite()
{
    if (count() > 0)
        emit dataChanged(index(0), index(count() - 1));
}

void AlertLogModel::reset()
{
    beginResetModel();
    m_events = m_source ? m_source->alertEvents() : QList<AlertEvent>();
    std::reverse(m_events.begin(), m_events.end());
    endResetModel();
    emit countChanged();
}

void AlertLogModel::add(const AlertEvent &event)
{
    beginInsertRows({}, 0, 0);
    m_events.prepend(event);
    endInsertRows();
    if (count() > DataSource::KeptAlertEvents) {
        beginRemoveRows({}, count() - 1, count() - 1);
        m_events.removeLast();
        endRemoveRows();
    }
    emit countChanged();
}

int AlertLogModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant AlertLogModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const AlertEvent &event = m_events.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case HappenedRole:
        return AlertWords::happened(event, m_source ? m_source->alerts() : QList<Alert>());
    case WhenRole:
        return Format::moment(event.time);
    default:
        return {};
    }
}

QHash<int, QByteArray> AlertLogModel::roleNames() const
{
    return {{HappenedRole, "happened"}, {WhenRole, "when"}};
}

} // namespace Tickwell
