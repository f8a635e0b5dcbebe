// SPDX-License-Identifier: GPL-3.0-or-later
#include "market/BarAggregator.h"

#include "market/Feed.h"

namespace Tickwell {

BarAggregator::SymbolBars &BarAggregator::symbolBars(const QString &symbol)
{
    if (const auto known = m_bySymbol.find(symbol); known != m_bySymbol.end())
        return *known->second;
    m_symbols.push_back(std::make_unique<SymbolBars>());
    m_symbols.back()->symbol = symbol;
    m_bySymbol.emplace(symbol, m_symbols.back().get());
    return *m_symbols.back();
}

BarSeries *BarAggregator::series(const QString &symbol, Interval interval) const
{
    const auto known = m_bySymbol.find(symbol);
    if (known == m_bySymbol.end())
        return nullptr;
    for (BarSeries &series : known->second->series) {
        if (series.interval() == interval)
            return &series;
    }
    return nullptr;
}

void BarAggregator::close(const BarSeries &series, Bar &bar, Changes &changes)
{
    bar.closed = true;
    Bar &copy = m_closed[m_closedCount++];
    copy = bar;
    changes.append({series.interval(), &copy});
}

void BarAggregator::open(const FeedSnapshot &snapshot, Changes &changes)
{
    m_closedCount = 0;
    SymbolBars &symbol = symbolBars(snapshot.symbol);
    symbol.newest = snapshot.last ? snapshot.last->time : Timestamp::min();
    for (BarSeries &series : symbol.series) {
        const Candle *given = nullptr;
        for (const Candle &candle : snapshot.bars) {
            if (candle.interval == series.interval())
                given = &candle;
        }
        // What was open when trades were lost: it is over, unless the snapshot knows better.
        if (Bar *bar = openBar(series); bar && (!given || given->start != bar->start)) {
            close(series, *bar, changes);
        }
        series.restart(given ? given->start : bucketStart(snapshot.asOf, series.interval()));
        if (!given)
            continue;
        Bar &bar = series.insert(Bar::ofCandle(*given));
        if (snapshot.last)
            bar.last = {snapshot.last->time, snapshot.last->seq};
        changes.append({series.interval(), &bar});
    }
}

bool BarAggregator::add(const Tick &tick, Changes &changes)
{
    m_closedCount = 0;
    SymbolBars &symbol = symbolBars(tick.symbol);
    if (tick.time > symbol.newest) {
        symbol.newest = tick.time;
        for (BarSeries &series : symbol.series) {
            if (Bar *bar = openBar(series); bar && bar->end <= tick.time) {
                close(series, *bar, changes);
            }
        }
    } else if (symbol.newest - tick.time > AllowedLateness) {
        ++m_lateTicks;
        return false;
    }
    for (BarSeries &series : symbol.series) {
        Bar *bar = series.bars().empty() ? nullptr : &series.bars().back();
        if (bar && bar->start <= tick.time && tick.time < bar->end) {
            bar->add(tick);
        } else {
            const Timestamp start = bucketStart(tick.time, series.interval());
            if (start < series.coveredFrom())
                continue; // before what is known of the symbol: its bar would be a fragment
            bar = series.find(start);
            if (bar) {
                bar->add(tick);
            } else {
                bar = &series.insert(Bar::ofTick(tick, series.interval()));
                bar->closed = bar->end <= symbol.newest;
            }
        }
        changes.append({series.interval(), bar});
    }
    return true;
}

} // namespace Tickwell
