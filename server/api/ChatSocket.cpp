// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/ChatSocket.h"

#include "accounts/AccountService.h"
#include "api/ApiContext.h"
#include "api/ErrorStatus.h"
#include "api/SocketRoutes.h"
#include "chat/ChatProtocol.h"
#include "http/Validation.h"
#include "realtime/TopicHub.h"
#include "realtime/WebSocketSession.h"

#include <limits>

namespace Tickwell {

namespace {

QString topicOf(const QString &room)
{
    return QStringLiteral("chat:") + room;
}

/// As which account a name would pass: those have ASCII names, in any case.
QString accountName(const QString &userId)
{
    return userId.normalized(QString::NormalizationForm_KC).toCaseFolded();
}

} // namespace

ChatSocket::ChatSocket(SocketRoutes &routes, const ApiContext &context, QObject *parent)
    : QObject(parent)
    , m_context(context)
    , m_chat(*context.chat)
{
    routes.add(
        "/ws/chat/{user_id}", Access::Member,
        [this](WebSocketSession *session, const Request &request) { open(session, request); },
        [this](const Request &request, QObject *wait, SocketRoutes::Decided decided) {
            admit(request, wait, std::move(decided));
        });
    connect(m_context.accounts, &AccountService::nameRegistered, this, &ChatSocket::reserve);
    connect(&m_chat, &ChatService::messagePosted, this,
            [this](const ChatMessage &message) { tell(message, ChatProtocol::posted(message)); });
    connect(&m_chat, &ChatService::messageChanged, this,
            [this](const ChatMessage &message) { tell(message, ChatProtocol::changed(message)); });
    connect(&m_chat, &ChatService::userJoined, this,
            [this](const QString &room, const QString &userId) {
                tellRoom(room, ChatProtocol::joined(room, userId));
            });
    connect(&m_chat, &ChatService::userLeft, this,
            [this](const QString &room, const QString &userId) {
                tellRoom(room, ChatProtocol::left(room, userId));
            });
    connect(&m_chat, &ChatService::userTyping, this,
            [this](const QString &room, const QString &userId) {
                tellRoom(room, ChatProtocol::typing(room, userId));
            });
    connect(&m_chat, &ChatService::userRead, this,
            [this](const QString &room, const QString &userId, quint64 seq) {
                tellRoom(room, ChatProtocol::read(room, userId, seq));
            });
}

void ChatSocket::admit(const Request &request, QObject *context,
                       std::function<void(std::optional<Response>)> decided)
{
    const QString name = accountName(request.pathParameter(u"user_id"));
    if (request.caller.isKnown() && accountName(request.caller.name) == name)
        return decided({});
    const auto taken = [isKnown = request.caller.isKnown()] {
        return isKnown ? Response::error(403, QStringLiteral("This name is another user's"))
                       : Response::error(401,
                                         QStringLiteral("This name belongs to a registered "
                                                        "user: show their token"));
    };
    if (m_context.membersNeedToken)
        return decided(taken());
    if (!m_context.accounts->hasAccounts())
        return decided({});
    m_context.accounts->findByName(name, context,
                                   [decided = std::move(decided), taken](const Result<User> &user) {
                                       if (user)
                                           return decided(taken());
                                       if (user.error().kind == Error::Kind::NotFound)
                                           return decided({});
                                       decided(errorResponse(user.error()));
                                   });
}

void ChatSocket::reserve(const QString &name)
{
    QList<WebSocketSession *> sessions;
    for (auto it = m_sessionsOf.cbegin(); it != m_sessionsOf.cend(); ++it) {
        if (accountName(it.key()) == accountName(name))
            sessions.append(it.value());
    }
    for (WebSocketSession *session : std::as_const(sessions))
        session->close(CloseCode::PolicyViolation,
                       QStringLiteral("This name belongs to a registered user now"));
}

void ChatSocket::open(WebSocketSession *session, const Request &request)
{
    const QString userId = request.pathParameter(u"user_id");
    Validation v(request);
    const auto since = v.query(QStringLiteral("since"));
    const std::optional<quint64> from = since.isPresent()
        ? std::optional(static_cast<quint64>(since.integer({.ge = 0})))
        : std::nullopt;
    if (!v.ok()) {
        session->close(CloseCode::PolicyViolation, QStringLiteral("since is a whole number"));
        return;
    }
    // Before the chat tells of the arrival: a newcomer hears of itself as all others do.
    const QString general = QStringLiteral("general");
    m_context.hub->subscribe(session, topicOf(general), Delivery::Events);
    const auto participant = m_chat.connectUser(userId);
    if (!participant) {
        m_context.hub->unsubscribeAll(session);
        session->close(CloseCode::PolicyViolation, participant.error().message);
        return;
    }
    const Client client{session, *participant, userId};
    m_sessionsOf.insert(userId, session);
    connect(session, &WebSocketSession::textReceived, this,
            [this, client](const QString &text) { obey(client, text); });
    connect(session, &WebSocketSession::closed, this, [this, client] {
        m_sessionsOf.remove(client.userId, client.session);
        m_chat.disconnectUser(client.participant);
    });
    greet(client, from);
}

void ChatSocket::greet(const Client &client, std::optional<quint64> since)
{
    client.session->sendText(ChatProtocol::welcome(m_chat.users(QStringLiteral("general")),
                                                   m_chat.rooms(), m_chat.lastSeq()));
    if (!since)
        return;
    const auto missed = m_chat.missed(client.userId, m_chat.roomsOf(client.participant), *since);
    if (!missed) {
        client.session->sendText(ChatProtocol::gap(m_chat.lastSeq()));
        return;
    }
    for (const ChatMessage &message : *missed)
        client.session->sendText(ChatProtocol::posted(message));
}

void ChatSocket::obey(const Client &client, const QString &text)
{
    const auto done = ChatProtocol::parse(text).and_then(
        [&](const ChatCommand &command) { return carryOut(client, command); });
    if (!done)
        client.session->sendText(ChatProtocol::error(done.error().message));
}

Result<void> ChatSocket::carryOut(const Client &client, const ChatCommand &command)
{
    const auto nothing = [](const ChatMessage &) {};
    switch (command.type) {
    case ChatCommand::Type::Message:
        return post(client, command);
    case ChatCommand::Type::Join:
        return join(client, command.room);
    case ChatCommand::Type::Leave:
        return leave(client, command.room);
    case ChatCommand::Type::Typing:
        return m_chat.typing(client.participant, command.room);
    case ChatCommand::Type::Read:
        return m_chat.markRead(client.participant, command.room, command.seq);
    case ChatCommand::Type::Edit:
        return m_chat.edit(client.userId, command.messageId, command.text).map(nothing);
    case ChatCommand::Type::Delete:
        return m_chat.remove(client.userId, command.messageId).map(nothing);
    case ChatCommand::Type::History:
        sendHistory(client, command);
        return {};
    }
    Q_UNREACHABLE();
}

Result<void> ChatSocket::post(const Client &client, const ChatCommand &command)
{
    const quint64 before = m_chat.lastSeq();
    const auto message =
        m_chat.post({client.userId, command.room, command.to, command.text, command.clientId});
    if (!message)
        return tl::unexpected(message.error());
    // A resend: everyone has it already, but its sender missed the answer.
    if (message->seq <= before)
        client.session->sendText(ChatProtocol::posted(*message));
    return {};
}

Result<void> ChatSocket::join(const Client &client, const QString &room)
{
    if (m_chat.roomsOf(client.participant).contains(room))
        return {};
    // Before the chat tells of it, as on arrival.
    m_context.hub->subscribe(client.session, topicOf(room), Delivery::Events);
    auto joined = m_chat.joinRoom(client.participant, room);
    if (!joined)
        m_context.hub->unsubscribe(client.session, topicOf(room));
    return joined;
}

Result<void> ChatSocket::leave(const Client &client, const QString &room)
{
    auto gone = m_chat.leaveRoom(client.participant, room);
    if (gone)
        m_context.hub->unsubscribe(client.session, topicOf(room));
    return gone;
}

void ChatSocket::sendHistory(const Client &client, const ChatCommand &command)
{
    const quint64 before = command.seq == 0 ? std::numeric_limits<quint64>::max() : command.seq;
    // The session is the context: a person who has left gets no answer.
    m_chat.history(command.room, before, command.limit, client.session,
                   [session = client.session,
                    room = command.room](const Result<QList<ChatMessage>> &messages) {
                       session->sendText(messages ? ChatProtocol::history(room, *messages)
                                                  : ChatProtocol::error(messages.error().message));
                   });
}

void ChatSocket::tell(const ChatMessage &message, const QByteArray &json)
{
    if (message.to.isEmpty())
        return tellRoom(message.room, json);
    const Frame frame = Frame::text(json);
    QList<WebSocketSession *> receivers = m_sessionsOf.values(message.to);
    if (message.userId != message.to)
        receivers += m_sessionsOf.values(message.userId);
    for (WebSocketSession *session : std::as_const(receivers))
        session->send(frame);
}

void ChatSocket::tellRoom(const QString &room, const QByteArray &json)
{
    m_context.hub->publishEvent(topicOf(room), Frame::text(json));
}

} // namespace Tickwell
