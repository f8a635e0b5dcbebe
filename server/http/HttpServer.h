// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/HttpLimits.h"
#include "core/Result.h"
#include "core/Statistics.h"
#include "http/Router.h"

#include <QObject>
#include <QSslConfiguration>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

class QTcpSocket;
class QThreadPool;

namespace Tickwell {

/// What an HttpServer is told once, before it listens.
struct HttpOptions
{
    HttpLimits limits = {};
    /// Origins (`https://dash.example`) whose pages may call; `*` allows any.
    QStringList corsOrigins = {};
    /// Under which names clients may reach this server: see HostCheck. Others get a 400.
    QStringList trustedHosts = {};
    /// Speak TLS, with this: see loadTls(). None: plain HTTP.
    std::optional<QSslConfiguration> tls = {};
    /// Where bodies over 64 KiB are compressed; not owned, may be null: they then go out plain.
    QThreadPool *pool = nullptr;
};

/// One request has been answered: for metrics.
struct RequestRecord
{
    QByteArray method;
    QByteArray routeTemplate; ///< empty when no route matched
    int status = 0;
    double seconds = 0;
};

/// HTTP/1.1 for one address: limits and framing at the gate, routing, CORS, compression, the access
/// log, and the hand-over of WebSocket upgrades. Lives on one thread, the server's, and so do all
/// its handlers.
class HttpServer : public QObject
{
    Q_OBJECT

public:
    /// Takes over a WebSocket request, which is a sound opening handshake: the callee answers its
    /// Sec-WebSocket-Key. The socket stands behind the request, belongs to the callee, and has no
    /// parent and no limits any more. It must not be deleted in the call itself. The callee says
    /// what became of it, now or later: noteUpgrade() or refuseUpgrade(). The request's
    /// `pathParameters` are those of the template that addUpgrade() was given.
    using UpgradeHandler = std::function<void(QTcpSocket *, const Request &)>;

    explicit HttpServer(HttpOptions options = {}, QObject *parent = nullptr);
    ~HttpServer() override;

    /// Fill it before listen().
    [[nodiscard]] Router &router();

    /// Who takes WebSocket requests for paths like @p pathTemplate; others get a 404, and pages of
    /// a foreign origin a 403.
    void addUpgrade(const QByteArray &pathTemplate, UpgradeHandler handler);

    /// To be called when the handshake of a @p request that an UpgradeHandler was given has been
    /// answered: for the access log.
    void noteUpgrade(const Request &request);

    /// Answers the @p request of a socket that an UpgradeHandler was given, now or earlier,
    /// instead of the handshake, and closes it. Takes the socket.
    void refuseUpgrade(QTcpSocket *socket, const Request &request, Response response);

    /// Is called after each request, with what metrics need.
    void setObserver(std::function<void(const RequestRecord &)> observer);

    /// Listens and says the port (of use when @p port is 0). @p host is an address or `localhost`.
    /// Fails with a sentence for the user: the port is taken, the address is not this machine's.
    [[nodiscard]] Result<quint16> listen(const QString &host, quint16 port);

    /// Shows clients another certificate from the next connection on. Of a server that speaks TLS.
    void setTls(const QSslConfiguration &tls);

    /// Stops accepting, closes idle connections, lets running requests end for at most
    /// @p grace, then cuts off the rest; finished() tells when no connection is left. Sockets that
    /// were handed over are their owners'.
    void shutdown(std::chrono::milliseconds grace);

    [[nodiscard]] HttpStatistics statistics() const;

Q_SIGNALS:
    void finished();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Tickwell
