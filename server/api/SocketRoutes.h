// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/Request.h"

#include <QObject>

#include <functional>

namespace Tickwell {

class HttpServer;
class WebSocketAcceptor;
class WebSocketSession;

/// The WebSocket paths: joins the upgrade that HTTP hands over to the session that comes of it.
class SocketRoutes : public QObject
{
    Q_OBJECT

public:
    /// Is called once the handshake is answered, with the request that asked for it. Connect to
    /// the session here: its first message may come in the next turn.
    using Open = std::function<void(WebSocketSession *, const Request &)>;

    /// Both outlive the routes.
    SocketRoutes(HttpServer &http, WebSocketAcceptor &acceptor, QObject *parent = nullptr);

    /// Before the server listens.
    void add(const QByteArray &pathTemplate, Open open);

private:
    HttpServer &m_http;
    WebSocketAcceptor &m_acceptor;
};

} // namespace Tickwell
