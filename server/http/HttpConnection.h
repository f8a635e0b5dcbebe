// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/RequestFramer.h"
#include "http/Response.h"

#include <QHostAddress>
#include <QObject>

#include <chrono>
#include <memory>

class QSslSocket;
class QTcpSocket;

namespace Tickwell {

class Exchange;
class Gate;

/// One client: reads a request at a time off its socket, holds the next ones back until that one is
/// answered, and keeps the deadlines. Requests that wait cost no more than the socket's bounded
/// read buffer; what does not fit waits in the client.
class HttpConnection final : public QObject
{
    Q_OBJECT

public:
    /// A streamed body is asked for more below this many unsent bytes.
    static constexpr qint64 LowWater = 64 * 1024;
    /// No further request is begun above this many.
    static constexpr qint64 HighWater = 256 * 1024;

    /// Takes @p socket; one for TLS has its handshake still before it.
    HttpConnection(QTcpSocket *socket, Gate *gate);
    ~HttpConnection() override;

    /// Begins to read. The gate knows this by then: it may be over before the call returns.
    void start();

    [[nodiscard]] const RequestFramer &framer() const { return m_framer; }
    [[nodiscard]] QByteArray takeBody() { return m_framer.takeBody(); }
    [[nodiscard]] QHostAddress peerAddress() const;
    [[nodiscard]] quint16 peerPort() const;
    /// Whether another request may follow the one in flight.
    [[nodiscard]] bool mayKeepAlive() const;
    [[nodiscard]] qint64 bytesToWrite() const;

    /// The exchange that answers the request in flight; it tells by exchangeOver().
    void setExchange(std::shared_ptr<Exchange> exchange);
    /// From now on; zero: none. Then Exchange::deadlinePassed() is called.
    void setAnswerDeadline(std::chrono::milliseconds deadline);
    void write(const QByteArray &bytes);
    void exchangeOver(bool keepAlive);

    /// Answers with @p response, whatever was going on, and closes.
    void refuse(const Response &response, const QByteArray &reason);
    /// Cuts the client off with a reset, so that it cannot take what it has for the whole.
    void abort();
    /// Gives the socket away, untouched by anyone else, and ends this.
    [[nodiscard]] QTcpSocket *releaseSocket();

    // From the gate:
    void tick(qint64 now);
    void beginShutdown();

private:
    enum class Phase { Handshake, Idle, Head, Body, Answering, Closing, Gone };

    void process();
    void processLater();
    bool readRequest();
    bool readHead();
    bool readBody();
    void onBytesWritten();
    void onDisconnected();
    void close();
    /// Begins or goes on with the body's phase: its deadline moves with what has come.
    void expectBody();
    void enter(Phase phase, std::chrono::milliseconds deadline);
    void timedOut(const QString &detail, const QByteArray &reason);

    Gate *m_gate;
    QTcpSocket *m_socket; ///< child of this; null once given away
    QSslSocket *m_tls;    ///< the same, if it speaks TLS
    RequestFramer m_framer;
    std::shared_ptr<Exchange> m_exchange;
    Phase m_phase = Phase::Idle;
    qint64 m_deadline = 0; ///< of the phase, in the gate's time; 0: none
    qint64 m_bodyBegan = 0;
    qint64 m_lastProgress = 0; ///< when the client last took something
    qsizetype m_peeked = 0;    ///< bytes of the head that were framed and are still in the socket
    bool m_isProcessing = false;
    bool m_isProcessQueued = false;
};

} // namespace Tickwell
