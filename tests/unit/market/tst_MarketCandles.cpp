// SPDX-License-Identifier: GPL-3.0-or-later
#include "CandleDesk.h"

#include <QTest>

using namespace Tickwell;

namespace {

bool isContiguous(const QList<Candle> &bars)
{
    for (qsizetype i = 1; i < bars.size(); ++i) {
        if (bars[i].start - bars[i - 1].start != duration(bars[i].interval))
            return false;
    }
    return true;
}

} // namespace

class tst_MarketCandles
    : public QObject
    , private CandleDesk
{
    Q_OBJECT

private slots:
    void init() { open(); }

    void historyAndLiveBarsJoinWithoutGapOrOverlap();
    void theAnswerNeverComesFromWithinTheCall();
    void whatTheFeedGaveIsAskedOnce();
    void aLargerRequestAsksOnlyForTheRest();
    void anOlderRangeComesFromTheFeedAlone();
    void aRangeIsHalfOpenAndTheNewestCount_data();
    void aRangeIsHalfOpenAndTheNewestCount();
    void aFeedWithoutMoreIsNotAskedAgain();
    void sameRequestsShareOneComputation();
    void otherRequestsOfTheSameBarsWaitTheirTurn();
    void barsThatCameMeanwhileAreInTheAnswer();
    void aSymbolOpenedAnewMeanwhileLeavesNoGap();
};

void tst_MarketCandles::historyAndLiveBarsJoinWithoutGapOrOverlap()
{
    tell(Noon + 40s, 10'950);
    tell(Noon + 61s, 10'700);
    const Answer answer = ask(10);
    QCOMPARE(m_feed->asked.size(), 1);
    QCOMPARE(m_feed->asked.first().query,
             (HistoryQuery{Aapl, Interval::Minute1, std::nullopt, Noon, 8}));
    answerHistory();
    QTRY_VERIFY(answer.came());
    const auto bars = answer.bars();
    QCOMPARE(bars.size(), 10);
    QVERIFY(isContiguous(bars));
    QCOMPARE(bars.last().start, Noon + 1min);
    QVERIFY(!bars.last().closed);
    // The bar of the start holds what was traded before and after it.
    QCOMPARE(bars[8].open, Decimal(10'100, 2));
    QCOMPARE(bars[8].high, Decimal(10'950, 2));
    QCOMPARE(bars[8].volume, Decimal(41, 0));
    QVERIFY(bars[8].closed);
}

void tst_MarketCandles::theAnswerNeverComesFromWithinTheCall()
{
    const Answer answer = ask(1);
    QVERIFY(m_feed->asked.isEmpty()); // one is in memory
    QVERIFY(!answer.came());
    QTRY_VERIFY(answer.came());
    QCOMPARE(answer.bars().size(), 1);
}

void tst_MarketCandles::whatTheFeedGaveIsAskedOnce()
{
    const Answer first = ask(100);
    answerHistory();
    QTRY_VERIFY(first.came());
    const Answer second = ask(100);
    const Answer smaller = ask(50);
    QVERIFY(m_feed->asked.isEmpty());
    QTRY_VERIFY(second.came() && smaller.came());
    QCOMPARE(second.bars(), first.bars());
    QCOMPARE(smaller.bars(), first.bars().last(50));
}

void tst_MarketCandles::aLargerRequestAsksOnlyForTheRest()
{
    const Answer first = ask(10);
    answerHistory();
    const Answer second = ask(30);
    QCOMPARE(m_feed->asked.size(), 1);
    QCOMPARE(m_feed->asked.first().query,
             (HistoryQuery{Aapl, Interval::Minute1, std::nullopt, Noon - 9min, 20}));
    answerHistory();
    QTRY_VERIFY(second.came());
    QCOMPARE(second.bars().size(), 30);
    QVERIFY(isContiguous(second.bars()));
}

void tst_MarketCandles::anOlderRangeComesFromTheFeedAlone()
{
    const Answer answer = ask(500, Noon - 2h, Noon - 1h);
    QCOMPARE(m_feed->asked.first().query,
             (HistoryQuery{Aapl, Interval::Minute1, Noon - 2h, Noon - 1h, 500}));
    answerHistory();
    QTRY_VERIFY(answer.came());
    QCOMPARE(answer.bars().size(), 60);
    QCOMPARE(answer.bars().first().start, Noon - 2h);
    QCOMPARE(answer.bars().last().start, Noon - 61min);
}

void tst_MarketCandles::aRangeIsHalfOpenAndTheNewestCount_data()
{
    QTest::addColumn<std::optional<Timestamp>>("from");
    QTest::addColumn<std::optional<Timestamp>>("to");
    QTest::addColumn<int>("limit");
    QTest::addColumn<QList<int>>("ends"); // minutes from noon of the first and the last bar
    using Time = std::optional<Timestamp>;
    QTest::newRow("all") << Time() << Time() << 5'000 << QList<int>{-1'440, 2};
    QTest::newRow("newest") << Time() << Time() << 4 << QList<int>{-1, 2};
    QTest::newRow("from is in it") << Time(Noon - 3min) << Time() << 100 << QList<int>{-3, 2};
    QTest::newRow("from between") << Time(Noon - 3min + 1us) << Time() << 100 << QList<int>{-2, 2};
    QTest::newRow("to is not in it") << Time() << Time(Noon - 3min) << 2 << QList<int>{-5, -4};
    QTest::newRow("to between") << Time() << Time(Noon - 3min + 1us) << 2 << QList<int>{-4, -3};
    QTest::newRow("over the seam")
        << Time(Noon - 2min) << Time(Noon + 2min) << 100 << QList<int>{-2, 1};
    QTest::newRow("live only") << Time(Noon) << Time(Noon + 1min) << 100 << QList<int>{0, 0};
    QTest::newRow("limit in a range")
        << Time(Noon - 9min) << Time(Noon + 1min) << 3 << QList<int>{-2, 0};
    QTest::newRow("empty") << Time(Noon - 1min) << Time(Noon - 1min) << 10 << QList<int>{};
    QTest::newRow("the wrong way round") << Time(Noon) << Time(Noon - 5min) << 10 << QList<int>{};
    QTest::newRow("the future") << Time(Noon + 1h) << Time() << 10 << QList<int>{};
}

void tst_MarketCandles::aRangeIsHalfOpenAndTheNewestCount()
{
    QFETCH(std::optional<Timestamp>, from);
    QFETCH(std::optional<Timestamp>, to);
    QFETCH(int, limit);
    QFETCH(QList<int>, ends);
    tell(Noon + 61s);
    tell(Noon + 121s);
    const Answer answer = ask(limit, from, to);
    while (!m_feed->asked.isEmpty())
        answerHistory();
    QTRY_VERIFY(answer.came());
    const auto bars = answer.bars();
    QVERIFY(isContiguous(bars));
    QCOMPARE(bars.isEmpty(), ends.isEmpty());
    if (!ends.isEmpty()) {
        QCOMPARE(bars.first().start, Noon + std::chrono::minutes(ends[0]));
        QCOMPARE(bars.last().start, Noon + std::chrono::minutes(ends[1]));
    }
}

void tst_MarketCandles::aFeedWithoutMoreIsNotAskedAgain()
{
    const Answer first = ask(100);
    answerHistory(Noon - 5min);
    QTRY_VERIFY(first.came());
    QCOMPARE(first.bars().size(), 6);
    const Answer second = ask(100);
    QVERIFY(m_feed->asked.isEmpty());
    QTRY_VERIFY(second.came());
    QCOMPARE(second.bars(), first.bars());
}

void tst_MarketCandles::sameRequestsShareOneComputation()
{
    QList<Answer> answers;
    for (int i = 0; i < 20; ++i)
        answers.append(ask(5'000));
    const Answer older = ask(10, std::nullopt, Noon - 1h);
    QCOMPARE(m_feed->asked.size(), 1);
    answerHistory();
    for (const Answer &answer : answers)
        QTRY_VERIFY(answer.came());
    QTRY_VERIFY(older.came()); // what was given for the others holds it
    QVERIFY(m_feed->asked.isEmpty());
    QCOMPARE(older.bars().last().start, Noon - 61min);
}

void tst_MarketCandles::otherRequestsOfTheSameBarsWaitTheirTurn()
{
    const Answer small = ask(10);
    const Answer large = ask(50);
    QCOMPARE(m_feed->asked.size(), 1);
    answerHistory();
    QCOMPARE(m_feed->asked.size(), 1);
    QCOMPARE(m_feed->asked.first().query.limit, 40);
    answerHistory();
    QTRY_VERIFY(small.came() && large.came());
    QCOMPARE(large.bars().size(), 50);
    QVERIFY(isContiguous(large.bars()));
}

void tst_MarketCandles::barsThatCameMeanwhileAreInTheAnswer()
{
    const Answer answer = ask(10);
    tell(Noon + 61s);
    tell(Noon + 121s);
    answerHistory();
    QTRY_VERIFY(answer.came());
    QCOMPARE(answer.bars().size(), 10);
    QCOMPARE(answer.bars().last().start, Noon + 2min);
    QVERIFY(isContiguous(answer.bars()));
}

void tst_MarketCandles::aSymbolOpenedAnewMeanwhileLeavesNoGap()
{
    const Answer answer = ask(200);
    m_clock.set(Noon + 1h);
    emit m_feed->opened({Aapl, Noon + 1h, std::nullopt, {}, {}});
    answerHistory();
    QVERIFY(!answer.came());
    QCOMPARE(m_feed->asked.size(), 1);
    QCOMPARE(m_feed->asked.first().query.to, Noon + 1h);
    answerHistory();
    QTRY_VERIFY(answer.came());
    QCOMPARE(answer.bars().size(), 200);
    QVERIFY(isContiguous(answer.bars()));
    QCOMPARE(answer.bars().last().start, Noon + 59min);
}

QTEST_GUILESS_MAIN(tst_MarketCandles)
#include "tst_MarketCandles.moc"
