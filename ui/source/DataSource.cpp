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

void DataSource::updateSnapshot(const ServerSnapshot &snapshot)
{
    m_snapshot = snapshot;
    emit serverSnapshotChanged();
}

} // namespace Tickwell
