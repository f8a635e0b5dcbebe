// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/SocketRoutes.h"

#include "http/HttpServer.h"
#include "realtime/WebSocketAcceptor.h"
#include "realtime/WebSocketSession.h"

#include <QTcpSocket>

#include <memory>

namespace Tickwell {

namespace {

Response full()
{
    return Response::error(503, QStringLiteral("The server has no room for one more client"))
        .with("Retry-After", "5");
}

} // namespace

SocketRoutes::SocketRoutes(HttpServer &http, WebSocketAcceptor &acceptor, AccessControl &access,
                           QObject *parent)
    : QObject(parent)
    , m_http(http)
    , m_acceptor(acceptor)
    , m_access(access)
{
}

void SocketRoutes::add(const QByteArray &pathTemplate, Access access, Open open, Guard guard)
{
    const auto route =
        std::make_shared<const Route>(Route{access, std::move(open), std::move(guard)});
    m_http.addUpgrade(pathTemplate, [this, route](QTcpSocket *socket, const Request &request) {
        if (!m_acceptor.hasRoom() || m_undecided >= MaxUndecided)
            return m_http.refuseUpgrade(socket, request, full());
        decide(*route, socket, request);
    });
}

void SocketRoutes::decide(const Route &route, QTcpSocket *socket, const Request &request)
{
    if (route.access == Access::Open)
        return askGuard(route, socket, request);
    QObject *wait = hold(socket);
    m_access.decide(route.access, request, wait,
                    [this, &route, socket, request, wait](AccessControl::Verdict verdict) {
                        release(wait, socket);
                        if (verdict.refusal)
                            return m_http.refuseUpgrade(socket, request,
                                                        *std::move(verdict.refusal));
                        Request known = request;
                        known.caller = std::move(verdict.caller);
                        askGuard(route, socket, known);
                    });
}

void SocketRoutes::askGuard(const Route &route, QTcpSocket *socket, const Request &request)
{
    if (!route.guard)
        return accept(route, socket, request);
    QObject *wait = hold(socket);
    route.guard(request, wait,
                [this, &route, socket, request, wait](std::optional<Response> refusal) {
                    release(wait, socket);
                    if (refusal)
                        return m_http.refuseUpgrade(socket, request, *std::move(refusal));
                    accept(route, socket, request);
                });
}

void SocketRoutes::accept(const Route &route, QTcpSocket *socket, const Request &request)
{
    // Others may have come in while this one waited.
    if (!m_acceptor.hasRoom())
        return m_http.refuseUpgrade(socket, request, full());
    SessionInfo info;
    info.peer = request.peerAddress;
    info.peerPort = request.peerPort;
    info.path = QString::fromLatin1(request.path);
    const QByteArray key = request.headers.value("Sec-WebSocket-Key");
    m_http.noteUpgrade(request);
    WebSocketSession *session = m_acceptor.accept(socket, key, std::move(info));
    if (const QString name = request.caller.name; request.caller.isKnown()) {
        m_sessionsOf.insert(name, session);
        connect(session, &WebSocketSession::closed, this,
                [this, name, session] { m_sessionsOf.remove(name, session); });
    }
    route.open(session, request);
}

void SocketRoutes::endSessionsOf(const QString &name)
{
    for (WebSocketSession *session : m_sessionsOf.values(name))
        session->close(CloseCode::PolicyViolation,
                       QStringLiteral("Your token is not valid any more"));
}

QObject *SocketRoutes::hold(QTcpSocket *socket)
{
    ++m_undecided;
    socket->setParent(this);
    auto *wait = new QObject(this);
    connect(socket, &QTcpSocket::disconnected, wait, [this, wait, socket] {
        --m_undecided;
        socket->deleteLater();
        delete wait;
    });
    return wait;
}

void SocketRoutes::release(QObject *wait, QTcpSocket *socket)
{
    --m_undecided;
    delete wait;
    socket->setParent(nullptr);
}

} // namespace Tickwell
