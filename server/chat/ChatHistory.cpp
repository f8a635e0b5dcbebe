// SPDX-License-Identifier: GPL-3.0-or-later
#include "chat/ChatHistory.h"

#include <algorithm>

namespace Tickwell {

namespace {

bool isOlder(const ChatMessage &message, quint64 seq)
{
    return message.seq < seq;
}

} // namespace

ChatHistory::ChatHistory(qsizetype perRoom)
    : m_perRoom(perRoom)
{
}

void ChatHistory::setOlder(const QString &room, quint64 seq)
{
    m_strands[room].older = seq;
}

void ChatHistory::append(const ChatMessage &message)
{
    Strand &strand = m_strands[message.room];
    strand.messages.push_back(message);
    strand.text += message.text.size();
    m_places.insert(message.id, {message.room, message.seq});
    trim(strand);
}

void ChatHistory::replace(const ChatMessage &message)
{
    ChatMessage *present = find(message.id);
    if (!present)
        return;
    Strand &strand = m_strands[message.room];
    strand.text += message.text.size() - present->text.size();
    *present = message;
    trim(strand);
}

void ChatHistory::setStored(quint64 seq)
{
    m_stored = seq;
    for (Strand &strand : m_strands)
        trim(strand);
}

bool ChatHistory::exceeds(const Strand &strand, qsizetype factor) const
{
    return static_cast<qsizetype>(strand.messages.size()) > factor * m_perRoom
        || strand.text > factor * MaxText;
}

void ChatHistory::trim(Strand &strand)
{
    while (exceeds(strand, 1)) {
        const ChatMessage &oldest = strand.messages.front();
        if (oldest.seq > m_stored && !exceeds(strand, UnstoredFactor))
            return;
        strand.older = oldest.seq;
        strand.text -= oldest.text.size();
        m_places.remove(oldest.id);
        strand.messages.pop_front();
    }
}

QStringList ChatHistory::rooms() const
{
    QStringList names = m_strands.keys();
    names.removeAll(QString());
    return names;
}

ChatMessage *ChatHistory::find(const QString &messageId)
{
    const auto place = m_places.constFind(messageId);
    if (place == m_places.cend())
        return nullptr;
    std::deque<ChatMessage> &messages = m_strands[place->room].messages;
    const auto found = std::lower_bound(messages.begin(), messages.end(), place->seq, isOlder);
    return found == messages.end() || found->id != messageId ? nullptr : &*found;
}

ChatHistory::Page ChatHistory::page(const QString &room, quint64 before, int limit) const
{
    const auto strand = m_strands.constFind(room);
    if (strand == m_strands.cend())
        return {{}, true};
    const auto &messages = strand->messages;
    const auto end = std::lower_bound(messages.begin(), messages.end(), before, isOlder);
    const auto count = std::min<std::ptrdiff_t>(limit, end - messages.begin());
    return {QList<ChatMessage>(end - count, end),
            count == limit || strand->older == 0 || before <= 1};
}

std::optional<QList<ChatMessage>> ChatHistory::since(const QString &userId,
                                                     const QStringList &rooms, quint64 since) const
{
    QList<ChatMessage> missed;
    const auto collect = [&](const QString &room) {
        const auto strand = m_strands.constFind(room);
        if (strand == m_strands.cend())
            return true;
        if (since < strand->older)
            return false;
        const auto &messages = strand->messages;
        auto message = std::lower_bound(messages.begin(), messages.end(), since + 1, isOlder);
        for (; message != messages.end(); ++message) {
            if (!room.isEmpty() || message->userId == userId || message->to == userId)
                missed.append(*message);
        }
        return true;
    };
    if (!collect({}))
        return std::nullopt;
    for (const QString &room : rooms) {
        if (!room.isEmpty() && !collect(room))
            return std::nullopt;
    }
    std::sort(missed.begin(), missed.end(),
              [](const ChatMessage &a, const ChatMessage &b) { return a.seq < b.seq; });
    missed.erase(std::unique(missed.begin(), missed.end(),
                             [](const ChatMessage &a, const ChatMessage &b) {
                                 return a.seq == b.seq; // a room named twice
                             }),
                 missed.end());
    return missed;
}

} // namespace Tickwell
