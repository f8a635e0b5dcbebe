// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/TickFault.h"

#include <QHash>
#include <QList>

#include <optional>

namespace Tickwell {

/// Keeps what cannot be a trade out of quotes, bars and the record: counts it, puts the latest ones
/// aside for inspection, and logs at a limited rate. One thread.
class TickFilter
{
public:
    /// How far a feed's clock may be ahead of this computer's. One tick from further ahead would
    /// make all the true ones after it late.
    static constexpr Microseconds MaxAhead = std::chrono::minutes(1);
    /// A price this many times above or below the last one is taken for a misprint until a
    /// second one confirms it (a split, a listing that starts over).
    static constexpr double MaxJump = 10;
    static constexpr qsizetype Quarantine = 100; ///< rejected ticks kept

    /// True when @p tick can be used at the time @p now.
    [[nodiscard]] bool accepts(const Tick &tick, Timestamp now);

    /// The last price of @p symbol is known to be @p price.
    void expect(const QString &symbol, Decimal price) { m_prices[symbol] = {price.toDouble(), 0}; }

    [[nodiscard]] quint64 rejected() const { return m_rejected; }
    /// The latest ones, oldest first.
    [[nodiscard]] const QList<RejectedTick> &quarantine() const { return m_quarantine; }

private:
    struct Prices
    {
        double last = 0;
        double suspected = 0; ///< the misprint that waits for confirmation; 0: none
    };

    void reject(const Tick &tick, TickFault fault, Timestamp now);
    [[nodiscard]] std::optional<TickFault> faultOf(const Tick &tick, Timestamp now);
    [[nodiscard]] bool isPlausible(const Tick &tick);

    QHash<QString, Prices> m_prices;
    QList<RejectedTick> m_quarantine;
    quint64 m_rejected = 0;
    quint64 m_unlogged = 0;
    std::optional<Timestamp> m_logged;
};

} // namespace Tickwell
