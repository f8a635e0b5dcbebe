// SPDX-License-Identifier: GPL-3.0-or-later
#include "market/BarSeries.h"

#include <algorithm>

namespace Tickwell {

namespace {

// Prices of one symbol share their scale: two integers then say it all.
bool isLess(Decimal a, Decimal b)
{
    return a.scale() == b.scale() ? a.units() < b.units() : a < b;
}

Decimal sum(Decimal a, Decimal b)
{
    qint64 units = 0;
    if (a.scale() == b.scale() && !__builtin_add_overflow(a.units(), b.units(), &units))
        return {units, a.scale()};
    return a + b;
}

} // namespace

Bar Bar::ofTick(const Tick &tick, const TimeSpan &bucket)
{
    const Key key{tick.time, tick.seq};
    return {bucket.start, bucket.end, tick.price, tick.price, tick.price, tick.price,
            tick.volume,  1,          key,        key,        false};
}

Bar Bar::ofCandle(const Candle &candle, Timestamp end)
{
    return {candle.start,  end,          candle.open,       candle.high, candle.low,   candle.close,
            candle.volume, candle.ticks, {candle.start, 0}, {end, 0},    candle.closed};
}

Candle Bar::toCandle(const QString &symbol, Interval interval) const
{
    return {symbol, interval, start, open, high, low, close, volume, ticks, closed};
}

void Bar::add(const Tick &tick)
{
    const Key key{tick.time, tick.seq};
    if (isLess(high, tick.price))
        high = tick.price;
    if (isLess(tick.price, low))
        low = tick.price;
    if (key >= last) {
        close = tick.price;
        last = key;
    }
    if (key < first) {
        open = tick.price;
        first = key;
    }
    volume = sum(volume, tick.volume);
    ++ticks;
}

void Bar::add(const Bar &other)
{
    high = std::max(high, other.high);
    low = std::min(low, other.low);
    if (other.last >= last) {
        close = other.close;
        last = other.last;
    }
    if (other.first < first) {
        open = other.open;
        first = other.first;
    }
    volume = sum(volume, other.volume);
    ticks += other.ticks;
}

void Bar::add(const Candle &part, Timestamp partEnd)
{
    high = std::max(high, part.high);
    low = std::min(low, part.low);
    if (const Key key{partEnd, 0}; key >= last) {
        close = part.close;
        last = key;
    }
    if (const Key key{part.start, 0}; key < first) {
        open = part.open;
        first = key;
    }
    volume = sum(volume, part.volume);
    ticks += part.ticks;
}

void BarSeries::restart(Timestamp from)
{
    m_bars.clear();
    m_coveredFrom = from;
}

Bar *BarSeries::find(Timestamp start)
{
    // Late ticks are nearly always of the newest bars.
    for (auto bar = m_bars.rbegin(); bar != m_bars.rend() && bar->start >= start; ++bar) {
        if (bar->start == start)
            return &*bar;
    }
    return nullptr;
}

Bar &BarSeries::insert(const Bar &bar)
{
    if (m_bars.size() >= m_kept + m_kept / 4) {
        const auto dropped = m_bars.size() - m_kept;
        m_bars.erase(m_bars.begin(), m_bars.begin() + static_cast<std::ptrdiff_t>(dropped));
        m_coveredFrom = m_bars.front().start;
    }
    auto place = m_bars.end();
    while (place != m_bars.begin() && std::prev(place)->start > bar.start)
        --place;
    return *m_bars.insert(place, bar);
}

void BarSeries::prepend(const QList<Candle> &candles, Timestamp from)
{
    const auto room = static_cast<qsizetype>(m_kept > m_bars.size() ? m_kept - m_bars.size() : 0);
    const qsizetype skipped = std::max<qsizetype>(0, candles.size() - room);
    std::vector<Bar> older;
    older.reserve(static_cast<size_t>(candles.size() - skipped));
    for (qsizetype i = skipped; i < candles.size(); ++i)
        older.push_back(Bar::ofCandle(candles[i], bucket(candles[i].start).end));
    if (skipped == 0)
        m_coveredFrom = from;
    else if (!older.empty())
        m_coveredFrom = older.front().start;
    m_bars.insert(m_bars.begin(), older.begin(), older.end());
}

QList<Candle> BarSeries::candles(const QString &symbol, Timestamp from, Timestamp to,
                                 int limit) const
{
    const auto byStart = [](const Bar &bar, Timestamp time) { return bar.start < time; };
    auto first = std::lower_bound(m_bars.begin(), m_bars.end(), from, byStart);
    const auto last = std::lower_bound(first, m_bars.end(), to, byStart);
    if (last - first > limit)
        first = last - limit;
    QList<Candle> candles;
    candles.reserve(last - first);
    for (; first != last; ++first)
        candles.append(first->toCandle(symbol, m_interval));
    return candles;
}

} // namespace Tickwell
