// SPDX-License-Identifier: GPL-3.0-or-later
#include "alerts/MoveWindow.h"

#include <algorithm>
#include <functional>

namespace Tickwell {

template<typename Beats>
void MoveWindow::add(Extremes &extremes, const Extreme &latest, Beats beats) const
{
    while (!extremes.empty() && !beats(extremes.back().price, latest.price))
        extremes.pop_back();
    if (extremes.empty() || latest.time - extremes.back().time >= m_part)
        extremes.push_back(latest);
    while (latest.time - extremes.front().time > m_window)
        extremes.pop_front();
}

MoveWindow::Move MoveWindow::take(Timestamp time, double price)
{
    m_latest = std::max(m_latest, time);
    const Extreme latest{m_latest, price};
    add(m_lows, latest, std::less<>());
    add(m_highs, latest, std::greater<>());
    const auto percentFrom = [price](const Extremes &extremes) {
        return extremes.empty() ? 0 : (price / extremes.front().price - 1) * 100;
    };
    return {std::max(0.0, percentFrom(m_lows)), std::max(0.0, -percentFrom(m_highs))};
}

void MoveWindow::clear()
{
    m_latest = Timestamp::min();
    m_lows.clear();
    m_highs.clear();
}

} // namespace Tickwell
