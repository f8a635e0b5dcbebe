// SPDX-License-Identifier: GPL-3.0-or-later
#include "chat/ChatPresence.h"

namespace Tickwell {

ChatPresence::Id ChatPresence::add(const QString &userId)
{
    m_participants.insert(++m_lastId, {userId, {}});
    return m_lastId;
}

QStringList ChatPresence::remove(Id participant)
{
    QStringList left;
    const QStringList rooms = roomsOf(participant);
    for (const QString &room : rooms) {
        if (leave(participant, room))
            left.append(room);
    }
    m_participants.remove(participant);
    return left;
}

bool ChatPresence::join(Id participant, const QString &room)
{
    const auto who = m_participants.find(participant);
    if (who == m_participants.end() || who->rooms.contains(room))
        return false;
    who->rooms.append(room);
    return ++m_rooms[room][who->userId].participants == 1;
}

bool ChatPresence::leave(Id participant, const QString &room)
{
    const auto who = m_participants.find(participant);
    if (who == m_participants.end() || !who->rooms.removeOne(room))
        return false;
    const auto users = m_rooms.find(room);
    const auto presence = users->find(who->userId);
    if (--presence->participants > 0)
        return false;
    users->erase(presence);
    if (users->isEmpty())
        m_rooms.erase(users);
    return true;
}

bool ChatPresence::isIn(Id participant, const QString &room) const
{
    const auto who = m_participants.constFind(participant);
    return who != m_participants.cend() && who->rooms.contains(room);
}

QString ChatPresence::userOf(Id participant) const
{
    return m_participants.value(participant).userId;
}

QStringList ChatPresence::roomsOf(Id participant) const
{
    return m_participants.value(participant).rooms;
}

QStringList ChatPresence::users(const QString &room) const
{
    QStringList names = m_rooms.value(room).keys();
    names.sort();
    return names;
}

bool ChatPresence::markRead(Id participant, const QString &room, quint64 seq)
{
    if (!isIn(participant, room))
        return false;
    quint64 &read = m_rooms[room][userOf(participant)].read;
    if (seq <= read)
        return false;
    read = seq;
    return true;
}

} // namespace Tickwell
