// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/DenseBars.h"

#include <QPainter>

#include <cmath>

namespace Tickwell {

DenseBars::DenseBars(QQuickItem *parent)
    : ImageItem(parent)
{
}

void DenseBars::setPlot(PricePlot *plot)
{
    if (plot == m_plot)
        return;
    if (m_plot)
        m_plot->disconnect(this);
    m_plot = plot;
    if (m_plot)
        connect(m_plot, &PricePlot::fed, this, &DenseBars::requestFeed);
    emit plotChanged();
    requestFeed();
}

QList<DenseBars::Column> DenseBars::columns(double ratio) const
{
    QList<Column> columns;
    const BarHistory &bars = m_plot->bars();
    for (qsizetype i = m_plot->firstShown(); i < m_plot->lastShown(); ++i) {
        const Bar &bar = bars.at(i);
        const double place = m_plot->viewport().xOf(static_cast<double>(bar.start)) * ratio;
        const int x = static_cast<int>(std::floor(place));
        if (columns.isEmpty() || columns.last().x != x) {
            columns.append({x, bar.open, bar.high, bar.low, bar.close, bar.volume});
            continue;
        }
        Column &column = columns.last();
        column.high = qMax(column.high, bar.high);
        column.low = qMin(column.low, bar.low);
        column.close = bar.close;
        column.volume = qMax(column.volume, bar.volume);
    }
    return columns;
}

DenseBars::Picture DenseBars::draw(double ratio) const
{
    Picture picture;
    const auto toY = [this, ratio](double price) {
        return static_cast<int>(std::round(m_plot->yOf(price) * ratio));
    };
    // Odd, so that the wick is in the middle.
    int body = qMax(1, static_cast<int>(std::floor(m_plot->viewport().spacing() * ratio * 0.8)));
    if (body % 2 == 0)
        --body;
    const int bottom = static_cast<int>(std::round(height() * ratio));
    for (const Column &column : columns(ratio)) {
        const bool rising = column.close >= column.open;
        const int left = column.x - body / 2;
        if (!m_plot->isLine()) {
            const int high = toY(column.high);
            const int top = toY(qMax(column.open, column.close));
            QList<QRect> &candles = rising ? picture.up : picture.down;
            candles.append({column.x, high, 1, qMax(1, toY(column.low) - high)});
            if (body > 1)
                candles.append(
                    {left, top, body, qMax(1, toY(qMin(column.open, column.close)) - top)});
        }
        const int tall = static_cast<int>(std::round(m_plot->volumeHeight(column.volume) * ratio));
        (rising ? picture.upVolumes : picture.downVolumes)
            .append({left, bottom - tall, body, tall});
    }
    return picture;
}

void DenseBars::feed()
{
    const bool shown = m_plot && m_plot->isDense() && width() >= 1 && height() >= 1;
    const double ratio = devicePixelRatio();
    const Picture picture = shown ? draw(ratio) : Picture();
    const QSize size = shown ? pictureSize() : QSize();
    const QColor up = m_plot ? m_plot->upColour() : QColor();
    const QColor down = m_plot ? m_plot->downColour() : QColor();
    if (picture == m_picture && size == image().size() && up == m_up && down == m_down)
        return;
    m_picture = picture;
    m_up = up;
    m_down = down;
    show(paint(size));
}

QImage DenseBars::paint(QSize size) const
{
    QImage image = blank(size);
    if (image.isNull())
        return image;
    QPainter painter(&image);
    const auto fill = [&painter](const QList<QRect> &areas, const QColor &colour) {
        for (const QRect &area : areas)
            painter.fillRect(area, colour);
    };
    fill(m_picture.upVolumes, PricePlot::volumeColour(m_up));
    fill(m_picture.downVolumes, PricePlot::volumeColour(m_down));
    const int pane = static_cast<int>(std::round(m_plot->pricePaneHeight() * devicePixelRatio()));
    painter.setClipRect(QRect(0, 0, size.width(), pane));
    fill(m_picture.up, m_up);
    fill(m_picture.down, m_down);
    return image;
}

} // namespace Tickwell
