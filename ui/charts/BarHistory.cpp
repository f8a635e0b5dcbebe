// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/BarHistory.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace Tickwell {

namespace {

const Bar &newer(const Bar &held, const Bar &offered)
{
    return offered.ticks >= held.ticks ? offered : held;
}

} // namespace

void BarHistory::clear()
{
    m_bars.clear();
    m_decimals = 0;
    rewritten();
}

void BarHistory::rewritten()
{
    ++m_rewrites;
    m_dropped = 0;
}

Bar BarHistory::toBar(const Candle &candle)
{
    for (const Decimal &price : {candle.open, candle.high, candle.low, candle.close})
        m_decimals = qMax(m_decimals, price.scale());
    return {toMillis(candle.start),
            candle.open.toDouble(),
            candle.high.toDouble(),
            candle.low.toDouble(),
            candle.close.toDouble(),
            candle.volume.toDouble(),
            candle.ticks};
}

void BarHistory::merge(const QList<Candle> &candles)
{
    const auto earlier = [](const Bar &a, const Bar &b) { return a.start < b.start; };
    std::vector<Bar> page;
    page.reserve(static_cast<std::size_t>(candles.size()));
    for (const Candle &candle : candles)
        page.push_back(toBar(candle));
    std::stable_sort(page.begin(), page.end(), earlier);
    if (page.empty())
        return;
    rewritten();

    const bool allOlder = !m_bars.empty() && page.back().start < m_bars.front().start;
    if (allOlder) {
        // The usual page of history: what is held need not be copied.
        const auto place = static_cast<std::size_t>(qMax<qsizetype>(m_capacity - size(), 0));
        qint64 before = m_bars.front().start;
        std::size_t taken = 0;
        for (auto bar = page.crbegin(); bar != page.crend() && taken < place; ++bar) {
            if (bar->start == before) {
                m_bars.front() = newer(*bar, m_bars.front());
                continue;
            }
            m_bars.push_front(*bar);
            before = bar->start;
            ++taken;
        }
        return;
    }
    std::deque<Bar> merged;
    const auto take = [&merged](const Bar &bar) {
        if (!merged.empty() && merged.back().start == bar.start)
            merged.back() = newer(merged.back(), bar);
        else
            merged.push_back(bar);
    };
    auto mine = m_bars.cbegin();
    for (const Bar &bar : page) {
        for (; mine != m_bars.cend() && mine->start < bar.start; ++mine)
            take(*mine);
        take(bar);
    }
    std::for_each(mine, m_bars.cend(), take);
    while (merged.size() > static_cast<std::size_t>(m_capacity))
        merged.pop_front();
    m_bars = std::move(merged);
}

BarHistory::Change BarHistory::apply(const Candle &candle)
{
    const Bar bar = toBar(candle);
    if (m_bars.empty() || bar.start > m_bars.back().start) {
        if (isFull()) {
            m_bars.pop_front();
            ++m_dropped;
        }
        m_bars.push_back(bar);
        return Change::Appended;
    }
    const qsizetype index = lowerBound(static_cast<double>(bar.start));
    Bar &held = m_bars[static_cast<std::size_t>(index)];
    if (held.start != bar.start)
        return Change::None; // older than what is held, or in a gap: a later page brings it
    if (held == bar || newer(held, bar) == held)
        return Change::None;
    held = bar;
    if (index == size() - 1)
        return Change::Last;
    rewritten();
    return Change::Other;
}

qsizetype BarHistory::lowerBound(double time) const
{
    const auto it =
        std::lower_bound(m_bars.begin(), m_bars.end(), time, [](const Bar &bar, double t) {
            return static_cast<double>(bar.start) < t;
        });
    return it - m_bars.begin();
}

qsizetype BarHistory::nearest(double time) const
{
    if (m_bars.empty())
        return -1;
    const qsizetype right = qMin(lowerBound(time), size() - 1);
    if (right == 0)
        return 0;
    const double toRight = std::abs(static_cast<double>(at(right).start) - time);
    const double toLeft = std::abs(static_cast<double>(at(right - 1).start) - time);
    return toLeft < toRight ? right - 1 : right;
}

} // namespace Tickwell
