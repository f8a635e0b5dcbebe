// SPDX-License-Identifier: GPL-3.0-or-later
#include "market/BarAggregator.h"
#include "market/SimulatedSymbol.h"

#include <QTest>

#include <cmath>

using namespace Tickwell;
using namespace std::chrono_literals;

namespace {

constexpr Timestamp Start = SimulatedSymbol::Anchor + 24h * 30 + 13h + 7min + 123'456us;

QList<Tick> ticksOf(const SimulatedSymbol &symbol, Timestamp from, Timestamp to)
{
    QList<Tick> ticks;
    symbol.forEachTick(from, to, [&](const Tick &tick) { ticks.append(tick); });
    return ticks;
}

} // namespace

class tst_SimulatedSymbol : public QObject
{
    Q_OBJECT

private slots:
    void anotherSeedTellsOthers();
    void historyIsWhatAggregatingTheTicksGives_data();
    void historyIsWhatAggregatingTheTicksGives();
    void historyGivesTheNewestUpToTheLimit();
    void historyBeginsSomewhere();
    void daysOfAStockAreNewYorks();
    void theOpenBarsAreWhole_data();
    void theOpenBarsAreWhole();
    void previousCloseIsTheLastPriceBeforeMidnight();
    void pricesStayPlausible_data();
    void pricesStayPlausible();
    void busySymbolsTickMoreOften();
};

void tst_SimulatedSymbol::anotherSeedTellsOthers()
{
    const SimulatedSymbol one(QStringLiteral("AAPL"), 1);
    const SimulatedSymbol other(QStringLiteral("AAPL"), 2);
    QVERIFY(ticksOf(one, Start, Start + 60s) != ticksOf(other, Start, Start + 60s));
}

void tst_SimulatedSymbol::historyIsWhatAggregatingTheTicksGives_data()
{
    QTest::addColumn<QString>("symbol");
    QTest::addColumn<Interval>("interval");
    QTest::addColumn<int>("bars");
    for (const char *symbol : {"AAPL", "BTCUSDT", "ZZZ"}) {
        for (const auto &[interval, bars] :
             {std::pair(Interval::Second1, 600), std::pair(Interval::Minute1, 300),
              std::pair(Interval::Minute5, 60), std::pair(Interval::Hour1, 5),
              std::pair(Interval::Day1, 1)})
            QTest::addRow("%s %s", symbol, qPrintable(toString(interval)))
                << QString::fromLatin1(symbol) << interval << bars;
    }
}

void tst_SimulatedSymbol::historyIsWhatAggregatingTheTicksGives()
{
    QFETCH(QString, symbol);
    QFETCH(Interval, interval);
    QFETCH(int, bars);
    const SimulatedSymbol simulated(symbol, 1);
    const ExchangeDays days(exchangeZone(symbol));
    const Timestamp to = days.bucket(Start, interval).start;
    const Timestamp from = to - bars * duration(interval);

    BarAggregator aggregator;
    BarAggregator::Changes opened;
    aggregator.open({symbol, from, std::nullopt, {}, {}}, opened, days);
    quint64 seq = 0;
    simulated.forEachTick(from, to, [&](Tick tick) {
        tick.seq = ++seq;
        BarAggregator::Changes changes;
        aggregator.add(tick, changes);
        if (seq == 1)
            aggregator.series(symbol, interval)->setKept(1'000);
    });
    aggregator.advance(to, [](const QString &, const BarAggregator::Change &) {});
    const auto expected = aggregator.series(symbol, interval)->candles(symbol, from, to, 1'000);

    const auto history = simulated.history(interval, from, to, 5'000);
    QCOMPARE(history.size(), expected.size());
    for (qsizetype i = 0; i < history.size(); ++i)
        QCOMPARE(history[i], expected[i]);
}

void tst_SimulatedSymbol::historyGivesTheNewestUpToTheLimit()
{
    const SimulatedSymbol symbol(QStringLiteral("ZZZ"), 1);
    const Timestamp to = bucketStart(Start, Interval::Second1);
    const auto many = symbol.history(Interval::Second1, to - 100s, to, 1'000);
    QVERIFY(many.size() < 100); // seconds without a tick have no bar
    QCOMPARE(symbol.history(Interval::Second1, to - 100s, to, 10), many.last(10));
    QCOMPARE(symbol.history(Interval::Second1, SimulatedSymbol::Beginning, to, 10), many.last(10));
}

void tst_SimulatedSymbol::historyBeginsSomewhere()
{
    const SimulatedSymbol symbol(QStringLiteral("BTCUSDT"), 1);
    const auto first =
        symbol.history(Interval::Day1, Timestamp(), SimulatedSymbol::Beginning + 24h * 3, 100);
    QCOMPARE(first.size(), 3);
    QCOMPARE(first.first().start, SimulatedSymbol::Beginning);
}

void tst_SimulatedSymbol::daysOfAStockAreNewYorks()
{
    const auto at = [](const char *time) { return *parseTimestamp(QString::fromLatin1(time)); };
    const SimulatedSymbol symbol(QStringLiteral("AAPL"), 1);
    // Clocks go forward on the 8th of March.
    const auto days =
        symbol.history(Interval::Day1, at("2026-03-07T00:00:00Z"), at("2026-03-10T00:00:00Z"), 100);
    QCOMPARE(days.size(), 3);
    QCOMPARE(toRfc3339(days[0].start), QByteArray("2026-03-07T05:00:00.000000Z"));
    QCOMPARE(toRfc3339(days[1].start), QByteArray("2026-03-08T05:00:00.000000Z"));
    QCOMPARE(toRfc3339(days[2].start), QByteArray("2026-03-09T04:00:00.000000Z"));
    QCOMPARE(days[1].ticks, ticksOf(symbol, days[1].start, days[2].start).size());
}

void tst_SimulatedSymbol::theOpenBarsAreWhole_data()
{
    QTest::addColumn<Timestamp>("asOf");
    QTest::newRow("at noon and a bit") << Start;
    const Timestamp midnight = ExchangeDays(exchangeZone(QStringLiteral("AAPL"))).day(Start).start;
    QTest::newRow("at midnight") << midnight;
    QTest::newRow("a moment after midnight") << midnight + 250ms;
    QTest::newRow("at UTC's midnight") << bucketStart(Start, Interval::Day1);
}

void tst_SimulatedSymbol::theOpenBarsAreWhole()
{
    QFETCH(Timestamp, asOf);
    const SimulatedSymbol symbol(QStringLiteral("AAPL"), 1);
    const FeedSnapshot snapshot = symbol.snapshot(asOf);
    const ExchangeDays days(exchangeZone(symbol.symbol()));
    QCOMPARE(snapshot.bars.size(), 5);
    for (const Candle &bar : snapshot.bars) {
        const auto ticks = ticksOf(symbol, bar.start, asOf);
        const TimeSpan bucket = days.bucket(snapshot.last->time, bar.interval);
        QCOMPARE(bar.start, bucket.start);
        QCOMPARE(bar.ticks, ticks.size());
        QCOMPARE(bar.open, ticks.first().price);
        QCOMPARE(bar.close, ticks.last().price);
        Decimal volume;
        Decimal high = bar.open;
        for (const Tick &tick : ticks) {
            volume = volume + tick.volume;
            high = std::max(high, tick.price);
        }
        QCOMPARE(bar.volume, volume);
        QCOMPARE(bar.high, high);
        QCOMPARE(bar.closed, bucket.end <= asOf);
    }
}

void tst_SimulatedSymbol::previousCloseIsTheLastPriceBeforeMidnight()
{
    const SimulatedSymbol symbol(QStringLiteral("AAPL"), 1);
    const Timestamp midnight = ExchangeDays(exchangeZone(symbol.symbol())).day(Start).start;
    const auto yesterday = ticksOf(symbol, midnight - 60s, midnight);
    QCOMPARE(symbol.snapshot(Start).previousClose, yesterday.last().price);
}

void tst_SimulatedSymbol::pricesStayPlausible_data()
{
    QTest::addColumn<QString>("symbol");
    for (const QString &symbol :
         wellKnownSymbols() + QStringList{QStringLiteral("ZZZ"), QStringLiteral("A")})
        QTest::newRow(qPrintable(symbol)) << symbol;
}

void tst_SimulatedSymbol::pricesStayPlausible()
{
    QFETCH(QString, symbol);
    const SymbolProfile profile = symbolProfile(symbol);
    const SimulatedSymbol simulated(symbol, 1);
    const auto firstPrice = [&](Timestamp day) {
        // The price of the first trade after midnight, without making the day's others.
        return simulated.history(Interval::Minute1, day, day + 1min, 1).first().open.toDouble();
    };
    double squares = 0;
    double last = firstPrice(SimulatedSymbol::Anchor - 24h);
    constexpr int Days = 5 * 365;
    for (int day = 0; day < Days; ++day) {
        const double price = firstPrice(SimulatedSymbol::Anchor + day * 24h);
        QVERIFY(price > 0.3 * profile.basePrice);
        QVERIFY(price < 3 * profile.basePrice);
        squares += std::pow(std::log(price / last), 2);
        last = price;
    }
    const double annual = std::sqrt(squares / Days * 365.25);
    QVERIFY2(std::abs(annual / profile.volatility - 1) < 0.1,
             qPrintable(QStringLiteral("%1 instead of %2").arg(annual).arg(profile.volatility)));
}

void tst_SimulatedSymbol::busySymbolsTickMoreOften()
{
    const auto rate = [](const char *name) {
        const SimulatedSymbol symbol(QString::fromLatin1(name), 1);
        return static_cast<double>(ticksOf(symbol, Start, Start + 1h).size()) / 3'600;
    };
    QVERIFY(rate("AAPL") > 2 && rate("AAPL") < 3.2);
    QVERIFY(rate("ZZZ") > 0.8 && rate("ZZZ") < 1.4);
}

QTEST_APPLESS_MAIN(tst_SimulatedSymbol)
#include "tst_SimulatedSymbol.moc"
