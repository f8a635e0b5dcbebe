// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QString>
#include <QStringList>

namespace Tickwell {

/// Who is where: participants (connections) of users, and the rooms they are in. A user is in a
/// room as long as one of their participants is.
class ChatPresence
{
public:
    using Id = quint64;

    /// Never the same number twice.
    [[nodiscard]] Id add(const QString &userId);
    /// Takes the participant out of everything; the rooms that their user has left thereby.
    QStringList remove(Id participant);

    /// True when the user was not in @p room before.
    bool join(Id participant, const QString &room);
    /// True when the user is no longer in @p room.
    bool leave(Id participant, const QString &room);

    [[nodiscard]] qsizetype participants() const { return m_participants.size(); }
    [[nodiscard]] bool contains(Id participant) const
    {
        return m_participants.contains(participant);
    }
    [[nodiscard]] bool isIn(Id participant, const QString &room) const;
    /// Empty for an unknown participant, as are its rooms.
    [[nodiscard]] QString userOf(Id participant) const;
    [[nodiscard]] QStringList roomsOf(Id participant) const;
    [[nodiscard]] bool hasUsers(const QString &room) const { return m_rooms.contains(room); }
    [[nodiscard]] QStringList rooms() const { return m_rooms.keys(); }
    /// Each once, by name.
    [[nodiscard]] QStringList users(const QString &room) const;

    /// Remembers how far the participant's user has read in @p room, while they are there. False
    /// when that is nothing new.
    bool markRead(Id participant, const QString &room, quint64 seq);

private:
    struct Participant
    {
        QString userId;
        QStringList rooms;
    };
    struct Presence
    {
        int participants = 0;
        quint64 read = 0;
    };

    QHash<Id, Participant> m_participants;
    QHash<QString, QHash<QString, Presence>> m_rooms; ///< room → user; only where somebody is
    Id m_lastId = 0;
};

} // namespace Tickwell
