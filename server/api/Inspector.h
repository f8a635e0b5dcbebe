// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ServerSnapshot.h"
#include "metrics/RequestMetrics.h"

namespace Tickwell {

class HttpServer;
class WebSocketAcceptor;
struct ApiContext;

/// Looks at every part of the server and says in one value what it is doing. Server's thread.
class Inspector
{
public:
    enum class Detail {
        Totals,
        Everything, ///< and each connection: costs in proportion to their number
    };

    /// All of them outlive it.
    Inspector(const ApiContext &context, const HttpServer &http, const RequestMetrics &requests,
              WebSocketAcceptor &acceptor);

    [[nodiscard]] ServerSnapshot snapshot(Detail detail) const;
    [[nodiscard]] const RequestMetrics &requests() const { return m_requests; }

    /// Closes a WebSocket client with 1008; false when there is none of this @p id.
    bool endConnection(quint64 id);

private:
    [[nodiscard]] ProcessStatistics process() const;

    const ApiContext &m_context;
    const HttpServer &m_http;
    const RequestMetrics &m_requests;
    WebSocketAcceptor &m_acceptor;
};

} // namespace Tickwell
