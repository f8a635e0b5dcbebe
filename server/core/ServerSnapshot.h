// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Statistics.h"
#include "core/Status.h"
#include "core/TickFault.h"

#include <QList>
#include <QMetaType>

#include <optional>

namespace Tickwell {

/// What the program takes of the machine.
struct ProcessStatistics
{
    double cpuSeconds = 0; ///< user and system, all threads, since the start
    // Of the latest reading of the host, so at most a few seconds old; none before the first.
    std::optional<quint64> residentBytes;
    std::optional<int> threads;
    std::optional<int> openFiles;
    std::optional<quint64> maxOpenFiles; ///< none: unlimited
};

/// What the server is doing at one moment: behind `GET /metrics`, `GET /connections` and the
/// window's list of clients.
struct ServerSnapshot
{
    Timestamp time;
    Timestamp started; ///< of the program
    HttpStatistics http;
    RealtimeStatistics realtime;
    TopicStatistics topics;
    CacheStatistics cache;
    CacheStatus cacheStatus;
    JobStatistics jobs;
    OutboundStatistics outbound;
    CaptureStatus capture;
    MarketCounters market;
    FeedStatus feed;
    ProcessStatistics process;
    // Empty when only the totals were asked for.
    QList<SessionSnapshot> connections; ///< WebSocket clients by id
    QList<RejectedTick> quarantine;     ///< the latest, oldest first
};

} // namespace Tickwell

Q_DECLARE_METATYPE(Tickwell::ServerSnapshot)
