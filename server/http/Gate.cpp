// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/Gate.h"

#include "core/Log.h"
#include "http/HttpConnection.h"
#include "http/LingeringClose.h"
#include "http/ResponseWriter.h"

#include <QSslSocket>
#include <QTcpSocket>

#include <algorithm>

#include <unistd.h>

namespace Tickwell {

namespace {

// Beyond this many dying connections, their last words matter less than their descriptors.
constexpr int MaxLingering = 1024;
constexpr int AcceptBacklog = 1024;

} // namespace

Gate::Gate(const HttpLimits &limits, GateListener *listener, QObject *parent)
    : QTcpServer(parent)
    , m_limits(limits)
    , m_listener(listener)
    , m_scratch(static_cast<qsizetype>(
                    std::max<qint64>(64 * 1024, limits.requestLine + limits.headerBytes + 4096)),
                Qt::Uninitialized)
{
    m_clock.start();
    setListenBacklogSize(AcceptBacklog);
    connect(this, &QTcpServer::acceptError, this, [this] {
        // Out of descriptors, most likely: QTcpServer then stops accepting for good by itself.
        if (!m_isAcceptingPaused)
            qCWarning(lcServer, "Cannot accept connections for now: %s",
                      qUtf8Printable(errorString()));
        m_isAcceptingPaused = true;
    });
    connect(&m_ticker, &QTimer::timeout, this, &Gate::tick);
    m_ticker.setTimerType(Qt::CoarseTimer);
    m_ticker.start(m_limits.tick);
}

Gate::~Gate()
{
    // Before the members that connections use on their way out.
    qDeleteAll(std::exchange(m_connections, {}));
}

void Gate::incomingConnection(qintptr handle)
{
    ++m_accepted;
    QTcpSocket *socket = makeSocket();
    if (!socket->setSocketDescriptor(handle)) {
        ::close(static_cast<int>(handle));
        delete socket;
        return;
    }
    if (const QByteArray reason = refusalFor(socket->peerAddress()); !reason.isEmpty())
        return refuse(socket, reason);
    count(socket);
    // Answers are written whole; waiting for more to send only delays them.
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    socket->setReadBufferSize(m_scratch.size());
    auto *connection = new HttpConnection(socket, this);
    m_connections.insert(connection);
    connection->start();
}

QTcpSocket *Gate::makeSocket()
{
    if (!m_tls)
        return new QTcpSocket(this);
    auto *socket = new QSslSocket(this);
    socket->setSslConfiguration(*m_tls);
    return socket;
}

void Gate::refuse(QTcpSocket *socket, const QByteArray &reason)
{
    countRefusal(reason);
    if (m_tls) {
        // A handshake for the sake of a refusal would cost more than it spares.
        socket->abort();
        socket->deleteLater();
        return;
    }
    const QString detail = reason == "full"
        ? QStringLiteral("The server is full")
        : QStringLiteral("There are too many connections from this address");
    closeLingering(socket, refusalBytes(Response::error(503, detail).with("Retry-After", "5")));
}

QByteArray Gate::refusalFor(const QHostAddress &client) const
{
    if (m_sockets >= m_limits.connections)
        return "full";
    const bool isLimited = m_limits.limitLoopback || !client.isLoopback();
    if (isLimited && m_socketsOf.value(clientKey(client)) >= m_limits.connectionsPerAddress)
        return "full_for_address";
    return {};
}

void Gate::count(QTcpSocket *socket)
{
    const ClientKey client = clientKey(socket->peerAddress());
    ++m_sockets;
    ++m_socketsOf[client];
    // Not the socket itself: whoever takes it over disconnects all that was connected to it.
    auto *mark = new QObject(socket);
    connect(mark, &QObject::destroyed, this, [this, client] {
        --m_sockets;
        if (--m_socketsOf[client] == 0)
            m_socketsOf.remove(client);
    });
}

void Gate::remove(HttpConnection *connection)
{
    if (m_connections.remove(connection))
        connection->deleteLater();
    finishIfEmpty();
}

void Gate::finishIfEmpty()
{
    if (!m_isShuttingDown || m_hasFinished || !m_connections.isEmpty())
        return;
    m_hasFinished = true;
    QMetaObject::invokeMethod(this, &Gate::finished, Qt::QueuedConnection);
}

void Gate::closeLingering(QTcpSocket *socket, const QByteArray &lastWords)
{
    if (m_lingering >= MaxLingering) {
        socket->disconnect();
        socket->abort();
        socket->deleteLater();
        return;
    }
    ++m_lingering;
    auto *closing = new LingeringClose(socket, lastWords, this);
    connect(closing, &QObject::destroyed, this, [this] { --m_lingering; });
}

QByteArray Gate::refusalBytes(const Response &response)
{
    WireForm form;
    form.keepAlive = false;
    form.id = makeRequestId();
    logAccess({"-", "-", response.status, 0, form.id});
    return writeResponse(response, form);
}

void Gate::tick()
{
    if (m_isAcceptingPaused) {
        m_isAcceptingPaused = false;
        resumeAccepting();
    }
    const qint64 time = now();
    // A copy: connections leave the set while it is walked. They are deleted later, never at once.
    const QSet<HttpConnection *> connections = m_connections;
    for (HttpConnection *connection : connections)
        connection->tick(time);
}

void Gate::beginShutdown()
{
    m_isShuttingDown = true;
    close();
    const QSet<HttpConnection *> connections = m_connections;
    for (HttpConnection *connection : connections)
        connection->beginShutdown();
    finishIfEmpty();
}

void Gate::abortAll()
{
    const QSet<HttpConnection *> connections = m_connections;
    for (HttpConnection *connection : connections)
        connection->abort();
}

} // namespace Tickwell
