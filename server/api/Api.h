// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/ApiContext.h"
#include "api/Inspector.h"
#include "api/TokenAccess.h"
#include "core/Result.h"
#include "http/Endpoint.h"
#include "http/HttpServer.h"
#include "realtime/TopicHub.h"
#include "realtime/WebSocketAcceptor.h"

#include <QObject>
#include <QTimer>

#include <chrono>

namespace Tickwell {

class SocketRoutes;

/// Everything that clients reach: REST and WebSocket on one port (API.md). Lives on the server's
/// thread with the services it serves.
class Api : public QObject
{
    Q_OBJECT

public:
    /// @p context needs no hub and no inspector: this makes its own.
    Api(const ApiContext &context, const HttpOptions &options, const SessionLimits &sessions = {},
        QObject *parent = nullptr);
    ~Api() override;

    /// Listens and says the port. See HttpServer::listen().
    [[nodiscard]] Result<quint16> listen(const QString &host, quint16 port);

    /// See HttpServer::setTls().
    void setTls(const QSslConfiguration &tls) { m_http.setTls(tls); }

    /// WebSocket clients connected now.
    [[nodiscard]] int clients() const;
    [[nodiscard]] Inspector &inspector() { return m_inspector; }

    /// Stops accepting, closes WebSockets with 1001, lets running requests end for at most
    /// @p grace; finished() follows, always from the event loop.
    void shutdown(std::chrono::milliseconds grace);

signals:
    /// At most four times a second.
    void clientsChanged(int clients);
    void finished();

private:
    void announceClients();
    void finishIfDone();

    ApiContext m_context;
    TopicHub m_hub;
    RequestMetrics m_requests; ///< outlives the server, whose last requests end with it
    HttpServer m_http;
    TokenAccess m_access;
    Endpoints m_endpoints;
    WebSocketAcceptor m_acceptor;
    Inspector m_inspector;
    SocketRoutes *m_routes;
    QTimer m_clientsTimer;
    int m_announcedClients = 0;
    bool m_httpDone = false;
    bool m_socketsDone = false;
};

} // namespace Tickwell
