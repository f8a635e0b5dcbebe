// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/IndicatorSeries.h"

#include <limits>

namespace Tickwell {

namespace {

constexpr double None = std::numeric_limits<double>::quiet_NaN();

using Values = IndicatorSeries::Values;

Values toValues(const std::optional<double> &value)
{
    return {value.value_or(None), None, None};
}

Values toValues(const std::optional<Bollinger::Value> &bands)
{
    return bands ? Values{bands->lower, bands->middle, bands->upper} : Values{None, None, None};
}

Values toValues(const std::optional<Macd::Value> &macd)
{
    if (!macd)
        return {None, None, None};
    return {macd->line, macd->signal.value_or(None), macd->histogram().value_or(None)};
}

Vwap::Bar traded(const Bar &bar)
{
    return {bar.high, bar.low, bar.close, bar.volume};
}

int whole(double parameter)
{
    return static_cast<int>(parameter);
}

} // namespace

IndicatorSeries::IndicatorSeries(const Indicator &indicator, const ExchangeDays &days)
    : m_indicator(indicator)
    , m_days(days)
    , m_state(start(indicator))
{
}

IndicatorSeries::State IndicatorSeries::start(const Indicator &indicator)
{
    const std::array<double, 3> &parameters = indicator.parameters;
    switch (indicator.kind) {
    case IndicatorKind::Ema:
        return Ema(whole(parameters[0]));
    case IndicatorKind::Bollinger:
        return Bollinger(whole(parameters[0]), parameters[1]);
    case IndicatorKind::Vwap:
        return Vwap();
    case IndicatorKind::Rsi:
        return Rsi(whole(parameters[0]));
    case IndicatorKind::Macd:
        return Macd(whole(parameters[0]), whole(parameters[1]), whole(parameters[2]));
    case IndicatorKind::Sma:
        break;
    }
    return Sma(whole(parameters[0]));
}

Timestamp IndicatorSeries::sessionOf(const Bar &bar) const
{
    return m_days.day(Timestamp(std::chrono::milliseconds(bar.start))).start;
}

IndicatorSeries::Values IndicatorSeries::add(const Bar &bar)
{
    if (auto *vwap = std::get_if<Vwap>(&m_state)) {
        const Timestamp session = sessionOf(bar);
        if (session != m_session)
            vwap->restart();
        m_session = session;
        return toValues(vwap->add(traded(bar)));
    }
    return std::visit(
        [&bar](auto &state) -> Values {
            if constexpr (std::is_same_v<std::decay_t<decltype(state)>, Vwap>)
                return {None, None, None};
            else
                return toValues(state.add(bar.close));
        },
        m_state);
}

IndicatorSeries::Values IndicatorSeries::preview(const Bar &bar) const
{
    if (const auto *vwap = std::get_if<Vwap>(&m_state))
        return toValues((sessionOf(bar) == m_session ? *vwap : Vwap()).preview(traded(bar)));
    return std::visit(
        [&bar](const auto &state) -> Values {
            if constexpr (std::is_same_v<std::decay_t<decltype(state)>, Vwap>)
                return {None, None, None};
            else
                return toValues(state.preview(bar.close));
        },
        m_state);
}

void IndicatorSeries::update(const BarHistory &bars)
{
    if (bars.rewrites() != m_rewrites) {
        m_state = start(m_indicator);
        m_values.clear();
        m_closed = 0;
        m_session = {};
        m_dropped = bars.dropped();
        m_rewrites = bars.rewrites();
    }
    for (; m_dropped < bars.dropped(); ++m_dropped) {
        if (!m_values.empty())
            m_values.pop_front();
        --m_closed;
    }
    if (m_closed < 0) {
        // More bars went than were ever taken.
        m_state = start(m_indicator);
        m_closed = 0;
    }
    m_values.resize(static_cast<std::size_t>(bars.size()));
    for (; m_closed < bars.size() - 1; ++m_closed, ++m_computed)
        m_values[static_cast<std::size_t>(m_closed)] = add(bars.at(m_closed));
    if (!bars.isEmpty()) {
        m_values.back() = preview(bars.last());
        ++m_computed;
    }
}

} // namespace Tickwell
