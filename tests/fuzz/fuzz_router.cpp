// SPDX-License-Identifier: GPL-3.0-or-later
#include "FuzzTarget.h"

#include "http/Router.h"

#include <algorithm>
#include <array>

using namespace Tickwell;

// The input is a method and a path, `GET /users/5`.

namespace {

struct Declared
{
    const char *method;
    const char *path;
};

// Templates of all kinds that share their beginnings.
constexpr std::array Routes{
    Declared{"GET", "/"},
    Declared{"GET", "/users"},
    Declared{"POST", "/users/"},
    Declared{"GET", "/users/{user_id:int}"},
    Declared{"PATCH", "/users/{user_id:int}"},
    Declared{"GET", "/users/me/"},
    Declared{"GET", "/users/{name}/posts"},
    Declared{"GET", "/users/{user_id:int}/{what}"},
    Declared{"GET", "/tasks/{task_id}"},
    Declared{"POST", "/tasks/describe"},
    Declared{"GET", "/files/{file:path}"},
    Declared{"DELETE", "/files/{name}/lock"},
    Declared{"GET", "/{a}/{b:int}/{c}/{d:int}"},
};

const Router &router()
{
    static const Router filled = [] {
        Router router;
        for (const Declared &route : Routes)
            router.add({route.method, route.path, [](const Request &, const Responder &) {}});
        return router;
    }();
    return filled;
}

bool isInteger(const QString &text)
{
    return !text.isEmpty() && text.size() <= 18
        && std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
}

/// How well @p segments fit a template: one rank for each of its segments, the smaller the better;
/// empty when they do not.
QByteArray fit(const char *path, const QStringList &segments)
{
    const QByteArrayList parts = QByteArray(path).mid(1).split('/');
    QByteArray ranks;
    for (qsizetype i = 0; i < parts.size(); ++i) {
        const QByteArray &part = parts[i];
        if (part.endsWith(":path}"))
            return i < segments.size() ? ranks + '4' : QByteArray();
        if (i >= segments.size())
            return {};
        if (!part.startsWith('{')) {
            if (QString::fromUtf8(part) != segments[i])
                return {};
            ranks += '1';
        } else if (segments[i].isEmpty() || (part.endsWith(":int}") && !isInteger(segments[i]))) {
            return {};
        } else {
            ranks += part.endsWith(":int}") ? '2' : '3';
        }
    }
    return parts.size() == segments.size() ? ranks : QByteArray();
}

/// What the router must find, by looking at every route.
QByteArray expected(const QByteArray &method, const QStringList &segments)
{
    QByteArray best;
    QByteArray found;
    for (const Declared &route : Routes) {
        const QByteArray ranks = fit(route.path, segments);
        const bool isMethod =
            method == route.method || (method == "HEAD" && route.method == QByteArrayView("GET"));
        if (!ranks.isEmpty() && isMethod && (best.isEmpty() || ranks < best)) {
            best = ranks;
            found = route.path;
        }
    }
    return found;
}

bool isKnown(const QStringList &segments)
{
    return std::any_of(Routes.begin(), Routes.end(),
                       [&](const Declared &route) { return !fit(route.path, segments).isEmpty(); });
}

void checkFound(const Router::Match &match)
{
    const QByteArray path = match.route->pathTemplate;
    mustHold(match.parameters.size() == path.count('{'), "each parameter has its value");
    for (const Parameter &parameter : match.parameters) {
        if (path.contains('{' + parameter.name.toUtf8() + ":int}"))
            mustHold(isInteger(parameter.value), "an integer has digits");
        else if (!path.contains('{' + parameter.name.toUtf8() + ":path}"))
            mustHold(!parameter.value.isEmpty(), "a parameter has a value");
        mustHold(!parameter.value.contains(QChar::Null), "a parameter has no NUL");
    }
}

void checkRedirect(const Router::Match &match, const QByteArray &method)
{
    mustHold(match.location.startsWith('/') && !match.location.startsWith("//"),
             "a redirect stays on this host");
    const Router::Match next = router().match(method, match.location);
    mustHold(next.kind == Router::Match::Kind::Found
                 || next.kind == Router::Match::Kind::MethodNotAllowed,
             "a redirect leads somewhere");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray input = asBytes(data, size).toByteArray();
    const qsizetype blank = input.indexOf(' ');
    if (blank < 0)
        return 0;
    const QByteArray method = input.first(blank);
    const QByteArray path = input.sliced(blank + 1);

    const Router::Match match = router().match(method, path);
    const auto segments = splitPath(path);
    if (!segments) {
        mustHold(match.kind == Router::Match::Kind::NotFound, "what cannot be decoded is nowhere");
        return 0;
    }
    switch (match.kind) {
    case Router::Match::Kind::Found:
        mustHold(match.route->pathTemplate == expected(method, *segments), "the best route wins");
        checkFound(match);
        break;
    case Router::Match::Kind::MethodNotAllowed:
        mustHold(expected(method, *segments).isEmpty() && isKnown(*segments),
                 "405 is for paths that are there");
        mustHold((", " + match.allow + ',').contains(", OPTIONS,"), "Allow names what is allowed");
        break;
    case Router::Match::Kind::Redirect:
        mustHold(!isKnown(*segments), "only what is not there is redirected");
        checkRedirect(match, method);
        break;
    case Router::Match::Kind::NotFound:
        mustHold(!isKnown(*segments), "404 is for paths that are not there");
        break;
    }
    return 0;
}
