// SPDX-License-Identifier: GPL-3.0-or-later
// The part of PricePlot that runs once a frame.
#include "charts/ChartRender.h"
#include "charts/PricePlot.h"
#include "charts/PriceTicks.h"

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
constexpr qsizetype MostCandles = 400; // more are slow to lay out
constexpr double LeastSpacing = 4;     // pixels below which candles are too thin to be hollow
constexpr int OlderPage = 1'000;
constexpr double MinimumSpacing = 1.0 / 16;
constexpr qint64 Day = 86'400'000;
constexpr double DaySpacing = 32; // pixels below which lines between days would be a hatching
constexpr double VolumeOpacity = 0.42;

void setRange(QValueAxis *axis, double low, double high)
{
    if (axis && (axis->min() != low || axis->max() != high))
        axis->setRange(low, high);
}

} // namespace

QColor PricePlot::volumeColour(QColor bars)
{
    bars.setAlphaF(static_cast<float>(VolumeOpacity));
    return bars;
}

double PricePlot::volumeHeight(double volume) const
{
    return volume / m_volumeTop * (height() - pricePaneHeight());
}

void PricePlot::updateDense(qsizetype bars)
{
    const bool dense = bars > MostCandles || m_viewport.spacing() < LeastSpacing;
    if (dense == m_dense)
        return;
    m_dense = dense;
    emit denseChanged();
}

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
    m_viewport.setMinimumSpacing(MinimumSpacing);
    if (!m_bars.isEmpty()) {
        m_viewport.setBounds(m_bars.first().start, m_bars.last().start);
        if (m_viewport.following())
            m_viewport.follow(m_bars.last().start);
    }
    updateLive();

    const auto margin = static_cast<double>(m_viewport.interval());
    const qsizetype first = m_bars.lowerBound(m_viewport.from() - margin);
    const qsizetype last = m_bars.lowerBound(m_viewport.to() + margin);
    m_firstShown = first;
    m_lastShown = last;
    updateDense(last - first);
    updateIndicators();
    feedAxes(first, last);
    feedSeries(first, last);
    feedTicks();
    updateLastPrice();
    updatePriceScale();
    updateCrosshair();
    updateReadout();
    updateMeasurement();
    if (m_clock.isEmpty() || m_countdown.isEmpty())
        updateClock();
    if (!m_dense)
        renderNow(m_candleSeries);
    renderNow(m_lineFeeder.series());
    emit fed();
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
    const PriceRange all = withOverlays({low, high}, first, last);
    low = all.low;
    high = all.high;
    // A flat price stands in the middle of a few of its smallest steps.
    const double least = qMax(10 * std::pow(10.0, -m_bars.decimals()), std::abs(high) * 1e-4);
    if (high - low < least) {
        const double middle = (high + low) / 2;
        return {middle - least / 2, middle + least / 2};
    }
    return {low, high};
}

double PricePlot::scaled(double price) const
{
    return m_log ? std::log(price) : price;
}

double PricePlot::yOf(double price) const
{
    const double length = pricePaneHeight() - TopPadding - BottomPadding;
    const double high = scaled(m_range.high);
    return TopPadding + (high - scaled(price)) / (high - scaled(m_range.low)) * length;
}

double PricePlot::priceAt(double y) const
{
    const double length = pricePaneHeight() - TopPadding - BottomPadding;
    const double high = scaled(m_range.high);
    const double value = high - (y - TopPadding) / length * (high - scaled(m_range.low));
    return m_log ? std::exp(value) : value;
}

void PricePlot::feedAxes(qsizetype first, qsizetype last)
{
    m_range = priceRange(first, last);
    const bool log = m_logarithmic && m_range.low > 0;
    if (log != m_log) {
        m_log = log;
        m_candleFeeder.clear(); // its sets stand at the other scale
    }
    double most = 0;
    for (qsizetype i = first; i < last; ++i)
        most = qMax(most, m_bars.at(i).volume);
    m_volumeTop = most > 0 ? most : 1;

    const double volumeHeight = height() - pricePaneHeight();
    setRange(timeAxisOf(m_candleSeries), m_viewport.from(), m_viewport.to());
    setRange(valueAxisOf(m_candleSeries), scaled(priceAt(height())), scaled(priceAt(0)));
    setRange(valueAxisOf(m_volumeSeries), 0, m_volumeTop * height() / volumeHeight);
    if (m_lineFeeder.series()) {
        setRange(timeAxisOf(m_lineFeeder.series()), m_viewport.from(), m_viewport.to());
        setRange(valueAxisOf(m_lineFeeder.series()), scaled(priceAt(height())), scaled(priceAt(0)));
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
    volumes.upFill = volumeColour(m_up);
    volumes.downFill = volumeColour(m_down);
    volumes.penWidth = 0;
    volumes.bodyWidth = body / ratio;
    m_volumeFeeder.setStyle(volumes);
}

void PricePlot::feedSeries(qsizetype first, qsizetype last)
{
    updateStyle();
    if (!m_dense && !m_line)
        m_candleFeeder.feed(m_bars, first, last);
    else
        m_candleFeeder.clear();
    if (!m_dense)
        m_volumeFeeder.feed(m_bars, first, last);
    else
        m_volumeFeeder.clear();
    QList<QPointF> closes;
    if (m_line) {
        updateCloses();
        closes =
            m_closes.query(m_viewport.from(), m_viewport.to(), m_viewport.millisecondsPerPixel());
        for (QPointF &point : closes)
            point.setY(scaled(point.y()));
    }
    m_lineFeeder.feed(closes);
    m_areaFeeder.feed(closes);
}

QList<TimeTick> PricePlot::moments() const
{
    const auto from = static_cast<qint64>(m_viewport.from());
    const auto to = static_cast<qint64>(m_viewport.to());
    const double step = qMax(TimeTickSpacing * m_viewport.millisecondsPerPixel(),
                             static_cast<double>(m_viewport.interval()));
    if (m_interval != Interval::Day1)
        return timeTicks(from, to, step, m_utc);
    // A daily bar stands where its exchange's day begins, and so does the date below it.
    QList<TimeTick> dates = timeTicks(from - Day, to + Day, step, true);
    const ExchangeDays calendar;
    for (TimeTick &tick : dates) {
        const Timestamp time{std::chrono::milliseconds(tick.time)};
        tick.time = toMillis(m_days.start(calendar.date(time)));
    }
    dates.removeIf([&](const TimeTick &tick) { return tick.time < from || tick.time > to; });
    return dates;
}

void PricePlot::feedTicks()
{
    QList<AxisTick> prices;
    QList<AxisTick> times;
    QList<AxisTick> days;
    if (!m_bars.isEmpty()) {
        const int decimals = m_bars.decimals();
        const auto makeTicks = m_log ? &PriceTicks::logarithmic : &PriceTicks::between;
        const PriceTicks ticks = makeTicks(priceAt(pricePaneHeight()), priceAt(0),
                                           pricePaneHeight(), PriceTickSpacing, decimals);
        for (const double value : ticks.values)
            prices.append({std::round(yOf(value)), formatPrice(value, decimals), false});

        for (const TimeTick &tick : moments()) {
            const double x = std::floor(m_viewport.xOf(static_cast<double>(tick.time)));
            times.append({x, tick.label, tick.major});
        }

        const auto from = static_cast<qint64>(m_viewport.from());
        const auto to = static_cast<qint64>(m_viewport.to());
        const bool legible =
            static_cast<double>(Day) / m_viewport.millisecondsPerPixel() >= DaySpacing;
        if (legible && m_interval != Interval::Day1) {
            for (const qint64 day : dayStarts(from, to, m_utc))
                days.append({std::floor(m_viewport.xOf(static_cast<double>(day))), {}, true});
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
    m_sessionBreaks.setTicks(days);
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

void PricePlot::updatePriceScale()
{
    const PriceScale scale{!m_bars.isEmpty(), priceAt(pricePaneHeight()), priceAt(0),
                           pricePaneHeight(), m_bars.decimals(),          m_log};
    if (scale == m_priceScale)
        return;
    m_priceScale = scale;
    emit priceScaleChanged();
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
    updateIndicatorValues(index);
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
    cross.time = momentText(time, m_utc);
    const double volumeHeight = height() - pricePaneHeight();
    if (cross.y > height())
        cross.value.clear();
    else if (cross.y <= pricePaneHeight())
        cross.value = formatPrice(priceAt(cross.y), m_bars.decimals());
    else
        cross.value = formatVolume(std::round((height() - cross.y) / volumeHeight * m_volumeTop));
    m_crosshair = cross;
    emit crosshairChanged();
    updateReadout();
}

QString PricePlot::momentText(qint64 time, bool utc) const
{
    if (m_interval != Interval::Day1)
        return formatMoment(time, m_viewport.interval(), utc);
    const QDate date = m_days.date(Timestamp(std::chrono::milliseconds(time)));
    return formatMoment(toMillis(ExchangeDays().start(date)), m_viewport.interval(), true);
}

void PricePlot::loadOlderIfNear(qsizetype first, qsizetype last)
{
    const qsizetype shown = qMax<qsizetype>(last - first, 50);
    if (m_status == Status::Ready && first < shown && !m_bars.isFull() && !m_olderFailed)
        m_loader.loadOlder(fromMicros(m_bars.first().start * 1'000), OlderPage);
}

} // namespace Tickwell
