// SPDX-License-Identifier: GPL-3.0-or-later
#include "FakeFeed.h"
#include "market/MarketService.h"
#include "market/ReplayFeed.h"
#include "market/SymbolCatalog.h"

#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <map>

using namespace Tickwell;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

using State = FeedStatus::State;

namespace {

constexpr Timestamp Noon = fromMicros(1'769'860'800'000'000); // 2026-01-31T12:00:00Z
const QByteArray TickHeader = "time,symbol,price,volume,seq\r\n";
const QByteArray CandleHeader = "time,symbol,interval,open,high,low,close,volume,ticks\r\n";

QByteArray row(Timestamp time, const QByteArray &symbol, const QByteArray &price, quint64 seq)
{
    return toRfc3339(time) + ',' + symbol + ',' + price + ",10," + QByteArray::number(seq) + "\r\n";
}

/// What a market came to: its bars as they were told last, and its ticks in order.
struct Outcome
{
    using Key = std::tuple<QString, Interval, Timestamp>;
    std::map<Key, Candle> bars;
    QList<Tick> ticks;

    explicit Outcome(MarketService &market)
    {
        QObject::connect(&market, &MarketService::candleChanged, &market, [this](const Candle &c) {
            bars[{c.symbol, c.interval, c.start}] = c;
        });
        QObject::connect(&market, &MarketService::ticked, &market,
                         [this](const Tick &tick) { ticks.append(tick); });
    }
    [[nodiscard]] QByteArray exportTicks() const
    {
        QList<Tick> sorted = ticks;
        std::sort(sorted.begin(), sorted.end(), [](const Tick &a, const Tick &b) {
            return std::tie(a.time, a.seq) < std::tie(b.time, b.seq);
        });
        QByteArray csv = TickHeader;
        for (const Tick &t : std::as_const(sorted)) {
            csv += toRfc3339(t.time) + ',' + t.symbol.toLatin1() + ',' + t.price.toByteArray() + ','
                + t.volume.toByteArray() + ',' + QByteArray::number(t.seq) + "\r\n";
        }
        return csv;
    }
    [[nodiscard]] QByteArray exportCandles(std::optional<Interval> interval = {}) const
    {
        QList<Candle> sorted;
        for (const auto &[key, candle] : bars)
            sorted.append(candle);
        std::stable_sort(sorted.begin(), sorted.end(),
                         [](const Candle &a, const Candle &b) { return a.start < b.start; });
        QByteArray csv = CandleHeader;
        for (const Candle &c : std::as_const(sorted)) {
            if (interval && c.interval != *interval)
                continue;
            csv += toRfc3339(c.start) + ',' + c.symbol.toLatin1() + ','
                + toString(c.interval).toLatin1();
            for (const Decimal value : {c.open, c.high, c.low, c.close, c.volume})
                csv += ',' + value.toByteArray();
            csv += ',' + QByteArray::number(c.ticks) + "\r\n";
        }
        return csv;
    }
};

} // namespace

class tst_ReplayFeed : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void aReplayedSessionGivesTheSameBars();
    void replayedCandlesGiveTheSameBars_data();
    void replayedCandlesGiveTheSameBars();
    void playsInItsTime();
    void barsEndThoughNobodyTrades();
    void listsItsSymbols();
    void badRowsAreNamedAndSkipped();
    void stopsAtABadRowWhenToldTo();
    void whatCannotBeReadIsRefused_data();
    void whatCannotBeReadIsRefused();
    void waitsForRoom();
    void stopsAndStartsOver();
    void takesGuardedAndQuotedCells();
    void ofCandlesTheShortestIntervalIsPlayed();
    void dailyBarsMustBeginAtTheExchangesMidnight();

private:
    QString write(const QByteArray &text)
    {
        const QString path = m_dir.filePath(u"%1.csv"_s.arg(++m_files));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("The file cannot be written");
        return path;
    }
    /// A service that replays @p text; advances time until its end.
    std::unique_ptr<MarketService> market(const QByteArray &text, double speed = 0)
    {
        ReplayFeed::Settings settings;
        settings.path = write(text);
        settings.speed = speed;
        settings.stopAtBadRow = m_stopAtBadRow;
        settings.hasRoom = m_hasRoom;
        auto feed = std::make_unique<ReplayFeed>(settings, &m_pool,
                                                 ReplayFeed::World{&m_clock, m_timers.get()});
        m_feed = feed.get();
        return std::make_unique<MarketService>(std::move(feed), &m_pool, 0, m_clock);
    }
    [[nodiscard]] bool runTo(State state)
    {
        return QTest::qWaitFor(
            [&] {
                m_timers->advance(0ms);
                return m_feed->status().state == state;
            },
            20'000);
    }

    QTemporaryDir m_dir;
    int m_files = 0;
    QThreadPool m_pool;
    ManualClock m_clock{Noon + 24h * 300};
    std::unique_ptr<ManualTimers> m_timers;
    ReplayFeed *m_feed = nullptr;
    bool m_stopAtBadRow = false;
    std::function<bool()> m_hasRoom;
};

void tst_ReplayFeed::init()
{
    m_timers = std::make_unique<ManualTimers>();
    m_stopAtBadRow = false;
    m_hasRoom = {};
}

/// A day's session with everything that makes bars hard: ticks out of order, too late for any bar,
/// at the same time, far off by hand, and with gaps.
void tst_ReplayFeed::aReplayedSessionGivesTheSameBars()
{
    ManualClock clock(Noon);
    auto fake = std::make_unique<FakeFeed>();
    FakeFeed *told = fake.get();
    told->asOf = Noon;
    told->zone = exchangeZone(u"AAPL"_s);
    MarketService original(std::move(fake), &m_pool, 41, clock);
    Outcome expected(original);
    original.start({u"AAPL"_s, u"MSFT"_s});
    QRandomGenerator random(3);
    for (int i = 0; i < 30'000; ++i) {
        clock.advance(std::chrono::milliseconds(random.bounded(1'500)));
        if (random.bounded(2'000) == 0)
            clock.advance(17min);
        const auto age = random.bounded(20) == 0
            ? std::chrono::milliseconds(random.bounded(40'000))
            : std::chrono::milliseconds(random.bounded(3) * 1'000);
        const Timestamp time = std::max<Timestamp>(
            Noon, std::chrono::floor<std::chrono::milliseconds>(clock.now() - age));
        emit told->tickReceived({random.bounded(2) ? u"AAPL"_s : u"MSFT"_s, time,
                                 Decimal(10'000 + random.bounded(500), 2),
                                 Decimal(random.bounded(1, 90), 0), 0});
        if (i == 15'000)
            QVERIFY(original.feedPrice(u"AAPL"_s, Decimal(5'000'000, 2), Decimal(1, 0)));
        if (i % 10 == 0)
            original.advance();
    }
    QVERIFY(original.counters().late > 100);
    original.stop();

    auto replayed = market(expected.exportTicks());
    Outcome actual(*replayed);
    replayed->start({});
    QVERIFY(runTo(State::Finished));
    replayed->stop();
    QCOMPARE(actual.ticks.size(), expected.ticks.size());
    for (qsizetype i = 0; i < actual.ticks.size(); ++i) {
        QCOMPARE(actual.ticks[i].time, expected.ticks[i].time); // in the order they came
        QCOMPARE(actual.ticks[i].price, expected.ticks[i].price);
    }
    QCOMPARE(replayed->counters().late, original.counters().late);
    QCOMPARE(actual.bars.size(), expected.bars.size());
    for (auto &[key, candle] : expected.bars) {
        candle.closed = actual.bars[key].closed; // the clock of the replay is far ahead
        QVERIFY(actual.bars[key] == candle);
    }
}

void tst_ReplayFeed::replayedCandlesGiveTheSameBars_data()
{
    QTest::addColumn<int>("interval");
    QTest::newRow("all intervals") << 0;
    QTest::newRow("seconds") << int(Interval::Second1);
    QTest::newRow("minutes") << int(Interval::Minute1);
}

void tst_ReplayFeed::replayedCandlesGiveTheSameBars()
{
    QFETCH(int, interval);
    const auto only = interval ? std::optional(static_cast<Interval>(interval)) : std::nullopt;
    ManualClock clock(Noon);
    auto fake = std::make_unique<FakeFeed>();
    FakeFeed *told = fake.get();
    told->asOf = Noon;
    told->zone = exchangeZone(u"AAPL"_s);
    MarketService original(std::move(fake), &m_pool, 0, clock);
    Outcome expected(original);
    original.start({u"AAPL"_s});
    QRandomGenerator random(5);
    for (int i = 0; i < 5'000; ++i) {
        clock.advance(std::chrono::milliseconds(random.bounded(4'000)));
        emit told->tickReceived(
            {u"AAPL"_s, clock.now(), Decimal(10'000 + random.bounded(500), 2), Decimal(3, 0), 0});
    }
    original.stop();

    auto replayed = market(expected.exportCandles(only));
    Outcome actual(*replayed);
    replayed->start({});
    QVERIFY(runTo(State::Finished));
    replayed->stop();
    QCOMPARE(actual.ticks.size(), 0); // nothing is invented
    qsizetype compared = 0;
    for (auto &[key, candle] : expected.bars) {
        if (only && candle.interval < *only)
            continue;
        candle.closed = actual.bars[key].closed;
        QVERIFY(actual.bars[key] == candle);
        ++compared;
    }
    QCOMPARE(qsizetype(actual.bars.size()), compared);
    QCOMPARE(replayed->quote(u"AAPL"_s)->price,
             expected.bars.rbegin()->second.close); // of the day, the last key
}

void tst_ReplayFeed::playsInItsTime()
{
    const auto service =
        market(TickHeader + row(Noon, "AAPL", "10.00", 1) + row(Noon + 10s, "AAPL", "10.01", 2)
                   + row(Noon + 40s, "AAPL", "10.02", 3),
               10);
    const Outcome outcome(*service);
    service->start({});
    QCOMPARE(service->status().state, State::Connecting);
    QVERIFY(runTo(State::Live));
    QVERIFY(service->status().simulated);
    m_timers->advance(0ms);
    QCOMPARE(outcome.ticks.size(), 1);
    QCOMPARE(outcome.ticks[0].time, Noon);
    m_timers->advance(999ms);
    QCOMPARE(outcome.ticks.size(), 1);
    m_timers->advance(1ms);
    QCOMPARE(outcome.ticks.size(), 2);
    m_timers->advance(2'999ms);
    QCOMPARE(outcome.ticks.size(), 2);
    m_timers->advance(1ms);
    QCOMPARE(outcome.ticks.size(), 3);
    QVERIFY(runTo(State::Finished));
    QCOMPARE(service->status().message, u"The file has ended"_s);
}

void tst_ReplayFeed::barsEndThoughNobodyTrades()
{
    const auto service =
        market(TickHeader + row(Noon, "AAPL", "10.00", 1) + row(Noon + 1h, "AAPL", "10.01", 2), 1);
    Outcome outcome(*service);
    service->start({});
    QVERIFY(runTo(State::Live));
    m_timers->advance(0ms);
    const Outcome::Key minute{u"AAPL"_s, Interval::Minute1, Noon};
    m_timers->advance(59s);
    service->advance();
    QVERIFY(!outcome.bars[minute].closed);
    m_timers->advance(1s);
    service->advance();
    QVERIFY(outcome.bars[minute].closed);
}

void tst_ReplayFeed::listsItsSymbols()
{
    const auto service =
        market(TickHeader + row(Noon, "MSFT", "10.00", 1) + row(Noon + 1s, "AAPL", "20.00", 2));
    service->start({});
    QVERIFY(runTo(State::Finished));
    QCOMPARE(service->quotes().size(), 2);
    QCOMPARE(service->quotes()[0].symbol, u"MSFT"_s);
    const auto unknown = service->watch(u"TSLA"_s);
    QVERIFY(!unknown);
    QCOMPARE(unknown.error().kind, Error::Kind::NotFound);
}

void tst_ReplayFeed::badRowsAreNamedAndSkipped()
{
    QByteArray text = TickHeader + row(Noon, "AAPL", "10.00", 1);
    for (const char *bad : {"yesterday,AAPL,10,1,2", "2026-01-31T12:00:01Z,aapl,10,1,3",
                            "2026-01-31T12:00:01Z,AAPL,-10,1,4", "2026-01-31T12:00:01Z,AAPL,0,1,5",
                            "2026-01-31T12:00:01Z,AAPL,10,x,6", "2026-01-31T12:00:01Z,AAPL,10,1",
                            "2026-01-31T12:00:01Z,AAPL,1e3,1,7", "", "a,b"})
        text += bad + QByteArray("\r\n");
    text += QByteArray(10'000, 'x') + "\r\n" + row(Noon + 2s, "AAPL", "10.01", 8);
    text += "2026-01-31T12:00:03Z,AAPL,10.02,1,9"; // without an end of line
    const auto service = market(text);
    const Outcome outcome(*service);
    QTest::ignoreMessage(QtWarningMsg,
                         QRegularExpression(u"\\.csv:3: this row is bad: its time is none"_s));
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"\\.csv:12: .*longer than 4096"_s));
    service->start({});
    QVERIFY(runTo(State::Finished));
    QCOMPARE(outcome.ticks.size(), 3);
    QCOMPARE(service->counters().feed.garbage, quint64(10));
}

void tst_ReplayFeed::stopsAtABadRowWhenToldTo()
{
    m_stopAtBadRow = true;
    const auto service = market(TickHeader + row(Noon, "AAPL", "10.00", 1) + "nonsense\r\n"
                                + row(Noon + 1s, "AAPL", "10.01", 2));
    const Outcome outcome(*service);
    service->start({});
    QVERIFY(runTo(State::Refused));
    QCOMPARE(outcome.ticks.size(), 1); // what came before it was told
    QVERIFY2(service->status().message.contains(u".csv:3: "),
             qPrintable(service->status().message));
}

void tst_ReplayFeed::whatCannotBeReadIsRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("message");
    QTest::newRow("empty") << QByteArray() << u"no export"_s;
    QTest::newRow("another table") << QByteArray("a,b\r\n1,2\r\n") << u"no export"_s;
    QTest::newRow("no rows") << TickHeader << u"no row"_s;
    QTest::newRow("binary") << QByteArray(100'000, '\0') << u"no export"_s;
    QByteArray many = TickHeader;
    for (int i = 0; i < 1'001; ++i)
        many += row(Noon, "S" + QByteArray::number(i), "1", quint64(i));
    QTest::newRow("too many symbols") << many << u"1000 symbols"_s;
}

void tst_ReplayFeed::whatCannotBeReadIsRefused()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, message);
    const auto service = market(text);
    service->start({});
    QVERIFY(runTo(State::Refused));
    QVERIFY2(service->status().message.contains(message), qPrintable(service->status().message));

    ReplayFeed missing({m_dir.filePath(u"none.csv"_s)}, &m_pool,
                       ReplayFeed::World{&m_clock, m_timers.get()});
    missing.start();
    QTRY_COMPARE(missing.status().state, State::Refused);
}

void tst_ReplayFeed::waitsForRoom()
{
    bool room = false;
    m_hasRoom = [&room] { return room; };
    const auto service = market(TickHeader + row(Noon, "AAPL", "10.00", 1));
    const Outcome outcome(*service);
    service->start({});
    QVERIFY(runTo(State::Live));
    m_timers->advance(1s);
    QCOMPARE(outcome.ticks.size(), 0);
    room = true;
    m_timers->advance(20ms);
    QCOMPARE(outcome.ticks.size(), 1);
}

void tst_ReplayFeed::stopsAndStartsOver()
{
    QByteArray text = TickHeader;
    for (int i = 0; i < 20'000; ++i)
        text += row(Noon + i * 1s, "AAPL", "10.00", quint64(i));
    const auto service = market(text);
    const Outcome outcome(*service);
    service->start({});
    QVERIFY(runTo(State::Live));
    m_timers->advance(0ms);
    m_feed->stop();
    const qsizetype before = outcome.ticks.size();
    m_timers->advance(1s);
    m_pool.waitForDone();
    QCoreApplication::processEvents();
    QCOMPARE(outcome.ticks.size(), before);
    m_feed->start();
    QVERIFY(runTo(State::Finished));
    QCOMPARE(outcome.ticks.size(), before + 20'000);
}

void tst_ReplayFeed::takesGuardedAndQuotedCells()
{
    const auto service = market("\xEF\xBB\xBF" + TickHeader.chopped(2) + '\n'
                                + "\"2026-01-31T12:00:00.000000Z\",'=X,\"10.00\",1,1\n");
    service->start({});
    QVERIFY(runTo(State::Finished));
    QCOMPARE(service->quotes().size(), 1);
    QCOMPARE(service->quotes()[0].symbol, u"=X"_s);
}

void tst_ReplayFeed::ofCandlesTheShortestIntervalIsPlayed()
{
    const QByteArray rest = ",10.00,11.00,9.00,10.50,100,7\r\n";
    const auto service = market(CandleHeader + toRfc3339(Noon) + ",AAPL,1m" + rest + toRfc3339(Noon)
                                + ",AAPL,1h" + rest + toRfc3339(Noon + 60s) + ",AAPL,1m" + rest
                                + toRfc3339(Noon) + ",MSFT,1h" + rest);
    Outcome outcome(*service);
    service->start({});
    QVERIFY(runTo(State::Finished));
    const auto bar = [&](const QString &symbol, Interval interval) {
        return outcome.bars.at({symbol, interval, bucketStart(Noon, interval)});
    };
    QCOMPARE(bar(u"AAPL"_s, Interval::Hour1).ticks, 14);
    QCOMPARE(bar(u"AAPL"_s, Interval::Minute1).ticks, 7);
    QVERIFY(bar(u"AAPL"_s, Interval::Minute1).closed);
    QCOMPARE(outcome.bars.at({u"MSFT"_s, Interval::Day1, Noon - 7h}).ticks, 7);
}

void tst_ReplayFeed::dailyBarsMustBeginAtTheExchangesMidnight()
{
    const QByteArray rest = "Z,AAPL,1d,10.00,11.00,9.00,10.50,100,7\r\n";
    const auto service =
        market(CandleHeader + "2026-03-07T05:00:00" + rest + "2026-03-08T05:00:00" + rest
               + "2026-03-09T00:00:00" + rest + "2026-03-09T04:00:00" + rest);
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u":4: this row is bad"_s));
    const Outcome outcome(*service);
    service->start({});
    QVERIFY(runTo(State::Finished));
    QCOMPARE(m_feed->counters().garbage, 1U);
    QCOMPARE(outcome.bars.size(), 3U);
    for (const auto &[key, bar] : outcome.bars)
        QCOMPARE(bar.ticks, 7);
}

QTEST_GUILESS_MAIN(tst_ReplayFeed)
#include "tst_ReplayFeed.moc"
