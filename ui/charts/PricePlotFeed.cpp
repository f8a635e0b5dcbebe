// SPDX-License-Identifier: GPL-3.0-or-later
// The part of PricePlot that runs once a frame.
#include "charts/ChartRender.h"
#include "charts/PricePlot.h"
#include "charts/PriceTicks.h"
#include "charts/TimeTicks.h"

#include <QtCharts/QValueAxis>

#include <cmath>
#include <limits>

namespace Tickwell {

namespace {

constexpr double VolumeShare = 0.2; // of the plot's height
constexpr double TopPadding = 18;   // pixels between the highest price and the edge
constexpr double BottomPadding = 14;
constexpr double PriceTickSpacing = 32;
constexpr double TimeTickSpacing = 100;
constexpr double MostCandles = 700; // more are slow to lay out, and too thin to read
constexpr int OlderPage = 1'000;
constexpr double LineSpacing = 1.0 / 16;
constexpr double VolumeOpacity = 0.42;

QColor withOpacity(QColor colour, double opacity)
{
    colour.setAlphaF(static_cast<float>(opacity));
    return colour;
}

void setRange(QValueAxis *axis, double low, double high)
{
    if (axis && (axis->min() != low || axis->max() != high))
        axis->setRange(low, high);
}

} // namespace

double PricePlot::pricePaneHeight() const
{
    return std::round(height() * (1 - VolumeShare));
}

void PricePlot::geometryChange(const QRectF &newGeometry, const QRectF &oldGeometry)
{
    FrameItem::geometryChange(newGeometry, oldGeometry);
    if (newGeometry.height() != oldGeometry.height())
        emit paneChanged();
}

void PricePlot::feed()
{
    if (width() < 1 || height() < 1)
        return;
    m_viewport.setDevicePixelRatio(devicePixelRatio());
    m_viewport.setWidth(width());
    m_viewport.setMinimumSpacing(m_line ? LineSpacing : std::ceil(width() / MostCandles));
    if (!m_bars.isEmpty()) {
        m_viewport.setBounds(m_bars.first().start, m_bars.last().start);
        if (m_viewport.following())
            m_viewport.follow(m_bars.last().start);
    }
    updateLive();

    const auto margin = static_cast<double>(m_viewport.interval());
    const qsizetype first = m_bars.lowerBound(m_viewport.from() - margin);
    const qsizetype last = m_bars.lowerBound(m_viewport.to() + margin);
    feedAxes(first, last);
    feedSeries(first, last);
    feedTicks();
    updateLastPrice();
    updateCrosshair();
    updateReadout();
    if (m_clock.isEmpty() || m_countdown.isEmpty())
        updateClock();
    renderNow(m_candleSeries);
    renderNow(m_lineFeeder.series());
    loadOlderIfNear(first, last);
}

PricePlot::PriceRange PricePlot::priceRange(qsizetype first, qsizetype last) const
{
    if (first >= last) {
        // Looking at a stretch without bars: keep the price axis as it is.
        return m_range;
    }
    double low = std::numeric_limits<double>::max();
    double high = std::numeric_limits<double>::lowest();
    for (qsizetype i = first; i < last; ++i) {
        const Bar &bar = m_bars.at(i);
        low = qMin(low, m_line ? bar.close : bar.low);
        high = qMax(high, m_line ? bar.close : bar.high);
    }
    // A flat price stands in the middle of a few of its smallest steps.
    const double least = qMax(10 * std::pow(10.0, -m_bars.decimals()), std::abs(high) * 1e-4);
    if (high - low < least) {
        const double middle = (high + low) / 2;
        return {middle - least / 2, middle + least / 2};
    }
    return {low, high};
}

double PricePlot::yOf(double price) const
{
    const double length = pricePaneHeight() - TopPadding - BottomPadding;
    return TopPadding + (m_range.high - price) / (m_range.high - m_range.low) * length;
}

double PricePlot::priceAt(double y) const
{
    const double length = pricePaneHeight() - TopPadding - BottomPadding;
    return m_range.high - (y - TopPadding) / length * (m_range.high - m_range.low);
}

void PricePlot::feedAxes(qsizetype first, qsizetype last)
{
    m_range = priceRange(first, last);
    double most = 0;
    for (qsizetype i = first; i < last; ++i)
        most = qMax(most, m_bars.at(i).volume);
    m_volumeTop = most > 0 ? most : 1;

    const double volumeHeight = height() - pricePaneHeight();
    setRange(timeAxisOf(m_candleSeries), m_viewport.from(), m_viewport.to());
    setRange(valueAxisOf(m_candleSeries), priceAt(height()), priceAt(0));
    setRange(valueAxisOf(m_volumeSeries), 0, m_volumeTop * height() / volumeHeight);
    if (m_lineFeeder.series()) {
        setRange(timeAxisOf(m_lineFeeder.series()), m_viewport.from(), m_viewport.to());
        setRange(valueAxisOf(m_lineFeeder.series()), priceAt(height()), priceAt(0));
    }
}

void PricePlot::updateStyle()
{
    const double ratio = m_viewport.devicePixelRatio();
    // In device pixels: the body is as odd or even as the wick, so that the wick is in its middle.
    const auto pen = static_cast<int>(qMax(std::floor(ratio), 1.0));
    const double space = m_viewport.spacing() * ratio;
    int body = static_cast<int>(std::floor(space * 0.8));
    if ((body - pen) % 2 != 0)
        --body;
    body = qMax(body, pen);

    CandleStyle candles;
    candles.up = m_up;
    candles.upFill = m_surface;
    candles.down = m_down;
    candles.downFill = m_down;
    candles.penWidth = pen / ratio;
    candles.bodyWidth = (body - pen) / ratio;
    m_candleFeeder.setStyle(candles);

    CandleStyle volumes;
    volumes.upFill = withOpacity(m_up, VolumeOpacity);
    volumes.downFill = withOpacity(m_down, VolumeOpacity);
    volumes.penWidth = 0;
    volumes.bodyWidth = body / ratio;
    m_volumeFeeder.setStyle(volumes);
}

void PricePlot::feedSeries(qsizetype first, qsizetype last)
{
    updateStyle();
    const bool bars = last - first <= static_cast<qsizetype>(MostCandles) + 2;
    if (bars && !m_line)
        m_candleFeeder.feed(m_bars, first, last);
    else
        m_candleFeeder.clear();
    if (bars)
        m_volumeFeeder.feed(m_bars, first, last);
    else
        m_volumeFeeder.clear();
    if (m_line)
        m_lineFeeder.feed(
            m_closes.query(m_viewport.from(), m_viewport.to(), m_viewport.millisecondsPerPixel()));
    else
        m_lineFeeder.clear();
}

void PricePlot::feedTicks()
{
    QList<AxisTick> prices;
    QList<AxisTick> times;
    if (!m_bars.isEmpty()) {
        const int decimals = m_bars.decimals();
        const PriceTicks ticks = PriceTicks::between(priceAt(pricePaneHeight()), priceAt(0),
                                                     pricePaneHeight(), PriceTickSpacing, decimals);
        for (const double value : ticks.values)
            prices.append({std::round(yOf(value)), formatPrice(value, decimals), false});

        const double step = TimeTickSpacing * m_viewport.millisecondsPerPixel();
        const QList<TimeTick> moments =
            timeTicks(static_cast<qint64>(m_viewport.from()), static_cast<qint64>(m_viewport.to()),
                      qMax(step, static_cast<double>(m_viewport.interval())), m_utc);
        for (const TimeTick &tick : moments) {
            const double x = std::floor(m_viewport.xOf(static_cast<double>(tick.time)));
            times.append({x, tick.label, tick.major});
        }

        const double widest = qMax(std::abs(m_range.high), std::abs(m_bars.last().close));
        QString text = formatPrice(widest, decimals);
        for (QChar &c : text) {
            if (c.isDigit())
                c = u'0';
        }
        if (text != m_priceTemplate) {
            m_priceTemplate = text;
            emit priceTemplateChanged();
        }
    }
    m_priceTicks.setTicks(prices);
    m_timeTicks.setTicks(times);
}

void PricePlot::updateLastPrice()
{
    PriceMark mark;
    if (!m_bars.isEmpty()) {
        const Bar &bar = m_bars.last();
        mark.y = std::round(yOf(bar.close));
        mark.visible = mark.y >= 0 && mark.y <= pricePaneHeight();
        mark.text = formatPrice(bar.close, m_bars.decimals());
        mark.rising = bar.rising();
    }
    if (mark == m_lastPrice)
        return;
    m_lastPrice = mark;
    emit lastPriceChanged();
}

void PricePlot::updateReadout()
{
    const qsizetype index =
        m_crosshair.visible ? m_bars.nearest(m_viewport.timeAt(m_pointerX)) : m_bars.size() - 1;
    BarReadout readout;
    if (index >= 0) {
        const Bar &bar = m_bars.at(index);
        const int decimals = m_bars.decimals();
        readout = {true,
                   formatPrice(bar.open, decimals),
                   formatPrice(bar.high, decimals),
                   formatPrice(bar.low, decimals),
                   formatPrice(bar.close, decimals),
                   formatVolume(bar.volume),
                   bar.rising()};
    }
    if (readout == m_readout)
        return;
    m_readout = readout;
    emit readoutChanged();
}

void PricePlot::updateCrosshair()
{
    if (!m_crosshair.visible)
        return;
    Crosshair cross = m_crosshair;
    const qsizetype index = m_bars.nearest(m_viewport.timeAt(m_pointerX));
    if (index < 0) {
        hideCrosshair();
        return;
    }
    const qint64 time = m_bars.at(index).start;
    cross.x = std::floor(m_viewport.xOf(static_cast<double>(time)));
    cross.time = formatMoment(time, m_viewport.interval(), m_utc);
    const double volumeHeight = height() - pricePaneHeight();
    cross.value = cross.y <= pricePaneHeight()
        ? formatPrice(priceAt(cross.y), m_bars.decimals())
        : formatVolume(std::round((height() - cross.y) / volumeHeight * m_volumeTop));
    m_crosshair = cross;
    emit crosshairChanged();
    updateReadout();
}

void PricePlot::loadOlderIfNear(qsizetype first, qsizetype last)
{
    const qsizetype shown = qMax<qsizetype>(last - first, 50);
    if (m_status == Status::Ready && first < shown && !m_bars.isFull() && !m_olderFailed)
        m_loader.loadOlder(fromMicros(m_bars.first().start * 1'000), OlderPage);
}

} // namespace Tickwell
