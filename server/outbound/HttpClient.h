// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/AsyncSemaphore.h"
#include "core/AsyncTimers.h"
#include "core/Clock.h"
#include "core/OutboundOptions.h"
#include "core/Statistics.h"
#include "outbound/AllowList.h"
#include "outbound/Connections.h"
#include "outbound/HttpAnswer.h"
#include "outbound/Resolver.h"

#include <QSslConfiguration>

namespace Tickwell {

/// Asks other servers: within the allow list, so many at once, each bounded in time and size, with
/// further tries where they help. Server's thread, which it never blocks. Its end cancels what is
/// under way.
class HttpClient
{
public:
    /// What it takes from the world; all of it outlives the client.
    struct World
    {
        Timers *timers = &Timers::system();
        const Clock *clock = &Clock::system();
        Resolver resolve = resolveBySystem;
        std::function<double()> chance = {}; ///< numbers in [0, 1); unset: random ones
        QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    };

    static constexpr int MaxRedirects = 5;

    explicit HttpClient(const OutboundOptions &options);
    HttpClient(const OutboundOptions &options, World world);
    ~HttpClient();
    HttpClient(const HttpClient &) = delete;
    HttpClient &operator=(const HttpClient &) = delete;

    /// What @p request's URL answers, whatever its status, or why it does not. Tries again after
    /// connections that fail or break off, tries that take too long, and 502, 503 and 504; waits 1,
    /// 2, 4 … s before, or as long as `Retry-After` says. Failures: Kind::Invalid for what is not
    /// allowed and not right, Limit for what is too much, TimedOut, NotFound, Unavailable,
    /// Cancelled.
    [[nodiscard]] Async<HttpAnswer> fetch(FetchRequest request, CancelToken token);

    [[nodiscard]] OutboundStatistics statistics() const;
    [[nodiscard]] const OutboundOptions &options() const { return m_options; }
    [[nodiscard]] Timers &timers() const { return *m_world.timers; }

private:
    Async<HttpAnswer> fetchWithRetries(FetchRequest request, CancelToken token);
    Async<HttpAnswer> tryOnce(FetchRequest request, CancelToken token);
    Async<HttpAnswer> follow(FetchRequest request, CancelToken token);
    Async<HttpAnswer> ask(AllowList list, QUrl url, bool keepBody, CancelToken token);
    Async<QList<QHostAddress>> addressesOf(AllowList list, QUrl url, CancelToken token);
    void count(const Result<HttpAnswer> &result);

    OutboundOptions m_options;
    World m_world;
    AllowList m_allowList;
    OutboundStatistics m_statistics;
    Connections m_connections;
    Semaphore m_places;
    CancelScope m_scope; ///< of all that is under way
};

} // namespace Tickwell
