// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/AreaPlot.h"

#include "charts/ChartRender.h"
#include "charts/LineFeeder.h"
#include "charts/PriceTicks.h"
#include "charts/TimeTicks.h"

#include <QLinearGradient>
#include <QPen>
#include <QtCharts/QChart>
#include <QtCharts/QValueAxis>

#include <cmath>

namespace Tickwell {

namespace {

constexpr qint64 SamplePeriod = 1'000; // ms
constexpr double GapPeriods = 1.75;    // one missing sample is a gap, a late one is not
constexpr double LineWidth = 1.5;
constexpr double Inset = 2; // pixels above the maximum and below zero, for the line's width
constexpr double TickSpacing = 76;
constexpr double SmallestScale = 1; // a percent, or a byte a second

} // namespace

AreaPlot::Track::Track()
    : samples(SamplePeriod, DataSource::KeptSamples)
{
}

AreaPlot::AreaPlot(QQuickItem *parent)
    : FrameItem(parent)
{
}

void AreaPlot::componentComplete()
{
    FrameItem::componentComplete();
    restart();
}

void AreaPlot::setSource(DataSource *source)
{
    if (source == m_source)
        return;
    if (m_source)
        m_source->disconnect(this);
    m_source = source;
    if (m_source)
        connect(m_source, &DataSource::hostSampled, this, [this](const HostSample &sample) {
            take(sample);
            requestFeed();
        });
    emit sourceChanged();
    restart();
}

void AreaPlot::setMetric(const QString &metric)
{
    if (metric == m_first.metric)
        return;
    m_first.metric = metric;
    emit metricChanged();
    restart();
}

void AreaPlot::setSecondMetric(const QString &metric)
{
    if (metric == m_second.metric)
        return;
    m_second.metric = metric;
    emit metricChanged();
    restart();
}

void AreaPlot::setColour(const QColor &colour)
{
    m_colour = colour;
    emit coloursChanged();
    requestFeed();
}

void AreaPlot::setSecondColour(const QColor &colour)
{
    m_secondColour = colour;
    emit coloursChanged();
    requestFeed();
}

void AreaPlot::setMaximum(double maximum)
{
    m_maximum = qMax(maximum, 0.0);
    emit maximumChanged();
    requestFeed();
}

void AreaPlot::setWindowSeconds(int seconds)
{
    m_windowSeconds = qBound(10, seconds, DataSource::KeptSamples);
    emit windowSecondsChanged();
    requestFeed();
}

void AreaPlot::setUtc(bool utc)
{
    m_utc = utc;
    emit utcChanged();
    requestFeed();
}

void AreaPlot::setSeries(QAreaSeries *area, QLineSeries *line, QLineSeries *second)
{
    m_area = area;
    m_first.lines = {line};
    m_second.lines = {second};
    requestFeed();
}

std::optional<double> AreaPlot::reading(const HostSample &sample, const QString &metric)
{
    if (metric == QLatin1String("cpu"))
        return sample.cpuUsage;
    if (metric == QLatin1String("memory"))
        return sample.memoryUsage();
    if (metric == QLatin1String("networkIn"))
        return sample.networkIn;
    if (metric == QLatin1String("networkOut"))
        return sample.networkOut;
    if (metric == QLatin1String("diskRead"))
        return sample.diskRead;
    if (metric == QLatin1String("diskWrite"))
        return sample.diskWrite;
    return std::nullopt;
}

void AreaPlot::restart()
{
    if (!isComponentComplete())
        return;
    m_first.samples.clear();
    m_second.samples.clear();
    m_newest = 0;
    if (m_source) {
        const QList<HostSample> samples = m_source->samples();
        for (const HostSample &sample : samples)
            take(sample);
    }
    setEmpty(m_first.samples.isEmpty());
    requestFeed();
}

void AreaPlot::take(const HostSample &sample)
{
    const qint64 time = toMillis(sample.time);
    m_newest = qMax(m_newest, time);
    for (Track *track : {&m_first, &m_second}) {
        const std::optional<double> value = reading(sample, track->metric);
        if (value && std::isfinite(*value))
            track->samples.append(time, *value);
    }
    setEmpty(m_first.samples.isEmpty());
}

void AreaPlot::setEmpty(bool empty)
{
    if (empty == m_empty)
        return;
    m_empty = empty;
    emit emptyChanged();
}

void AreaPlot::feed()
{
    if (width() < 1 || height() < 2 * Inset + 1 || !m_area)
        return;
    // Whole device pixels: a line moved by half of one looks different, and the chart would
    // seem to boil.
    const double perPixel = m_windowSeconds * 1'000.0 / width();
    const double unit = perPixel / devicePixelRatio();
    m_to = std::ceil(static_cast<double>(m_newest) / unit) * unit;
    m_from = m_to - m_windowSeconds * 1'000.0;

    m_first.points = m_first.samples.query(m_from, m_to, perPixel);
    m_second.points = m_second.samples.query(m_from, m_to, perPixel);
    updateScale();
    const double perValue = m_scale / (height() - 2 * Inset);
    const double low = -Inset * perValue;
    const double high = m_scale + Inset * perValue;
    if (QValueAxis *axis = timeAxisOf(m_area))
        axis->setRange(m_from, m_to);
    if (QValueAxis *axis = valueAxisOf(m_area))
        axis->setRange(low, high);

    const auto bucket = m_first.samples.bucketWidth(perPixel);
    const double gap = static_cast<double>(SamplePeriod) * GapPeriods
        + static_cast<double>(bucket > SamplePeriod ? 2 * bucket : 0);
    feedArea(gap);
    feedTrack(m_first, m_colour, gap);
    feedTrack(m_second, m_secondColour, gap);
    feedTicks();
    renderNow(m_area);
}

void AreaPlot::updateScale()
{
    double scale = m_maximum;
    if (scale <= 0) {
        double most = SmallestScale;
        for (const Track *track : {&m_first, &m_second}) {
            for (const QPointF &point : track->points)
                most = qMax(most, point.y());
        }
        scale = niceCeiling(most);
    }
    if (scale == m_scale)
        return;
    m_scale = scale;
    emit scaleChanged();
}

void AreaPlot::feedArea(double gap)
{
    QList<QPointF> outline;
    const QList<QList<QPointF>> runs = LineFeeder::split(m_first.points, gap, 0);
    for (const QList<QPointF> &run : runs) {
        // Down to zero and along it: over a gap the area has no height.
        outline.append({run.first().x(), -m_scale});
        outline.append(run);
        outline.append({run.last().x(), -m_scale});
    }
    QLinearGradient gradient(0, 0, 0, height());
    QColor top = m_colour;
    top.setAlphaF(0.34f);
    QColor bottom = m_colour;
    bottom.setAlphaF(0.03f);
    gradient.setColorAt(0, top);
    gradient.setColorAt(1, bottom);
    const QBrush brush(gradient);
    if (m_area->brush() != brush)
        m_area->setBrush(brush);
    m_area->setPen(Qt::NoPen);
    if (m_area->upperSeries())
        m_area->upperSeries()->replace(outline);
}

void AreaPlot::feedTrack(Track &track, const QColor &colour, double gap)
{
    if (track.lines.isEmpty() || !track.lines.first() || !track.lines.first()->chart())
        return;
    const double perPixel = (m_to - m_from) / width();
    const QList<QList<QPointF>> runs = LineFeeder::split(track.points, gap, perPixel);
    QChart *chart = track.lines.first()->chart();
    while (track.lines.size() < runs.size()) {
        auto *line = new QLineSeries;
        chart->addSeries(line); // takes it
        line->attachAxis(timeAxisOf(m_area));
        line->attachAxis(valueAxisOf(m_area));
        track.lines.append(line);
    }
    const QPen pen(colour, LineWidth, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin);
    for (qsizetype i = 0; i < track.lines.size(); ++i) {
        QLineSeries *line = track.lines.at(i);
        if (!line)
            continue;
        if (line->pen() != pen)
            line->setPen(pen);
        if (i < runs.size())
            line->replace(runs.at(i));
        else if (line->count() > 0)
            line->clear();
    }
}

void AreaPlot::feedTicks()
{
    QList<AxisTick> ticks;
    if (!m_empty) {
        const double perPixel = (m_to - m_from) / width();
        const QList<TimeTick> moments =
            timeTicks(static_cast<qint64>(m_from), static_cast<qint64>(m_to),
                      qMax(TickSpacing * perPixel, 1'000.0), m_utc);
        for (const TimeTick &tick : moments)
            ticks.append({std::round((static_cast<double>(tick.time) - m_from) / perPixel),
                          tick.label, tick.major});
    }
    m_timeTicks.setTicks(ticks);
}

} // namespace Tickwell
