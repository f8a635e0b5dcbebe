// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/Cors.h"

#include "http/HttpGrammar.h"

namespace Tickwell {

using namespace HttpGrammar;

namespace {

constexpr QByteArrayView AllMethods = "DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT";

/// `host:port` of an origin, without its scheme's own port; empty for `null` and other opaque ones.
QByteArray authorityOf(QByteArrayView origin)
{
    const QByteArray lower = origin.toByteArray().toLower();
    for (const auto &[scheme, port] :
         {std::pair<QByteArrayView, QByteArrayView>{"http://", ":80"}, {"https://", ":443"}}) {
        if (!lower.startsWith(scheme))
            continue;
        const QByteArray authority = lower.mid(scheme.size());
        return authority.endsWith(port) ? authority.chopped(port.size()) : authority;
    }
    return {};
}

} // namespace

Cors::Cors(const QStringList &origins)
{
    for (const QString &origin : origins) {
        if (origin == u"*")
            m_allowsAll = true;
        else
            m_origins.append(origin.toUtf8());
    }
}

bool Cors::allows(QByteArrayView origin) const
{
    return m_allowsAll || std::any_of(m_origins.begin(), m_origins.end(), [&](const QByteArray &o) {
               return equalsIgnoringCase(o, origin);
           });
}

std::optional<Response> Cors::preflight(const Request &request) const
{
    const bool isConfigured = m_allowsAll || !m_origins.isEmpty();
    if (!isConfigured || request.method != "OPTIONS" || !request.headers.contains("Origin")
        || !request.headers.contains("Access-Control-Request-Method"))
        return {};
    const QByteArray origin = request.headers.value("Origin");
    const QByteArray method = request.headers.value("Access-Control-Request-Method");
    const QByteArray wanted = request.headers.value("Access-Control-Request-Headers");

    QByteArrayList failures;
    if (!allows(origin))
        failures.append("origin");
    bool methodIsKnown = false;
    forEachListed(AllMethods,
                  [&](QByteArrayView known) { methodIsKnown = methodIsKnown || known == method; });
    if (!methodIsKnown)
        failures.append("method");

    Response response = failures.isEmpty()
        ? Response::text("OK")
        : Response::text("Disallowed CORS " + failures.join(", "), 400);
    if (!failures.contains("origin"))
        response.headers.append("Access-Control-Allow-Origin",
                                m_allowsAll ? QByteArray("*") : origin);
    response.headers.append("Access-Control-Allow-Methods", AllMethods);
    response.headers.append("Access-Control-Max-Age", "600");
    if (!wanted.isEmpty())
        response.headers.append("Access-Control-Allow-Headers", wanted);
    response.headers.append("Vary", "Origin");
    return response;
}

Headers Cors::responseHeaders(const Request &request) const
{
    Headers headers;
    if (!m_allowsAll && m_origins.isEmpty())
        return headers;
    const QByteArray origin = request.headers.value("Origin");
    if (m_allowsAll) {
        if (!origin.isEmpty())
            headers.append("Access-Control-Allow-Origin", "*");
        return headers;
    }
    // Also without an origin: a cache must not give one site's answer to another.
    headers.append("Vary", "Origin");
    if (!origin.isEmpty() && allows(origin))
        headers.append("Access-Control-Allow-Origin", origin);
    return headers;
}

bool Cors::isForeign(const Request &request) const
{
    const QByteArray origin = request.headers.value("Origin");
    if (origin.isEmpty() || allows(origin))
        return false;
    const QByteArray own = authorityOf(origin);
    QByteArray host = request.headers.value("Host").toLower();
    // Behind a proxy that ends TLS, the page's scheme is not ours: its own port decides.
    const QByteArrayView port = origin.toLower().startsWith("https:") ? ":443" : ":80";
    if (host.endsWith(port))
        host.chop(port.size());
    return own.isEmpty() || own != host;
}

} // namespace Tickwell
