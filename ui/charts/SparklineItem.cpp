// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/SparklineItem.h"

#include <QPainter>

#include <cmath>

namespace Tickwell {

namespace {

constexpr double LineWidth = 1.25;
constexpr double Padding = 2; // the line's own width, and its mitres

// What is less cannot be seen.
double toEighths(double pixels)
{
    return std::round(pixels * 8) / 8;
}

} // namespace

SparklineItem::SparklineItem(QQuickItem *parent)
    : ImageItem(parent,
                QQuickWindow::CreateTextureOptions(QQuickWindow::TextureHasAlphaChannel)
                    | QQuickWindow::TextureCanUseAtlas)
{
    connect(&m_loader, &CandleLoader::loaded, this, [this](const QList<Candle> &candles) {
        m_bars.merge(candles);
        requestFeed();
    });
    connect(&m_loader, &CandleLoader::changed, this, [this](const Candle &candle) {
        if (m_bars.apply(candle) != BarHistory::Change::None)
            requestFeed();
    });
}

void SparklineItem::componentComplete()
{
    FrameItem::componentComplete();
    restart();
}

void SparklineItem::setSource(DataSource *source)
{
    if (source == m_loader.source())
        return;
    m_loader.setSource(source);
    emit sourceChanged();
    restart();
}

void SparklineItem::setSymbol(const QString &symbol)
{
    if (symbol == m_symbol)
        return;
    m_symbol = symbol;
    emit symbolChanged();
    restart();
}

void SparklineItem::setUp(const QColor &colour)
{
    m_up = colour;
    emit coloursChanged();
    requestFeed();
}

void SparklineItem::setDown(const QColor &colour)
{
    m_down = colour;
    emit coloursChanged();
    requestFeed();
}

void SparklineItem::restart()
{
    if (!isComponentComplete())
        return;
    m_bars.clear();
    m_loader.start(m_symbol, Interval::Minute1, Minutes);
    requestFeed();
}

void SparklineItem::updateRising()
{
    bool rising = m_bars.isEmpty() || m_bars.last().close >= m_bars.first().close;
    if (source()) {
        const std::optional<Quote> quote = source()->quote(m_symbol);
        if (quote && !quote->previousClose.isZero())
            rising = quote->change() >= Decimal();
    }
    if (rising == m_rising)
        return;
    m_rising = rising;
    emit risingChanged();
}

QPolygonF SparklineItem::line() const
{
    QPolygonF points;
    if (m_bars.isEmpty())
        return points;
    // A real time axis of an hour: a market that opened ten minutes ago fills a sixth of it.
    const double hour = Minutes * 60'000.0;
    const auto end = static_cast<double>(m_bars.last().start);
    const qsizetype first = m_bars.lowerBound(end - hour);
    double low = m_bars.at(first).close;
    double high = low;
    for (qsizetype i = first; i < m_bars.size(); ++i) {
        low = qMin(low, m_bars.at(i).close);
        high = qMax(high, m_bars.at(i).close);
    }
    const double wide = width() - 2 * Padding;
    const double tall = height() - 2 * Padding;
    for (qsizetype i = first; i < m_bars.size(); ++i) {
        const Bar &bar = m_bars.at(i);
        const double x = 1 - (end - static_cast<double>(bar.start)) / (hour - 60'000);
        const double y = high > low ? (high - bar.close) / (high - low) : 0.5;
        points.append({toEighths(Padding + x * wide), toEighths(Padding + y * tall)});
    }
    if (points.size() == 1)
        points.prepend({points.first().x() - 2, points.first().y()});
    return points;
}

void SparklineItem::feed()
{
    updateRising();
    const QColor colour = m_rising ? m_up : m_down;
    const QPolygonF points = width() > 2 * Padding && height() > 2 * Padding ? line() : QPolygonF();
    const QSize size = pictureSize();
    if (points == m_points && colour == m_painted && size == image().size())
        return;
    m_points = points;
    m_painted = colour;
    QImage image = blank(size);
    if (!image.isNull() && !points.isEmpty()) {
        QPainter painter(&image);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.scale(devicePixelRatio(), devicePixelRatio());
        painter.setPen(QPen(colour, LineWidth, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin));
        painter.drawPolyline(points);
    }
    ++m_paints;
    show(image);
}

} // namespace Tickwell
