// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/AccessControl.h"

#include <QMultiHash>
#include <QObject>

#include <functional>
#include <optional>

class QTcpSocket;

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

    /// What a path asks besides: calls its last argument once with an answer to who may not
    /// connect, or with none; not when the context dies first.
    using Decided = std::function<void(std::optional<Response>)>;
    using Guard = std::function<void(const Request &, QObject *context, Decided)>;

    /// Handshakes that wait for a decision; more are refused with a 503.
    static constexpr int MaxUndecided = 1'000;

    /// All three outlive the routes.
    SocketRoutes(HttpServer &http, WebSocketAcceptor &acceptor, AccessControl &access,
                 QObject *parent = nullptr);

    /// Before the server listens. Unless @p access is Open, the request's caller is known to
    /// @p guard and @p open when it came with a valid token.
    void add(const QByteArray &pathTemplate, Access access, Open open, Guard guard = {});

    /// Ends the connections that were opened with a token of the user @p name.
    void endSessionsOf(const QString &name);

private:
    struct Route
    {
        Access access;
        Open open;
        Guard guard;
    };

    void decide(const Route &route, QTcpSocket *socket, const Request &request);
    void askGuard(const Route &route, QTcpSocket *socket, const Request &request);
    void accept(const Route &route, QTcpSocket *socket, const Request &request);
    /// Keeps @p socket until release() or its end, when what it gives is deleted: a context.
    QObject *hold(QTcpSocket *socket);
    void release(QObject *wait, QTcpSocket *socket);

    HttpServer &m_http;
    WebSocketAcceptor &m_acceptor;
    AccessControl &m_access;
    QMultiHash<QString, WebSocketSession *> m_sessionsOf; ///< by the caller's name, where known
    int m_undecided = 0;
};

} // namespace Tickwell
