// SPDX-License-Identifier: GPL-3.0-or-later
#include "market/SimulatedSymbol.h"

#include "core/ExchangeDays.h"

#include <cmath>

namespace Tickwell {

namespace {

constexpr double StepsPerYear = 365.25 * 86'400 * 4;
constexpr double StepsPerSecond = 4;
constexpr double VolumeSpread = 1.1; ///< standard deviation of the logarithm of a volume

/// A volume over its median, times 65,536, by the sum of four random bytes: near enough to the
/// quantiles of a log-normal.
const std::array<qint64, 4 * 255 + 1> &volumeFactors()
{
    static const auto factors = [] {
        std::array<qint64, 4 * 255 + 1> table{};
        const double sd = std::sqrt((256.0 * 256.0 - 1) / 3);
        for (size_t sum = 0; sum < table.size(); ++sum) {
            const double normal = (static_cast<double>(sum) - 510) / sd;
            table[sum] = std::llround(65'536 * std::exp(VolumeSpread * normal));
        }
        return table;
    }();
    return factors;
}

quint64 keyOf(const QString &symbol, quint64 seed)
{
    return scrambled(symbolHash(symbol) ^ scrambled(seed));
}

} // namespace

SimulatedSymbol::SimulatedSymbol(const QString &symbol, quint64 seed)
    : SimulatedSymbol(symbol, seed, symbolProfile(symbol))
{
}

SimulatedSymbol::SimulatedSymbol(const QString &symbol, quint64 seed, const SymbolProfile &profile)
    : m_symbol(symbol)
    , m_zone(exchangeZone(symbol))
    , m_base(profile.basePrice)
    , m_tickThreshold(static_cast<quint32>(profile.ticksPerSecond / StepsPerSecond * 0x1p32))
    , m_medianVolume(profile.medianVolume)
    , m_volumeFactors(volumeFactors().data())
    , m_tickKey(scrambled(keyOf(symbol, seed)))
    , m_path(keyOf(symbol, seed), profile.volatility / std::sqrt(StepsPerYear))
{
}

Decimal SimulatedSymbol::price(double value) const
{
    const Decimal exact = Decimal::fromDouble(m_base * std::exp(value), PriceScale);
    return {std::max<qint64>(1, exact.units()), PriceScale};
}

Tick SimulatedSymbol::tick(qint64 step, double value, quint64 bits) const
{
    return {m_symbol, timeOf(step), price(value), Decimal(volume(bits), 0), 0};
}

std::optional<qint64> SimulatedSymbol::lastTickBefore(qint64 step) const
{
    const qint64 beginning = stepFrom(Beginning);
    while (--step >= beginning) {
        if (hasTick(step))
            return step;
    }
    return std::nullopt;
}

Candle SimulatedSymbol::bar(Interval interval, Timestamp start, qint64 from, qint64 to) const
{
    Candle bar{m_symbol, interval, start, {}, {}, {}, {}, {}, 0, true};
    qint64 ticks = 0;
    qint64 total = 0;
    for (qint64 step = from; step < to; ++step) {
        const quint64 bits = randomAt(m_tickKey, step);
        // Without a branch: which steps have ticks is just what a processor cannot predict.
        const qint64 one = isTick(bits);
        ticks += one;
        total += one * volume(bits);
    }
    if (ticks == 0)
        return bar;
    qint64 first = from;
    while (!hasTick(first))
        ++first;
    const double open = m_path.at(first);
    const qint64 last = *lastTickBefore(to);
    const double close = m_path.at(last);
    const auto counts = [this](qint64 step) { return hasTick(step); };
    bar.open = price(open);
    bar.close = price(close);
    bar.high = price(m_path.maximum(first, last, std::max(open, close), counts));
    bar.low = price(m_path.minimum(first, last, std::min(open, close), counts));
    bar.volume = Decimal(total, 0);
    bar.ticks = ticks;
    return bar;
}

QList<Candle> SimulatedSymbol::history(Interval interval, Timestamp from, Timestamp to,
                                       int limit) const
{
    const ExchangeDays days(m_zone);
    from = std::max(from, Beginning);
    QList<Candle> bars;
    // The newest bucket that starts before `to`, then backwards: a limit counts bars, not buckets.
    for (TimeSpan bucket = days.bucket(to - Microseconds(1), interval);
         bucket.start >= from && bars.size() < limit;
         bucket = days.bucket(bucket.start - Microseconds(1), interval)) {
        Candle one = bar(interval, bucket.start, stepFrom(bucket.start), stepFrom(bucket.end));
        if (one.ticks > 0)
            bars.append(std::move(one));
    }
    std::reverse(bars.begin(), bars.end());
    return bars;
}

FeedSnapshot SimulatedSymbol::snapshot(Timestamp asOf) const
{
    FeedSnapshot snapshot{m_symbol, asOf, std::nullopt, {}, {}};
    const qint64 end = stepFrom(asOf);
    const auto last = lastTickBefore(end);
    if (!last)
        return snapshot;
    snapshot.last = tick(*last);
    const ExchangeDays days(m_zone);
    for (const Interval interval : AllIntervals) {
        const TimeSpan bucket = days.bucket(snapshot.last->time, interval);
        Candle open = bar(interval, bucket.start, stepFrom(bucket.start), *last + 1);
        open.closed = bucket.end <= asOf;
        snapshot.bars.append(std::move(open));
    }
    const TimeSpan day = days.day(snapshot.last->time);
    if (const auto before = lastTickBefore(stepFrom(day.start)))
        snapshot.previousClose = price(m_path.at(*before));
    return snapshot;
}

} // namespace Tickwell
