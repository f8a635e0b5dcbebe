// SPDX-License-Identifier: GPL-3.0-or-later
#include "chat/ChatProtocol.h"

#include "chat/ChatRules.h"

#include <QHash>
#include <QJsonDocument>
#include <QJsonObject>

#include <cmath>
#include <optional>

namespace Tickwell::ChatProtocol {

namespace {

using Type = ChatCommand::Type;

std::optional<Type> commandType(const QString &name)
{
    static const QHash<QString, Type> types{
        {QStringLiteral("message"), Type::Message}, {QStringLiteral("join"), Type::Join},
        {QStringLiteral("leave"), Type::Leave},     {QStringLiteral("typing"), Type::Typing},
        {QStringLiteral("history"), Type::History}, {QStringLiteral("edit"), Type::Edit},
        {QStringLiteral("delete"), Type::Delete},   {QStringLiteral("read"), Type::Read},
    };
    const auto type = types.constFind(name);
    return type == types.cend() ? std::nullopt : std::optional(*type);
}

/// Reads fields, and remembers the first fault.
class Fields
{
public:
    explicit Fields(const QJsonObject &object)
        : m_object(object)
    {
    }

    QString text(const char *name, bool required = false)
    {
        const QJsonValue value = m_object.value(QLatin1String(name));
        if (value.isString())
            return value.toString();
        if (value.isUndefined() || value.isNull())
            expect(!required, name, "is required");
        else
            expect(false, name, "must be a string");
        return {};
    }

    quint64 number(const char *name, quint64 otherwise, bool required = false)
    {
        const QJsonValue value = m_object.value(QLatin1String(name));
        if (value.isUndefined() || value.isNull()) {
            expect(!required, name, "is required");
            return otherwise;
        }
        // Beyond 2^53 a JSON number is no longer exact for most clients.
        const double number = value.toDouble(-1);
        const bool whole =
            number >= 0 && number <= 9007199254740992.0 && std::floor(number) == number;
        expect(value.isDouble() && whole, name, "must be a whole number, 0 or more");
        return whole ? static_cast<quint64>(number) : otherwise;
    }

    /// A client's own id: some count, others draw a UUID.
    QString clientId()
    {
        const QJsonValue value = m_object.value(QLatin1String("client_id"));
        return value.isDouble() ? QString::number(number("client_id", 0)) : text("client_id");
    }

    [[nodiscard]] const QString &fault() const { return m_fault; }

private:
    void expect(bool fine, const char *name, const char *rule)
    {
        if (!fine && m_fault.isEmpty())
            m_fault = QStringLiteral("%1 %2").arg(QLatin1String(name), QLatin1String(rule));
    }

    const QJsonObject &m_object;
    QString m_fault;
};

ChatCommand plainMessage(const QString &text)
{
    ChatCommand command;
    command.room = ChatRules::generalRoom();
    command.text = text;
    return command;
}

QByteArray event(const char *type, const QString &room, const QString &userId)
{
    QByteArray out;
    out.reserve(64 + room.size() + userId.size());
    JsonWriter(out)
        .beginObject()
        .field("type", type)
        .field("room", room)
        .field("user_id", userId)
        .endObject();
    return out;
}

QByteArray presence(const char *type, const QString &room, const QString &userId,
                    QLatin1String verb)
{
    QByteArray out;
    JsonWriter(out)
        .beginObject()
        .field("type", type)
        .field("user_id", userId)
        .field("message", QString(userId + verb))
        .field("room", room)
        .endObject();
    return out;
}

void writeBody(JsonWriter &json, const ChatMessage &message)
{
    json.field("user_id", message.userId).field("message", message.text);
    json.key("timestamp").seconds(message.time);
    json.field("room", message.room).field("seq", message.seq).field("id", message.id);
    if (!message.clientId.isEmpty())
        json.field("client_id", message.clientId);
    if (!message.to.isEmpty())
        json.field("to", message.to);
    if (message.editedAt != Timestamp())
        json.key("edited_at").seconds(message.editedAt);
    if (message.deleted)
        json.field("deleted", true);
}

QByteArray withType(const char *type, const ChatMessage &message)
{
    QByteArray out;
    out.reserve(256 + message.text.size());
    JsonWriter json(out);
    json.beginObject().field("type", type);
    writeBody(json, message);
    json.endObject();
    return out;
}

void writeNames(JsonWriter &json, const char *key, const QStringList &names)
{
    json.key(key).beginArray();
    for (const QString &name : names)
        json.value(name);
    json.endArray();
}

} // namespace

Result<ChatCommand> parse(const QString &text)
{
    if (!QStringView(text).trimmed().startsWith(u'{'))
        return plainMessage(text);
    QJsonParseError parseError;
    const QJsonDocument document = QJsonDocument::fromJson(text.toUtf8(), &parseError);
    if (parseError.error != QJsonParseError::NoError || !document.isObject())
        return plainMessage(text);
    const QJsonObject object = document.object();
    const QJsonValue typeName = object.value(QLatin1String("type"));
    if (typeName.isUndefined())
        return plainMessage(text);
    const auto type = commandType(typeName.toString());
    if (!type)
        return failure(
            QStringLiteral("Unknown type %1; there are message, join, leave, typing, history, "
                           "edit, delete and read")
                .arg(typeName.isString()
                         ? QLatin1Char('"') + typeName.toString().left(64) + QLatin1Char('"')
                         : QStringLiteral("that is no string")));

    Fields fields(object);
    ChatCommand command;
    command.type = *type;
    command.room = fields.text("room", *type == Type::Join || *type == Type::Leave);
    switch (*type) {
    case Type::Message:
        command.to = fields.text("to");
        command.text = fields.text("text", true);
        command.clientId = fields.clientId();
        break;
    case Type::History:
        command.seq = fields.number("before", 0);
        // Out of range rather than wrapped into it: the service then says what the range is.
        command.limit = static_cast<int>(qMin<quint64>(fields.number("limit", 50), 1'000'000));
        break;
    case Type::Edit:
        command.text = fields.text("text", true);
        command.messageId = fields.text("id", true);
        break;
    case Type::Delete:
        command.messageId = fields.text("id", true);
        break;
    case Type::Read:
        command.seq = fields.number("seq", 0, true);
        break;
    case Type::Join:
    case Type::Leave:
    case Type::Typing:
        break;
    }
    if (!fields.fault().isEmpty())
        return failure(fields.fault());
    if (command.room.isEmpty() && command.to.isEmpty())
        command.room = ChatRules::generalRoom();
    return command;
}

void writeMessage(JsonWriter &json, const ChatMessage &message)
{
    json.beginObject();
    writeBody(json, message);
    json.endObject();
}

QByteArray posted(const ChatMessage &message)
{
    return withType("chat_message", message);
}

QByteArray changed(const ChatMessage &message)
{
    return withType(message.deleted ? "delete" : "edit", message);
}

QByteArray joined(const QString &room, const QString &userId)
{
    return presence("user_joined", room, userId, QLatin1String(" joined"));
}

QByteArray left(const QString &room, const QString &userId)
{
    return presence("user_left", room, userId, QLatin1String(" left"));
}

QByteArray typing(const QString &room, const QString &userId)
{
    return event("typing", room, userId);
}

QByteArray read(const QString &room, const QString &userId, quint64 seq)
{
    QByteArray out;
    JsonWriter(out)
        .beginObject()
        .field("type", "read")
        .field("room", room)
        .field("user_id", userId)
        .field("seq", seq)
        .endObject();
    return out;
}

QByteArray welcome(const QStringList &users, const QStringList &rooms, quint64 seq)
{
    QByteArray out;
    JsonWriter json(out);
    json.beginObject().field("type", "welcome");
    writeNames(json, "users", users);
    writeNames(json, "rooms", rooms);
    json.field("seq", seq).endObject();
    return out;
}

QByteArray gap(quint64 seq)
{
    QByteArray out;
    JsonWriter(out).beginObject().field("type", "gap").field("seq", seq).endObject();
    return out;
}

QByteArray history(const QString &room, const QList<ChatMessage> &messages)
{
    QByteArray out;
    JsonWriter json(out);
    json.beginObject().field("type", "history").field("room", room).key("messages").beginArray();
    for (const ChatMessage &message : messages)
        writeMessage(json, message);
    json.endArray().endObject();
    return out;
}

QByteArray error(const QString &detail)
{
    QByteArray out;
    JsonWriter(out).beginObject().field("type", "error").field("detail", detail).endObject();
    return out;
}

} // namespace Tickwell::ChatProtocol
