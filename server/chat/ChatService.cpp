// SPDX-License-Identifier: GPL-3.0-or-later
#include "chat/ChatService.h"

#include "chat/ChatRules.h"
#include "core/Background.h"
#include "core/Log.h"
#include "store/Store.h"

#include <QUuid>

#include <limits>

namespace Tickwell {

using namespace ChatRules;

namespace {

/// So many of the newest messages, of all rooms together, are read at the start.
constexpr int LoadedMessages = 10'000;

Error notThere(ChatService::ParticipantId participant)
{
    return {QStringLiteral("Participant %1 is not connected").arg(participant),
            Error::Kind::NotFound};
}

} // namespace

ChatService::ChatService(const Store &store, QThreadPool *pool, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_pool(pool)
    , m_clock(clock)
    , m_history(RecentMessages)
{
}

ChatService::~ChatService() = default;

Result<void> ChatService::load()
{
    const auto reader = m_store.openReader();
    if (!reader)
        return tl::unexpected(reader.error());
    const auto lastSeq = (*reader)->lastMessageSeq();
    if (!lastSeq)
        return tl::unexpected(lastSeq.error());
    const auto rooms = (*reader)->rooms();
    if (!rooms)
        return tl::unexpected(rooms.error());
    const quint64 before = *lastSeq - qMin<quint64>(*lastSeq, LoadedMessages);
    const auto recent = (*reader)->messagesSince(before, LoadedMessages);
    if (!recent)
        return tl::unexpected(recent.error());

    m_lastSeq = *lastSeq;
    m_history.setOlder({}, before);
    for (const QString &room : *rooms)
        m_history.setOlder(room, before);
    for (const ChatMessage &message : *recent) {
        m_history.append(message);
        m_resends.remember(message);
    }
    qCDebug(lcChat) << "chat goes on after message" << m_lastSeq;
    return {};
}

Result<ChatService::ParticipantId> ChatService::connectUser(const QString &userId)
{
    if (const auto fine = checkUser(userId); !fine)
        return tl::unexpected(fine.error());
    if (m_presence.participants() >= MaxParticipants)
        return failure(QStringLiteral("The chat is full: %1 are connected").arg(MaxParticipants),
                       Error::Kind::Limit);
    const ParticipantId participant = m_presence.add(userId);
    if (m_presence.join(participant, generalRoom()))
        emit userJoined(generalRoom(), userId);
    return participant;
}

void ChatService::disconnectUser(ParticipantId participant)
{
    const QString userId = userOf(participant);
    const QStringList left = m_presence.remove(participant);
    for (const QString &room : left)
        emit userLeft(room, userId);
}

Result<void> ChatService::joinRoom(ParticipantId participant, const QString &room)
{
    if (!m_presence.contains(participant))
        return tl::unexpected(notThere(participant));
    if (const auto fine = admitRoom(room); !fine)
        return fine;
    if (m_presence.isIn(participant, room))
        return {};
    if (m_presence.roomsOf(participant).size() >= MaxRoomsOfOne)
        return failure(QStringLiteral("You are in %1 rooms; leave one first").arg(MaxRoomsOfOne),
                       Error::Kind::Limit);
    if (m_presence.join(participant, room))
        emit userJoined(room, userOf(participant));
    return {};
}

Result<void> ChatService::leaveRoom(ParticipantId participant, const QString &room)
{
    if (const auto fine = requireIn(participant, room); !fine)
        return fine;
    if (m_presence.leave(participant, room))
        emit userLeft(room, userOf(participant));
    return {};
}

QString ChatService::userOf(ParticipantId participant) const
{
    return m_presence.userOf(participant);
}

QStringList ChatService::roomsOf(ParticipantId participant) const
{
    return m_presence.roomsOf(participant);
}

QStringList ChatService::rooms() const
{
    QStringList names = m_presence.rooms() + m_history.rooms();
    names.removeDuplicates();
    names.removeAll(generalRoom());
    names.sort();
    names.prepend(generalRoom());
    return names;
}

QStringList ChatService::users(const QString &room) const
{
    return m_presence.users(room);
}

quint64 ChatService::lastSeq() const
{
    return m_lastSeq;
}

bool ChatService::exists(const QString &room) const
{
    return room == generalRoom() || m_presence.hasUsers(room) || m_history.knows(room);
}

Result<void> ChatService::admitRoom(const QString &room) const
{
    if (const auto fine = checkRoom(room); !fine)
        return fine;
    if (!exists(room) && rooms().size() >= MaxRooms)
        return failure(
            QStringLiteral("There are %1 rooms, which is as many as there can be").arg(MaxRooms),
            Error::Kind::Limit);
    return {};
}

Result<void> ChatService::requireIn(ParticipantId participant, const QString &room) const
{
    if (!m_presence.contains(participant))
        return tl::unexpected(notThere(participant));
    if (!m_presence.isIn(participant, room))
        return failure(QStringLiteral("You are not in the room %1; join it first").arg(room),
                       Error::Kind::NotFound);
    return {};
}

Result<ChatMessage> ChatService::post(const ChatPost &post)
{
    if (const auto fine = checkUser(post.userId); !fine)
        return tl::unexpected(fine.error());
    if (const auto fine = checkClientId(post.clientId); !fine)
        return tl::unexpected(fine.error());
    if (const auto earlier = m_resends.find(post.userId, post.clientId)) {
        const ChatMessage *current = m_history.find(earlier->id);
        return current ? *current : *earlier;
    }

    ChatMessage message;
    if (post.to.isEmpty()) {
        message.room = post.room.isEmpty() ? generalRoom() : post.room;
        if (const auto fine = admitRoom(message.room); !fine)
            return tl::unexpected(fine.error());
    } else {
        if (!post.room.isEmpty())
            return failure(QStringLiteral("A message goes to a room or to a user, not to both"));
        if (const auto fine = checkUser(post.to); !fine)
            return tl::unexpected(fine.error());
        message.to = post.to;
    }
    auto text = cleanText(post.text);
    if (!text)
        return tl::unexpected(text.error());
    message.text = *std::move(text);
    message.seq = ++m_lastSeq;
    message.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    message.userId = post.userId;
    message.time = m_clock.now();
    message.clientId = post.clientId;
    m_history.append(message);
    m_resends.remember(message);
    emit messagePosted(message);
    return message;
}

Result<ChatMessage *> ChatService::ownMessage(const QString &userId, const QString &messageId)
{
    ChatMessage *message = m_history.find(messageId);
    // Whether a direct message exists is for its two alone to know.
    const bool visible =
        message && (message->to.isEmpty() || message->userId == userId || message->to == userId);
    if (!visible)
        return failure(QStringLiteral("There is no recent message with the id %1").arg(messageId),
                       Error::Kind::NotFound);
    if (message->userId != userId)
        return failure(QStringLiteral("Only who wrote a message can change or delete it"));
    return message;
}

Result<ChatMessage> ChatService::edit(const QString &userId, const QString &messageId,
                                      const QString &text)
{
    const auto message = ownMessage(userId, messageId);
    if (!message)
        return tl::unexpected(message.error());
    if ((*message)->deleted)
        return failure(QStringLiteral("The message was deleted"), Error::Kind::Conflict);
    auto cleaned = cleanText(text);
    if (!cleaned)
        return tl::unexpected(cleaned.error());
    if (*cleaned == (*message)->text)
        return **message;
    ChatMessage changed = **message;
    changed.text = *std::move(cleaned);
    changed.editedAt = m_clock.now();
    m_history.replace(changed);
    emit messageChanged(changed);
    return changed;
}

Result<ChatMessage> ChatService::remove(const QString &userId, const QString &messageId)
{
    const auto message = ownMessage(userId, messageId);
    if (!message)
        return tl::unexpected(message.error());
    if ((*message)->deleted)
        return **message;
    ChatMessage changed = **message;
    changed.text.clear();
    changed.deleted = true;
    changed.editedAt = m_clock.now();
    m_history.replace(changed);
    emit messageChanged(changed);
    return changed;
}

Result<void> ChatService::typing(ParticipantId participant, const QString &room)
{
    if (const auto fine = requireIn(participant, room); !fine)
        return fine;
    emit userTyping(room, userOf(participant));
    return {};
}

Result<void> ChatService::markRead(ParticipantId participant, const QString &room, quint64 seq)
{
    if (const auto fine = requireIn(participant, room); !fine)
        return fine;
    if (seq > m_lastSeq)
        return failure(QStringLiteral("There is no message %1 yet").arg(seq));
    if (m_presence.markRead(participant, room, seq))
        emit userRead(room, userOf(participant), seq);
    return {};
}

void ChatService::history(const QString &room, quint64 before, int limit, QObject *context,
                          MessagesReady ready)
{
    const auto answer = [context, &ready](Result<QList<ChatMessage>> result) {
        QMetaObject::invokeMethod(
            context,
            [ready = std::move(ready), result = std::move(result)]() mutable {
                ready(std::move(result));
            },
            Qt::QueuedConnection);
    };
    if (limit < 1 || limit > MaxHistory)
        return answer(failure(QStringLiteral("The limit is 1 to %1 messages").arg(MaxHistory)));
    if (!exists(room))
        return answer(
            failure(QStringLiteral("There is no room %1").arg(room), Error::Kind::NotFound));
    if (before == 0)
        before = std::numeric_limits<quint64>::max();
    ChatHistory::Page page = m_history.page(room, before, limit);
    if (page.complete)
        return answer(std::move(page.messages));

    // What is in memory may not be in the store yet; the store gives what is older than that.
    const quint64 olderThan = page.messages.isEmpty() ? before : page.messages.first().seq;
    const int missing = limit - static_cast<int>(page.messages.size());
    runInBackground(
        m_pool, context,
        [&store = m_store, room, olderThan, missing]() -> Result<QList<ChatMessage>> {
            const auto reader = store.openReader();
            if (!reader)
                return tl::unexpected(reader.error());
            return (*reader)->messages(room, olderThan, missing);
        },
        [ready = std::move(ready),
         recent = std::move(page.messages)](Result<QList<ChatMessage>> older) {
            if (older)
                *older += recent;
            ready(std::move(older));
        });
}

std::optional<QList<ChatMessage>> ChatService::missed(const QString &userId,
                                                      const QStringList &rooms, quint64 since) const
{
    // A number that was never given comes from another database: nothing follows from it.
    if (since > m_lastSeq)
        return std::nullopt;
    return m_history.since(userId, rooms, since);
}

} // namespace Tickwell
