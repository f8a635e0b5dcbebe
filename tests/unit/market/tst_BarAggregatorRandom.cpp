// SPDX-License-Identifier: GPL-3.0-or-later
#include "market/BarAggregator.h"
#include "market/Feed.h"

#include <QDateTime>
#include <QTest>

#include <map>
#include <random>

using namespace Tickwell;
using namespace std::chrono_literals;

namespace {

const QString Aapl = QStringLiteral("AAPL");

Timestamp at(const QString &time)
{
    return parseTimestamp(time).value();
}

/// A trade, and when it came.
struct Arrival
{
    Timestamp came;
    Tick tick;
};

/// Trades of four days, busy, quiet, or none for hours, in the order in which they came: many at
/// once, some late but not too late, some later.
std::vector<Arrival> arrivals(quint64 seed, Timestamp from)
{
    std::mt19937_64 random(seed);
    std::vector<Arrival> all;
    Timestamp now = from;
    while (now < from + 96h) {
        const Microseconds pauses[] = {0us, 90ms, 700ms, 4s, 2min, 40min};
        const Microseconds delays[] = {0us, 0us, 3s, 10s, 10s + 1us, 25s};
        now += pauses[random() % (random() % 50 ? 4 : 6)] * static_cast<qint64>(random() % 3);
        const Timestamp came = now + delays[random() % 6] * static_cast<qint64>(random() % 2);
        const Decimal volume(static_cast<qint64>(random() % 900), random() % 2 ? 0 : 3);
        all.push_back({came, {Aapl, now, Decimal(qint64(9'000 + random() % 2'000), 2), volume, 0}});
        if (all.size() > 60'000)
            now += 1h; // enough of this day
    }
    std::stable_sort(all.begin(), all.end(),
                     [](const Arrival &a, const Arrival &b) { return a.came < b.came; });
    quint64 seq = 0;
    for (Arrival &one : all)
        one.tick.seq = ++seq;
    return all;
}

/// Where the bucket of @p time begins, by nothing but the rule.
Timestamp plainStart(Timestamp time, Interval interval, const QTimeZone &zone)
{
    const qint64 seconds =
        std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count();
    if (interval != Interval::Day1)
        return Timestamp(std::chrono::seconds(seconds - seconds % int(interval)));
    const QDate date = QDateTime::fromSecsSinceEpoch(seconds, zone).date();
    return Timestamp(std::chrono::seconds(date.startOfDay(zone).toSecsSinceEpoch()));
}

/// The plain way: leave out what came too late, sort the ticks of each bucket, and look.
QList<Candle> plainBars(const std::vector<Arrival> &all, Interval interval, const QTimeZone &zone)
{
    Timestamp newest = Timestamp::min();
    std::map<Timestamp, std::vector<Tick>> buckets;
    for (const Arrival &one : all) {
        if (newest != Timestamp::min() && newest - one.tick.time > 10s)
            continue;
        newest = std::max(newest, one.tick.time);
        buckets[plainStart(one.tick.time, interval, zone)].push_back(one.tick);
    }
    QList<Candle> bars;
    for (auto &[start, ticks] : buckets) {
        std::sort(ticks.begin(), ticks.end(), [](const Tick &a, const Tick &b) {
            return std::pair(a.time, a.seq) < std::pair(b.time, b.seq);
        });
        Candle bar{Aapl, interval, start, ticks.front().price, {}, {}, ticks.back().price,
                   {},   0,        true};
        bar.high = bar.low = bar.open;
        for (const Tick &tick : ticks) {
            bar.high = std::max(bar.high, tick.price);
            bar.low = std::min(bar.low, tick.price);
            bar.volume = bar.volume + tick.volume;
            ++bar.ticks;
        }
        bars.append(bar);
    }
    return bars;
}

} // namespace

class tst_BarAggregatorRandom : public QObject
{
    Q_OBJECT

private slots:
    void barsOfShuffledTicksAreThoseOfThePlainWay_data()
    {
        QTest::addColumn<QByteArray>("zone");
        QTest::addColumn<QString>("from");
        QTest::addColumn<quint64>("seed");
        for (quint64 seed = 1; seed <= 4; ++seed) {
            QTest::addRow("UTC, seed %llu", seed)
                << QByteArray("UTC") << QStringLiteral("2026-01-30T19:00:00Z") << seed;
            QTest::addRow("clocks go forward, seed %llu", seed)
                << QByteArray("America/New_York") << QStringLiteral("2026-03-06T19:00:00Z") << seed;
            QTest::addRow("clocks go back, seed %llu", seed)
                << QByteArray("America/New_York") << QStringLiteral("2026-10-30T19:00:00Z") << seed;
        }
    }
    void barsOfShuffledTicksAreThoseOfThePlainWay()
    {
        QFETCH(QByteArray, zone);
        QFETCH(QString, from);
        QFETCH(quint64, seed);
        const auto all = arrivals(seed, at(from));
        BarAggregator aggregator;
        BarAggregator::Changes changes;
        // What is known begins a day before, so that no bar is a fragment.
        aggregator.open({Aapl, at(from) - 24h, std::nullopt, {}, {}}, changes, ExchangeDays(zone));
        for (const Interval interval : AllIntervals)
            aggregator.series(Aapl, interval)->setKept(all.size());
        for (const Arrival &one : all) {
            changes.clear();
            aggregator.add(one.tick, changes);
        }
        QVERIFY(aggregator.lateTicks() > 0);
        aggregator.advance(at(from) + 240h, [](const QString &, const BarAggregator::Change &) {});
        for (const Interval interval : AllIntervals) {
            const auto expected = plainBars(all, interval, QTimeZone(zone));
            const auto bars = aggregator.series(Aapl, interval)
                                  ->candles(Aapl, Timestamp::min(), Timestamp::max(), 1'000'000);
            QCOMPARE(bars.size(), expected.size());
            for (qsizetype i = 0; i < bars.size(); ++i)
                QCOMPARE(bars[i], expected[i]);
        }
    }
};

QTEST_APPLESS_MAIN(tst_BarAggregatorRandom)
#include "tst_BarAggregatorRandom.moc"
