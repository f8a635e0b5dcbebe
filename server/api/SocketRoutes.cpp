// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/SocketRoutes.h"

#include "http/HttpServer.h"
#include "realtime/WebSocketAcceptor.h"

namespace Tickwell {

SocketRoutes::SocketRoutes(HttpServer &http, WebSocketAcceptor &acceptor, QObject *parent)
    : QObject(parent)
    , m_http(http)
    , m_acceptor(acceptor)
{
}

void SocketRoutes::add(const QByteArray &pathTemplate, Open open)
{
    m_http.addUpgrade(pathTemplate, [this, open](QTcpSocket *socket, const Request &request) {
        if (!m_acceptor.hasRoom()) {
            m_http.refuseUpgrade(
                socket, request,
                Response::error(503, QStringLiteral("The server has no room for one more client"))
                    .with("Retry-After", "5"));
            return;
        }
        SessionInfo info;
        info.peer = request.peerAddress;
        info.peerPort = request.peerPort;
        info.path = QString::fromLatin1(request.path);
        const QByteArray key = request.headers.value("Sec-WebSocket-Key");
        open(m_acceptor.accept(socket, key, std::move(info)), request);
    });
}

} // namespace Tickwell
