// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Candle.h"

#include <QList>

#include <deque>

namespace Tickwell {

/// One OHLCV bar as pixels need it: doubles, and milliseconds since the epoch.
struct Bar
{
    qint64 start = 0;
    double open = 0;
    double high = 0;
    double low = 0;
    double close = 0;
    double volume = 0;
    qint64 ticks = 0;

    [[nodiscard]] bool rising() const { return close >= open; }
    friend bool operator==(const Bar &, const Bar &) = default;
};

/// The bars of one symbol and interval that a chart holds, oldest first, at most capacity() of
/// them. Pages of history and the live stream may come in any order and overlap: of two versions of
/// a bar, the one with more ticks is the later one and stays.
class BarHistory
{
public:
    static constexpr qsizetype Capacity = 1'048'576;

    explicit BarHistory(qsizetype capacity = Capacity)
        : m_capacity(capacity)
    {
    }

    enum class Change { None, Last, Appended, Other };

    [[nodiscard]] qsizetype size() const { return static_cast<qsizetype>(m_bars.size()); }
    [[nodiscard]] bool isEmpty() const { return m_bars.empty(); }
    [[nodiscard]] bool isFull() const { return size() >= m_capacity; }
    [[nodiscard]] const Bar &at(qsizetype index) const
    {
        return m_bars[static_cast<std::size_t>(index)];
    }
    [[nodiscard]] const Bar &first() const { return m_bars.front(); }
    [[nodiscard]] const Bar &last() const { return m_bars.back(); }
    /// Digits after the point of the prices seen, the most of any.
    [[nodiscard]] int decimals() const { return m_decimals; }
    /// Grows when bars other than the newest changed or came: what was computed from them is stale.
    [[nodiscard]] quint64 rewrites() const { return m_rewrites; }
    /// How many of the oldest bars went to make place for new ones, since the last of rewrites().
    [[nodiscard]] quint64 dropped() const { return m_dropped; }

    void clear();
    /// Takes a page of history. When the bars become too many, the oldest go.
    void merge(const QList<Candle> &candles);
    /// Takes a live bar; says what it changed. The oldest bar goes when there are too many.
    Change apply(const Candle &candle);

    /// The first bar that starts at or after @p time; size() when there is none.
    [[nodiscard]] qsizetype lowerBound(double time) const;
    /// The bar whose start is nearest to @p time; -1 when there is none.
    [[nodiscard]] qsizetype nearest(double time) const;

private:
    [[nodiscard]] Bar toBar(const Candle &candle);
    void rewritten();

    qsizetype m_capacity;
    std::deque<Bar> m_bars;
    int m_decimals = 0;
    quint64 m_rewrites = 0;
    quint64 m_dropped = 0;
};

} // namespace Tickwell
