// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ChatMessage.h"

#include <QHash>
#include <QList>
#include <QStringList>

#include <deque>
#include <limits>
#include <optional>

namespace Tickwell {

/// The recent messages, in memory: those of each room, and the direct ones. Bounded by number and
/// by text; what is older is in the store alone. What the store does not have yet stays longer, up
/// to UnstoredFactor times the bounds.
class ChatHistory
{
public:
    static constexpr qsizetype MaxText = 64 * 1024; ///< UTF-16 units for each room

    static constexpr qsizetype UnstoredFactor = 16;

    /// @p perRoom: messages kept of each room, and of all direct ones together.
    explicit ChatHistory(qsizetype perRoom);

    /// Says that messages of @p room up to @p seq may be in the store alone.
    void setOlder(const QString &room, quint64 seq);
    /// Messages up to @p seq can be read from the store, later ones cannot yet. Before the first
    /// call all count as stored.
    void setStored(quint64 seq);
    /// Messages come by rising seq. Direct ones have an empty room.
    void append(const ChatMessage &message);

    /// Whether @p room has messages. Direct messages are in no room.
    [[nodiscard]] bool knows(const QString &room) const
    {
        return !room.isEmpty() && m_strands.contains(room);
    }
    /// All rooms with messages, in no order.
    [[nodiscard]] QStringList rooms() const;

    /// Null when it is not, or no more, in memory. Valid until the next append().
    [[nodiscard]] ChatMessage *find(const QString &messageId);

    /// Puts @p message in the place of the one with its seq, if that is in memory.
    void replace(const ChatMessage &message);

    struct Page
    {
        QList<ChatMessage> messages; ///< oldest first
        bool complete = false;       ///< nothing is missing that the store could add
    };
    /// The newest @p limit messages of @p room with seq < @p before.
    [[nodiscard]] Page page(const QString &room, quint64 before, int limit) const;

    /// Messages of @p rooms, and direct ones from or to @p userId, with seq > @p since, by seq;
    /// nothing when some of them may be in the store alone.
    [[nodiscard]] std::optional<QList<ChatMessage>>
    since(const QString &userId, const QStringList &rooms, quint64 since) const;

private:
    struct Strand
    {
        std::deque<ChatMessage> messages;
        qsizetype text = 0;
        quint64 older = 0; ///< messages up to this seq may be in the store alone
    };
    struct Place
    {
        QString room;
        quint64 seq = 0;
    };

    void trim(Strand &strand);
    [[nodiscard]] bool exceeds(const Strand &strand, qsizetype factor) const;

    qsizetype m_perRoom;
    quint64 m_stored = std::numeric_limits<quint64>::max();
    QHash<QString, Strand> m_strands; ///< by room; the direct messages' is the empty one
    QHash<QString, Place> m_places;   ///< by message id
};

} // namespace Tickwell
