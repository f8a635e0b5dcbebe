// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/Inspector.h"

#include "api/ApiContext.h"
#include "cache/Cache.h"
#include "http/HttpServer.h"
#include "jobs/JobQueue.h"
#include "market/MarketService.h"
#include "monitor/MonitorService.h"
#include "outbound/HttpClient.h"
#include "realtime/TopicHub.h"
#include "realtime/WebSocketAcceptor.h"
#include "store/Recorder.h"

#include <sys/resource.h>

namespace Tickwell {

namespace {

double seconds(const timeval &time)
{
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

} // namespace

Inspector::Inspector(const ApiContext &context, const HttpServer &http,
                     const RequestMetrics &requests, WebSocketAcceptor &acceptor)
    : m_context(context)
    , m_http(http)
    , m_requests(requests)
    , m_acceptor(acceptor)
{
}

ServerSnapshot Inspector::snapshot(Detail detail) const
{
    ServerSnapshot snapshot;
    snapshot.time = m_context.clock->now();
    snapshot.started = m_context.started;
    snapshot.http = m_http.statistics();
    snapshot.realtime = m_acceptor.statistics();
    snapshot.topics = m_context.hub->statistics();
    snapshot.cache = m_context.cache->statistics();
    snapshot.cacheStatus = m_context.cache->status();
    snapshot.jobs = m_context.jobs->statistics();
    snapshot.outbound = m_context.outbound->statistics();
    snapshot.capture = m_context.recorder->status();
    snapshot.market = m_context.market->counters();
    snapshot.feed = m_context.market->status();
    snapshot.process = process();
    if (detail == Detail::Everything) {
        snapshot.connections = m_acceptor.snapshots();
        snapshot.quarantine = m_context.market->quarantine();
    }
    return snapshot;
}

/// Without a look at /proc: the sampler has done that, on a thread that may wait for it.
ProcessStatistics Inspector::process() const
{
    ProcessStatistics process;
    rusage usage{};
    if (::getrusage(RUSAGE_SELF, &usage) == 0)
        process.cpuSeconds = seconds(usage.ru_utime) + seconds(usage.ru_stime);
    rlimit files{};
    if (::getrlimit(RLIMIT_NOFILE, &files) == 0 && files.rlim_cur != RLIM_INFINITY)
        process.maxOpenFiles = files.rlim_cur;
    if (const auto sample = m_context.monitor->latest()) {
        process.residentBytes = sample->process.residentBytes;
        process.threads = sample->process.threads;
        process.openFiles = sample->process.openFiles;
    }
    return process;
}

bool Inspector::endConnection(quint64 id)
{
    WebSocketSession *session = m_acceptor.session(id);
    if (!session || !session->isOpen())
        return false;
    session->close(CloseCode::PolicyViolation, QStringLiteral("Ended by the administrator"));
    return true;
}

} // namespace Tickwell
