// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/ConnectionsApi.h"

#include "api/ApiContext.h"
#include "api/Inspector.h"
#include "core/JsonWriter.h"
#include "http/Endpoint.h"

namespace Tickwell {

using namespace Qt::StringLiterals;

namespace {

void listConnections(const ApiContext &context, const Responder &responder)
{
    const ServerSnapshot snapshot = context.inspector->snapshot(Inspector::Detail::Everything);
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

void endConnection(const ApiContext &context, qint64 id, const Responder &responder)
{
    if (id <= 0 || !context.inspector->endConnection(static_cast<quint64>(id)))
        return responder.send(
            Response::error(404, QStringLiteral("There is no connection %1").arg(id)));
    responder.send(Response::empty());
}

} // namespace

void addConnectionEndpoints(Endpoints &endpoints, const ApiContext &context)
{
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
            .needs(Access::Administrator)
            .answers(
                200, u"The clients"_s,
                Schema::object(u"Connections"_s).has(u"connections"_s, Schema::array(connection)))
            .handledBy([&context](const Request &, const Responder &responder) {
                listConnections(context, responder);
            }));
    endpoints.add(
        Endpoint::del("/connections/{id}", u"End a client's connection"_s)
            .tagged(u"Server"_s)
            .needs(Access::Administrator)
            .answers(204, u"It is ended"_s)
            .fails(404, u"There is no such connection"_s)
            .handledBy<ConnectionInput>(
                Inputs<ConnectionInput>().path(u"id"_s, &ConnectionInput::id, Integer(),
                                               u"As GET /connections names it"_s),
                [&context](const ConnectionInput &in, const Request &, const Responder &responder) {
                    endConnection(context, in.id, responder);
                }));
}

} // namespace Tickwell
