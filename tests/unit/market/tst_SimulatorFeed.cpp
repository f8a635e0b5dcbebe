// SPDX-License-Identifier: GPL-3.0-or-later
#include "market/SimulatorFeed.h"

#include <QSignalSpy>
#include <QTest>

using namespace Tickwell;
using namespace std::chrono_literals;

namespace {

constexpr Timestamp Start = SimulatedSymbol::Anchor + 24h * 30 + 13h + 7min + 123'456us;

/// A feed and all it told.
struct Listened
{
    ManualClock clock;
    SimulatorFeed feed;
    QList<FeedSnapshot> snapshots;
    QList<Tick> ticks;

    explicit Listened(Timestamp now, quint64 seed = 1)
        : clock(now)
        , feed(seed, clock)
    {
        QObject::connect(&feed, &Feed::opened, &feed,
                         [this](const FeedSnapshot &snapshot) { snapshots.append(snapshot); });
        QObject::connect(&feed, &Feed::tickReceived, &feed,
                         [this](const Tick &tick) { ticks.append(tick); });
    }
    void run(Microseconds time, Microseconds turn = 100ms)
    {
        for (const Timestamp end = clock.now() + time; clock.now() < end;) {
            clock.advance(std::min<Microseconds>(turn, end - clock.now()));
            feed.emitDue();
        }
    }
};

QList<Tick> ticksOf(const SimulatedSymbol &symbol, Timestamp from, Timestamp to)
{
    QList<Tick> ticks;
    symbol.forEachTick(from, to, [&](const Tick &tick) { ticks.append(tick); });
    return ticks;
}

} // namespace

class tst_SimulatorFeed : public QObject
{
    Q_OBJECT

private slots:
    void theSameSeedTellsTheSameTicks();
    void aRestartGoesOnWhereThePathWouldBe();
    void ticksComeInTheirTimeAndNotBefore();
    void theSnapshotAndTheTicksJoin();
    void historyComesLaterOnThisThread();
    void aShortPauseIsMadeUpFor();
    void aLongPauseOpensTheSymbolsAnew_data();
    void aLongPauseOpensTheSymbolsAnew();
    void aSymbolWatchedWhileRunningIsOpenedAtOnce();
    void aListenerMayWatchFromATick();
    void takesAnyWellFormedSymbol_data();
    void takesAnyWellFormedSymbol();
    void followsAThousandSymbols();
    void isSilentWhenStopped();
    void runsByItsOwnTimer();
    void knowsTheNamesOfTwelve();
};

void tst_SimulatorFeed::theSameSeedTellsTheSameTicks()
{
    QList<Tick> told[2];
    for (auto &ticks : told) {
        Listened one(Start);
        one.feed.watch(QStringLiteral("AAPL"));
        one.feed.watch(QStringLiteral("XYZ.1"));
        one.feed.start();
        one.run(60s);
        ticks = one.ticks;
    }
    QVERIFY(told[0].size() > 60);
    QCOMPARE(told[0], told[1]);
}

void tst_SimulatorFeed::aRestartGoesOnWhereThePathWouldBe()
{
    Listened whole(Start);
    whole.feed.watch(QStringLiteral("MSFT"));
    whole.feed.start();
    whole.run(120s);

    Listened restarted(Start + 60s);
    restarted.feed.watch(QStringLiteral("MSFT"));
    restarted.feed.start();
    restarted.run(60s);
    QVERIFY(restarted.ticks.size() > 30);
    QCOMPARE(restarted.ticks, whole.ticks.last(restarted.ticks.size()));
}

void tst_SimulatorFeed::ticksComeInTheirTimeAndNotBefore()
{
    Listened one(Start);
    one.feed.watch(QStringLiteral("NVDA"));
    one.feed.start();
    QVERIFY(one.ticks.isEmpty());
    for (int i = 0; i < 100; ++i) {
        const Timestamp before = one.clock.now();
        const qsizetype told = one.ticks.size();
        one.run(100ms);
        for (const Tick &tick : one.ticks.mid(told))
            QVERIFY(tick.time > before && tick.time <= one.clock.now());
    }
    QVERIFY(one.ticks.size() > 10);
}

void tst_SimulatorFeed::theSnapshotAndTheTicksJoin()
{
    Listened one(Start);
    one.feed.watch(QStringLiteral("AAPL"));
    one.feed.start();
    one.run(30s);
    QCOMPARE(one.snapshots.size(), 1);
    const FeedSnapshot &snapshot = one.snapshots.first();
    QVERIFY(snapshot.last);
    const SimulatedSymbol symbol(QStringLiteral("AAPL"), 1);
    QCOMPARE(*snapshot.last, ticksOf(symbol, Start - 60s, snapshot.asOf).last());
    QCOMPARE(one.ticks, ticksOf(symbol, snapshot.asOf, one.clock.now() + 1us));
}

void tst_SimulatorFeed::historyComesLaterOnThisThread()
{
    QThreadPool pool;
    Listened one(Start);
    const HistoryQuery query{QStringLiteral("AAPL"), Interval::Minute1, std::nullopt,
                             bucketStart(Start, Interval::Minute1), 50};
    QList<Candle> answer;
    one.feed.history(query, &pool, [&](const Result<QList<Candle>> &bars) {
        QCOMPARE(QThread::currentThread(), thread());
        answer = *bars;
    });
    QVERIFY(answer.isEmpty());
    QTRY_COMPARE(answer.size(), 50);
    QCOMPARE(answer.last().start + 1min, query.to);
}

void tst_SimulatorFeed::aShortPauseIsMadeUpFor()
{
    Listened one(Start);
    one.feed.watch(QStringLiteral("AAPL"));
    one.feed.start();
    one.run(1s);
    one.run(9s, 9s);
    one.run(1s);
    QCOMPARE(one.snapshots.size(), 1);
    QCOMPARE(one.ticks,
             ticksOf(SimulatedSymbol(QStringLiteral("AAPL"), 1), one.snapshots.first().asOf,
                     one.clock.now() + 1us));
}

void tst_SimulatorFeed::aLongPauseOpensTheSymbolsAnew_data()
{
    QTest::addColumn<qint64>("seconds");
    QTest::newRow("a suspend") << qint64(3'600);
    QTest::newRow("the clock was set back") << qint64(-3'600);
}

void tst_SimulatorFeed::aLongPauseOpensTheSymbolsAnew()
{
    QFETCH(qint64, seconds);
    Listened one(Start);
    one.feed.watch(QStringLiteral("AAPL"));
    one.feed.start();
    one.run(10s);
    one.ticks.clear();
    one.clock.advance(std::chrono::seconds(seconds));
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("the clock moved by")));
    one.feed.emitDue();
    QVERIFY(one.ticks.isEmpty());
    QCOMPARE(one.snapshots.size(), 2);
    one.run(10s);
    QCOMPARE(one.ticks,
             ticksOf(SimulatedSymbol(QStringLiteral("AAPL"), 1), one.snapshots.last().asOf,
                     one.clock.now() + 1us));
}

void tst_SimulatorFeed::aSymbolWatchedWhileRunningIsOpenedAtOnce()
{
    Listened one(Start);
    one.feed.start();
    one.run(5s);
    one.feed.watch(QStringLiteral("TSLA"));
    QCOMPARE(one.snapshots.size(), 1);
    one.run(20s);
    QCOMPARE(one.ticks,
             ticksOf(SimulatedSymbol(QStringLiteral("TSLA"), 1), one.snapshots.first().asOf,
                     one.clock.now() + 1us));
}

void tst_SimulatorFeed::aListenerMayWatchFromATick()
{
    Listened one(Start);
    one.feed.watch(QStringLiteral("AAPL"));
    connect(&one.feed, &Feed::tickReceived, this, [&] { one.feed.watch(QStringLiteral("TSLA")); });
    one.feed.start();
    one.run(9s, 9s);
    QCOMPARE(one.snapshots.size(), 2);
    QList<Tick> tesla;
    for (const Tick &tick : one.ticks) {
        if (tick.symbol == u"TSLA")
            tesla.append(tick);
    }
    QCOMPARE(tesla,
             ticksOf(SimulatedSymbol(QStringLiteral("TSLA"), 1), one.snapshots.last().asOf,
                     one.clock.now() + 1us));
}

void tst_SimulatorFeed::takesAnyWellFormedSymbol_data()
{
    QTest::addColumn<QString>("symbol");
    QTest::addColumn<bool>("taken");
    QTest::newRow("known") << "AAPL" << true;
    QTest::newRow("made up") << "BRK.B" << true;
    QTest::newRow("longest") << "ABCDEFGHIJ=9" << true;
    QTest::newRow("empty") << "" << false;
    QTest::newRow("lower case") << "aapl" << false;
    QTest::newRow("too long") << "ABCDEFGHIJKLM" << false;
}

void tst_SimulatorFeed::takesAnyWellFormedSymbol()
{
    QFETCH(QString, symbol);
    QFETCH(bool, taken);
    const SimulatorFeed feed(1);
    const auto can = feed.canWatch(symbol);
    QCOMPARE(can.has_value(), taken);
    if (!taken)
        QCOMPARE(can.error().kind, Error::Kind::NotFound);
}

void tst_SimulatorFeed::followsAThousandSymbols()
{
    SimulatorFeed feed(1);
    for (int i = 0; i < 1'000; ++i) {
        const QString symbol = QStringLiteral("S%1").arg(i);
        QVERIFY(feed.canWatch(symbol));
        feed.watch(symbol);
    }
    QVERIFY(feed.canWatch(QStringLiteral("S999")));
    const auto refused = feed.canWatch(QStringLiteral("AAPL"));
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, Error::Kind::Limit);
    feed.unwatch(QStringLiteral("S0"));
    QVERIFY(feed.canWatch(QStringLiteral("AAPL")));
}

void tst_SimulatorFeed::isSilentWhenStopped()
{
    Listened one(Start);
    one.feed.watch(QStringLiteral("AAPL"));
    one.feed.start();
    one.run(5s);
    const qsizetype told = one.ticks.size();
    one.feed.stop();
    one.run(5s);
    QCOMPARE(one.ticks.size(), told);
}

void tst_SimulatorFeed::runsByItsOwnTimer()
{
    SimulatorFeed feed(1);
    QSignalSpy ticks(&feed, &Feed::tickReceived);
    feed.watch(QStringLiteral("NVDA"));
    feed.start();
    QCOMPARE(feed.status().state, FeedStatus::State::Live);
    QVERIFY(feed.status().simulated);
    QTRY_VERIFY(ticks.size() >= 2);
}

void tst_SimulatorFeed::knowsTheNamesOfTwelve()
{
    QCOMPARE(wellKnownSymbols().size(), 12);
    const SimulatorFeed feed(1);
    QCOMPARE(feed.describe(QStringLiteral("AAPL")).name, QStringLiteral("Apple"));
    QCOMPARE(feed.describe(QStringLiteral("AAPL")).priceScale, 2);
    QVERIFY(feed.describe(QStringLiteral("ZZZ")).name.isEmpty());
    const double price = symbolProfile(QStringLiteral("ZZZ")).basePrice;
    QVERIFY(price >= 10 && price <= 500);
}

QTEST_GUILESS_MAIN(tst_SimulatorFeed)
#include "tst_SimulatorFeed.moc"
