// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/IndicatorPlot.h"

#include "charts/PriceTicks.h"
#include "charts/ThinLine.h"

#include <QPainter>

#include <cmath>

namespace Tickwell {

namespace {

constexpr double Padding = 6; // pixels above and below what a pane shows
constexpr double TickSpacing = 24;
constexpr double ColumnOpacity = 0.5;

} // namespace

IndicatorPlot::IndicatorPlot(QQuickItem *parent)
    : ImageItem(parent)
{
}

void IndicatorPlot::setPlot(PricePlot *plot)
{
    if (plot == m_plot)
        return;
    if (m_plot)
        m_plot->disconnect(this);
    m_plot = plot;
    if (m_plot)
        connect(m_plot, &PricePlot::fed, this, &IndicatorPlot::requestFeed);
    emit plotChanged();
    requestFeed();
}

void IndicatorPlot::setRow(int row)
{
    if (row == m_row)
        return;
    m_row = row;
    emit rowChanged();
    requestFeed();
}

void IndicatorPlot::setColours(const QList<QColor> &colours)
{
    if (colours == m_colours)
        return;
    m_colours = colours;
    emit coloursChanged();
    requestFeed();
}

void IndicatorPlot::setSignalColour(const QColor &colour)
{
    if (colour == m_signalColour)
        return;
    m_signalColour = colour;
    emit coloursChanged();
    requestFeed();
}

QColor IndicatorPlot::colourOf(std::size_t row) const
{
    if (m_colours.isEmpty())
        return Qt::gray;
    return m_colours.at(static_cast<qsizetype>(row) % m_colours.size());
}

IndicatorPlot::Scale IndicatorPlot::scaleOf(const IndicatorSeries &series) const
{
    if (series.indicator().kind == IndicatorKind::Rsi)
        return {0, 100};
    // Both sides of zero, which a MACD is read against.
    Scale scale{0, 0};
    for (qsizetype i = m_plot->firstShown(); i < m_plot->lastShown(); ++i) {
        for (const double value : series.at(i)) {
            if (std::isnan(value))
                continue;
            scale.low = qMin(scale.low, value);
            scale.high = qMax(scale.high, value);
        }
    }
    if (!(scale.high > scale.low))
        return {-1, 1};
    return scale;
}

double IndicatorPlot::yOf(double value, const Scale &scale) const
{
    return Padding + (scale.high - value) / (scale.high - scale.low) * (height() - 2 * Padding);
}

template<typename ToY>
QList<QPolygonF> IndicatorPlot::runs(const IndicatorSeries &series, std::size_t value,
                                     ToY toY) const
{
    const TimeViewport &viewport = m_plot->viewport();
    const qint64 longest = BarsToBreak * viewport.interval();
    ThinLine line;
    qint64 before = 0;
    for (qsizetype i = m_plot->firstShown(); i < m_plot->lastShown(); ++i) {
        const double y = series.at(i)[value];
        if (std::isnan(y) || (m_row < 0 && m_plot->isLogarithmic() && y <= 0)) {
            line.interrupt();
            continue;
        }
        const qint64 start = m_plot->bars().at(i).start;
        if (start - before > longest)
            line.interrupt();
        line.add(viewport.xOf(static_cast<double>(start)), toY(y));
        before = start;
    }
    return line.take();
}

IndicatorPlot::Picture IndicatorPlot::overlays() const
{
    Picture picture;
    const auto toY = [this](double price) { return m_plot->yOf(price); };
    const std::vector<IndicatorSeries> &all = m_plot->indicatorSeries();
    for (std::size_t row = 0; row < all.size(); ++row) {
        const Indicator &indicator = all[row].indicator();
        if (!indicator.isOverlay())
            continue;
        const QColor colour = colourOf(row);
        for (int value = 0; value < indicator.values(); ++value) {
            const bool edge = indicator.kind == IndicatorKind::Bollinger && value != 1;
            picture.strokes.append(
                {runs(all[row], static_cast<std::size_t>(value), toY), colour, edge ? 1.0 : 1.5});
        }
    }
    return picture;
}

IndicatorPlot::Picture IndicatorPlot::pane(const IndicatorSeries &series, const Scale &scale) const
{
    Picture picture;
    const auto toY = [this, &scale](double value) { return yOf(value, scale); };
    if (series.indicator().kind == IndicatorKind::Macd) {
        addHistogram(picture, series, scale);
        picture.strokes.append({runs(series, 1, toY), m_signalColour, 1.0});
    }
    picture.strokes.append({runs(series, 0, toY), colourOf(static_cast<std::size_t>(m_row)), 1.5});
    return picture;
}

void IndicatorPlot::addHistogram(Picture &picture, const IndicatorSeries &series,
                                 const Scale &scale) const
{
    const TimeViewport &viewport = m_plot->viewport();
    const double wide = qMax(1.0, std::floor(viewport.spacing() * 0.6));
    QColor up = m_plot->upColour();
    QColor down = m_plot->downColour();
    up.setAlphaF(static_cast<float>(ColumnOpacity));
    down.setAlphaF(static_cast<float>(ColumnOpacity));
    const double zero = std::round(yOf(0, scale));
    for (qsizetype i = m_plot->firstShown(); i < m_plot->lastShown(); ++i) {
        const double value = series.at(i)[2];
        if (std::isnan(value))
            continue;
        const double x = viewport.xOf(static_cast<double>(m_plot->bars().at(i).start));
        const double left = std::round(x - wide / 2);
        const double y = yOf(value, scale);
        // Bars that share a pixel column: the tallest on either side of zero stands for them.
        if (!picture.columns.isEmpty() && picture.columns.last().area.left() == left) {
            Column &last = picture.columns.last();
            if ((value >= 0) == (last.area.top() < zero)) {
                last.area.setTop(qMin(last.area.top(), y));
                last.area.setBottom(qMax(last.area.bottom(), y));
                continue;
            }
        }
        picture.columns.append(
            {QRectF(QPointF(left, qMin(y, zero)), QPointF(left + wide, qMax(y, zero))),
             value >= 0 ? up : down});
    }
}

void IndicatorPlot::feedTicks(const IndicatorSeries &series, const Scale &scale)
{
    QList<AxisTick> ticks;
    if (series.indicator().kind == IndicatorKind::Rsi) {
        for (const double level : {70.0, 30.0})
            ticks.append({std::round(yOf(level, scale)), formatPrice(level, 0), true});
    } else {
        const int decimals = m_plot->bars().decimals() + 1;
        const PriceTicks places = PriceTicks::between(scale.low, scale.high, height() - 2 * Padding,
                                                      TickSpacing, decimals);
        for (const double value : places.values)
            ticks.append(
                {std::round(yOf(value, scale)), formatPrice(value, places.decimals), value == 0});
    }
    m_ticks.setTicks(ticks);
}

void IndicatorPlot::feed()
{
    Picture picture;
    if (m_plot && width() >= 1 && height() >= 1) {
        const std::vector<IndicatorSeries> &all = m_plot->indicatorSeries();
        if (m_row < 0) {
            picture = overlays();
        } else if (static_cast<std::size_t>(m_row) < all.size()) {
            const IndicatorSeries &series = all[static_cast<std::size_t>(m_row)];
            const Scale scale = scaleOf(series);
            picture = pane(series, scale);
            feedTicks(series, scale);
        }
    }
    const QSize size = picture.strokes.isEmpty() ? QSize() : pictureSize();
    if (picture == m_picture && size == image().size())
        return;
    m_picture = picture;
    show(paint(size));
}

QImage IndicatorPlot::paint(QSize size)
{
    QImage image = blank(size);
    if (image.isNull())
        return image;
    ++m_paints;
    QPainter painter(&image);
    painter.scale(devicePixelRatio(), devicePixelRatio());
    if (m_row < 0)
        painter.setClipRect(QRectF(0, 0, width(), m_plot->pricePaneHeight()));
    for (const Column &column : m_picture.columns)
        painter.fillRect(column.area, column.colour);
    for (const Stroke &stroke : m_picture.strokes) {
        for (const QPolygonF &run : stroke.runs)
            drawThinLine(painter, run, stroke.colour, stroke.width);
    }
    return image;
}

} // namespace Tickwell
