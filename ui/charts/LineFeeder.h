// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QPointF>
#include <QPointer>
#include <QtCharts/QXYSeries>

namespace Tickwell {

/// Gives a line its points with one replace() a frame, and with none when they are the same.
class LineFeeder
{
public:
    void setSeries(QXYSeries *series);
    [[nodiscard]] QXYSeries *series() const { return m_series; }
    void feed(const QList<QPointF> &points);
    void clear() { feed({}); }

    /// Cuts @p points where two of them are further apart than @p gap on the x axis. A lone point
    /// comes twice, half a pixel apart (@p perPixel), so that it can be seen.
    [[nodiscard]] static QList<QList<QPointF>> split(const QList<QPointF> &points, double gap,
                                                     double perPixel);

private:
    QPointer<QXYSeries> m_series;
    QList<QPointF> m_points;
};

} // namespace Tickwell
