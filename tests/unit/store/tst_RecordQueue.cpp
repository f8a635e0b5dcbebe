// SPDX-License-Identifier: GPL-3.0-or-later
#include "StoreTestData.h"

#include "store/RecordQueue.h"

using namespace Tickwell;
using namespace Tickwell::StoreTest;

class tst_RecordQueue : public QObject
{
    Q_OBJECT

private slots:
    void givesRowsInTheOrderTheyCame();
    void aBarIsKeptInItsLatestStateOnly();
    void aBarThatMovedOnIsNotSetBackByAFailedWrite();
    void rowsPutBackComeFirstAgain();
    void whatWasTakenCountsUntilSettled();
    void theOldestTicksAndSamplesGoFirst();
    void barsAndThenMessagesGoLast();
};

void tst_RecordQueue::givesRowsInTheOrderTheyCame()
{
    RecordQueue queue(100);
    for (quint64 seq = 1; seq <= 5; ++seq)
        queue.add(tick(seq));
    QCOMPARE(queue.take(2).ticks, QList<Tick>({tick(1), tick(2)}));
    queue.settled();
    QCOMPARE(queue.take(10).ticks, QList<Tick>({tick(3), tick(4), tick(5)}));
}

void tst_RecordQueue::aBarIsKeptInItsLatestStateOnly()
{
    RecordQueue queue(100);
    const Candle later = candle(Interval::Minute1, 0s, u"AAPL"_s, "9.75");
    queue.add(candle(Interval::Minute1));
    queue.add(candle(Interval::Minute5));
    queue.add(candle(Interval::Minute1, 0s, u"MSFT"_s));
    queue.add(candle(Interval::Minute1, 1min));
    queue.add(later);
    QCOMPARE(queue.rows(), 4);
    const RecordBatch batch = queue.take(100);
    QCOMPARE(batch.candles.size(), 4);
    QVERIFY(batch.candles.contains(later));
}

void tst_RecordQueue::aBarThatMovedOnIsNotSetBackByAFailedWrite()
{
    RecordQueue queue(100);
    queue.add(candle(Interval::Minute1));
    RecordBatch batch = queue.take(100);
    const Candle later = candle(Interval::Minute1, 0s, u"AAPL"_s, "9.75");
    queue.add(later);
    queue.putBack(std::move(batch));
    QCOMPARE(queue.take(100).candles, QList<Candle>({later}));
}

void tst_RecordQueue::rowsPutBackComeFirstAgain()
{
    RecordQueue queue(100);
    queue.add(message(1));
    queue.add(tick(1));
    queue.add(tick(2));
    queue.add(sample());
    RecordBatch batch = queue.take(100);
    queue.add(tick(3));
    queue.add(message(2));
    queue.putBack(std::move(batch));
    QCOMPARE(queue.rows(), 6);
    const RecordBatch again = queue.take(100);
    QCOMPARE(again.ticks, QList<Tick>({tick(1), tick(2), tick(3)}));
    QCOMPARE(again.messages, QList<ChatMessage>({message(1), message(2)}));
    QCOMPARE(again.samples.size(), 1);
}

void tst_RecordQueue::whatWasTakenCountsUntilSettled()
{
    RecordQueue queue(3);
    queue.add(tick(1));
    queue.add(tick(2));
    RecordBatch batch = queue.take(2);
    queue.add(tick(3));
    queue.add(tick(4));
    QCOMPARE(queue.rows(), 3);
    QCOMPARE(queue.dropped(), 1);
    queue.settled();
    QCOMPARE(queue.rows(), 1);
    QCOMPARE(queue.take(9).ticks, QList<Tick>({tick(4)}));
}

void tst_RecordQueue::theOldestTicksAndSamplesGoFirst()
{
    RecordQueue queue(3);
    queue.add(sample(0s));
    queue.add(tick(1, 1s));
    queue.add(sample(2s));
    queue.add(tick(2, 3s));
    queue.add(tick(3, 4s));
    QCOMPARE(queue.dropped(), 2);
    const RecordBatch batch = queue.take(9);
    QCOMPARE(batch.ticks, QList<Tick>({tick(2, 3s), tick(3, 4s)}));
    QCOMPARE(batch.samples.size(), 1);
    QCOMPARE(batch.samples.first().time, Noon + 2s);
}

void tst_RecordQueue::barsAndThenMessagesGoLast()
{
    RecordQueue queue(2);
    queue.add(tick(1));
    queue.add(candle(Interval::Minute1));
    queue.add(message(1));
    queue.add(message(2));
    queue.add(message(3));
    QCOMPARE(queue.dropped(), 3);
    QCOMPARE(queue.take(9).messages, QList<ChatMessage>({message(2), message(3)}));
}

QTEST_APPLESS_MAIN(tst_RecordQueue)
#include "tst_RecordQueue.moc"
