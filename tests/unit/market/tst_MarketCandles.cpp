// SPDX-License-Identifier: GPL-3.0-or-later
#include "FakeFeed.h"
#include "market/BarHistory.h"
#include "market/MarketService.h"
#include "market/SimulatorFeed.h"

#include <QTest>

using namespace Tickwell;
using namespace std::chrono_literals;

namespace {

constexpr Timestamp Noon = fromMicros(1'769'860'800'000'000); // 2026-01-31T12:00:00Z
const QString Aapl = QStringLiteral("AAPL");

/// Minute bars that start in [from, to), as a feed would give them.
QList<Candle> minutes(Timestamp from, Timestamp to)
{
    QList<Candle> bars;
    for (Timestamp start = from; start < to; start += 1min) {
        const Decimal price(10'000 + (start - from) / 1min, 2);
        bars.append(
            {Aapl, Interval::Minute1, start, price, price, price, price, Decimal(10, 0), 3, true});
    }
    return bars;
}

/// What candles() answered, when it has.
struct Answer
{
    std::shared_ptr<std::optional<Result<QList<Candle>>>> result =
        std::make_shared<std::optional<Result<QList<Candle>>>>();

    [[nodiscard]] bool came() const { return result->has_value(); }
    [[nodiscard]] QList<Candle> bars() const { return (*result)->value(); }
    [[nodiscard]] Error error() const { return (*result)->error(); }
};

bool isContiguous(const QList<Candle> &bars)
{
    for (qsizetype i = 1; i < bars.size(); ++i) {
        if (bars[i].start - bars[i - 1].start != duration(bars[i].interval))
            return false;
    }
    return true;
}

} // namespace

class tst_MarketCandles : public QObject
{
    Q_OBJECT

private:
    QThreadPool m_pool;
    ManualClock m_clock{Noon + 30s};
    FakeFeed *m_feed = nullptr;
    std::unique_ptr<MarketService> m_service;

    Answer ask(const CandleQuery &query)
    {
        Answer answer;
        m_service->candles(query, this, [result = answer.result](Result<QList<Candle>> bars) {
            *result = std::move(bars);
        });
        return answer;
    }
    Answer ask(int limit, std::optional<Timestamp> from = {}, std::optional<Timestamp> to = {})
    {
        return ask({Aapl, Interval::Minute1, from, to, limit});
    }
    /// Answers the oldest question put to the feed with what lies between its ends.
    void answerHistory(Timestamp beginning = Noon - 24h)
    {
        const auto asked = m_feed->asked.takeFirst();
        const Timestamp from = std::max(beginning, asked.query.from.value_or(beginning));
        auto bars = minutes(bucketStart(from + 1min - 1us, Interval::Minute1), asked.query.to);
        bars = bars.last(std::min<qsizetype>(bars.size(), asked.query.limit));
        asked.ready(bars);
    }
    void tell(Timestamp time, qint64 cents = 10'000)
    {
        m_clock.set(std::max(m_clock.now(), time));
        emit m_feed->tickReceived({Aapl, time, Decimal(cents, 2), Decimal(1, 0), 0});
    }

private slots:
    void init();
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
    void theFeedsErrorReachesWhoAsked();
    void aContextThatDiesGetsNoAnswer();
    void malformedSymbolsAreNotFound();
    void asksForAnUnwatchedSymbolWatchIt();
    void aRequestWaitsForItsSymbolToOpen();
    void aRequestDoesNotWaitForever();
    void tooManyWaitingRequestsAreRefused();
    void stopAnswersWhoWaits();
    void theSimulatorsSeamIsWhole_data();
    void theSimulatorsSeamIsWhole();
};

void tst_MarketCandles::init()
{
    m_clock.set(Noon + 30s);
    auto feed = std::make_unique<FakeFeed>();
    m_feed = feed.get();
    m_feed->opensAtOnce = false;
    m_service = std::make_unique<MarketService>(std::move(feed), &m_pool, 0, m_clock);
    m_service->start({Aapl});
    // Half of the minute was traded before this program started.
    const Tick last{Aapl, Noon + 20s, Decimal(10'500, 2), Decimal(1, 0), 0};
    FeedSnapshot snapshot{Aapl, Noon + 30s, last, Decimal(10'000, 2), {}};
    snapshot.bars = {{Aapl, Interval::Minute1, Noon, Decimal(10'100, 2), Decimal(10'900, 2),
                      Decimal(10'000, 2), Decimal(10'500, 2), Decimal(40, 0), 8, false}};
    emit m_feed->opened(snapshot);
}

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

void tst_MarketCandles::theFeedsErrorReachesWhoAsked()
{
    const Answer answer = ask(10);
    m_feed->asked.takeFirst().ready(
        failure(QStringLiteral("the feed's server is away"), Error::Kind::Unavailable));
    QTRY_VERIFY(answer.came());
    QCOMPARE(answer.error().message, QStringLiteral("the feed's server is away"));
    const Answer again = ask(10);
    answerHistory();
    QTRY_VERIFY(again.came());
    QCOMPARE(again.bars().size(), 10);
}

void tst_MarketCandles::aContextThatDiesGetsNoAnswer()
{
    int answers = 0;
    const auto count = [&](const Result<QList<Candle>> &) { ++answers; };
    auto waiting = std::make_unique<QObject>();
    m_service->candles({Aapl, Interval::Minute1, {}, {}, 10}, waiting.get(), count);
    auto answered = std::make_unique<QObject>();
    m_service->candles({Aapl, Interval::Minute1, {}, {}, 1}, answered.get(), count);
    waiting.reset();
    answered.reset();
    answerHistory();
    const Answer last = ask(1);
    QTRY_VERIFY(last.came());
    QCOMPARE(answers, 0);
    QCOMPARE(m_service->counters().waitingRequests, 0);
}

void tst_MarketCandles::malformedSymbolsAreNotFound()
{
    const Answer answer = ask({QStringLiteral("a b"), Interval::Minute1, {}, {}, 10});
    QVERIFY(!answer.came());
    QTRY_VERIFY(answer.came());
    QCOMPARE(answer.error().kind, Error::Kind::NotFound);
}

void tst_MarketCandles::asksForAnUnwatchedSymbolWatchIt()
{
    m_feed->opensAtOnce = true;
    m_feed->asOf = Noon + 30s;
    const Answer answer = ask({QStringLiteral("MSFT"), Interval::Minute1, {}, {}, 10});
    QVERIFY(m_feed->watched.contains(QStringLiteral("MSFT")));
    QCOMPARE(m_feed->asked.size(), 1);
}

void tst_MarketCandles::aRequestWaitsForItsSymbolToOpen()
{
    const Answer answer = ask({QStringLiteral("MSFT"), Interval::Minute1, {}, {}, 10});
    QVERIFY(m_feed->asked.isEmpty());
    emit m_feed->opened({QStringLiteral("MSFT"), Noon + 30s, std::nullopt, {}, {}});
    QCOMPARE(m_feed->asked.size(), 1);
    QCOMPARE(m_feed->asked.first().query.symbol, QStringLiteral("MSFT"));
}

void tst_MarketCandles::aRequestDoesNotWaitForever()
{
    const Answer answer = ask({QStringLiteral("MSFT"), Interval::Minute1, {}, {}, 10});
    m_clock.advance(9s);
    m_service->advance();
    QCOMPARE(m_service->counters().waitingRequests, 1);
    m_clock.advance(1s);
    m_service->advance();
    QTRY_VERIFY(answer.came());
    QCOMPARE(answer.error().kind, Error::Kind::Unavailable);
    QCOMPARE(m_service->counters().waitingRequests, 0);
}

void tst_MarketCandles::tooManyWaitingRequestsAreRefused()
{
    QList<Answer> answers;
    for (qsizetype i = 0; i < BarHistory::MaxWaiting; ++i)
        answers.append(ask(10));
    const Answer refused = ask(10);
    QTRY_VERIFY(refused.came());
    QCOMPARE(refused.error().kind, Error::Kind::Limit);
    QCOMPARE(m_service->counters().refusedRequests, 1U);
    answerHistory();
    for (const Answer &answer : answers)
        QTRY_VERIFY(answer.came() && answer.bars().size() == 10);
    QCOMPARE(m_service->counters().waitingRequests, 0);
}

void tst_MarketCandles::stopAnswersWhoWaits()
{
    const Answer asked = ask(10);
    const Answer unopened = ask({QStringLiteral("MSFT"), Interval::Minute1, {}, {}, 10});
    m_service->stop();
    QTRY_VERIFY(asked.came() && unopened.came());
    QCOMPARE(asked.error().kind, Error::Kind::Unavailable);
    QCOMPARE(m_service->counters().waitingRequests, 0);
    answerHistory();
}

void tst_MarketCandles::theSimulatorsSeamIsWhole_data()
{
    QTest::addColumn<Interval>("interval");
    for (const Interval interval : AllIntervals)
        QTest::newRow(qPrintable(toString(interval))) << interval;
}

void tst_MarketCandles::theSimulatorsSeamIsWhole()
{
    QFETCH(Interval, interval);
    m_clock.set(Noon + 12h - 45s); // midnight comes while it runs
    auto feed = std::make_unique<SimulatorFeed>(1, m_clock);
    SimulatorFeed *simulator = feed.get();
    m_service = std::make_unique<MarketService>(std::move(feed), &m_pool, 0, m_clock);
    m_service->start({Aapl});
    for (int i = 0; i < 900; ++i) {
        m_clock.advance(100ms);
        simulator->emitDue();
        m_service->advance();
    }
    const int limit = interval == Interval::Day1 ? 3 : 120;
    const Answer answer = ask({Aapl, interval, {}, {}, limit});
    QTRY_VERIFY(answer.came());

    // The same bars, made by the simulator at once; the open one up to now.
    const SimulatedSymbol symbol(Aapl, 1);
    const Timestamp now = m_clock.now();
    auto expected =
        symbol.history(interval, SimulatedSymbol::Beginning, bucketStart(now, interval), limit);
    for (const Candle &bar : symbol.snapshot(now + 1us).bars) {
        if (bar.interval == interval && bar.start == bucketStart(now, interval))
            expected.append(bar);
    }
    expected = expected.last(limit);
    QCOMPARE(answer.bars().size(), expected.size());
    for (qsizetype i = 0; i < expected.size(); ++i)
        QCOMPARE(answer.bars()[i], expected[i]);
}

QTEST_GUILESS_MAIN(tst_MarketCandles)
#include "tst_MarketCandles.moc"
