// SPDX-License-Identifier: GPL-3.0-or-later
#include "chat/ChatPresence.h"

#include <QTest>

using namespace Tickwell;

class tst_ChatPresence : public QObject
{
    Q_OBJECT

private slots:
    void countsAUserOnce();
    void forgetsEmptyRooms();
    void saysWhichRoomsWereLeft();
    void neverGivesANumberTwice();
    void remembersHowFarWasRead();
    void ignoresStrangers();

private:
    const QString m_room = QStringLiteral("dev");
};

void tst_ChatPresence::countsAUserOnce()
{
    ChatPresence presence;
    const auto first = presence.add(QStringLiteral("ana"));
    const auto second = presence.add(QStringLiteral("ana"));
    QVERIFY(presence.join(first, m_room));
    QVERIFY(!presence.join(second, m_room));
    QVERIFY(!presence.join(second, m_room));
    QCOMPARE(presence.users(m_room), QStringList{QStringLiteral("ana")});
    QVERIFY(!presence.leave(first, m_room));
    QVERIFY(presence.leave(second, m_room));
    QVERIFY(!presence.leave(second, m_room));
}

void tst_ChatPresence::forgetsEmptyRooms()
{
    ChatPresence presence;
    const auto ana = presence.add(QStringLiteral("ana"));
    presence.join(ana, m_room);
    QVERIFY(presence.hasUsers(m_room));
    presence.leave(ana, m_room);
    QVERIFY(!presence.hasUsers(m_room));
    QVERIFY(presence.rooms().isEmpty());
}

void tst_ChatPresence::saysWhichRoomsWereLeft()
{
    ChatPresence presence;
    const auto first = presence.add(QStringLiteral("ana"));
    const auto second = presence.add(QStringLiteral("ana"));
    presence.join(first, QStringLiteral("a"));
    presence.join(first, QStringLiteral("b"));
    presence.join(second, QStringLiteral("b"));
    QCOMPARE(presence.remove(first), QStringList{QStringLiteral("a")});
    QVERIFY(!presence.contains(first));
    QCOMPARE(presence.remove(second), QStringList{QStringLiteral("b")});
    QCOMPARE(presence.participants(), 0);
}

void tst_ChatPresence::neverGivesANumberTwice()
{
    ChatPresence presence;
    const auto first = presence.add(QStringLiteral("ana"));
    presence.remove(first);
    QVERIFY(presence.add(QStringLiteral("ana")) != first);
}

void tst_ChatPresence::remembersHowFarWasRead()
{
    ChatPresence presence;
    const auto ana = presence.add(QStringLiteral("ana"));
    QVERIFY(!presence.markRead(ana, m_room, 3));
    presence.join(ana, m_room);
    QVERIFY(presence.markRead(ana, m_room, 3));
    QVERIFY(!presence.markRead(ana, m_room, 3));
    QVERIFY(!presence.markRead(ana, m_room, 2));
    QVERIFY(presence.markRead(ana, m_room, 4));
}

void tst_ChatPresence::ignoresStrangers()
{
    ChatPresence presence;
    QVERIFY(!presence.join(9, m_room));
    QVERIFY(!presence.leave(9, m_room));
    QVERIFY(presence.remove(9).isEmpty());
    QVERIFY(presence.userOf(9).isEmpty());
    QVERIFY(presence.roomsOf(9).isEmpty());
    QVERIFY(!presence.isIn(9, m_room));
}

QTEST_APPLESS_MAIN(tst_ChatPresence)
#include "tst_ChatPresence.moc"
