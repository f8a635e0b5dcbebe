// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/RateLimiter.h"
#include "http/Request.h"
#include "http/Responder.h"

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace Tickwell {

/// Answers a request through the responder, now or later, on the server's thread. It must not
/// block; what it throws becomes a 500.
using Handler = std::function<void(const Request &, Responder)>;

/// Calls @p handler; what it throws is logged and becomes a 500.
void runHandler(const Handler &handler, const Request &request, const Responder &responder);

struct Route
{
    QByteArray method; ///< `GET` serves HEAD too
    /// Segments are literals, `{name}` (any text), `{name:int}` (digits, at most 18, else the route
    /// does not match) or, as the last one, `{name:path}` (the rest, with its slashes).
    QByteArray pathTemplate;
    Handler handler;
    /// How long an answer may take before the client gets a 503; zero: as long as it likes;
    /// negative: HttpLimits::handler.
    std::chrono::milliseconds deadline{-1};
    /// Bytes of body that this route takes, more or less than the others.
    std::optional<qint64> maxBody = {};
    /// How often a client may ask for this, instead of the server's own limit: none of both limits
    /// counts for the other. `RateLimit{}` is no limit.
    std::optional<RateLimit> rate = {};
};

/// Finds the route of a path in time proportional to the path's length, however many there are.
/// Literal segments win over parameters. A plain value while it is filled; const after that.
class Router
{
public:
    struct Match
    {
        enum class Kind {
            Found,
            NotFound,
            MethodNotAllowed, ///< the path is there; `allow` says for what
            Redirect, ///< the path exists with its trailing slash added or removed: `location`
        };
        Kind kind = Kind::NotFound;
        const Route *route = nullptr; ///< owned by the router
        QList<Parameter> parameters;
        QByteArray allow;    ///< `GET, HEAD, OPTIONS, POST`: all methods of the path, sorted
        QByteArray location; ///< encoded path, without the query
    };

    Router();
    ~Router();
    Router(Router &&) noexcept;
    Router &operator=(Router &&) noexcept;

    /// Adds a route. A template that is malformed, or there already for this method, is a fault of
    /// the program: it asserts. The route that was added stays where it is.
    const Route *add(Route route);
    void get(const QByteArray &pathTemplate, Handler handler);
    void post(const QByteArray &pathTemplate, Handler handler);
    void put(const QByteArray &pathTemplate, Handler handler);
    void patch(const QByteArray &pathTemplate, Handler handler);
    void del(const QByteArray &pathTemplate, Handler handler);

    /// @p segments are the decoded segments of @p path, which is encoded.
    [[nodiscard]] Match match(const QByteArray &method, const QByteArray &path,
                              const QStringList &segments) const;

    /// Decodes and matches; a path that cannot be decoded is not found.
    [[nodiscard]] Match match(const QByteArray &method, const QByteArray &path) const;

    /// All routes in the order they were added.
    [[nodiscard]] QList<const Route *> routes() const;

private:
    struct Node;
    struct Search;
    static void find(const Node &node, qsizetype depth, Search &search);

    std::unique_ptr<Node> m_root;
    std::vector<std::unique_ptr<Route>> m_routes;
};

} // namespace Tickwell
