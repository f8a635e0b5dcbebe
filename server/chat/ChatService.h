// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/ChatHistory.h"
#include "chat/ChatPresence.h"
#include "chat/ResendGuard.h"
#include "core/ChatMessage.h"
#include "core/Clock.h"
#include "core/Result.h"

#include <QList>
#include <QObject>
#include <QStringList>
#include <QThreadPool>

#include <functional>
#include <memory>
#include <optional>

namespace Tickwell {

class Store;

/// What a person wants to say.
struct ChatPost
{
    QString userId;
    QString room;     ///< empty: `general`
    QString to;       ///< a user: the message is for them alone
    QString text;     ///< 1 to 4,096 characters after trimming
    QString clientId; ///< the same one from the same user again gives the first message again
};

/// Rooms, who is in them, and what was said. Knows no socket: a participant is a number, given at
/// join() to a WebSocket client and to the window alike. One thread (the server's).
class ChatService : public QObject
{
    Q_OBJECT

public:
    using ParticipantId = quint64;
    using MessagesReady = std::function<void(Result<QList<ChatMessage>>)>;

    static constexpr int RecentMessages = 500; ///< kept in memory for each room
    static constexpr int MaxRooms = 1'000;
    static constexpr int MaxParticipants = 20'000;
    static constexpr int MaxRoomsOfOne = 100; ///< that a participant can be in at once
    static constexpr int MaxHistory = 200;    ///< messages that history() gives at once

    /// @p store gives the past; it and @p pool outlive the service.
    ChatService(const Store &store, QThreadPool *pool, const Clock &clock = Clock::system(),
                QObject *parent = nullptr);
    ~ChatService() override;

    /// Loads what numbering and recent history need. Blocks; called once before the thread's loop.
    [[nodiscard]] Result<void> load();

    /// A person arrives, in `general`. The same user may be there several times (two browsers):
    /// userJoined is told for the first and userLeft for the last of them.
    [[nodiscard]] Result<ParticipantId> connectUser(const QString &userId);
    void disconnectUser(ParticipantId participant);
    [[nodiscard]] Result<void> joinRoom(ParticipantId participant, const QString &room);
    [[nodiscard]] Result<void> leaveRoom(ParticipantId participant, const QString &room);

    [[nodiscard]] QString userOf(ParticipantId participant) const;
    [[nodiscard]] QStringList roomsOf(ParticipantId participant) const;
    /// All rooms with people or messages in them, `general` first, the others by name.
    [[nodiscard]] QStringList rooms() const;
    /// Who is in @p room now, each once, by name.
    [[nodiscard]] QStringList users(const QString &room) const;
    [[nodiscard]] quint64 lastSeq() const;
    /// Messages up to @p seq are in the store now: only those may leave the memory.
    void setStored(quint64 seq) { m_history.setStored(seq); }

    /// A room that is not there yet is made. Sent again, under the same client_id, a message
    /// is given back as it is now, and nobody is told: its seq is then not above the lastSeq()
    /// before.
    [[nodiscard]] Result<ChatMessage> post(const ChatPost &post);
    /// Own messages only, and as long as they are among the recent ones.
    [[nodiscard]] Result<ChatMessage> edit(const QString &userId, const QString &messageId,
                                           const QString &text);
    [[nodiscard]] Result<ChatMessage> remove(const QString &userId, const QString &messageId);
    [[nodiscard]] Result<void> typing(ParticipantId participant, const QString &room);
    [[nodiscard]] Result<void> markRead(ParticipantId participant, const QString &room,
                                        quint64 seq);

    /// The newest @p limit (1–200) messages of @p room with seq < @p before (0: of all), oldest
    /// first. @p ready is called from the event loop, never from here, and not once @p context is
    /// gone.
    void history(const QString &room, quint64 before, int limit, QObject *context,
                 MessagesReady ready);
    /// What @p userId may see and missed after @p since, from memory; nothing when it reaches
    /// further back than is kept: the client is then told of a gap.
    [[nodiscard]] std::optional<QList<ChatMessage>>
    missed(const QString &userId, const QStringList &rooms, quint64 since) const;

signals:
    /// Accepted: for its room, or for `to` and its sender when direct. The recorder listens too.
    void messagePosted(const Tickwell::ChatMessage &message);
    /// Edited or deleted: the whole message as it is now.
    void messageChanged(const Tickwell::ChatMessage &message);
    void userJoined(const QString &room, const QString &userId);
    void userLeft(const QString &room, const QString &userId);
    void userTyping(const QString &room, const QString &userId);
    void userRead(const QString &room, const QString &userId, quint64 seq);

private:
    [[nodiscard]] bool exists(const QString &room) const;
    /// Fails when @p room is no name for one, or would be one too many.
    [[nodiscard]] Result<void> admitRoom(const QString &room) const;
    [[nodiscard]] Result<void> requireIn(ParticipantId participant, const QString &room) const;
    [[nodiscard]] Result<ChatMessage *> ownMessage(const QString &userId, const QString &messageId);

    const Store &m_store;
    QThreadPool *m_pool;
    const Clock &m_clock;
    ChatPresence m_presence;
    ChatHistory m_history;
    ResendGuard m_resends;
    quint64 m_lastSeq = 0;
};

} // namespace Tickwell
