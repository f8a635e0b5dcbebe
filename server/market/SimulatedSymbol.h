// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "market/BrownianPath.h"
#include "market/Feed.h"
#include "market/SymbolCatalog.h"

namespace Tickwell {

/// One symbol of the simulated market, over all time: a pure function of (seed, symbol, time).
/// Immutable; any thread. Its days are those of its exchange (exchangeZone()).
///
/// Time is a grid of steps of 250 ms. Each step has at most one tick, at its very moment, with
/// the probability that gives the symbol's rate. Its price is base·exp(path), a geometric Brownian
/// motion of the symbol's annual volatility (see BrownianPath for how it stays plausible over
/// years), rounded to PriceScale digits. Its volume is log-normal. Trading never closes.
class SimulatedSymbol
{
public:
    static constexpr int PriceScale = 2;
    static constexpr Microseconds Step = std::chrono::milliseconds(250);
    /// Where the price is the base price: 2026-01-01T00:00Z.
    static constexpr Timestamp Anchor = fromMicros(1'767'225'600'000'000);
    /// No trade is older: 2016-01-01T00:00Z.
    static constexpr Timestamp Beginning = fromMicros(1'451'606'400'000'000);

    SimulatedSymbol(const QString &symbol, quint64 seed);

    [[nodiscard]] const QString &symbol() const { return m_symbol; }

    [[nodiscard]] static constexpr Timestamp timeOf(qint64 step) { return Anchor + step * Step; }
    /// The first step at or after @p time.
    [[nodiscard]] static constexpr qint64 stepFrom(Timestamp time)
    {
        const qint64 micros = (time - Anchor).count();
        const qint64 step = micros / Step.count();
        return step * Step.count() < micros ? step + 1 : step;
    }

    [[nodiscard]] bool hasTick(qint64 step) const { return isTick(randomAt(m_tickKey, step)); }
    /// The tick of a step that has one, without a seq.
    [[nodiscard]] Tick tick(qint64 step) const
    {
        return tick(step, m_path.at(step), randomAt(m_tickKey, step));
    }

    /// Calls @p visit(const Tick &) for every tick in [@p from, @p to), in order.
    template<typename Visit>
    void forEachTick(Timestamp from, Timestamp to, Visit &&visit) const
    {
        m_path.forEach(stepFrom(from), stepFrom(to), [&](qint64 step, double value) {
            if (const quint64 bits = randomAt(m_tickKey, step); isTick(bits))
                visit(tick(step, value, bits));
        });
    }

    /// The newest @p limit bars that start in [@p from, @p to), oldest first: what aggregating the
    /// ticks would give, without making each of them. Whole buckets, also those not over yet.
    [[nodiscard]] QList<Candle> history(Interval interval, Timestamp from, Timestamp to,
                                        int limit) const;

    /// Where the symbol stands before @p asOf. About a millisecond.
    [[nodiscard]] FeedSnapshot snapshot(Timestamp asOf) const;

private:
    SimulatedSymbol(const QString &symbol, quint64 seed, const SymbolProfile &profile);

    [[nodiscard]] bool isTick(quint64 bits) const
    {
        return static_cast<quint32>(bits) < m_tickThreshold;
    }
    /// Of the tick that @p bits made.
    [[nodiscard]] qint64 volume(quint64 bits) const
    {
        const quint64 sum =
            ((bits >> 32) & 0xff) + ((bits >> 40) & 0xff) + ((bits >> 48) & 0xff) + (bits >> 56);
        return std::max<qint64>(1, (m_volumeFactors[sum] * m_medianVolume + 0x8000) >> 16);
    }
    [[nodiscard]] Decimal price(double value) const;
    [[nodiscard]] Tick tick(qint64 step, double value, quint64 bits) const;
    [[nodiscard]] std::optional<qint64> lastTickBefore(qint64 step) const;
    /// The bar of the ticks in [@p from, @p to), within one bucket; its ticks are 0 when it has
    /// none.
    [[nodiscard]] Candle bar(Interval interval, Timestamp start, qint64 from, qint64 to) const;

    QString m_symbol;
    QByteArray m_zone;
    double m_base;
    quint32 m_tickThreshold;
    qint64 m_medianVolume;
    const qint64 *m_volumeFactors; ///< a volume over its median, by the sum of four random bytes
    quint64 m_tickKey;
    BrownianPath m_path;
};

} // namespace Tickwell
