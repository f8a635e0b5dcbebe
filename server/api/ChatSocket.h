// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/ChatService.h"

#include "http/Response.h"

#include <QHash>
#include <QObject>

namespace Tickwell {

class Frame;
class SocketRoutes;
class WebSocketSession;
struct ApiContext;
struct ChatCommand;
struct Request;

/// `/ws/chat/{user_id}` (API.md §4): joins WebSocket clients to the chat. Each room is a topic;
/// direct messages go to the sessions of their two ends alone.
class ChatSocket : public QObject
{
    Q_OBJECT

public:
    ChatSocket(SocketRoutes &routes, const ApiContext &context, QObject *parent = nullptr);

private:
    /// One connection of a person.
    struct Client
    {
        WebSocketSession *session; ///< until its closed()
        ChatService::ParticipantId participant;
        QString userId;
    };

    /// Lets in who may use the name: the user whose it is, or anyone when it is nobody's.
    void admit(const Request &request, QObject *context,
               std::function<void(std::optional<Response>)> decided);
    /// Puts out those who use what is now a registered user's name.
    void reserve(const QString &name);
    void open(WebSocketSession *session, const Request &request);
    void greet(const Client &client, std::optional<quint64> since);
    void obey(const Client &client, const QString &text);
    [[nodiscard]] Result<void> carryOut(const Client &client, const ChatCommand &command);
    [[nodiscard]] Result<void> post(const Client &client, const ChatCommand &command);
    [[nodiscard]] Result<void> join(const Client &client, const QString &room);
    [[nodiscard]] Result<void> leave(const Client &client, const QString &room);
    void sendHistory(const Client &client, const ChatCommand &command);
    void tell(const ChatMessage &message, const QByteArray &json);
    void tellRoom(const QString &room, const QByteArray &json);

    const ApiContext &m_context;
    ChatService &m_chat;
    QMultiHash<QString, WebSocketSession *> m_sessionsOf; ///< by user
};

} // namespace Tickwell
