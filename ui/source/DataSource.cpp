// SPDX-License-Identifier: GPL-3.0-or-later
#include "source/DataSource.h"

#include <algorithm>

namespace Tickwell {

DataSource::DataSource(QObject *parent)
    : QObject(parent)
{
}

DataSource::~DataSource() = default;

QList<Quote> DataSource::quotes() const
{
    QList<Quote> all;
    all.reserve(m_quoteOrder.size());
    for (const QString &symbol : m_quoteOrder)
        all.append(m_quotes.value(symbol));
    return all;
}

std::optional<Quote> DataSource::quote(const QString &symbol) const
{
    const auto it = m_quotes.constFind(symbol);
    if (it == m_quotes.constEnd())
        return std::nullopt;
    return *it;
}

QList<ChatMessage> DataSource::messages(const QString &room) const
{
    return m_messages.value(room);
}

QStringList DataSource::users(const QString &room) const
{
    return m_users.value(room);
}

void DataSource::updateQuotes(const QList<Quote> &quotes)
{
    if (quotes.isEmpty())
        return;
    for (const Quote &quote : quotes) {
        if (!m_quotes.contains(quote.symbol))
            m_quoteOrder.append(quote.symbol);
        m_quotes.insert(quote.symbol, quote);
    }
    emit quotesChanged(quotes);
}

void DataSource::forgetQuotes()
{
    m_quotes.clear();
    m_quoteOrder.clear();
    m_feed = FeedStatus();
    emit feedReplaced();
    emit feedStatusChanged();
}

void DataSource::updateSample(const HostSample &sample)
{
    if (m_samples.size() >= KeptSamples)
        m_samples.removeFirst();
    m_samples.append(sample);
    emit hostSampled(sample);
}

void DataSource::updateMessages(const QString &room, const QList<ChatMessage> &messages)
{
    for (const ChatMessage &message : messages) {
        if (message.room == room)
            updateMessage(message);
    }
}

void DataSource::updateMessage(const ChatMessage &message)
{
    QList<ChatMessage> &kept = m_messages[message.room];
    const auto at =
        std::lower_bound(kept.begin(), kept.end(), message.seq,
                         [](const ChatMessage &other, quint64 seq) { return other.seq < seq; });
    if (at != kept.end() && at->seq == message.seq) {
        *at = message;
        emit messageChanged(message);
        return;
    }
    kept.insert(at, message);
    if (kept.size() > KeptMessages)
        kept.removeFirst();
    emit messagePosted(message);
}

void DataSource::updateUsers(const QString &room, const QStringList &users)
{
    if (m_users.value(room) == users)
        return;
    m_users.insert(room, users);
    emit usersChanged(room);
}

void DataSource::updateTasks(const QList<Job> &tasks)
{
    m_tasks = tasks;
    emit tasksReset();
}

void DataSource::updateTask(const Job &task)
{
    // The newest change most.
    const auto known = std::find_if(m_tasks.rbegin(), m_tasks.rend(),
                                    [&](const Job &other) { return other.id == task.id; });
    bool ends = isEnded(task.status);
    if (known == m_tasks.rend()) {
        m_tasks.append(task);
    } else {
        ends = ends && !isEnded(known->status);
        *known = task;
    }
    emit taskChanged(task);
    if (ends)
        emit taskEnded(task);
}

void DataSource::removeTask(const QString &id)
{
    if (m_tasks.removeIf([&](const Job &task) { return task.id == id; }) > 0)
        emit taskRemoved(id);
}

void DataSource::updateNotifications(const QList<Notification> &notifications)
{
    m_notifications =
        notifications.sliced(std::max<qsizetype>(0, notifications.size() - KeptNotifications));
    emit notificationsReset();
}

void DataSource::updateNotification(const Notification &notification)
{
    const auto known =
        std::find_if(m_notifications.begin(), m_notifications.end(),
                     [&](const Notification &other) { return other.id == notification.id; });
    if (known != m_notifications.end()) {
        *known = notification;
        emit notificationChanged(notification);
        return;
    }
    // An old one, whose delivery was tried again.
    if (!m_notifications.isEmpty() && notification.id < m_notifications.constFirst().id)
        return;
    m_notifications.append(notification);
    if (m_notifications.size() > KeptNotifications)
        m_notifications.removeFirst();
    emit notified(notification);
}

void DataSource::updateOrders(const QList<Order> &orders)
{
    m_orders = orders;
    emit ordersReset();
}

void DataSource::updateOrder(const Order &order)
{
    const auto known = std::lower_bound(m_orders.begin(), m_orders.end(), order.id,
                                        [](const Order &one, quint64 id) { return one.id < id; });
    if (known != m_orders.end() && known->id == order.id)
        *known = order;
    else
        m_orders.insert(known, order);
    emit orderChanged(order);
    if (m_orders.size() <= KeptOrders)
        return;
    const auto ended = std::find_if(m_orders.begin(), m_orders.end(),
                                    [](const Order &one) { return !isOpen(one.state); });
    if (ended != m_orders.end())
        m_orders.erase(ended);
}

void DataSource::updatePositions(const QList<Position> &positions)
{
    if (positions == m_positions)
        return;
    m_positions = positions;
    emit positionsChanged();
}

void DataSource::updateAccount(const TradingAccount &account)
{
    if (account == m_account)
        return;
    m_account = account;
    emit accountChanged();
}

void DataSource::updateAlerts(const QList<Alert> &alerts)
{
    m_alerts = alerts;
    emit alertsReset();
}

void DataSource::updateAlert(const Alert &alert)
{
    const auto known = std::lower_bound(m_alerts.begin(), m_alerts.end(), alert.id,
                                        [](const Alert &one, quint64 id) { return one.id < id; });
    if (known != m_alerts.end() && known->id == alert.id)
        *known = alert;
    else
        m_alerts.insert(known, alert);
    emit alertChanged(alert);
}

void DataSource::removeFromAlerts(quint64 id)
{
    if (m_alerts.removeIf([id](const Alert &alert) { return alert.id == id; }) > 0)
        emit alertRemoved(id);
}

void DataSource::updateAlertEvents(const QList<AlertEvent> &events)
{
    m_alertEvents = events.sliced(std::max<qsizetype>(0, events.size() - KeptAlertEvents));
    emit alertEventsReset();
}

void DataSource::updateAlertEvent(const AlertEvent &event)
{
    m_alertEvents.append(event);
    if (m_alertEvents.size() > KeptAlertEvents)
        m_alertEvents.removeFirst();
    emit alertFired(event);
}

void DataSource::updateFeed(const FeedStatus &status)
{
    if (status == m_feed)
        return;
    m_feed = status;
    emit feedStatusChanged();
}

void DataSource::updateCapture(const CaptureStatus &status)
{
    if (status == m_capture)
        return;
    m_capture = status;
    emit captureStatusChanged();
}

void DataSource::updateServer(const ServerStatus &status)
{
    if (status == m_server)
        return;
    m_server = status;
    emit serverStatusChanged();
}

void DataSource::followServer(bool follow)
{
    m_serverFollowers += follow ? 1 : -1;
    Q_ASSERT(m_serverFollowers >= 0);
    if (m_serverFollowers == (follow ? 1 : 0))
        setServerFollowed(follow);
}

void DataSource::updateSnapshot(const ServerSnapshot &snapshot)
{
    m_snapshot = snapshot;
    emit serverSnapshotChanged();
}

} // namespace Tickwell
