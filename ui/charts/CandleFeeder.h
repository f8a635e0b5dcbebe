// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/BarHistory.h"

#include <QColor>
#include <QPointer>
#include <QtCharts/QCandlestickSeries>

#include <deque>
#include <functional>

namespace Tickwell {

/// The colours and the pixel widths that a CandleFeeder draws with.
struct CandleStyle
{
    QColor up; ///< outline of a rising bar
    QColor upFill;
    QColor down;
    QColor downFill;
    double penWidth = 1;  ///< logical pixels; 0 draws no outline
    double bodyWidth = 7; ///< logical pixels between the middles of the outline's sides

    friend bool operator==(const CandleStyle &, const CandleStyle &) = default;
};

/// Keeps one pair of candlestick series showing a stretch of a BarHistory: the closed bars in one,
/// the newest bar alone in the other. Qt Charts lays out every set of a series again when a single
/// one changes; this way a price costs one set, not all.
///
/// Sets exist only for bars in sight and a margin beside them; panning within the margin touches
/// none, and those that stay in sight are kept.
class CandleFeeder
{
public:
    struct Prices
    {
        double open = 0;
        double high = 0;
        double low = 0;
        double close = 0;
    };
    using Mapping = std::function<Prices(const Bar &)>;

    /// @p mapping says what of a bar is drawn.
    explicit CandleFeeder(Mapping mapping);

    void setSeries(QCandlestickSeries *closed, QCandlestickSeries *newest);
    void setStyle(const CandleStyle &style);

    /// Shows the bars [@p first, @p last) of @p bars.
    void feed(const BarHistory &bars, qsizetype first, qsizetype last);
    void clear();

private:
    struct Shown
    {
        Bar bar;
        QCandlestickSet *set = nullptr; ///< owned by the series
    };

    [[nodiscard]] QCandlestickSet *newSet(const Bar &bar) const;
    void write(QCandlestickSet *set, const Bar &bar) const;
    void feedClosed(const BarHistory &bars, qsizetype first, qsizetype last);
    void feedNewest(const BarHistory &bars, qsizetype last);
    void removeOutside(qint64 from, qint64 to);
    void applyStyle(QCandlestickSeries *series) const;

    Mapping m_mapping;
    CandleStyle m_style;
    QPointer<QCandlestickSeries> m_closed;
    QPointer<QCandlestickSeries> m_newest;
    std::deque<Shown> m_shown;
    Shown m_newestShown;
};

} // namespace Tickwell
