// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/BarHistory.h"
#include "charts/Indicator.h"

#include "core/ExchangeDays.h"
#include "core/Indicators.h"

#include <array>
#include <deque>
#include <variant>

namespace Tickwell {

/// The values of one indicator for each bar of a BarHistory. A new bar costs O(1), and so does a
/// change of the newest one; all of them are computed again only when older bars came or changed.
///
/// A session of a VWAP is a day of the exchange.
class IndicatorSeries
{
public:
    /// Indexed as Indicator::values() tells; NaN where there is none.
    using Values = std::array<double, 3>;

    explicit IndicatorSeries(const Indicator &indicator, const ExchangeDays &days = {});

    [[nodiscard]] const Indicator &indicator() const { return m_indicator; }
    /// Follows what happened to @p bars, always the same history, since the last call.
    void update(const BarHistory &bars);
    [[nodiscard]] qsizetype size() const { return static_cast<qsizetype>(m_values.size()); }
    /// Of the bar at @p index.
    [[nodiscard]] const Values &at(qsizetype index) const
    {
        return m_values[static_cast<std::size_t>(index)];
    }
    /// How many bars were computed, those computed again among them: for tests and measurements.
    [[nodiscard]] quint64 computed() const { return m_computed; }

private:
    using State = std::variant<Sma, Ema, Bollinger, Vwap, Rsi, Macd>;

    [[nodiscard]] static State start(const Indicator &indicator);
    /// When the session of @p bar began.
    [[nodiscard]] Timestamp sessionOf(const Bar &bar) const;
    [[nodiscard]] Values add(const Bar &bar);
    [[nodiscard]] Values preview(const Bar &bar) const;

    Indicator m_indicator;
    ExchangeDays m_days;
    State m_state; ///< after all bars but the newest
    std::deque<Values> m_values;
    qsizetype m_closed = 0; ///< bars that m_state has taken, of those that are held
    Timestamp m_session;
    quint64 m_rewrites = 0;
    quint64 m_dropped = 0;
    quint64 m_computed = 0;
};

} // namespace Tickwell
