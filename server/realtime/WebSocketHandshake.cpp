// SPDX-License-Identifier: GPL-3.0-or-later
#include "realtime/WebSocketHandshake.h"

#include <QTcpSocket>
#include <QWebSocket>

namespace Tickwell {

WebSocketHandshake::WebSocketHandshake(QTcpSocket *socket, SessionInfo info,
                                       const SessionLimits &limits, QObject *parent)
    : QObject(parent)
    , m_socket(socket)
    , m_info(std::move(info))
    , m_server(QStringLiteral("Tickwell"), QWebSocketServer::NonSecureMode)
{
    socket->setParent(this);
    // Room for any head that is let through, and no more: a peer cannot make this process hold what
    // it has not asked for.
    socket->setReadBufferSize(2 * limits.maxMessageBytes + 1024);
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, &WebSocketHandshake::fail);
    connect(&m_server, &QWebSocketServer::newConnection, this,
            &WebSocketHandshake::onNewConnection);
    m_deadline.start(limits.handshakeTimeout);
}

WebSocketHandshake::~WebSocketHandshake()
{
    delete m_webSocket;
}

void WebSocketHandshake::start()
{
    connect(m_socket, &QTcpSocket::disconnected, this, &WebSocketHandshake::fail,
            Qt::QueuedConnection);
    m_server.handleConnection(m_socket);
    if (m_socket->state() != QAbstractSocket::ConnectedState)
        QMetaObject::invokeMethod(this, &WebSocketHandshake::fail, Qt::QueuedConnection);
}

QWebSocket *WebSocketHandshake::takeWebSocket()
{
    QWebSocket *taken = m_webSocket;
    m_webSocket = nullptr;
    return taken;
}

void WebSocketHandshake::onNewConnection()
{
    if (m_done)
        return;
    m_webSocket = m_server.nextPendingConnection();
    if (!m_webSocket || m_socket->state() != QAbstractSocket::ConnectedState)
        return fail();
    m_done = true;
    m_deadline.stop();
    m_socket->disconnect(this);
    // QWebSocketServer would delete it when it disconnects; a session has its own plans.
    m_socket->disconnect(&m_server);
    emit succeeded();
}

void WebSocketHandshake::fail()
{
    if (m_done)
        return;
    m_done = true;
    m_deadline.stop();
    emit failed();
}

} // namespace Tickwell
