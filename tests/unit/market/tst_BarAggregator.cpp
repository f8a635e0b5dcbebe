// SPDX-License-Identifier: GPL-3.0-or-later
#include "market/BarAggregator.h"
#include "market/Feed.h"

#include <QFile>
#include <QTest>

#include <map>
#include <random>

using namespace Tickwell;
using namespace std::chrono_literals;

namespace {

constexpr Timestamp Noon = fromMicros(1'769'860'800'000'000); // 2026-01-31T12:00:00Z

Tick tick(Timestamp time, qint64 cents, qint64 volume = 1, quint64 seq = 0)
{
    return {QStringLiteral("AAPL"), time, Decimal(cents, 2), Decimal(volume, 0), seq};
}

/// The plain way to make bars: sort the ticks of each bucket, and look.
std::map<std::pair<Interval, Timestamp>, Candle> referenceBars(std::vector<Tick> ticks)
{
    std::sort(ticks.begin(), ticks.end(), [](const Tick &a, const Tick &b) {
        return std::pair(a.time, a.seq) < std::pair(b.time, b.seq);
    });
    std::map<std::pair<Interval, Timestamp>, Candle> bars;
    for (const Interval interval : AllIntervals) {
        for (const Tick &one : ticks) {
            const Timestamp start = bucketStart(one.time, interval);
            auto [place, isNew] =
                bars.try_emplace({interval, start},
                                 Candle{one.symbol, interval, start, one.price, one.price,
                                        one.price, one.price, Decimal(0, 0), 0, false});
            Candle &bar = place->second;
            bar.high = std::max(bar.high, one.price);
            bar.low = std::min(bar.low, one.price);
            bar.close = one.price;
            bar.volume = bar.volume + one.volume;
            ++bar.ticks;
        }
    }
    return bars;
}

} // namespace

class tst_BarAggregator : public QObject
{
    Q_OBJECT

private:
    BarAggregator m_bars;

    QList<Candle> add(const Tick &one)
    {
        BarAggregator::Changes changes;
        m_bars.add(one, changes);
        return toCandles(one.symbol, changes);
    }
    QList<Candle> advance(Timestamp now)
    {
        QList<Candle> closed;
        m_bars.advance(now, [&](const QString &symbol, const BarAggregator::Change &change) {
            closed.append(change.bar->toCandle(symbol, change.interval));
        });
        return closed;
    }
    static QList<Candle> toCandles(const QString &symbol, const BarAggregator::Changes &changes)
    {
        QList<Candle> candles;
        for (const auto &change : changes)
            candles.append(change.bar->toCandle(symbol, change.interval));
        return candles;
    }
    /// AAPL's days are New York's from @p asOf on.
    void openInNewYork(Timestamp asOf)
    {
        BarAggregator::Changes changes;
        m_bars.open({QStringLiteral("AAPL"), asOf, std::nullopt, {}, {}}, changes,
                    ExchangeDays("America/New_York"));
    }
    /// What is known of AAPL's bars of @p interval.
    QList<Candle> bars(Interval interval) const
    {
        const BarSeries *series = m_bars.series(QStringLiteral("AAPL"), interval);
        return series
            ? series->candles(QStringLiteral("AAPL"), Timestamp::min(), Timestamp::max(), 100'000)
            : QList<Candle>();
    }

private slots:
    void init() { m_bars = BarAggregator(); }

    void aTickIsInABarOfEveryInterval();
    void aBucketHoldsItsStartAndNotItsEnd();
    void aBucketWithoutTicksHasNoBar();
    void theClockClosesABarWithoutATick();
    void aBarIsClosedOnce();
    void aTickOfTheNextBucketClosesTheLastBar();
    void aLateTickRevisesAClosedBar();
    void aLateTickMakesAMissingBar();
    void tenSecondsIsNotTooLate();
    void aTickThatIsTooLateChangesNothing();
    void ticksOfOneMomentCountInTheOrderOfTheirSeq();
    void fractionsOfVolumeAddUpExactly();
    void aSnapshotsBarGoesOnWithLiveTicks();
    void aNewSnapshotClosesWhatItDoesNotKnow();
    void aTickBeforeTheSnapshotMakesNoFragment();
    void aDayBeginsAtTheExchangesMidnight();
    void aDayIsOverWhenClocksHaveTakenAnHourOfIt();
    void shorterBarsMakeTheExchangesDays();
    void keepsABoundedNumberOfBars();
    void agreesWithAPlainReferenceInAnyOrder_data();
    void agreesWithAPlainReferenceInAnyOrder();
    void agreesWithPandas();
};

void tst_BarAggregator::aTickIsInABarOfEveryInterval()
{
    const auto changed = add(tick(Noon + 61s, 18'942, 5));
    QCOMPARE(changed.size(), 5);
    for (qsizetype i = 0; i < 5; ++i) {
        const Interval interval = AllIntervals[static_cast<size_t>(i)];
        const Decimal price(18'942, 2);
        QCOMPARE(changed[i],
                 (Candle{QStringLiteral("AAPL"), interval, bucketStart(Noon + 61s, interval), price,
                         price, price, price, Decimal(5, 0), 1, false}));
    }
}

void tst_BarAggregator::aBucketHoldsItsStartAndNotItsEnd()
{
    add(tick(Noon, 100));
    add(tick(Noon + 1min - 1us, 200));
    add(tick(Noon + 1min, 300));
    const auto minutes = bars(Interval::Minute1);
    QCOMPARE(minutes.size(), 2);
    QCOMPARE(minutes[0].ticks, 2);
    QCOMPARE(minutes[1].start, Noon + 1min);
    QCOMPARE(minutes[1].open, Decimal(300, 2));
}

void tst_BarAggregator::aBucketWithoutTicksHasNoBar()
{
    add(tick(Noon, 100));
    add(tick(Noon + 10min, 100));
    QCOMPARE(bars(Interval::Minute1).size(), 2);
}

void tst_BarAggregator::theClockClosesABarWithoutATick()
{
    add(tick(Noon, 100));
    QVERIFY(advance(Noon + 999ms).isEmpty());
    const auto closed = advance(Noon + 1s);
    QCOMPARE(closed.size(), 1);
    QVERIFY(closed[0].interval == Interval::Second1);
    QVERIFY(closed[0].closed);
}

void tst_BarAggregator::aBarIsClosedOnce()
{
    add(tick(Noon, 100));
    QCOMPARE(advance(Noon + 1min).size(), 2);
    QVERIFY(advance(Noon + 1min).isEmpty());
    QCOMPARE(add(tick(Noon + 1min, 100)).size(), 5);
}

void tst_BarAggregator::aTickOfTheNextBucketClosesTheLastBar()
{
    add(tick(Noon, 100, 3));
    const auto changed = add(tick(Noon + 1s, 200));
    QCOMPARE(changed.size(), 6);
    QCOMPARE(changed[0].start, Noon);
    QCOMPARE(changed[0].volume, Decimal(3, 0));
    QVERIFY(changed[0].closed);
    QVERIFY(!changed[1].closed);
}

void tst_BarAggregator::aLateTickRevisesAClosedBar()
{
    add(tick(Noon, 100, 1, 1));
    add(tick(Noon + 5s, 100, 1, 2));
    const auto changed = add(tick(Noon + 100ms, 900, 1, 3));
    QCOMPARE(changed.size(), 5);
    QVERIFY(changed[0].closed);
    QCOMPARE(changed[0].start, Noon);
    QCOMPARE(changed[0].high, Decimal(900, 2));
    QCOMPARE(changed[0].close, Decimal(900, 2));
    // In the minute it is neither the first nor the last.
    QCOMPARE(changed[1].high, Decimal(900, 2));
    QCOMPARE(changed[1].close, Decimal(100, 2));
}

void tst_BarAggregator::aLateTickMakesAMissingBar()
{
    add(tick(Noon, 100));
    add(tick(Noon + 5s, 100));
    add(tick(Noon + 3s, 700));
    const auto seconds = bars(Interval::Second1);
    QCOMPARE(seconds.size(), 3);
    QCOMPARE(seconds[1].start, Noon + 3s);
    QVERIFY(seconds[1].closed);
    QVERIFY(!seconds[2].closed);
}

void tst_BarAggregator::tenSecondsIsNotTooLate()
{
    add(tick(Noon + 10s, 100));
    QCOMPARE(add(tick(Noon, 50)).size(), 5);
    QCOMPARE(m_bars.lateTicks(), 0U);
    QCOMPARE(bars(Interval::Minute1).first().open, Decimal(50, 2));
}

void tst_BarAggregator::aTickThatIsTooLateChangesNothing()
{
    add(tick(Noon + 10s, 100));
    const auto before = bars(Interval::Day1);
    QVERIFY(add(tick(Noon - 1us, 50)).isEmpty());
    QCOMPARE(m_bars.lateTicks(), 1U);
    QCOMPARE(bars(Interval::Day1), before);
}

void tst_BarAggregator::ticksOfOneMomentCountInTheOrderOfTheirSeq()
{
    add(tick(Noon, 200, 1, 2));
    add(tick(Noon, 300, 1, 3));
    add(tick(Noon, 100, 1, 1));
    const Candle bar = bars(Interval::Second1).first();
    QCOMPARE(bar.open, Decimal(100, 2));
    QCOMPARE(bar.close, Decimal(300, 2));
}

void tst_BarAggregator::fractionsOfVolumeAddUpExactly()
{
    Tick one = tick(Noon, 100);
    for (const Decimal volume : {Decimal(1, 1), Decimal(25, 2), Decimal(3, 0), Decimal(1, 8)}) {
        one.volume = volume;
        add(one);
    }
    QCOMPARE(bars(Interval::Hour1).first().volume.toByteArray(), QByteArray("3.35000001"));
}

void tst_BarAggregator::aSnapshotsBarGoesOnWithLiveTicks()
{
    FeedSnapshot snapshot{QStringLiteral("AAPL"), Noon + 90s, tick(Noon + 80s, 150), {}, {}};
    snapshot.bars = {Candle{QStringLiteral("AAPL"), Interval::Minute1, Noon + 60s, Decimal(120, 2),
                            Decimal(190, 2), Decimal(110, 2), Decimal(150, 2), Decimal(40, 0), 7,
                            false}};
    BarAggregator::Changes changes;
    m_bars.open(snapshot, changes);
    QCOMPARE(toCandles(QStringLiteral("AAPL"), changes), snapshot.bars);

    add(tick(Noon + 90s, 160, 2, 1));
    const Candle bar = bars(Interval::Minute1).first();
    QCOMPARE(bar.open, Decimal(120, 2));
    QCOMPARE(bar.high, Decimal(190, 2));
    QCOMPARE(bar.close, Decimal(160, 2));
    QCOMPARE(bar.volume, Decimal(42, 0));
    QCOMPARE(bar.ticks, 8);
}

void tst_BarAggregator::aNewSnapshotClosesWhatItDoesNotKnow()
{
    add(tick(Noon, 100));
    FeedSnapshot snapshot{QStringLiteral("AAPL"), Noon + 1h, tick(Noon + 59min, 150), {}, {}};
    BarAggregator::Changes changes;
    m_bars.open(snapshot, changes);
    const auto told = toCandles(QStringLiteral("AAPL"), changes);
    QCOMPARE(told.size(), 5);
    for (const Candle &bar : told)
        QVERIFY(bar.closed);
    QVERIFY(bars(Interval::Second1).isEmpty());
}

void tst_BarAggregator::aTickBeforeTheSnapshotMakesNoFragment()
{
    FeedSnapshot snapshot{QStringLiteral("AAPL"), Noon, std::nullopt, {}, {}};
    BarAggregator::Changes changes;
    m_bars.open(snapshot, changes);
    const auto changed = add(tick(Noon - 1s, 100));
    QCOMPARE(changed.size(), 1); // the day is not over: its bar is live
    QCOMPARE(changed.first().start, Noon - 12h);
    QVERIFY(bars(Interval::Minute1).isEmpty());
}

void tst_BarAggregator::aDayBeginsAtTheExchangesMidnight()
{
    openInNewYork(Noon);
    add(tick(Noon + 17h - 1us, 100));
    const auto changed = add(tick(Noon + 17h, 200));
    QVERIFY(changed[4].interval == Interval::Day1); // the last that it closed
    QVERIFY(changed[4].closed);
    const auto days = bars(Interval::Day1);
    QCOMPARE(days.size(), 2);
    QCOMPARE(toRfc3339(days[0].start), toRfc3339(Noon - 7h));
    QCOMPARE(toRfc3339(days[1].start), toRfc3339(Noon + 17h));
}

void tst_BarAggregator::aDayIsOverWhenClocksHaveTakenAnHourOfIt()
{
    const Timestamp midnight = *parseTimestamp(u"2026-03-08T05:00:00Z");
    openInNewYork(midnight);
    add(tick(midnight + 1h, 100));
    advance(midnight + 23h - 1us);
    QVERIFY(!bars(Interval::Day1).first().closed);
    const auto closed = advance(midnight + 23h);
    QCOMPARE(closed.size(), 1);
    QCOMPARE(closed[0].start, midnight);
    add(tick(midnight + 23h, 100));
    QCOMPARE(toRfc3339(bars(Interval::Day1).last().start), toRfc3339(midnight + 23h));
}

void tst_BarAggregator::shorterBarsMakeTheExchangesDays()
{
    const Timestamp midnight = *parseTimestamp(u"2026-11-01T04:00:00Z"); // a day of 25 hours
    openInNewYork(midnight);
    Candle hour{QStringLiteral("AAPL"),
                Interval::Hour1,
                midnight,
                Decimal(100, 2),
                Decimal(100, 2),
                Decimal(100, 2),
                Decimal(100, 2),
                Decimal(1, 0),
                1,
                true};
    for (int i = 0; i < 26; ++i, hour.start += 1h) {
        BarAggregator::Changes changes;
        QVERIFY(m_bars.add(hour, changes));
    }
    const auto days = bars(Interval::Day1);
    QCOMPARE(days.size(), 2);
    QCOMPARE(days[0].ticks, 25);
    QVERIFY(days[0].closed);
    QCOMPARE(toRfc3339(days[1].start), toRfc3339(midnight + 25h));
}

void tst_BarAggregator::keepsABoundedNumberOfBars()
{
    for (int i = 0; i < 10'000; ++i)
        add(tick(Noon + i * 1s, 100));
    const BarSeries *series = m_bars.series(QStringLiteral("AAPL"), Interval::Second1);
    QVERIFY(series->bars().size() <= series->kept() + series->kept() / 4);
    QCOMPARE(series->coveredFrom(), series->bars().front().start);
    QCOMPARE(series->bars().back().start, Noon + 9'999s);
}

void tst_BarAggregator::agreesWithAPlainReferenceInAnyOrder_data()
{
    QTest::addColumn<quint64>("seed");
    for (quint64 seed = 1; seed <= 25; ++seed)
        QTest::addRow("seed %llu", seed) << seed;
}

void tst_BarAggregator::agreesWithAPlainReferenceInAnyOrder()
{
    QFETCH(quint64, seed);
    std::mt19937_64 random(seed);
    Timestamp newest = Noon + 12h - 20min; // so that it passes midnight
    Timestamp told = Timestamp::min();
    std::vector<Tick> taken;
    std::map<std::pair<Interval, Timestamp>, Candle> lastTold;
    const auto hear = [&](const QList<Candle> &changed) {
        for (const Candle &bar : changed) {
            Candle &last = lastTold[{bar.interval, bar.start}];
            QVERIFY2(bar.closed || !last.closed, "a closed bar was opened again");
            last = bar;
        }
    };
    for (quint64 seq = 1; seq <= 2'000; ++seq) {
        newest += Microseconds(random() % 2'000'000);
        // A third of the ticks are up to twelve seconds late, many of them of one moment.
        const Timestamp time =
            random() % 3 ? newest : newest - Microseconds(random() % 13 * 1'000'000);
        Tick one = tick(time, 10'000 + static_cast<qint64>(random() % 500),
                        static_cast<qint64>(random() % 100), seq);
        if (random() % 2)
            one.volume = Decimal(one.volume.units() * 7, 3);
        if (told == Timestamp::min() || told - time <= 10s)
            taken.push_back(one);
        told = std::max(told, time);
        hear(add(one));
        for (const Interval interval : AllIntervals)
            m_bars.series(one.symbol, interval)->setKept(5'000);
        if (random() % 4 == 0)
            hear(advance(newest));
    }
    hear(advance(newest + 48h));

    auto expected = referenceBars(taken);
    qsizetype count = 0;
    for (const Interval interval : AllIntervals) {
        for (const Candle &bar : bars(interval)) {
            Candle reference = expected[{interval, bar.start}];
            reference.closed = true;
            QCOMPARE(bar, reference);
            QCOMPARE(lastTold[std::pair(interval, bar.start)], bar);
            ++count;
        }
    }
    QCOMPARE(count, static_cast<qsizetype>(expected.size()));
    QCOMPARE(m_bars.lateTicks(), 2'000 - taken.size());
    QVERIFY(m_bars.lateTicks() > 0);
}

void tst_BarAggregator::agreesWithPandas()
{
    QFile tickFile(QFINDTESTDATA("fixtures/ticks.csv"));
    QVERIFY(tickFile.open(QIODevice::ReadOnly));
    tickFile.readLine();
    quint64 seq = 0;
    while (!tickFile.atEnd()) {
        const auto cells = tickFile.readLine().trimmed().split(',');
        Tick one{QStringLiteral("AAPL"), fromMicros(cells[0].toLongLong()),
                 *Decimal::parse(cells[1]), *Decimal::parse(cells[2]), ++seq};
        add(one);
        for (const Interval interval : AllIntervals)
            m_bars.series(one.symbol, interval)->setKept(5'000);
    }

    QFile barFile(QFINDTESTDATA("fixtures/ohlc.csv"));
    QVERIFY(barFile.open(QIODevice::ReadOnly));
    barFile.readLine();
    QByteArray expected = barFile.readAll();
    QByteArray actual;
    for (const Interval interval : AllIntervals) {
        for (const Candle &bar : bars(interval)) {
            actual += toString(interval).toLatin1() + ',' + QByteArray::number(toMicros(bar.start));
            for (const Decimal number : {bar.open, bar.high, bar.low, bar.close, bar.volume})
                actual += ',' + number.toByteArray();
            actual += ',' + QByteArray::number(bar.ticks) + '\n';
        }
    }
    QCOMPARE(actual, expected);
}

QTEST_APPLESS_MAIN(tst_BarAggregator)
#include "tst_BarAggregator.moc"
