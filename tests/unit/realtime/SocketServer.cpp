// SPDX-License-Identifier: GPL-3.0-or-later
#include "SocketServer.h"

#include "TestUpgrade.h"

#include <QTcpSocket>
#include <QUrl>

#include <algorithm>

namespace Tickwell {

SocketServer::SocketServer(const SessionLimits &limits)
    : m_acceptor(limits)
{
    connect(&m_server, &QTcpServer::newConnection, this, [this] {
        while (QTcpSocket *socket = m_server.nextPendingConnection())
            upgrade(socket, m_acceptor);
    });
    if (!m_server.listen(QHostAddress::LocalHost))
        qFatal("no port on the loopback");
}

QUrl SocketServer::url() const
{
    return QUrl(QStringLiteral("ws://127.0.0.1:%1/ws/test").arg(port()));
}

QList<WebSocketSession *> SocketServer::sessions() const
{
    QList<WebSocketSession *> all = m_acceptor.sessions();
    std::sort(all.begin(), all.end(), [](auto *a, auto *b) { return a->id() < b->id(); });
    return all;
}

SessionLimits quickLimits()
{
    using namespace std::chrono_literals;
    return {.pingInterval = 60ms, .closeTimeout = 300ms};
}

} // namespace Tickwell
