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

void BarAggregator::open(const FeedSnapshot &snapshot, Changes &changes, const ExchangeDays &days)
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
        series.setDays(days);
        series.restart(given ? given->start : series.bucket(snapshot.asOf).start);
        if (!given)
            continue;
        Bar &bar = series.insert(Bar::ofCandle(*given, series.bucket(given->start).end));
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
            const TimeSpan bucket = series.bucket(tick.time);
            if (bucket.start < series.coveredFrom())
                continue; // before what is known of the symbol: its bar would be a fragment
            bar = series.find(bucket.start);
            if (bar) {
                bar->add(tick);
            } else {
                bar = &series.insert(Bar::ofTick(tick, bucket));
                bar->closed = bar->end <= symbol.newest;
            }
        }
        changes.append({series.interval(), bar});
    }
    return true;
}

const Bar *BarAggregator::mend(const QString &symbol, Interval interval, const Bar &part)
{
    BarSeries *series = this->series(symbol, interval);
    if (!series || part.start < series->coveredFrom())
        return nullptr;
    if (Bar *bar = series->find(part.start)) {
        bar->add(part);
        return bar;
    }
    Bar &bar = series->insert(part);
    bar.closed = bar.end <= symbolBars(symbol).newest || &bar != &series->bars().back();
    return &bar;
}

bool BarAggregator::add(const Candle &part, Changes &changes)
{
    m_closedCount = 0;
    SymbolBars &symbol = symbolBars(part.symbol);
    if (part.start < symbol.newest) {
        ++m_lateTicks;
        return false;
    }
    const Timestamp end = series(part.symbol, part.interval)->bucket(part.start).end;
    symbol.newest = end - Microseconds(1);
    for (BarSeries &series : symbol.series) {
        if (Bar *bar = openBar(series); bar && bar->end <= part.start)
            close(series, *bar, changes);
    }
    for (BarSeries &series : symbol.series) {
        const TimeSpan bucket = series.bucket(part.start);
        if (series.interval() < part.interval || bucket.start < series.coveredFrom())
            continue;
        Bar *bar = series.find(bucket.start);
        if (bar) {
            bar->add(part, end);
        } else {
            bar = &series.insert(Bar::ofCandle(part, bucket.end));
            bar->start = bucket.start;
            bar->last = {end, 0};
        }
        bar->closed = bar->end <= end;
        changes.append({series.interval(), bar});
    }
    return true;
}

} // namespace Tickwell
