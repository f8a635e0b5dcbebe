// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/HttpServer.h"

#include "core/Log.h"
#include "http/Compression.h"
#include "http/Cors.h"
#include "http/Exchange.h"
#include "http/Gate.h"
#include "http/HostCheck.h"
#include "http/HttpConnection.h"
#include "http/HttpGrammar.h"
#include "http/QtHttpAdapter.h"
#include "http/ResponseWriter.h"
#include "http/RouteLimits.h"

#include <QTcpSocket>
#include <QThreadPool>
#include <QTimer>

namespace Tickwell {

using namespace std::chrono_literals;

namespace {

/// The client's own id if it is one that can be logged and looked for (API.md §2).
QByteArray requestId(const Headers &headers)
{
    const QByteArray own = headers.value("X-Request-ID");
    const auto isAllowed = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
            || c == '.' || c == '_' || c == '-';
    };
    if (!own.isEmpty() && own.size() <= 128 && std::all_of(own.begin(), own.end(), isAllowed))
        return own;
    return makeRequestId();
}

bool isSafe(const QByteArray &method)
{
    return method == "GET" || method == "HEAD" || method == "OPTIONS";
}

RateLimit rateLimit(const HttpLimits &limits)
{
    const int usual = std::clamp(static_cast<int>(limits.requestsPerMinute), 1, 100);
    return {limits.requestsPerMinute, limits.requestBurst > 0 ? limits.requestBurst : usual,
            limits.limitLoopback};
}

/// Why a request does not reach a route.
struct Refusal
{
    Response response;
    QByteArray reason; ///< short and stable: the name of a counter
};

QString listenError(const QTcpServer &server, const QString &host, quint16 port)
{
    switch (server.serverError()) {
    case QAbstractSocket::AddressInUseError:
        return QStringLiteral("port %1 on %2 is in use: stop the program that has it, or choose "
                              "another port")
            .arg(port)
            .arg(host);
    case QAbstractSocket::SocketAddressNotAvailableError:
        return QStringLiteral("%1 is not an address of this machine").arg(host);
    case QAbstractSocket::SocketAccessError:
        return QStringLiteral("port %1 may not be used by this user: choose one above 1023")
            .arg(port);
    default:
        return QStringLiteral("cannot listen on %1, port %2: %3")
            .arg(host)
            .arg(port)
            .arg(server.errorString());
    }
}

} // namespace

class HttpServer::Private final : public GateListener
{
public:
    Private(HttpServer *server, HttpOptions given)
        : q(server)
        , options(std::move(given))
        , cors(options.corsOrigins)
        , hosts(options.trustedHosts)
        , limits(rateLimit(options.limits))
        , shared(std::make_shared<ExchangeContext>())
    {
        shared->pool = options.pool;
    }

    void requestArrived(HttpConnection &connection) override;
    qint64 bodyLimit(const QByteArray &method, const QByteArray &target) override;
    void upgradeArrived(HttpConnection &connection) override;

    [[nodiscard]] std::optional<Request> readRequest(HttpConnection &connection);
    [[nodiscard]] std::optional<Refusal> refusalOf(Request &request) const;
    [[nodiscard]] std::optional<Refusal> rateRefusal(const Route *route, const Request &request);
    void handle(HttpConnection &connection, Exchange &exchange, Request &request);

    HttpServer *q;
    HttpOptions options;
    Cors cors;
    HostCheck hosts;
    RouteLimits limits;
    Router router;
    Router upgradeRouter;
    QHash<const Route *, UpgradeHandler> upgrades;
    std::shared_ptr<ExchangeContext> shared;
    QtHttpAdapter *adapter = nullptr; ///< child of q
    Gate *gate = nullptr;             ///< child of the adapter
};

/// What Qt made of the head, and what the framer knows better; none when they disagree.
std::optional<Request> HttpServer::Private::readRequest(HttpConnection &connection)
{
    const RequestFramer &framer = connection.framer();
    auto headers = adapter->parse(framer.plainHead());
    if (!headers || headers->all().size() != framer.plainHeaderCount()) {
        connection.refuse(Response::error(431, QStringLiteral("The headers could not be read")),
                          "unreadable_headers");
        return {};
    }
    Request request;
    request.method = framer.method();
    const QByteArray &target = framer.target();
    const qsizetype mark = target.indexOf('?');
    request.path = mark < 0 ? target : target.first(mark);
    request.queryString = mark < 0 ? QByteArray() : target.sliced(mark + 1);
    request.headers = *std::move(headers);
    request.peerAddress = connection.peerAddress();
    request.peerPort = connection.peerPort();
    request.minorVersion = framer.minorVersion();
    request.id = requestId(request.headers);
    return request;
}

/// Decodes what is still encoded; the answer to what must not reach a route.
std::optional<Refusal> HttpServer::Private::refusalOf(Request &request) const
{
    // Without any name (HTTP/1.0), it was no browser, which alone can be misled.
    if (const QByteArray host = request.headers.value("Host");
        request.headers.contains("Host") && !hosts.allows(host)) {
        const QString name = QString::fromLatin1(hostName(host));
        return Refusal{Response::error(400,
                                       QStringLiteral("This server does not go by the name %1; "
                                                      "--trusted-host %1 makes it")
                                           .arg(name)),
                       "untrusted_host"};
    }
    if (request.path != "*") {
        auto segments = splitPath(request.path);
        if (!segments)
            return Refusal{Response::error(400, QStringLiteral("The path is not properly encoded")),
                           "bad_path"};
        request.segments = *std::move(segments);
    }
    auto query = decodeQuery(request.queryString);
    if (!query)
        return Refusal{Response::error(400, QStringLiteral("The query is not UTF-8")), "bad_query"};
    request.query = *std::move(query);
    return {};
}

std::optional<Refusal> HttpServer::Private::rateRefusal(const Route *route, const Request &request)
{
    const std::chrono::milliseconds now{gate->now()};
    if (auto response = limits.refusal(route, request.peerAddress, now))
        return Refusal{*std::move(response), "rate_limited"};
    return {};
}

void HttpServer::Private::requestArrived(HttpConnection &connection)
{
    auto request = readRequest(connection);
    if (!request)
        return;
    request->body = connection.takeBody();

    const auto exchange = std::make_shared<Exchange>(shared, &connection);
    exchange->method = request->method;
    exchange->path = request->path;
    exchange->id = request->id;
    exchange->minorVersion = request->minorVersion;
    exchange->keepAlive = connection.framer().keepAlive();
    for (const QByteArray &codings : request->headers.values("Accept-Encoding"))
        exchange->acceptsGzip = exchange->acceptsGzip || Compression::acceptsGzip(codings);
    connection.setExchange(exchange);
    handle(connection, *exchange, *request);
}

void HttpServer::Private::handle(HttpConnection &connection, Exchange &exchange, Request &request)
{
    const auto refuse = [&](Refusal refusal) {
        gate->countRefusal(refusal.reason);
        exchange.send(std::move(refusal.response));
    };
    if (auto refusal = refusalOf(request))
        return refuse(*std::move(refusal));
    if (auto preflight = cors.preflight(request))
        return exchange.send(*std::move(preflight));
    exchange.extraHeaders = cors.responseHeaders(request);
    if (!isSafe(request.method) && cors.isForeign(request))
        return refuse({Response::error(403,
                                       QStringLiteral("Pages of this origin may not change "
                                                      "anything; --cors-origin lets them")),
                       "foreign_origin"});
    if (request.path == "*")
        return exchange.send(
            Response::empty().with("Allow", "DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT"));

    Router::Match match = router.match(request.method, request.path, request.segments);
    if (auto refusal = rateRefusal(match.route, request))
        return refuse(*std::move(refusal));
    switch (match.kind) {
    case Router::Match::Kind::NotFound:
        return exchange.send(Response::error(404));
    case Router::Match::Kind::MethodNotAllowed:
        if (request.method == "OPTIONS")
            return exchange.send(Response::empty().with("Allow", match.allow));
        return exchange.send(Response::error(405).with("Allow", match.allow));
    case Router::Match::Kind::Redirect:
        if (!request.queryString.isEmpty())
            match.location += '?' + request.queryString;
        return exchange.send(Response::redirect(match.location));
    case Router::Match::Kind::Found:
        break;
    }
    request.pathParameters = std::move(match.parameters);
    request.routeTemplate = match.route->pathTemplate;
    exchange.routeTemplate = request.routeTemplate;
    exchange.deadline =
        match.route->deadline < 0ms ? options.limits.handler : match.route->deadline;
    connection.setAnswerDeadline(exchange.deadline);
    // Held over what is thrown: the last handle to go would answer in its own way.
    const Responder responder = exchange.responder();
    runHandler(match.route->handler, request, responder);
}

qint64 HttpServer::Private::bodyLimit(const QByteArray &method, const QByteArray &target)
{
    const Router::Match match = router.match(method, target.split('?').first());
    return match.route ? match.route->maxBody.value_or(options.limits.body) : options.limits.body;
}

void HttpServer::Private::upgradeArrived(HttpConnection &connection)
{
    auto request = readRequest(connection);
    if (!request)
        return;
    const auto refuse = [&](const Refusal &refusal) {
        connection.refuse(refusal.response, refusal.reason);
    };
    if (const auto refusal = refusalOf(*request))
        return refuse(*refusal);
    if (cors.isForeign(*request))
        return refuse({Response::error(403,
                                       QStringLiteral("Pages of this origin may not connect; "
                                                      "--cors-origin lets them")),
                       "foreign_origin"});
    Router::Match match = upgradeRouter.match("GET", request->path, request->segments);
    if (const auto refusal = rateRefusal(match.route, *request))
        return refuse(*refusal);
    if (match.kind != Router::Match::Kind::Found)
        return refuse({Response::error(404), "unknown_upgrade"});
    request->pathParameters = std::move(match.parameters);
    request->routeTemplate = match.route->pathTemplate;

    ++shared->statistics.upgrades;
    QTcpSocket *socket = connection.releaseSocket();
    const UpgradeHandler handler = upgrades.value(match.route);
    handler(socket, *request);
}

HttpServer::HttpServer(HttpOptions options, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, std::move(options)))
{
}

HttpServer::~HttpServer()
{
    // Connections tell the private part of their end.
    delete d->gate;
    delete d->adapter;
}

Router &HttpServer::router()
{
    return d->router;
}

void HttpServer::addUpgrade(const QByteArray &pathTemplate, UpgradeHandler handler)
{
    const Route *route =
        d->upgradeRouter.add({"GET", pathTemplate, [](const Request &, const Responder &) {}});
    d->upgrades.insert(route, std::move(handler));
}

void HttpServer::noteUpgrade(const Request &request)
{
    logAccess({"GET", request.path, 101, 0, request.id});
}

void HttpServer::refuseUpgrade(QTcpSocket *socket, const Request &request, Response response)
{
    WireForm form;
    form.keepAlive = false;
    form.id = request.id;
    logAccess({"GET", request.path, response.status, 0, request.id});
    d->gate->closeLingering(socket, writeResponse(response, form));
}

void HttpServer::setObserver(std::function<void(const RequestRecord &)> observer)
{
    d->shared->observer = std::move(observer);
}

Result<quint16> HttpServer::listen(const QString &host, quint16 port)
{
    Q_ASSERT(!d->gate);
    const QHostAddress address =
        host == u"localhost" ? QHostAddress(QHostAddress::LocalHost) : QHostAddress(host);
    if (address.isNull())
        return failure(QStringLiteral("\"%1\" is not an IP address; 127.0.0.1 means this machine "
                                      "alone, 0.0.0.0 all its networks")
                           .arg(host));
    auto gate = std::make_unique<Gate>(d->options.limits, d.get());
    if (d->options.tls)
        gate->setTls(*d->options.tls);
    if (!gate->listen(address, port))
        return failure(listenError(*gate, host, port), Error::Kind::Unavailable);
    d->adapter = new QtHttpAdapter(this);
    d->gate = gate.release();
    if (!d->adapter->attach(d->gate)) {
        delete std::exchange(d->gate, nullptr);
        return failure(QStringLiteral("the HTTP server of Qt refused to start"),
                       Error::Kind::Internal);
    }
    connect(d->gate, &Gate::finished, this, &HttpServer::finished);
    return d->gate->serverPort();
}

void HttpServer::setTls(const QSslConfiguration &tls)
{
    Q_ASSERT(d->options.tls);
    d->options.tls = tls;
    if (d->gate)
        d->gate->setTls(tls);
}

void HttpServer::shutdown(std::chrono::milliseconds grace)
{
    if (!d->gate) {
        QMetaObject::invokeMethod(this, &HttpServer::finished, Qt::QueuedConnection);
        return;
    }
    if (d->gate->isShuttingDown())
        return;
    QTimer::singleShot(grace, d->gate, &Gate::abortAll);
    d->gate->beginShutdown();
}

HttpStatistics HttpServer::statistics() const
{
    HttpStatistics statistics = d->shared->statistics;
    if (d->gate) {
        statistics.connections = d->gate->connectionCount();
        statistics.accepted = d->gate->acceptedCount();
        statistics.stalled = d->gate->stalledCount();
        statistics.clientsForgotten = d->limits.forgottenEarly();
        statistics.refusals = d->gate->refusals();
    }
    return statistics;
}

} // namespace Tickwell
