// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "market/BarSeries.h"
#include "market/Feed.h"
#include "market/TickOrigins.h"

#include <functional>

namespace Tickwell {

class Store;

/// Makes bars anew of the ticks that the store has kept: what neither the memory nor the feed knows
/// any more. As when they were live, ticks that came too late are in no bar, and a bucket without
/// ticks has none. Immutable; its calls block and are for the pool.
class StoredBars
{
public:
    /// Which ticks count.
    struct Source
    {
        QString symbol;
        ExchangeDays days;
        QList<SeqRange> seqs; ///< those of the feed that is asked
        quint64 written = 0;  ///< wait until this one is in the store
    };
    struct Past
    {
        QList<Candle> bars;
        bool isAll = false; ///< there are no others before them that were asked for
    };
    /// A bar that has begun, with the ticks that are in the store.
    struct Begun
    {
        Interval interval;
        Bar bar;
    };

    static constexpr qint64 MaxTicks = 2'000'000; ///< read for one answer, some seconds
    /// How long to wait for the recorder, which writes twice a second.
    static constexpr std::chrono::milliseconds MaxWait = std::chrono::seconds(2);

    /// @p store outlives this object; @p maxTicks is for tests.
    explicit StoredBars(const Store &store, qint64 maxTicks = MaxTicks);

    /// The bars of @p query as far as MaxTicks reach.
    [[nodiscard]] Result<Past> bars(const Source &source, const HistoryQuery &query) const;

    /// The bars that hold @p asOf, of the ticks before @p end with a seq up to source.written. Not
    /// those that hold more than MaxTicks.
    [[nodiscard]] Result<QList<Begun>> begun(const Source &source, Timestamp asOf,
                                             Timestamp end) const;

private:
    /// True goes on.
    using Visit = std::function<bool(const Tick &)>;

    /// Visits the ticks of [@p from, @p to), the newest first. False when there are more of them
    /// than may be read; true also when @p visit ended it.
    [[nodiscard]] Result<bool> walk(const Source &source, Timestamp from, Timestamp to,
                                    const Visit &visit) const;

    const Store &m_store;
    qint64 m_maxTicks;
};

} // namespace Tickwell
