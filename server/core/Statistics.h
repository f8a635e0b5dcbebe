// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Time.h"

#include <QByteArray>
#include <QMap>
#include <QString>

#include <optional>
#include <utility>

namespace Tickwell {

/// What the HTTP server has counted since it was made.
struct HttpStatistics
{
    int connections = 0;               ///< open now, WebSockets not counted
    int inFlight = 0;                  ///< requests being answered now
    qint64 accepted = 0;               ///< connections
    qint64 requests = 0;               ///< that reached the router
    qint64 upgrades = 0;               ///< WebSocket requests handed over
    qint64 timedOut = 0;               ///< answers that were not there in time (503)
    qint64 stalled = 0;                ///< clients cut off because they took nothing
    qint64 clientsForgotten = 0;       ///< by the rate limit, for want of room
    QMap<QByteArray, qint64> refusals; ///< by reason: `header_timeout`, `body_too_large`, …
};

/// One connection as `GET /connections` and the Server page list it.
struct SessionSnapshot
{
    quint64 id = 0;
    QString peer; ///< address and port
    QString path;
    Timestamp since;
    qint64 queuedBytes = 0; ///< accepted for it and not yet taken by the system
    quint64 sent = 0;       ///< frames
    quint64 conflated = 0;  ///< state frames a newer one replaced before they were sent
    quint64 dropped = 0;    ///< frames thrown away: by its end, or by a full queue
};

/// Totals since the start, over all connections, gone ones included.
struct RealtimeStatistics
{
    int sessions = 0;     ///< open now
    quint64 accepted = 0; ///< sessions opened
    quint64 refused = 0;  ///< for the maximum of connections
    quint64 framesSent = 0;
    quint64 bytesSent = 0;
    quint64 messagesReceived = 0;
    quint64 throttled = 0; ///< times that a client's messages had to wait, for there were too many
    quint64 conflated = 0;
    quint64 dropped = 0;
    quint64 slowConsumerCloses = 0; ///< closed with 4001
    quint64 pingTimeouts = 0;       ///< aborted because they answered no ping
    qint64 queuedBytes = 0;         ///< over all open sessions now
};

/// What a cache has done since the start, and what it holds now.
struct CacheStatistics
{
    quint64 hits = 0;
    quint64 misses = 0; ///< asked for and not there, or not any more, or the cache is out
    quint64 errors = 0; ///< commands that were not carried out: the cache is out, full or refuses
    qint64 pending = 0; ///< commands that wait for an answer now
    // What only the cache in this process knows of itself.
    std::optional<quint64> evictions; ///< thrown out to make room
    std::optional<qint64> entries;
    std::optional<qsizetype> bytes; ///< of keys and values, with what each entry costs besides
};

/// What the jobs have come to since the start, and how many there are now.
struct JobStatistics
{
    int queued = 0;  ///< waiting to run, or to run again
    int running = 0; ///< on a thread now
    /// Jobs that ended, by kind and status: `{"hash", "completed"}`.
    QMap<std::pair<QByteArray, QByteArray>, quint64> ended;
    quint64 refused = 0; ///< because there was no room
    quint64 retried = 0; ///< runs that ended in another try
    qint64 spooled = 0;  ///< bytes sent along with jobs that have not ended
};

/// What was asked of other servers since the start.
struct OutboundStatistics
{
    int inFlight = 0;       ///< requests under way now
    qint64 waiting = 0;     ///< for a place among those
    quint64 requests = 0;   ///< sent; further tries and followed redirects count
    quint64 retries = 0;    ///< further tries
    quint64 failures = 0;   ///< fetches that came to no answer, cancelled ones not counted
    quint64 cancelled = 0;  ///< fetches whose caller left
    quint64 refused = 0;    ///< URLs that the allow list or their addresses forbid
    quint64 overflowed = 0; ///< refused because too many were waiting
    quint64 bytes = 0;      ///< of bodies received, decoded
};

/// What topics and their subscriptions have come to since the start.
struct TopicStatistics
{
    int topics = 0;
    int subscriptions = 0;
    quint64 published = 0; ///< frames given to topics that had subscribers
    quint64 delivered = 0; ///< to sessions
    quint64 rateLimited =
        0; ///< values a newer one replaced while SubscribeOptions::maxRate held them
};

/// What a feed has counted since it was made: shown in `/metrics`.
struct FeedCounters
{
    quint64 messages = 0;   ///< that came, whatever was in them
    quint64 garbage = 0;    ///< messages, or rows of a file, that are not understood
    quint64 duplicates = 0; ///< trades that came twice and were taken once
    quint64 reconnects = 0; ///< connections that were lost after prices had come

    friend bool operator==(const FeedCounters &, const FeedCounters &) = default;
};

/// What the market has counted since the start: shown in `/metrics`.
struct MarketCounters
{
    quint64 ticks = 0;           ///< taken
    quint64 rejected = 0;        ///< quarantined because they cannot be trades
    quint64 unfollowed = 0;      ///< left, for nobody follows their symbol or it is not open yet
    quint64 late = 0;            ///< taken and recorded, but too late for any bar
    quint64 refusedRequests = 0; ///< for bars, because too many were waiting
    qint64 waitingRequests = 0;  ///< for bars, now
    FeedCounters feed;           ///< of the feed that runs now

    friend bool operator==(const MarketCounters &, const MarketCounters &) = default;
};

} // namespace Tickwell
