// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/LineFeeder.h"

namespace Tickwell {

void LineFeeder::setSeries(QXYSeries *series)
{
    if (series == m_series)
        return;
    m_series = series;
    m_points.clear();
}

void LineFeeder::feed(const QList<QPointF> &points)
{
    if (!m_series || points == m_points)
        return;
    m_points = points;
    m_series->replace(points);
}

QList<QList<QPointF>> LineFeeder::split(const QList<QPointF> &points, double gap, double perPixel)
{
    QList<QList<QPointF>> runs;
    for (const QPointF &point : points) {
        if (runs.isEmpty() || point.x() - runs.last().last().x() > gap)
            runs.append(QList<QPointF>());
        runs.last().append(point);
    }
    for (QList<QPointF> &run : runs) {
        if (run.size() == 1)
            run.append({run.first().x() + perPixel / 2, run.first().y()});
    }
    return runs;
}

} // namespace Tickwell
