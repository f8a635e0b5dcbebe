// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ChatMessage.h"
#include "core/JsonWriter.h"
#include "core/Result.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

namespace Tickwell {

/// What a client of `/ws/chat/{user_id}` asks for. Only its form was checked: whether room, text
/// and user are good ones is the ChatService's to say.
struct ChatCommand
{
    enum class Type { Message, Join, Leave, Typing, History, Edit, Delete, Read };

    Type type = Type::Message;
    QString room;      ///< `general` when none was named; empty in a direct message
    QString to;        ///< Message: for this user alone
    QString text;      ///< Message, Edit
    QString clientId;  ///< Message; may be empty
    QString messageId; ///< Edit, Delete
    quint64 seq = 0;   ///< Read: read up to here; History: older than this, 0: the newest
    int limit = 50;    ///< History
};

/// The texts of the chat's WebSocket (API.md §4) and what they mean. Pure functions.
namespace ChatProtocol {

/// A JSON object with a `type` is a command, and fails when its type or a field is not understood;
/// any other text is a message to `general`.
[[nodiscard]] Result<ChatCommand> parse(const QString &text);

/// Appends @p message as the object that history and `chat_message` share.
void writeMessage(JsonWriter &json, const ChatMessage &message);

/// Each returns one complete JSON text in UTF-8.
[[nodiscard]] QByteArray posted(const ChatMessage &message);
/// `edit` or `delete`, with the message as it is now.
[[nodiscard]] QByteArray changed(const ChatMessage &message);
[[nodiscard]] QByteArray joined(const QString &room, const QString &userId);
[[nodiscard]] QByteArray left(const QString &room, const QString &userId);
[[nodiscard]] QByteArray typing(const QString &room, const QString &userId);
[[nodiscard]] QByteArray read(const QString &room, const QString &userId, quint64 seq);
[[nodiscard]] QByteArray welcome(const QStringList &users, const QStringList &rooms, quint64 seq);
/// What was missed is not all known: the client reads the history anew and goes on from @p seq.
[[nodiscard]] QByteArray gap(quint64 seq);
[[nodiscard]] QByteArray history(const QString &room, const QList<ChatMessage> &messages);
[[nodiscard]] QByteArray error(const QString &detail);

} // namespace ChatProtocol

} // namespace Tickwell
