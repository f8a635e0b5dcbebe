// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/HttpLimits.h"
#include "http/ClientKey.h"
#include "http/RequestFramer.h"
#include "http/Response.h"

#include <QElapsedTimer>
#include <QHash>
#include <QMap>
#include <QSet>
#include <QSslConfiguration>
#include <QTcpServer>
#include <QTimer>

#include <optional>

namespace Tickwell {

class HttpConnection;

/// Who is told of what came through the gate.
class GateListener
{
public:
    virtual ~GateListener() = default;
    /// A whole request has been framed; answer it with an exchange.
    virtual void requestArrived(HttpConnection &connection) = 0;
    /// How large a body the request may have whose head has been framed.
    virtual qint64 bodyLimit(const QByteArray &method, const QByteArray &target) = 0;
    /// A WebSocket handshake has been framed and is still unread in the socket.
    virtual void upgradeArrived(HttpConnection &connection) = 0;
};

/// The door: accepts connections up to the limits and owns them, and walks their deadlines. What
/// comes in unframed, too large or too slow is refused here, before anything else reads it.
class Gate final : public QTcpServer
{
    Q_OBJECT

public:
    Gate(const HttpLimits &limits, GateListener *listener, QObject *parent = nullptr);
    ~Gate() override;

    /// From the next connection on, this is what clients are shown, and TLS is spoken.
    void setTls(const QSslConfiguration &tls) { m_tls = tls; }

    /// Lets @p socket through to whoever takes this server's pending connections.
    void admit(QTcpSocket *socket) { addPendingConnection(socket); }

    /// Stops accepting and asks all connections to end; finished() tells when none is left.
    void beginShutdown();
    void abortAll();
    [[nodiscard]] bool isShuttingDown() const { return m_isShuttingDown; }

    [[nodiscard]] const HttpLimits &limits() const { return m_limits; }
    [[nodiscard]] GateListener *listener() const { return m_listener; }
    [[nodiscard]] int connectionCount() const { return static_cast<int>(m_connections.size()); }
    [[nodiscard]] qint64 acceptedCount() const { return m_accepted; }
    [[nodiscard]] qint64 stalledCount() const { return m_stalled; }
    [[nodiscard]] const QMap<QByteArray, qint64> &refusals() const { return m_refusals; }

    // For connections:
    [[nodiscard]] qint64 now() const { return m_clock.elapsed(); } ///< ms, never goes back
    [[nodiscard]] QByteArray &scratch() { return m_scratch; }      ///< to peek into
    void remove(HttpConnection *connection);
    void countRefusal(const QByteArray &reason) { ++m_refusals[reason]; }
    void countStalled() { ++m_stalled; }
    /// Writes @p lastWords and closes; cuts off at once when too many linger already.
    void closeLingering(QTcpSocket *socket, const QByteArray &lastWords);
    /// The bytes of a refusal: JSON, `Connection: close`; also written to the access log.
    [[nodiscard]] static QByteArray refusalBytes(const Response &response);

Q_SIGNALS:
    void finished();

protected:
    void incomingConnection(qintptr handle) override;

private:
    [[nodiscard]] QTcpSocket *makeSocket();
    void refuse(QTcpSocket *socket, const QByteArray &reason);
    /// Why there is no room for one more of @p client; empty when there is.
    [[nodiscard]] QByteArray refusalFor(const QHostAddress &client) const;
    /// Counts @p socket for as long as it lives, whoever has it by then.
    void count(QTcpSocket *socket);
    void tick();
    void finishIfEmpty();

    HttpLimits m_limits;
    GateListener *m_listener;
    std::optional<QSslConfiguration> m_tls;
    QSet<HttpConnection *> m_connections; ///< children of this
    QElapsedTimer m_clock;
    QTimer m_ticker;
    QByteArray m_scratch;
    QMap<QByteArray, qint64> m_refusals;
    qint64 m_accepted = 0;
    qint64 m_stalled = 0;
    QHash<ClientKey, int> m_socketsOf; ///< WebSockets included, and so in m_sockets
    int m_sockets = 0;
    int m_lingering = 0;
    bool m_isAcceptingPaused = false;
    bool m_isShuttingDown = false;
    bool m_hasFinished = false;
};

} // namespace Tickwell
