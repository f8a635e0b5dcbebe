// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/ConnectionsApi.h"

#include "api/ApiContext.h"
#include "api/Inspector.h"
#include "core/JsonWriter.h"
#include "http/Endpoint.h"

namespace Tickwell {

using namespace Qt::StringLiterals;

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

struct ConnectionInput
{
    qint64 id = 0;
};

void endConnection(const ApiContext &context, qint64 id, const Request &request,
                   const Responder &responder)
{
    if (!isLocal(request))
        return responder.send(notLocal());
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

void addConnectionEndpoints(Endpoints &endpoints, const ApiContext &context)
{
    const QString notAllowed = u"Asked for from another machine"_s;
    const Schema connection =
        Schema::object(u"Connection"_s)
            .has(u"id"_s, Schema::integer({.ge = 1}))
            .has(u"address"_s, Schema::text(), u"With the port"_s)
            .has(u"path"_s, Schema::text())
            .has(u"since"_s, Schema::timestamp())
            .has(u"queued_bytes"_s, Schema::integer({.ge = 0}), u"Not yet taken by the client"_s)
            .has(u"sent"_s, Schema::integer({.ge = 0}), u"Messages"_s)
            .has(u"conflated"_s, Schema::integer({.ge = 0}),
                 u"Replaced by newer ones while they waited"_s)
            .has(u"dropped"_s, Schema::integer({.ge = 0}), u"Thrown away"_s);
    endpoints.add(
        Endpoint::get("/connections", u"The WebSocket clients that are connected"_s)
            .tagged(u"Server"_s)
            .needs(Endpoint::Access::Local)
            .answers(
                200, u"The clients"_s,
                Schema::object(u"Connections"_s).has(u"connections"_s, Schema::array(connection)))
            .fails(403, notAllowed)
            .handledBy([&context](const Request &request, const Responder &responder) {
                listConnections(context, request, responder);
            }));
    endpoints.add(Endpoint::del("/connections/{id}", u"End a client's connection"_s)
                      .tagged(u"Server"_s)
                      .needs(Endpoint::Access::Local)
                      .answers(204, u"It is ended"_s)
                      .fails(403, notAllowed)
                      .fails(404, u"There is no such connection"_s)
                      .handledBy<ConnectionInput>(
                          Inputs<ConnectionInput>().path(u"id"_s, &ConnectionInput::id, Integer(),
                                                         u"As GET /connections names it"_s),
                          [&context](const ConnectionInput &in, const Request &request,
                                     const Responder &responder) {
                              endConnection(context, in.id, request, responder);
                          }));
}

} // namespace Tickwell
