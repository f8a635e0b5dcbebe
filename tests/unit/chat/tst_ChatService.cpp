// SPDX-License-Identifier: GPL-3.0-or-later
#include "ChatFixture.h"

#include <QSignalSpy>
#include <QTest>

using namespace Tickwell;

class tst_ChatService : public ChatFixture
{
    Q_OBJECT

private slots:
    void init() { setUp(); }
    void cleanup() { tearDown(); }

    void numbersMessagesAndGivesThemIds();
    void refusesABadPost_data();
    void refusesABadPost();
    void keepsTheCleanedText();
    void takesAResendForTheSameMessage();
    void keepsClientIdsOfUsersApart();
    void tellsOfAUserOnce();
    void refusesABadUser();
    void joinsAndLeavesRooms();
    void leavesAllRoomsOnDisconnecting();
    void refusesToLeaveARoomNobodyIsIn();
    void listsRoomsWithGeneralFirst();
    void boundsTheRooms();
    void boundsTheRoomsOfOne();
    void editsOwnMessages();
    void deletesOwnMessages();
    void leavesOthersMessagesAlone();
    void hidesDirectMessagesFromOthers();
    void findsOnlyRecentMessagesToEdit();
    void tellsWhoTypesAndReads();
};

void tst_ChatService::numbersMessagesAndGivesThemIds()
{
    QSignalSpy posted(m_chat.get(), &ChatService::messagePosted);
    const auto first = m_chat->post(says(Ana, QStringLiteral("one")));
    m_clock.advance(std::chrono::seconds(1));
    const auto second = m_chat->post(says(Bob, QStringLiteral("two"), Dev));
    QVERIFY(first && second);
    QCOMPARE(first->seq, quint64(1));
    QCOMPARE(second->seq, quint64(2));
    QCOMPARE(m_chat->lastSeq(), quint64(2));
    QVERIFY(!first->id.isEmpty() && first->id != second->id);
    QCOMPARE(first->room, General);
    QCOMPARE(second->room, Dev);
    QCOMPARE(second->time - first->time, Microseconds(1'000'000));
    QCOMPARE(posted.size(), 2);
    QCOMPARE(posted.at(0).at(0).value<ChatMessage>(), *first);
}

void tst_ChatService::refusesABadPost_data()
{
    QTest::addColumn<QString>("user");
    QTest::addColumn<QString>("room");
    QTest::addColumn<QString>("to");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("clientId");
    const QString text = QStringLiteral("x");
    QTest::newRow("no text") << Ana << General << QString() << QStringLiteral("  ") << QString();
    QTest::newRow("long text") << Ana << General << QString() << QString(4097, u'x') << QString();
    QTest::newRow("no user") << QString() << General << QString() << text << QString();
    QTest::newRow("bad user") << QStringLiteral("a/b") << General << QString() << text << QString();
    QTest::newRow("bad room") << Ana << QStringLiteral("a b") << QString() << text << QString();
    QTest::newRow("bad receiver") << Ana << QString() << QStringLiteral("a\nb") << text
                                  << QString();
    QTest::newRow("room and receiver") << Ana << General << Bob << text << QString();
    QTest::newRow("long client_id") << Ana << General << QString() << text << QString(129, u'c');
}

void tst_ChatService::refusesABadPost()
{
    QFETCH(QString, user);
    QFETCH(QString, room);
    QFETCH(QString, to);
    QFETCH(QString, text);
    QFETCH(QString, clientId);
    QSignalSpy posted(m_chat.get(), &ChatService::messagePosted);
    const auto message = m_chat->post({user, room, to, text, clientId});
    QVERIFY(!message);
    QCOMPARE(message.error().kind, Error::Kind::Invalid);
    QVERIFY(!message.error().message.isEmpty());
    QCOMPARE(posted.size(), 0);
    QCOMPARE(m_chat->lastSeq(), quint64(0));
}

void tst_ChatService::keepsTheCleanedText()
{
    const auto message = m_chat->post(says(Ana, QStringLiteral(" a\r\nb\x07 ")));
    QCOMPARE(message->text, QStringLiteral("a\nb"));
}

void tst_ChatService::takesAResendForTheSameMessage()
{
    QSignalSpy posted(m_chat.get(), &ChatService::messagePosted);
    const ChatPost post{Ana, {}, {}, QStringLiteral("hi"), QStringLiteral("c1")};
    const auto first = m_chat->post(post);
    const auto again = m_chat->post(post);
    QVERIFY(first && again);
    QCOMPARE(*again, *first);
    QCOMPARE(posted.size(), 1);
    const auto edited = m_chat->edit(Ana, first->id, QStringLiteral("hello"));
    QCOMPARE(*m_chat->post(post), *edited);
    QCOMPARE(m_chat->lastSeq(), quint64(1));
}

void tst_ChatService::keepsClientIdsOfUsersApart()
{
    const auto ana = m_chat->post({Ana, {}, {}, QStringLiteral("hi"), QStringLiteral("1")});
    const auto bob = m_chat->post({Bob, {}, {}, QStringLiteral("hi"), QStringLiteral("1")});
    QVERIFY(ana->seq != bob->seq);
}

void tst_ChatService::tellsOfAUserOnce()
{
    QSignalSpy joined(m_chat.get(), &ChatService::userJoined);
    QSignalSpy left(m_chat.get(), &ChatService::userLeft);
    const auto phone = m_chat->connectUser(Ana);
    const auto desk = m_chat->connectUser(Ana);
    QVERIFY(phone && desk && *phone != *desk);
    QCOMPARE(joined.size(), 1);
    QCOMPARE(joined.at(0), QVariantList({General, Ana}));
    QCOMPARE(m_chat->users(General), QStringList{Ana});
    m_chat->disconnectUser(*phone);
    QCOMPARE(left.size(), 0);
    m_chat->disconnectUser(*desk);
    QCOMPARE(left.size(), 1);
    QVERIFY(m_chat->users(General).isEmpty());
    m_chat->disconnectUser(*desk);
    QCOMPARE(left.size(), 1);
}

void tst_ChatService::refusesABadUser()
{
    QSignalSpy joined(m_chat.get(), &ChatService::userJoined);
    QVERIFY(!m_chat->connectUser(QString()));
    QVERIFY(!m_chat->connectUser(QStringLiteral("a/b")));
    QCOMPARE(joined.size(), 0);
}

void tst_ChatService::joinsAndLeavesRooms()
{
    const auto ana = *m_chat->connectUser(Ana);
    QSignalSpy joined(m_chat.get(), &ChatService::userJoined);
    QSignalSpy left(m_chat.get(), &ChatService::userLeft);
    QVERIFY(m_chat->joinRoom(ana, Dev));
    QVERIFY(m_chat->joinRoom(ana, Dev));
    QCOMPARE(joined.size(), 1);
    QCOMPARE(m_chat->roomsOf(ana), QStringList({General, Dev}));
    QCOMPARE(m_chat->userOf(ana), Ana);
    QVERIFY(m_chat->leaveRoom(ana, Dev));
    QCOMPARE(left.at(0), QVariantList({Dev, Ana}));
    QCOMPARE(m_chat->rooms(), QStringList{General});
    QVERIFY(!m_chat->joinRoom(ana, QStringLiteral("a b")));
    QVERIFY(!m_chat->joinRoom(999, Dev));
}

void tst_ChatService::leavesAllRoomsOnDisconnecting()
{
    const auto ana = *m_chat->connectUser(Ana);
    QVERIFY(m_chat->joinRoom(ana, Dev));
    QSignalSpy left(m_chat.get(), &ChatService::userLeft);
    m_chat->disconnectUser(ana);
    QCOMPARE(left.size(), 2);
    QVERIFY(m_chat->roomsOf(ana).isEmpty());
}

void tst_ChatService::refusesToLeaveARoomNobodyIsIn()
{
    const auto ana = *m_chat->connectUser(Ana);
    const auto result = m_chat->leaveRoom(ana, Dev);
    QVERIFY(!result);
    QCOMPARE(result.error().kind, Error::Kind::NotFound);
}

void tst_ChatService::listsRoomsWithGeneralFirst()
{
    QCOMPARE(m_chat->rooms(), QStringList{General});
    QVERIFY(m_chat->post(says(Ana, QStringLiteral("x"), QStringLiteral("zoo"))));
    QVERIFY(m_chat->post(says(Ana, QStringLiteral("x"), QStringLiteral("abc"))));
    const auto ana = *m_chat->connectUser(Ana);
    QVERIFY(m_chat->joinRoom(ana, Dev));
    QCOMPARE(m_chat->rooms(),
             QStringList({General, QStringLiteral("abc"), Dev, QStringLiteral("zoo")}));
}

void tst_ChatService::boundsTheRooms()
{
    for (int i = 1; i < ChatService::MaxRooms; ++i)
        QVERIFY(m_chat->post(says(Ana, QStringLiteral("x"), QStringLiteral("r%1").arg(i))));
    const auto tooMany = m_chat->post(says(Ana, QStringLiteral("x"), Dev));
    QVERIFY(!tooMany);
    QCOMPARE(tooMany.error().kind, Error::Kind::Limit);
    QVERIFY(m_chat->post(says(Ana, QStringLiteral("x"), QStringLiteral("r1"))));
    QVERIFY(m_chat->post(says(Ana, QStringLiteral("x"))));
}

void tst_ChatService::boundsTheRoomsOfOne()
{
    const auto ana = *m_chat->connectUser(Ana);
    for (int i = 1; i < ChatService::MaxRoomsOfOne; ++i)
        QVERIFY(m_chat->joinRoom(ana, QStringLiteral("r%1").arg(i)));
    const auto tooMany = m_chat->joinRoom(ana, Dev);
    QVERIFY(!tooMany);
    QCOMPARE(tooMany.error().kind, Error::Kind::Limit);
    QVERIFY(m_chat->joinRoom(ana, General)); // is there already
}

void tst_ChatService::editsOwnMessages()
{
    const auto message = m_chat->post(says(Ana, QStringLiteral("hallo")));
    QSignalSpy changed(m_chat.get(), &ChatService::messageChanged);
    m_clock.advance(std::chrono::seconds(5));
    const auto edited = m_chat->edit(Ana, message->id, QStringLiteral(" hello "));
    QVERIFY(edited);
    QCOMPARE(edited->text, QStringLiteral("hello"));
    QCOMPARE(edited->seq, message->seq);
    QCOMPARE(edited->editedAt, m_clock.now());
    QCOMPARE(changed.size(), 1);
    QCOMPARE(history(General, 0, 10)->first(), *edited);
    QVERIFY(m_chat->edit(Ana, message->id, QStringLiteral("hello")));
    QCOMPARE(changed.size(), 1); // nothing new
    QVERIFY(!m_chat->edit(Ana, message->id, QString()));
}

void tst_ChatService::deletesOwnMessages()
{
    const auto message = m_chat->post(says(Ana, QStringLiteral("oops")));
    QSignalSpy changed(m_chat.get(), &ChatService::messageChanged);
    const auto deleted = m_chat->remove(Ana, message->id);
    QVERIFY(deleted);
    QVERIFY(deleted->deleted);
    QVERIFY(deleted->text.isEmpty());
    QVERIFY(m_chat->remove(Ana, message->id));
    QCOMPARE(changed.size(), 1);
    const auto edited = m_chat->edit(Ana, message->id, QStringLiteral("back"));
    QVERIFY(!edited);
    QCOMPARE(edited.error().kind, Error::Kind::Conflict);
}

void tst_ChatService::leavesOthersMessagesAlone()
{
    const auto message = m_chat->post(says(Ana, QStringLiteral("mine")));
    QVERIFY(!m_chat->edit(Bob, message->id, QStringLiteral("yours")));
    QVERIFY(!m_chat->remove(Bob, message->id));
    QCOMPARE(history(General, 0, 1)->first().text, QStringLiteral("mine"));
}

void tst_ChatService::hidesDirectMessagesFromOthers()
{
    const auto message = m_chat->post({Ana, {}, Bob, QStringLiteral("psst"), {}});
    QVERIFY(message);
    QVERIFY(message->room.isEmpty());
    QVERIFY(history(General, 0, 10)->isEmpty());
    QVERIFY(m_chat->missed(Eve, {General}, 0)->isEmpty());
    QCOMPARE(m_chat->missed(Ana, {General}, 0)->size(), 1);
    QCOMPARE(m_chat->missed(Bob, {}, 0)->size(), 1);
    QCOMPARE(m_chat->edit(Eve, message->id, QStringLiteral("x")).error().kind,
             Error::Kind::NotFound);
    QVERIFY(m_chat->edit(Ana, message->id, QStringLiteral("hush")));
}

void tst_ChatService::findsOnlyRecentMessagesToEdit()
{
    const auto message = m_chat->post(says(Ana, QStringLiteral("first")));
    for (int i = 0; i < ChatService::RecentMessages; ++i)
        QVERIFY(m_chat->post(says(Ana, QStringLiteral("x"))));
    QCOMPARE(m_chat->edit(Ana, message->id, QStringLiteral("late")).error().kind,
             Error::Kind::NotFound);
}

void tst_ChatService::tellsWhoTypesAndReads()
{
    const auto ana = *m_chat->connectUser(Ana);
    QSignalSpy typing(m_chat.get(), &ChatService::userTyping);
    QSignalSpy read(m_chat.get(), &ChatService::userRead);
    QVERIFY(m_chat->typing(ana, General));
    QCOMPARE(typing.at(0), QVariantList({General, Ana}));
    QVERIFY(!m_chat->typing(ana, Dev));
    QVERIFY(m_chat->post(says(Bob, QStringLiteral("x"))));
    QVERIFY(m_chat->markRead(ana, General, 1));
    QVERIFY(m_chat->markRead(ana, General, 1));
    QCOMPARE(read.size(), 1);
    QCOMPARE(read.at(0), QVariantList({General, Ana, quint64(1)}));
    QVERIFY(!m_chat->markRead(ana, General, 2));
    QVERIFY(!m_chat->markRead(ana, Dev, 1));
}

QTEST_GUILESS_MAIN(tst_ChatService)
#include "tst_ChatService.moc"
