// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/ConnectionsApi.h"

#include "api/ApiContext.h"
#include "api/Inspector.h"
#include "core/JsonWriter.h"
#include "http/Router.h"
#include "http/Validation.h"

namespace Tickwell {

namespace {

Response notLocal()
{
    return Response::error(403,
                           QStringLiteral("Connections are shown to and ended by programs on the "
                                          "server's own machine alone, not through a proxy"));
}

void listConnections(const ApiContext &context, const Request &request, const Responder &responder)
{
    if (!isLocal(request))
        return responder.send(notLocal());
    const ServerSnapshot snapshot = context.inspector->snapshot(Inspector::Detail::Connections);
    QByteArray body;
    body.reserve(64 + snapshot.connections.size() * 192);
    JsonWriter json(body);
    json.beginObject().key("connections").beginArray();
    for (const SessionSnapshot &connection : snapshot.connections) {
        json.beginObject()
            .field("id", connection.id)
            .field("address", connection.peer)
            .field("path", connection.path)
            .field("since", connection.since)
            .field("queued_bytes", connection.queuedBytes)
            .field("sent", connection.sent)
            .field("conflated", connection.conflated)
            .field("dropped", connection.dropped)
            .endObject();
    }
    json.endArray().endObject();
    responder.send(Response::json(std::move(body)).with("Cache-Control", "no-store"));
}

void endConnection(const ApiContext &context, const Request &request, const Responder &responder)
{
    if (!isLocal(request))
        return responder.send(notLocal());
    Validation v(request);
    const qint64 id = v.path(QStringLiteral("id")).integer();
    if (!v.ok())
        return responder.send(v.response());
    if (id <= 0 || !context.inspector->endConnection(static_cast<quint64>(id)))
        return responder.send(
            Response::error(404, QStringLiteral("There is no connection %1").arg(id)));
    responder.send(Response::empty());
}

} // namespace

bool isLocal(const Request &request)
{
    const auto isForwarded = [&request](const char *name) {
        return request.headers.contains(name);
    };
    return request.peerAddress.isLoopback() && !isForwarded("Forwarded")
        && !isForwarded("X-Forwarded-For") && !isForwarded("X-Real-IP");
}

void addConnectionRoutes(Router &router, const ApiContext &context)
{
    router.get("/connections", [&context](const Request &request, const Responder &responder) {
        listConnections(context, request, responder);
    });
    router.del("/connections/{id}", [&context](const Request &request, const Responder &responder) {
        endConnection(context, request, responder);
    });
}

} // namespace Tickwell
