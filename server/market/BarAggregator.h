// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "market/BarSeries.h"
#include "market/SymbolCatalog.h"

#include <QVarLengthArray>

#include <array>
#include <memory>
#include <unordered_map>

namespace Tickwell {

struct FeedSnapshot;

/// Makes the bars of every interval from ticks (MARKETS.md, Bars). One thread.
///
/// Buckets are [start, end): those of a day from midnight to midnight of the symbol's exchange, the
/// others counted from the epoch; a bucket without ticks has no bar. A bar opens with its earliest
/// tick and closes with its latest, by (time, seq), in whatever order they come. It is over when
/// a tick or the clock reaches its end; a tick at most AllowedLateness older than the symbol's
/// newest still revises it.
class BarAggregator
{
public:
    static constexpr Microseconds AllowedLateness = std::chrono::seconds(10);

    /// A bar that changed: valid until the aggregator is called again.
    struct Change
    {
        Interval interval;
        const Bar *bar;
    };
    /// A tick may close and open a bar of every interval.
    static constexpr qsizetype MaxChanges = 2 * AllIntervals.size();
    using Changes = QVarLengthArray<Change, MaxChanges>;

    /// Starts @p snapshot's symbol over from it, with the days of its exchange. Appends the bars
    /// that this closes or opens.
    void open(const FeedSnapshot &snapshot, Changes &changes, const ExchangeDays &days = {});

    /// Adds @p tick to its bars. Appends what changed to @p changes: first the bars that it closed,
    /// then those it is in. False, and nothing changed, when it came too late.
    bool add(const Tick &tick, Changes &changes);

    /// The same for @p part, a closed bar that comes instead of its ticks: for bars of its interval
    /// and longer ones. They come in order; one that does not is too late.
    bool add(const Candle &part, Changes &changes);

    /// Adds @p part, ticks of one bucket that this has not seen, to its bar. Null, and nothing
    /// changed, when that bar is older than what is kept. Valid until the aggregator is called
    /// again.
    const Bar *mend(const QString &symbol, Interval interval, const Bar &part);

    /// Closes the bars whose end is at or before @p now and calls @p told(symbol, change) for each.
    template<typename Told>
    void advance(Timestamp now, Told &&told)
    {
        for (const auto &symbol : m_symbols) {
            for (BarSeries &series : symbol->series) {
                if (Bar *bar = openBar(series); bar && bar->end <= now) {
                    bar->closed = true;
                    told(symbol->symbol, Change{series.interval(), bar});
                }
            }
        }
    }

    /// Calls @p told(symbol, change) for every bar that is open.
    template<typename Told>
    void forEachOpen(Told &&told) const
    {
        for (const auto &symbol : m_symbols) {
            for (BarSeries &series : symbol->series) {
                if (const Bar *bar = openBar(series))
                    told(symbol->symbol, Change{series.interval(), bar});
            }
        }
    }

    /// Null when neither a snapshot nor a tick of @p symbol came. Stays valid.
    [[nodiscard]] BarSeries *series(const QString &symbol, Interval interval) const;

    /// Ticks that came too late for any bar.
    [[nodiscard]] quint64 lateTicks() const { return m_lateTicks; }

private:
    struct SymbolBars
    {
        QString symbol;
        Timestamp newest = Timestamp::min();
        std::array<BarSeries, AllIntervals.size()> series{
            BarSeries(AllIntervals[0]), BarSeries(AllIntervals[1]), BarSeries(AllIntervals[2]),
            BarSeries(AllIntervals[3]), BarSeries(AllIntervals[4])};
    };

    /// Symbols are so short that this beats Qt's hash by far, and it runs once for each tick.
    struct SymbolHash
    {
        size_t operator()(const QString &symbol) const { return symbolHash(symbol); }
    };

    [[nodiscard]] static Bar *openBar(BarSeries &series)
    {
        return series.bars().empty() || series.bars().back().closed ? nullptr
                                                                    : &series.bars().back();
    }
    [[nodiscard]] SymbolBars &symbolBars(const QString &symbol);
    /// Closes @p series' open @p bar. The change has a copy of it, for new bars may move it.
    void close(const BarSeries &series, Bar &bar, Changes &changes);

    std::vector<std::unique_ptr<SymbolBars>> m_symbols;
    std::unordered_map<QString, SymbolBars *, SymbolHash> m_bySymbol;
    quint64 m_lateTicks = 0;
    std::array<Bar, AllIntervals.size()> m_closed; ///< what this call closed
    size_t m_closedCount = 0;
};

} // namespace Tickwell
