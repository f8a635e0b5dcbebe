// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/Router.h"

#include "core/Log.h"

#include <QHash>

#include <algorithm>
#include <map>

namespace Tickwell {

namespace {

bool isInteger(QStringView text)
{
    return !text.isEmpty() && text.size() <= 18
        && std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
}

} // namespace

/// One segment of the templates that share what comes before it.
struct Router::Node
{
    QHash<QString, Node *> literals;
    std::vector<std::unique_ptr<Node>> children; ///< owns those of literals and parameters
    Node *integer = nullptr;                     ///< `{name:int}`
    Node *text = nullptr;                        ///< `{name}`
    Node *rest = nullptr;                        ///< `{name:path}`
    std::map<QByteArray, const Route *> routes;  ///< by method, of the templates that end here
    std::map<QByteArray, QStringList> names;     ///< of their parameters, by method

    Node *add()
    {
        children.push_back(std::make_unique<Node>());
        return children.back().get();
    }
};

/// One walk through the trie.
struct Router::Search
{
    const QByteArray &method;
    const QStringList &segments;
    QStringList values = {}; ///< of the parameters on the way to the current node
    const Route *route = nullptr;
    QStringList names = {};
    QStringList routeValues = {};
    QList<QByteArray> allowed = {};
    bool pathExists = false;

    /// True when the search is over.
    bool visit(const Node &node)
    {
        if (node.routes.empty())
            return false;
        pathExists = true;
        auto found = node.routes.find(method);
        if (found == node.routes.end() && method == "HEAD")
            found = node.routes.find("GET");
        if (found != node.routes.end()) {
            route = found->second;
            names = node.names.at(found->first);
            routeValues = values;
            return true;
        }
        for (const auto &[name, unused] : node.routes)
            allowed.append(name);
        return false;
    }
};

Router::Router()
    : m_root(std::make_unique<Node>())
{
}

Router::~Router() = default;
Router::Router(Router &&) noexcept = default;
Router &Router::operator=(Router &&) noexcept = default;

const Route *Router::add(Route route)
{
    Q_ASSERT_X(route.pathTemplate.startsWith('/') && route.handler, "Router::add",
               route.pathTemplate.constData());
    Node *node = m_root.get();
    QStringList names;
    for (const QByteArray &encoded : route.pathTemplate.mid(1).split('/')) {
        const QString segment = QString::fromUtf8(encoded);
        if (!segment.startsWith(u'{')) {
            Node *&next = node->literals[segment];
            if (!next)
                next = node->add();
            node = next;
            continue;
        }
        Q_ASSERT_X(segment.endsWith(u'}'), "Router::add", route.pathTemplate.constData());
        const QString inside = segment.mid(1, segment.size() - 2);
        const QString name = inside.section(u':', 0, 0);
        const QString kind = inside.section(u':', 1);
        Q_ASSERT_X(!name.isEmpty() && (kind.isEmpty() || kind == u"int" || kind == u"path"),
                   "Router::add", route.pathTemplate.constData());
        names.append(name);
        Node *&next = kind == u"int" ? node->integer : kind == u"path" ? node->rest : node->text;
        if (!next)
            next = node->add();
        node = next;
    }
    Q_ASSERT_X(!node->routes.contains(route.method), "Router::add: is there already",
               route.pathTemplate.constData());
    m_routes.push_back(std::make_unique<Route>(std::move(route)));
    node->routes[m_routes.back()->method] = m_routes.back().get();
    node->names[m_routes.back()->method] = names;
    return m_routes.back().get();
}

void Router::get(const QByteArray &pathTemplate, Handler handler)
{
    add({"GET", pathTemplate, std::move(handler)});
}

void Router::post(const QByteArray &pathTemplate, Handler handler)
{
    add({"POST", pathTemplate, std::move(handler)});
}

void Router::put(const QByteArray &pathTemplate, Handler handler)
{
    add({"PUT", pathTemplate, std::move(handler)});
}

void Router::patch(const QByteArray &pathTemplate, Handler handler)
{
    add({"PATCH", pathTemplate, std::move(handler)});
}

void Router::del(const QByteArray &pathTemplate, Handler handler)
{
    add({"DELETE", pathTemplate, std::move(handler)});
}

/// Depth first, the more special child first. A path that is there but not for the method goes on
/// to the less special ones: `POST /tasks/describe` must not hide `GET /tasks/{task_id}`.
void Router::find(const Node &node, qsizetype depth, Search &search)
{
    if (depth == search.segments.size()) {
        search.visit(node);
        return;
    }
    const QString &segment = search.segments[depth];
    if (const Node *next = node.literals.value(segment)) {
        find(*next, depth + 1, search);
        if (search.route)
            return;
    }
    // An empty segment is no value: `/users/` is not `/users/{user_id}`.
    for (const Node *next : {node.integer, node.text}) {
        if (!next || segment.isEmpty() || (next == node.integer && !isInteger(segment)))
            continue;
        search.values.append(segment);
        find(*next, depth + 1, search);
        if (search.route)
            return;
        search.values.removeLast();
    }
    if (node.rest) {
        search.values.append(search.segments.mid(depth).join(u'/'));
        search.visit(*node.rest);
        search.values.removeLast();
    }
}

Router::Match Router::match(const QByteArray &method, const QByteArray &path) const
{
    const auto segments = splitPath(path);
    return segments ? match(method, path, *segments) : Match{};
}

Router::Match Router::match(const QByteArray &method, const QByteArray &path,
                            const QStringList &segments) const
{
    Match match;
    Search search{method, segments};
    find(*m_root, 0, search);
    if (search.route) {
        match.kind = Match::Kind::Found;
        match.route = search.route;
        for (qsizetype i = 0; i < search.names.size(); ++i)
            match.parameters.append({search.names[i], search.routeValues[i]});
        return match;
    }
    if (search.pathExists) {
        match.kind = Match::Kind::MethodNotAllowed;
        QList<QByteArray> allowed = search.allowed;
        if (allowed.contains("GET"))
            allowed.append("HEAD");
        allowed.append("OPTIONS");
        std::sort(allowed.begin(), allowed.end());
        allowed.erase(std::unique(allowed.begin(), allowed.end()), allowed.end());
        match.allow = allowed.join(", ");
        return match;
    }
    const bool hasSlash = segments.size() > 1 && segments.last().isEmpty();
    QStringList other = segments;
    if (hasSlash)
        other.removeLast();
    else
        other.append(QString());
    Search otherSearch{method, other};
    find(*m_root, 0, otherSearch);
    // `//host/` would send the client to another host.
    if (otherSearch.pathExists || otherSearch.route) {
        if (!path.startsWith("//")) {
            match.kind = Match::Kind::Redirect;
            match.location = hasSlash ? path.chopped(1) : path + '/';
        }
    }
    return match;
}

QList<const Route *> Router::routes() const
{
    QList<const Route *> routes;
    for (const auto &route : m_routes)
        routes.append(route.get());
    return routes;
}

void runHandler(const Handler &handler, const Request &request, const Responder &responder)
{
    try {
        handler(request, responder);
    } catch (const std::exception &error) {
        qCCritical(lcServer, "The handler of %s %s threw: %s", request.method.constData(),
                   request.routeTemplate.constData(), error.what());
        responder.send(Response::error(500));
    }
}

} // namespace Tickwell
