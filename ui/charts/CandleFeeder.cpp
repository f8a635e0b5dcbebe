// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/CandleFeeder.h"

#include <QPen>
#include <QtCharts/QCandlestickSet>

#include <limits>

namespace Tickwell {

CandleFeeder::CandleFeeder(Mapping mapping)
    : m_mapping(std::move(mapping))
{
}

void CandleFeeder::setSeries(QCandlestickSeries *closed, QCandlestickSeries *newest)
{
    if (closed == m_closed && newest == m_newest)
        return;
    clear();
    m_closed = closed;
    m_newest = newest;
    applyStyle(m_closed);
    applyStyle(m_newest);
}

void CandleFeeder::setStyle(const CandleStyle &style)
{
    if (style == m_style)
        return;
    const bool samePens =
        style.up == m_style.up && style.down == m_style.down && style.penWidth == m_style.penWidth;
    m_style = style;
    if (!samePens)
        clear(); // a set's pen is its own, and to change each would lay out all of them each time
    applyStyle(m_closed);
    applyStyle(m_newest);
}

void CandleFeeder::applyStyle(QCandlestickSeries *series) const
{
    if (!series)
        return;
    // A zero share of the column, widened to the width in pixels, is the same for every bar.
    series->setBodyWidth(0);
    series->setMinimumColumnWidth(m_style.bodyWidth);
    series->setMaximumColumnWidth(m_style.bodyWidth);
    series->setCapsVisible(false);
    series->setBodyOutlineVisible(m_style.penWidth > 0);
    series->setBrush(Qt::SolidPattern);
    series->setIncreasingColor(m_style.upFill);
    series->setDecreasingColor(m_style.downFill);
    series->setPen(Qt::NoPen);
}

void CandleFeeder::feed(const BarHistory &bars, qsizetype first, qsizetype last)
{
    if (!m_closed || !m_newest)
        return;
    feedClosed(bars, first, qMin(last, bars.size() - 1));
    feedNewest(bars, last);
}

void CandleFeeder::clear()
{
    m_shown.clear();
    m_newestShown = {};
    if (m_closed)
        m_closed->clear();
    if (m_newest)
        m_newest->clear();
}

void CandleFeeder::feedClosed(const BarHistory &bars, qsizetype first, qsizetype last)
{
    if (first >= last) {
        if (!m_shown.empty()) {
            m_shown.clear();
            m_closed->clear();
        }
        return;
    }
    const qsizetype margin = qMax<qsizetype>((last - first) / 4, 8);
    const qint64 keepFrom = bars.at(qMax<qsizetype>(first - 2 * margin, 0)).start;
    const qint64 keepTo = bars.at(qMin(last + 2 * margin, bars.size() - 1) - 1).start;
    removeOutside(keepFrom, keepTo);

    for (Shown &shown : m_shown) {
        const qsizetype index = bars.lowerBound(static_cast<double>(shown.bar.start));
        const Bar &bar = bars.at(qMin(index, bars.size() - 1));
        if (bar.start == shown.bar.start && bar != shown.bar) {
            write(shown.set, bar);
            shown.bar = bar;
        }
    }

    const bool covered = !m_shown.empty() && m_shown.front().bar.start <= bars.at(first).start
        && m_shown.back().bar.start >= bars.at(last - 1).start;
    if (covered)
        return;
    // With a margin, so that the next frames of a pan need no sets; at the right end there is none.
    qsizetype from = qMax<qsizetype>(first - margin, 0);
    qsizetype to = qMin(last + margin, bars.size() - 1);
    qint64 shownFrom = std::numeric_limits<qint64>::max();
    qint64 shownTo = std::numeric_limits<qint64>::min();
    if (!m_shown.empty()) {
        // And without a hole beside those that stay.
        shownFrom = m_shown.front().bar.start;
        shownTo = m_shown.back().bar.start;
        from = qMin(from, bars.lowerBound(static_cast<double>(shownTo)));
        to = qMax(to, bars.lowerBound(static_cast<double>(shownFrom)));
    }
    QList<QCandlestickSet *> added;
    std::deque<Shown> before;
    for (qsizetype i = from; i < to; ++i) {
        const Bar &bar = bars.at(i);
        if (bar.start >= shownFrom && bar.start <= shownTo)
            continue;
        QCandlestickSet *set = newSet(bar);
        added.append(set);
        if (bar.start < shownFrom && shownFrom <= shownTo)
            before.push_back({bar, set});
        else
            m_shown.push_back({bar, set});
    }
    m_shown.insert(m_shown.begin(), before.begin(), before.end());
    m_closed->append(added);
}

void CandleFeeder::removeOutside(qint64 from, qint64 to)
{
    QList<QCandlestickSet *> leaving;
    while (!m_shown.empty() && m_shown.front().bar.start < from) {
        leaving.append(m_shown.front().set);
        m_shown.pop_front();
    }
    while (!m_shown.empty() && m_shown.back().bar.start > to) {
        leaving.append(m_shown.back().set);
        m_shown.pop_back();
    }
    if (m_shown.empty())
        m_closed->clear();
    else if (!leaving.isEmpty())
        m_closed->remove(leaving);
}

void CandleFeeder::feedNewest(const BarHistory &bars, qsizetype last)
{
    if (bars.isEmpty() || last < bars.size()) {
        if (m_newestShown.set) {
            m_newest->clear();
            m_newestShown = {};
        }
        return;
    }
    const Bar &bar = bars.last();
    if (!m_newestShown.set) {
        m_newestShown = {bar, newSet(bar)};
        m_newest->append(m_newestShown.set);
    } else if (m_newestShown.bar != bar) {
        write(m_newestShown.set, bar);
        m_newestShown.bar = bar;
    }
}

QCandlestickSet *CandleFeeder::newSet(const Bar &bar) const
{
    auto *set = new QCandlestickSet; // the series takes it
    write(set, bar);
    return set;
}

void CandleFeeder::write(QCandlestickSet *set, const Bar &bar) const
{
    const Prices prices = m_mapping(bar);
    set->setTimestamp(static_cast<double>(bar.start));
    set->setOpen(prices.open);
    set->setHigh(prices.high);
    set->setLow(prices.low);
    set->setClose(prices.close);
    if (m_style.penWidth > 0) {
        QPen pen(bar.rising() ? m_style.up : m_style.down, m_style.penWidth);
        pen.setCapStyle(Qt::FlatCap);
        pen.setJoinStyle(Qt::MiterJoin);
        if (set->pen() != pen)
            set->setPen(pen);
    }
}

} // namespace Tickwell
