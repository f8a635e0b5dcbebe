// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/NotificationListModel.h"

#include "models/Format.h"
#include "models/Preferences.h"

#include <algorithm>

namespace Tickwell {

namespace {

QString deliveryOf(const Notification &notification)
{
    switch (notification.delivery) {
    case Notification::Delivery::None:
        return NotificationListModel::tr("Shown here alone");
    case Notification::Delivery::Pending:
        return notification.error.isEmpty()
            ? NotificationListModel::tr("Mail is on its way")
            : NotificationListModel::tr("Mail is tried again: %1").arg(notification.error);
    case Notification::Delivery::Sent:
        return NotificationListModel::tr("Sent by mail");
    case Notification::Delivery::Failed:
        return NotificationListModel::tr("Not sent: %1").arg(notification.error);
    }
    Q_UNREACHABLE();
}

} // namespace

NotificationListModel::NotificationListModel(QObject *parent)
    : QAbstractListModel(parent)
{
    const auto rewrite = [this] {
        if (count() > 0)
            emit dataChanged(index(0), index(count() - 1));
    };
    connect(Preferences::instance(), &Preferences::utcChanged, this, rewrite);
    connect(Preferences::instance(), &Preferences::languageChanged, this, rewrite);
}

void NotificationListModel::setSource(DataSource *source)
{
    if (source == m_source)
        return;
    if (m_source)
        m_source->disconnect(this);
    m_source = source;
    if (source) {
        connect(source, &DataSource::notificationsReset, this, &NotificationListModel::reset);
        connect(source, &DataSource::notified, this, &NotificationListModel::add);
        connect(source, &DataSource::notificationChanged, this, &NotificationListModel::change);
    }
    reset();
    emit sourceChanged();
}

void NotificationListModel::reset()
{
    beginResetModel();
    m_notifications = m_source ? m_source->notifications() : QList<Notification>();
    std::reverse(m_notifications.begin(), m_notifications.end());
    endResetModel();
    emit countChanged();
}

void NotificationListModel::add(const Notification &notification)
{
    beginInsertRows({}, 0, 0);
    m_notifications.prepend(notification);
    endInsertRows();
    if (count() > DataSource::KeptNotifications) {
        beginRemoveRows({}, count() - 1, count() - 1);
        m_notifications.removeLast();
        endRemoveRows();
    }
    emit countChanged();
}

void NotificationListModel::change(const Notification &notification)
{
    for (int row = 0; row < count(); ++row) {
        if (m_notifications.at(row).id != notification.id)
            continue;
        m_notifications[row] = notification;
        emit dataChanged(index(row), index(row));
        return;
    }
}

int NotificationListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant NotificationListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Notification &notification = m_notifications.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case MessageRole:
        return notification.message;
    case EmailRole:
        return notification.email;
    case WhenRole:
        return Format::moment(notification.created);
    case DeliveryRole:
        return deliveryOf(notification);
    case FailedRole:
        return notification.delivery == Notification::Delivery::Failed;
    default:
        return {};
    }
}

QHash<int, QByteArray> NotificationListModel::roleNames() const
{
    return {{EmailRole, "email"},
            {MessageRole, "message"},
            {WhenRole, "when"},
            {DeliveryRole, "delivery"},
            {FailedRole, "failed"}};
}

} // namespace Tickwell
