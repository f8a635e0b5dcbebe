// SPDX-License-Identifier: GPL-3.0-or-later
// How fast ticks become bars, and how fast the simulated market tells its past.
#include "market/BarAggregator.h"
#include "market/Feed.h"
#include "market/SimulatedSymbol.h"

#include <cstdio>
#include <ctime>
#include <random>

using namespace Tickwell;
using namespace std::chrono_literals;

namespace {

/// Seconds of processor time that @p work takes: another program's load does not show.
template<typename Work>
double timed(Work &&work)
{
    const std::clock_t before = std::clock();
    work();
    return static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC;
}

void aggregateTicks()
{
    constexpr int Symbols = 50;
    constexpr size_t Count = 2'000'000;
    std::mt19937_64 random(1);
    QStringList names;
    for (int i = 0; i < Symbols; ++i)
        names.append(QStringLiteral("SYM%1").arg(i));
    std::vector<Tick> ticks;
    ticks.reserve(Count);
    std::array<qint64, Symbols> prices;
    prices.fill(10'000);
    Timestamp time = SimulatedSymbol::Anchor;
    for (size_t i = 0; i < Count; ++i) {
        const auto symbol = static_cast<int>(random() % Symbols);
        auto &price = prices[static_cast<size_t>(symbol)];
        price += static_cast<qint64>(random() % 11) - 5;
        time += 5ms; // 200 ticks a second over all symbols
        ticks.push_back({names[symbol], time, Decimal(price, 2),
                         Decimal(static_cast<qint64>(random() % 100), 0), i + 1});
    }
    BarAggregator bars;
    for (const QString &name : names) {
        BarAggregator::Changes changes;
        bars.open({name, SimulatedSymbol::Anchor, std::nullopt, {}, {}}, changes,
                  ExchangeDays("America/New_York"));
    }
    size_t changed = 0;
    const double seconds = timed([&] {
        for (const Tick &tick : ticks) {
            BarAggregator::Changes changes;
            bars.add(tick, changes);
            changed += static_cast<size_t>(changes.size());
        }
    });
    std::printf("aggregate: %.2f million ticks/s over %d symbols (%zu bar changes)\n",
                static_cast<double>(Count) / seconds / 1e6, Symbols, changed);
}

void simulate()
{
    const SimulatedSymbol symbol(QStringLiteral("AAPL"), 1);
    const Timestamp day = SimulatedSymbol::Anchor + 24h * 100;
    size_t count = 0;
    double seconds =
        timed([&] { symbol.forEachTick(day, day + 24h, [&](const Tick &) { ++count; }); });
    std::printf("simulate: a day of AAPL, %zu ticks, in %.1f ms: %.2f million ticks/s\n", count,
                seconds * 1e3, static_cast<double>(count) / seconds / 1e6);
    for (const Interval interval : AllIntervals) {
        qsizetype bars = 0;
        seconds = timed(
            [&] { bars = symbol.history(interval, SimulatedSymbol::Beginning, day, 300).size(); });
        std::printf("history: %lld %s bars in %.2f ms\n", static_cast<long long>(bars),
                    qPrintable(toString(interval)), seconds * 1e3);
    }
    seconds = timed([&] {
        for (int hour = 1; hour <= 24; ++hour)
            (void)symbol.snapshot(day + hour * 1h);
    });
    std::printf("snapshot: %.2f ms on average over the day\n", seconds * 1e3 / 24);
}

} // namespace

int main()
{
    aggregateTicks();
    simulate();
    return 0;
}
