// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ExchangeDays.h"
#include "core/Tick.h"

#include <QList>

#include <compare>
#include <limits>
#include <optional>
#include <vector>

namespace Tickwell {

/// A bar under construction: a Candle that also knows where its ends came from, so that ticks may
/// come in any order.
struct Bar
{
    /// Orders ticks: by the feed's time, then by arrival.
    struct Key
    {
        Timestamp time;
        quint64 seq = 0;
        friend auto operator<=>(const Key &, const Key &) = default;
    };

    Timestamp start;
    Timestamp end;
    Decimal open;
    Decimal high;
    Decimal low;
    Decimal close;
    Decimal volume;
    qint64 ticks = 0;
    Key first; ///< of the tick that is `open`
    Key last;  ///< of the tick that is `close`
    bool closed = false;

    /// Of the first tick in @p bucket.
    [[nodiscard]] static Bar ofTick(const Tick &tick, const TimeSpan &bucket);
    /// Of a bar made elsewhere, which is over at @p end: no tick comes before its open or after its
    /// close.
    [[nodiscard]] static Bar ofCandle(const Candle &candle, Timestamp end);
    [[nodiscard]] Candle toCandle(const QString &symbol, Interval interval) const;
    void add(const Tick &tick);
    /// Adds @p other, which has other ticks of the same bucket.
    void add(const Bar &other);
    /// Adds a shorter bar that lies in this one and is over at @p partEnd.
    void add(const Candle &part, Timestamp partEnd);
};

/// The recent bars of one symbol and interval, oldest first, in a bounded ring: all bars that start
/// at or after coveredFrom() are in it. Only the newest may be open.
class BarSeries
{
public:
    explicit BarSeries(Interval interval)
        : m_interval(interval)
    {
    }

    [[nodiscard]] Interval interval() const { return m_interval; }
    /// Where days begin; before the first bar.
    void setDays(const ExchangeDays &days) { m_days = days; }
    [[nodiscard]] const ExchangeDays &days() const { return m_days; }
    /// The time of the bar that holds @p time, whether it is there or not.
    [[nodiscard]] TimeSpan bucket(Timestamp time) const { return m_days.bucket(time, m_interval); }
    [[nodiscard]] const std::vector<Bar> &bars() const { return m_bars; }
    [[nodiscard]] std::vector<Bar> &bars() { return m_bars; }
    [[nodiscard]] Timestamp coveredFrom() const { return m_coveredFrom; }

    /// How many bars are kept; a quarter more may be there, so that dropping is rare.
    void setKept(size_t bars) { m_kept = std::max(m_kept, bars); }
    [[nodiscard]] size_t kept() const { return m_kept; }

    /// Forgets all bars; from now on those that start at or after @p from are here.
    void restart(Timestamp from);
    /// The bar that starts at @p start; null when there is none.
    [[nodiscard]] Bar *find(Timestamp start);
    /// Puts @p bar, for whose start there is none yet, in its place. Earlier references end.
    Bar &insert(const Bar &bar);
    /// Puts older, closed bars before the others: as many of @p candles as are kept, all of which
    /// start before coveredFrom(), are oldest first, and without a gap from @p from.
    void prepend(const QList<Candle> &candles, Timestamp from);
    /// The newest @p limit bars that start in [@p from, @p to), oldest first.
    [[nodiscard]] QList<Candle> candles(const QString &symbol, Timestamp from, Timestamp to,
                                        int limit) const;

private:
    static constexpr size_t RecentBars = 128; ///< more than any late tick may revise

    Interval m_interval;
    ExchangeDays m_days;
    std::vector<Bar> m_bars;
    Timestamp m_coveredFrom = Timestamp::min();
    size_t m_kept = RecentBars;
};

} // namespace Tickwell
