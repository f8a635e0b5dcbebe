// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/ChatApi.h"

#include "api/ApiContext.h"
#include "api/ErrorStatus.h"
#include "chat/ChatProtocol.h"
#include "chat/ChatService.h"
#include "http/Router.h"
#include "http/Validation.h"

#include <limits>

namespace Tickwell {

namespace {

void listRooms(const ApiContext &context, const Responder &responder)
{
    QByteArray body;
    JsonWriter json(body);
    json.beginObject().key("rooms").beginArray();
    for (const QString &room : context.chat->rooms()) {
        json.beginObject().field("name", room).key("users").beginArray();
        for (const QString &user : context.chat->users(room))
            json.value(user);
        json.endArray().endObject();
    }
    json.endArray().endObject();
    responder.send(Response::json(std::move(body)));
}

void listMessages(const ApiContext &context, const Request &request, const Responder &responder)
{
    Validation v(request);
    const qint64 before =
        v.query(QStringLiteral("before")).integer({.ge = 1}, std::numeric_limits<qint64>::max());
    const qint64 limit = v.query(QStringLiteral("limit")).integer({.ge = 1, .le = 200}, 50);
    if (!v.ok())
        return responder.send(v.response());
    const QString room = request.pathParameter(u"room");
    context.chat->history(room, static_cast<quint64>(before), static_cast<int>(limit),
                          responder.context(),
                          [responder, room](const Result<QList<ChatMessage>> &messages) {
                              if (!messages)
                                  return responder.send(errorResponse(messages.error()));
                              QByteArray body;
                              JsonWriter json(body);
                              json.beginObject().field("room", room).key("messages").beginArray();
                              for (const ChatMessage &message : *messages)
                                  ChatProtocol::writeMessage(json, message);
                              json.endArray().endObject();
                              responder.send(Response::json(std::move(body)));
                          });
}

} // namespace

void addChatRoutes(Router &router, const ApiContext &context)
{
    router.get("/chat/rooms", [&context](const Request &, const Responder &responder) {
        listRooms(context, responder);
    });
    router.get("/chat/rooms/{room}/messages",
               [&context](const Request &request, const Responder &responder) {
                   listMessages(context, request, responder);
               });
}

} // namespace Tickwell
