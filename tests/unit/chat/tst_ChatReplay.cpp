// SPDX-License-Identifier: GPL-3.0-or-later
#include "ChatFixture.h"

#include <QSignalSpy>
#include <QTest>

using namespace Tickwell;

class tst_ChatReplay : public ChatFixture
{
    Q_OBJECT

private slots:
    void init() { setUp(); }
    void cleanup() { tearDown(); }

    void goesOnNumberingAfterARestart();
    void remembersClientIdsOverARestart();
    void givesHistoryFromMemory();
    void givesOlderHistoryFromTheStore();
    void keepsEditsThatTheStoreHasNotSeenYet();
    void tellsWhyThereIsNoHistory();
    void refusesABadHistory_data();
    void refusesABadHistory();
    void dropsHistoryForAContextThatIsGone();
    void replaysWhatWasMissed();
    void tellsOfAGap();
    void failsToLoadFromABrokenStore();
};

void tst_ChatReplay::goesOnNumberingAfterARestart()
{
    QVERIFY(m_chat->post(says(Ana, QStringLiteral("one"))));
    QVERIFY(m_chat->post(says(Ana, QStringLiteral("two"), Dev)));
    restart();
    QCOMPARE(m_chat->lastSeq(), quint64(2));
    QCOMPARE(m_chat->rooms(), QStringList({General, Dev}));
    QCOMPARE(m_chat->post(says(Ana, QStringLiteral("three")))->seq, quint64(3));
    QCOMPARE(seqs(*history(General, 0, 10)), QList<quint64>({1, 3}));
}

void tst_ChatReplay::remembersClientIdsOverARestart()
{
    const ChatPost post{Ana, {}, {}, QStringLiteral("hi"), QStringLiteral("c1")};
    const auto first = m_chat->post(post);
    restart();
    QCOMPARE(m_chat->post(post)->id, first->id);
}

void tst_ChatReplay::givesHistoryFromMemory()
{
    for (int i = 0; i < 10; ++i)
        QVERIFY(m_chat->post(says(Ana, QStringLiteral("x"))));
    QCOMPARE(seqs(*history(General, 0, 3)), QList<quint64>({8, 9, 10}));
    QCOMPARE(seqs(*history(General, 3, 200)), QList<quint64>({1, 2}));
    QCOMPARE(m_store->reads(), 0);
}

void tst_ChatReplay::givesOlderHistoryFromTheStore()
{
    const int all = ChatService::RecentMessages + 10;
    for (int i = 0; i < all; ++i)
        QVERIFY(m_chat->post(says(Ana, QStringLiteral("x"))));
    QCOMPARE(seqs(*history(General, 5, 3)), QList<quint64>({2, 3, 4}));
    QCOMPARE(seqs(*history(General, 13, 4)), QList<quint64>({9, 10, 11, 12})); // both
    QCOMPARE(m_store->reads(), 2);
}

void tst_ChatReplay::keepsEditsThatTheStoreHasNotSeenYet()
{
    const int all = ChatService::RecentMessages + 10;
    QString id;
    for (int i = 0; i < all; ++i)
        id = m_chat->post(says(Ana, QStringLiteral("x")))->id;
    m_chat->disconnect(this); // the recorder is slow
    QVERIFY(m_chat->edit(Ana, id, QStringLiteral("edited")));
    const auto page = history(General, 0, 200);
    QCOMPARE(page->last().text, QStringLiteral("edited"));
}

void tst_ChatReplay::tellsWhyThereIsNoHistory()
{
    for (int i = 0; i < ChatService::RecentMessages + 1; ++i)
        QVERIFY(m_chat->post(says(Ana, QStringLiteral("x"))));
    m_store->failWith({QStringLiteral("The disk is gone"), Error::Kind::Unavailable});
    const auto answer = history(General, 2, 10);
    QVERIFY(!answer);
    QCOMPARE(answer.error().message, QStringLiteral("The disk is gone"));
}

void tst_ChatReplay::refusesABadHistory_data()
{
    QTest::addColumn<QString>("room");
    QTest::addColumn<int>("limit");
    QTest::addColumn<int>("kind");
    QTest::newRow("limit 0") << General << 0 << int(Error::Kind::Invalid);
    QTest::newRow("limit 201") << General << 201 << int(Error::Kind::Invalid);
    QTest::newRow("no such room") << Dev << 10 << int(Error::Kind::NotFound);
    QTest::newRow("no room") << QString() << 10 << int(Error::Kind::NotFound);
}

void tst_ChatReplay::refusesABadHistory()
{
    QFETCH(QString, room);
    QFETCH(int, limit);
    QVERIFY(m_chat->post({Ana, {}, Bob, QStringLiteral("in no room"), {}}));
    const auto answer = history(room, 0, limit);
    QVERIFY(!answer);
    QTEST(int(answer.error().kind), "kind");
}

void tst_ChatReplay::dropsHistoryForAContextThatIsGone()
{
    for (int i = 0; i < ChatService::RecentMessages + 1; ++i)
        QVERIFY(m_chat->post(says(Ana, QStringLiteral("x"))));
    bool called = false;
    {
        QObject connection;
        m_chat->history(General, 2, 10, &connection, [&called](auto) { called = true; });
        m_chat->history(General, 0, 10, &connection, [&called](auto) { called = true; });
    }
    QVERIFY(m_pool->waitForDone(5000));
    QCoreApplication::processEvents();
    QVERIFY(!called);
}

void tst_ChatReplay::replaysWhatWasMissed()
{
    QVERIFY(m_chat->post(says(Ana, QStringLiteral("1"))));
    QVERIFY(m_chat->post(says(Ana, QStringLiteral("2"), Dev)));
    QVERIFY(m_chat->post({Bob, {}, Ana, QStringLiteral("3"), {}}));
    QVERIFY(m_chat->post(says(Ana, QStringLiteral("4"))));
    QCOMPARE(seqs(*m_chat->missed(Ana, {General}, 1)), QList<quint64>({3, 4}));
    QCOMPARE(seqs(*m_chat->missed(Ana, {General, Dev}, 0)), QList<quint64>({1, 2, 3, 4}));
    QVERIFY(m_chat->missed(Ana, {General}, 4)->isEmpty());
    restart();
    QCOMPARE(seqs(*m_chat->missed(Ana, {General}, 1)), QList<quint64>({3, 4}));
}

void tst_ChatReplay::tellsOfAGap()
{
    for (int i = 0; i < ChatService::RecentMessages + 5; ++i)
        QVERIFY(m_chat->post(says(Ana, QStringLiteral("x"))));
    QVERIFY(!m_chat->missed(Ana, {General}, 3));
    QVERIFY(m_chat->missed(Ana, {General}, 5));
    QVERIFY(!m_chat->missed(Ana, {General}, m_chat->lastSeq() + 1));
}

void tst_ChatReplay::failsToLoadFromABrokenStore()
{
    m_store->failWith({QStringLiteral("The disk is gone"), Error::Kind::Unavailable});
    ChatService chat(*m_store, m_pool.get(), m_clock);
    const auto loaded = chat.load();
    QVERIFY(!loaded);
    QCOMPARE(loaded.error().message, QStringLiteral("The disk is gone"));
}

QTEST_GUILESS_MAIN(tst_ChatReplay)
#include "tst_ChatReplay.moc"
