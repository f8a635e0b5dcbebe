// SPDX-License-Identifier: GPL-3.0-or-later
#include "FuzzTarget.h"

#include "chat/ChatProtocol.h"
#include "chat/ChatRules.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace Tickwell;

// The input is a text as a client of the chat sends it.

namespace {

QJsonObject readBack(const QByteArray &json)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    mustHold(error.error == QJsonParseError::NoError && document.isObject(),
             "what is sent is a JSON object");
    return document.object();
}

void checkSound(const ChatCommand &command)
{
    if (const auto text = ChatRules::cleanText(command.text)) {
        mustHold(!text->isEmpty() && text->trimmed() == *text, "a text has no blank ends");
        mustHold(ChatRules::cleanText(*text).value_or(QString()) == *text,
                 "a clean text stays as it is");
        ChatMessage message;
        message.room = command.room;
        message.text = *text;
        message.to = command.to;
        message.userId = QStringLiteral("u");
        message.clientId = command.clientId;
        const QJsonObject posted = readBack(ChatProtocol::posted(message));
        mustHold(isReadBack(posted.value(QStringLiteral("message")).toString(), *text),
                 "a text arrives as it was sent");
        readBack(ChatProtocol::changed(message));
        readBack(ChatProtocol::history(command.room, {message, message}));
    }
    if (ChatRules::checkRoom(command.room))
        mustHold(!command.room.contains(u'/') && !command.room.startsWith(u'.'),
                 "a room is no path");
    if (ChatRules::checkUser(command.to))
        mustHold(isReadBack(readBack(ChatProtocol::joined(command.room, command.to))
                                .value(QStringLiteral("user_id"))
                                .toString(),
                            command.to),
                 "a name arrives as it is");
    readBack(ChatProtocol::typing(command.room, command.to));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QString text = QString::fromUtf8(asBytes(data, size));
    const auto command = ChatProtocol::parse(text);
    if (!command) {
        const QJsonObject error = readBack(ChatProtocol::error(command.error().message));
        mustHold(!error.value(QStringLiteral("detail")).toString().isEmpty(), "an error says why");
        return 0;
    }
    mustHold(!command->room.isEmpty() || !command->to.isEmpty(), "a command has an address");
    mustHold(command->limit >= 0, "a limit is none or more");
    checkSound(*command);
    return 0;
}
