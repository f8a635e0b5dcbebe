// SPDX-License-Identifier: GPL-3.0-or-later
#include "chat/ChatHistory.h"

#include <QTest>

using namespace Tickwell;

namespace {

ChatMessage message(quint64 seq, const QString &room, const QString &text = QStringLiteral("x"))
{
    ChatMessage made;
    made.seq = seq;
    made.id = QString::number(seq);
    made.room = room;
    made.userId = QStringLiteral("ana");
    made.text = text;
    return made;
}

ChatMessage direct(quint64 seq, const QString &from, const QString &to)
{
    ChatMessage made = message(seq, {});
    made.userId = from;
    made.to = to;
    return made;
}

QList<quint64> seqs(const QList<ChatMessage> &messages)
{
    QList<quint64> all;
    for (const ChatMessage &one : messages)
        all.append(one.seq);
    return all;
}

const QString Dev = QStringLiteral("dev");
const QString Ana = QStringLiteral("ana");

} // namespace

class tst_ChatHistory : public QObject
{
    Q_OBJECT

private slots:
    void givesTheNewestBeforeASeq();
    void knowsWhenItIsNotComplete();
    void isBoundedByNumber();
    void isBoundedByText();
    void keepsWhatIsNotStoredYet();
    void boundsEvenWhatIsNotStoredYet();
    void findsAndReplaces();
    void collectsWhatWasMissedBySeq();
    void keepsDirectMessagesBetweenTheTwo();
    void tellsOfAGap();
};

void tst_ChatHistory::givesTheNewestBeforeASeq()
{
    ChatHistory history(100);
    for (quint64 seq = 1; seq <= 10; ++seq)
        history.append(message(seq, seq % 2 ? Dev : QStringLiteral("other")));
    QCOMPARE(seqs(history.page(Dev, 1000, 2).messages), QList<quint64>({7, 9}));
    QCOMPARE(seqs(history.page(Dev, 7, 2).messages), QList<quint64>({3, 5}));
    QCOMPARE(seqs(history.page(Dev, 3, 200).messages), QList<quint64>({1}));
    QVERIFY(history.page(Dev, 1, 200).messages.isEmpty());
    QVERIFY(history.page(QStringLiteral("none"), 1000, 200).complete);
}

void tst_ChatHistory::knowsWhenItIsNotComplete()
{
    ChatHistory history(100);
    history.setOlder(Dev, 5);
    history.append(message(6, Dev));
    history.append(message(7, Dev));
    QVERIFY(history.page(Dev, 1000, 2).complete);
    QVERIFY(!history.page(Dev, 1000, 3).complete);
    QVERIFY(!history.page(Dev, 6, 1).complete);
}

void tst_ChatHistory::isBoundedByNumber()
{
    ChatHistory history(3);
    for (quint64 seq = 1; seq <= 5; ++seq)
        history.append(message(seq, Dev));
    const auto page = history.page(Dev, 1000, 200);
    QCOMPARE(seqs(page.messages), QList<quint64>({3, 4, 5}));
    QVERIFY(!page.complete);
    QVERIFY(!history.find(QStringLiteral("2")));
    QVERIFY(history.find(QStringLiteral("3")));
}

void tst_ChatHistory::isBoundedByText()
{
    ChatHistory history(1000);
    for (quint64 seq = 1; seq <= 100; ++seq)
        history.append(message(seq, Dev, QString(4096, u'x')));
    QCOMPARE(history.page(Dev, 1000, 200).messages.size(), 16);
}

void tst_ChatHistory::keepsWhatIsNotStoredYet()
{
    ChatHistory history(10);
    history.setStored(5);
    for (quint64 seq = 1; seq <= 30; ++seq)
        history.append(message(seq, Dev));
    QCOMPARE(seqs(history.page(Dev, 100, 100).messages).first(), 6U);
    history.setStored(30);
    QCOMPARE(seqs(history.page(Dev, 100, 100).messages).first(), 21U);
}

void tst_ChatHistory::boundsEvenWhatIsNotStoredYet()
{
    ChatHistory history(10);
    history.setStored(0);
    for (quint64 seq = 1; seq <= 1'000; ++seq)
        history.append(message(seq, Dev));
    QCOMPARE(history.page(Dev, 10'000, 1'000).messages.size(), 10 * ChatHistory::UnstoredFactor);
}

void tst_ChatHistory::findsAndReplaces()
{
    ChatHistory history(100);
    history.append(message(1, Dev));
    ChatMessage changed = *history.find(QStringLiteral("1"));
    changed.text = QStringLiteral("other");
    history.replace(changed);
    QCOMPARE(history.find(QStringLiteral("1"))->text, QStringLiteral("other"));
    history.replace(message(2, Dev));
    QVERIFY(!history.find(QStringLiteral("2")));
}

void tst_ChatHistory::collectsWhatWasMissedBySeq()
{
    ChatHistory history(100);
    history.append(message(1, Dev));
    history.append(message(2, QStringLiteral("b")));
    history.append(message(3, QStringLiteral("c")));
    history.append(message(4, Dev));
    const auto missed = history.since(Ana, {QStringLiteral("b"), Dev, Dev}, 1);
    QVERIFY(missed);
    QCOMPARE(seqs(*missed), QList<quint64>({2, 4}));
}

void tst_ChatHistory::keepsDirectMessagesBetweenTheTwo()
{
    ChatHistory history(100);
    history.append(direct(1, Ana, QStringLiteral("bob")));
    history.append(direct(2, QStringLiteral("bob"), Ana));
    history.append(direct(3, QStringLiteral("bob"), QStringLiteral("eve")));
    QCOMPARE(seqs(*history.since(Ana, {}, 0)), QList<quint64>({1, 2}));
    QCOMPARE(seqs(*history.since(QStringLiteral("eve"), {}, 0)), QList<quint64>({3}));
    QVERIFY(history.rooms().isEmpty());
}

void tst_ChatHistory::tellsOfAGap()
{
    ChatHistory history(2);
    for (quint64 seq = 1; seq <= 4; ++seq)
        history.append(message(seq, Dev));
    QVERIFY(!history.since(Ana, {Dev}, 1));
    QCOMPARE(seqs(*history.since(Ana, {Dev}, 2)), QList<quint64>({3, 4}));
    QVERIFY(history.since(Ana, {QStringLiteral("other")}, 0));
}

QTEST_APPLESS_MAIN(tst_ChatHistory)
#include "tst_ChatHistory.moc"
