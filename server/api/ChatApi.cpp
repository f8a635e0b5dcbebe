// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/ChatApi.h"

#include "api/ApiContext.h"
#include "api/ErrorStatus.h"
#include "chat/ChatProtocol.h"
#include "chat/ChatService.h"
#include "http/Endpoint.h"

#include <limits>

namespace Tickwell {

using namespace Qt::StringLiterals;

namespace {

Schema messageSchema()
{
    return Schema::object(u"ChatMessage"_s)
        .has(u"id"_s, Schema::text())
        .has(u"seq"_s, Schema::integer({.ge = 1}), u"Its number in the order of the server"_s)
        .has(u"user_id"_s, Schema::text())
        .has(u"message"_s, Schema::text())
        .has(u"timestamp"_s, Schema::number(), u"Seconds since the epoch"_s)
        .has(u"room"_s, Schema::text(), u"Empty for a direct message"_s)
        .mayHave(u"to"_s, Schema::text(), u"A direct message's receiver"_s)
        .mayHave(u"client_id"_s, Schema::text(), u"What its sender named it"_s)
        .mayHave(u"edited_at"_s, Schema::number(), u"Seconds since the epoch"_s)
        .mayHave(u"deleted"_s, Schema::boolean());
}

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

struct HistoryInput
{
    QString room;
    qint64 before = 0;
    qint64 limit = 0;
};

void listMessages(const ApiContext &context, const HistoryInput &in, const Responder &responder)
{
    context.chat->history(in.room, static_cast<quint64>(in.before), static_cast<int>(in.limit),
                          responder.context(),
                          [responder, room = in.room](const Result<QList<ChatMessage>> &messages) {
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

void addChatEndpoints(Endpoints &endpoints, const ApiContext &context)
{
    const Schema room = Schema::object(u"ChatRoom"_s)
                            .has(u"name"_s, Schema::text())
                            .has(u"users"_s, Schema::array(Schema::text()), u"Who is there now"_s);
    endpoints.add(Endpoint::get("/chat/rooms", u"The rooms and who is in them"_s)
                      .tagged(u"Chat"_s)
                      .answers(200, u"The rooms"_s,
                               Schema::object(u"ChatRooms"_s).has(u"rooms"_s, Schema::array(room)))
                      .handledBy([&context](const Request &, const Responder &responder) {
                          listRooms(context, responder);
                      }));
    endpoints.add(
        Endpoint::get("/chat/rooms/{room}/messages", u"What was said in a room, newest last"_s)
            .tagged(u"Chat"_s)
            .answers(200, u"The messages"_s,
                     Schema::object(u"ChatHistory"_s)
                         .has(u"room"_s, Schema::text())
                         .has(u"messages"_s, Schema::array(messageSchema())))
            .fails(503, u"The history could not be read"_s)
            .handledBy<HistoryInput>(
                Inputs<HistoryInput>()
                    .path(u"room"_s, &HistoryInput::room, Text(), u"The room's name"_s)
                    .query(u"before"_s, &HistoryInput::before,
                           Integer({.ge = 1}).orElse(std::numeric_limits<qint64>::max()),
                           u"Only messages whose seq is less"_s)
                    .query(u"limit"_s, &HistoryInput::limit,
                           Integer({.ge = 1, .le = 200}).orElse(50),
                           u"No more messages than this, the newest"_s),
                [&context](const HistoryInput &in, const Request &, const Responder &responder) {
                    listMessages(context, in, responder);
                }));
}

} // namespace Tickwell
