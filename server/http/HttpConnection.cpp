// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/HttpConnection.h"

#include "http/Exchange.h"
#include "http/Gate.h"

#include <QSslSocket>
#include <QTcpSocket>

#include <algorithm>

#include <sys/socket.h>

namespace Tickwell {

namespace {

// Then other connections have their turn.
constexpr int RequestsPerTurn = 32;

} // namespace

HttpConnection::HttpConnection(QTcpSocket *socket, Gate *gate)
    : QObject(gate)
    , m_gate(gate)
    , m_socket(socket)
    , m_tls(qobject_cast<QSslSocket *>(socket))
    , m_framer(gate->limits(), [gate](const QByteArray &method, const QByteArray &target) {
        return gate->listener()->bodyLimit(method, target);
    })
{
    socket->setParent(this);
    connect(socket, &QTcpSocket::readyRead, this, &HttpConnection::process);
    connect(socket, &QTcpSocket::bytesWritten, this, &HttpConnection::onBytesWritten);
    connect(socket, &QTcpSocket::disconnected, this, &HttpConnection::onDisconnected);
}

HttpConnection::~HttpConnection()
{
    if (m_exchange)
        m_exchange->clientGone();
}

void HttpConnection::start()
{
    if (!m_tls) {
        enter(Phase::Idle, m_gate->limits().header);
        return;
    }
    enter(Phase::Handshake, m_gate->limits().header);
    connect(m_tls, &QSslSocket::encryptedBytesWritten, this, &HttpConnection::onBytesWritten);
    connect(m_tls, &QSslSocket::encrypted, this, [this] {
        enter(Phase::Idle, m_gate->limits().header);
        process();
    });
    m_tls->startServerEncryption();
}

QHostAddress HttpConnection::peerAddress() const
{
    return m_socket ? m_socket->peerAddress() : QHostAddress();
}

quint16 HttpConnection::peerPort() const
{
    return m_socket ? m_socket->peerPort() : 0;
}

bool HttpConnection::mayKeepAlive() const
{
    return m_framer.keepAlive() && !m_gate->isShuttingDown();
}

qint64 HttpConnection::bytesToWrite() const
{
    if (m_tls)
        return m_tls->bytesToWrite() + m_tls->encryptedBytesToWrite();
    return m_socket ? m_socket->bytesToWrite() : 0;
}

void HttpConnection::enter(Phase phase, std::chrono::milliseconds deadline)
{
    m_phase = phase;
    m_deadline = deadline.count() > 0 ? m_gate->now() + deadline.count() : 0;
}

void HttpConnection::processLater()
{
    if (std::exchange(m_isProcessQueued, true))
        return;
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_isProcessQueued = false;
            process();
        },
        Qt::QueuedConnection);
}

void HttpConnection::process()
{
    // Answers may come from within the handlers that this calls.
    if (m_isProcessing)
        return;
    m_isProcessing = true;
    for (int i = 0; m_phase == Phase::Idle || m_phase == Phase::Head || m_phase == Phase::Body;
         ++i) {
        if (bytesToWrite() > HighWater)
            break; // onBytesWritten() goes on
        if (i == RequestsPerTurn) {
            processLater();
            break;
        }
        if (!readRequest())
            break;
        enter(Phase::Answering, {});
        m_gate->listener()->requestArrived(*this);
    }
    m_isProcessing = false;
}

/// True when a whole request is there.
bool HttpConnection::readRequest()
{
    if (m_framer.state() == RequestFramer::State::Head && !readHead())
        return false;
    if (m_framer.state() == RequestFramer::State::Body && !readBody())
        return false;
    return m_framer.state() == RequestFramer::State::Complete;
}

/// The head is peeked at, not read: a WebSocket handshake must stay in the socket.
bool HttpConnection::readHead()
{
    if (m_socket->bytesAvailable() <= m_peeked)
        return false;
    QByteArray &buffer = m_gate->scratch();
    const qint64 size = m_socket->peek(buffer.data(), buffer.size());
    if (size <= m_peeked)
        return false;
    if (m_phase == Phase::Idle)
        enter(Phase::Head, m_gate->limits().header);
    m_peeked += m_framer.feed(
        QByteArrayView(buffer.constData() + m_peeked, static_cast<qsizetype>(size) - m_peeked));

    switch (m_framer.state()) {
    case RequestFramer::State::Head:
        return false;
    case RequestFramer::State::Refused: {
        const RequestFramer::Refusal &refusal = m_framer.refusal();
        Response response = Response::error(refusal.status, refusal.detail);
        if (refusal.status == 426)
            response.headers.append("Sec-WebSocket-Version", "13");
        refuse(response, refusal.reason);
        return false;
    }
    case RequestFramer::State::Body:
    case RequestFramer::State::Complete:
        break;
    }
    if (m_framer.isWebSocketUpgrade()) {
        m_socket->skip(m_peeked);
        m_peeked = 0;
        enter(Phase::Answering, {});
        m_gate->listener()->upgradeArrived(*this);
        return false;
    }
    m_socket->skip(m_peeked);
    m_peeked = 0;
    if (m_framer.state() == RequestFramer::State::Body) {
        m_bodyBegan = m_gate->now();
        expectBody();
        if (m_framer.expectsContinue() && m_socket->bytesAvailable() == 0)
            write("HTTP/1.1 100 Continue\r\n\r\n");
    }
    return true;
}

bool HttpConnection::readBody()
{
    QByteArray &buffer = m_gate->scratch();
    while (m_framer.state() == RequestFramer::State::Body) {
        const qint64 size = m_socket->peek(buffer.data(), buffer.size());
        if (size <= 0)
            return false;
        const qsizetype taken =
            m_framer.feed(QByteArrayView(buffer.constData(), static_cast<qsizetype>(size)));
        m_socket->skip(taken);
        expectBody();
    }
    if (m_framer.state() == RequestFramer::State::Refused) {
        refuse(Response::error(m_framer.refusal().status, m_framer.refusal().detail),
               m_framer.refusal().reason);
        return false;
    }
    return true;
}

void HttpConnection::expectBody()
{
    const HttpLimits &limits = m_gate->limits();
    auto left = limits.bodyIdle;
    if (limits.bodyRate > 0) {
        const std::chrono::milliseconds deserved(m_framer.bodyBytes() * 1000 / limits.bodyRate);
        const std::chrono::milliseconds taken(m_gate->now() - m_bodyBegan);
        left = std::clamp(limits.bodyIdle + deserved - taken, std::chrono::milliseconds(1), left);
    }
    enter(Phase::Body, left);
}

void HttpConnection::setExchange(std::shared_ptr<Exchange> exchange)
{
    m_exchange = std::move(exchange);
}

void HttpConnection::setAnswerDeadline(std::chrono::milliseconds deadline)
{
    if (m_phase == Phase::Answering)
        enter(Phase::Answering, deadline);
}

void HttpConnection::write(const QByteArray &bytes)
{
    if (!m_socket || m_phase == Phase::Closing || m_phase == Phase::Gone)
        return;
    if (bytesToWrite() == 0)
        m_lastProgress = m_gate->now();
    m_socket->write(bytes);
}

void HttpConnection::exchangeOver(bool keepAlive)
{
    m_exchange.reset();
    if (m_phase != Phase::Answering)
        return;
    if (!keepAlive || m_gate->isShuttingDown()) {
        close();
        return;
    }
    m_framer.reset();
    enter(Phase::Idle, m_gate->limits().keepAlive);
    if (!m_isProcessing && m_socket->bytesAvailable() > 0)
        processLater();
}

void HttpConnection::close()
{
    if (!m_socket || m_phase == Phase::Closing || m_phase == Phase::Gone)
        return;
    if (m_socket->bytesAvailable() > 0) {
        m_gate->closeLingering(releaseSocket(), {});
        return;
    }
    enter(Phase::Closing, {});
    m_socket->disconnectFromHost();
}

void HttpConnection::refuse(const Response &response, const QByteArray &reason)
{
    if (!m_socket || m_phase == Phase::Closing || m_phase == Phase::Gone)
        return;
    m_gate->countRefusal(reason);
    m_gate->closeLingering(releaseSocket(), Gate::refusalBytes(response));
}

void HttpConnection::abort()
{
    if (!m_socket || m_phase == Phase::Gone)
        return;
    const linger reset{1, 0};
    ::setsockopt(static_cast<int>(m_socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &reset,
                 sizeof reset);
    m_socket->abort();
    onDisconnected();
}

QTcpSocket *HttpConnection::releaseSocket()
{
    m_tls = nullptr;
    QTcpSocket *socket = std::exchange(m_socket, nullptr);
    socket->disconnect(this);
    socket->setParent(nullptr);
    socket->setReadBufferSize(0);
    onDisconnected();
    return socket;
}

void HttpConnection::onBytesWritten()
{
    m_lastProgress = m_gate->now();
    if (m_phase == Phase::Answering) {
        if (m_exchange && bytesToWrite() < LowWater)
            m_exchange->drained();
    } else if (m_socket->bytesAvailable() > m_peeked && bytesToWrite() <= HighWater) {
        processLater();
    }
}

void HttpConnection::onDisconnected()
{
    if (m_phase == Phase::Gone)
        return;
    if (m_phase == Phase::Handshake)
        m_gate->countRefusal("tls_handshake");
    m_phase = Phase::Gone;
    if (const auto exchange = std::exchange(m_exchange, nullptr))
        exchange->clientGone();
    m_gate->remove(this);
}

void HttpConnection::tick(qint64 now)
{
    if (!m_socket || m_phase == Phase::Gone)
        return;
    const HttpLimits &limits = m_gate->limits();
    const bool isWriting = bytesToWrite() > 0;
    if (isWriting && now - m_lastProgress > limits.stalledWrite.count()) {
        m_gate->countStalled();
        abort();
        return;
    }
    if (m_deadline == 0 || now <= m_deadline)
        return;
    switch (m_phase) {
    case Phase::Handshake:
        abort();
        return;
    case Phase::Idle:
        if (isWriting)
            enter(Phase::Idle, limits.keepAlive); // it is busy reading
        else
            close();
        return;
    case Phase::Head:
        timedOut(QStringLiteral("The headers did not come in time"), "header_timeout");
        return;
    case Phase::Body:
        timedOut(QStringLiteral("The body did not come in time"), "body_timeout");
        return;
    case Phase::Answering:
        m_deadline = 0;
        if (const auto exchange = m_exchange)
            exchange->deadlinePassed();
        return;
    case Phase::Closing:
    case Phase::Gone:
        return;
    }
}

void HttpConnection::timedOut(const QString &detail, const QByteArray &reason)
{
    refuse(Response::error(408, detail), reason);
}

void HttpConnection::beginShutdown()
{
    if (m_phase == Phase::Idle)
        close();
    else if (m_phase == Phase::Handshake)
        abort();
}

} // namespace Tickwell
