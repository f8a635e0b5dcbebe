// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/ThinLine.h"

#include <QPainter>
#include <QPen>

#include <cmath>
#include <utility>

namespace Tickwell {

void ThinLine::add(double x, double y)
{
    const QPointF point(x, y);
    if (!m_column.isEmpty() && std::floor(m_column.first().x()) != std::floor(x))
        flushColumn();
    if (m_column.size() < 2) {
        m_column.append(point);
        return;
    }
    // Of the three, what lies between the other two goes; the order in time stays.
    QPointF &first = m_column[0];
    QPointF &second = m_column[1];
    const double low = qMin(first.y(), second.y());
    const double high = qMax(first.y(), second.y());
    if (y >= low && y <= high)
        return;
    if ((y > high) != (second.y() > first.y()))
        first = second;
    second = point;
}

void ThinLine::flushColumn()
{
    m_run.append(m_column);
    m_column.clear();
}

void ThinLine::interrupt()
{
    flushColumn();
    if (m_run.size() == 1)
        m_run.append({m_run.first().x() + 0.5, m_run.first().y()});
    if (!m_run.isEmpty())
        m_runs.append(std::exchange(m_run, {}));
}

QList<QPolygonF> ThinLine::take()
{
    interrupt();
    return std::exchange(m_runs, {});
}

void drawThinLine(QPainter &painter, const QPolygonF &run, const QColor &colour, double width)
{
    const double columns = run.last().x() - run.first().x();
    const bool isThicket = run.size() > 64 && static_cast<double>(run.size()) > 1.3 * columns;
    painter.setRenderHint(QPainter::Antialiasing, !isThicket);
    if (isThicket) {
        painter.setPen(QPen(colour, 0));
        painter.drawPolyline(run);
        return;
    }
    painter.setPen(QPen(colour, width, Qt::SolidLine, Qt::FlatCap, Qt::BevelJoin));
    // The rasterizer's time grows faster than the number of points.
    constexpr qsizetype Stretch = 64;
    for (qsizetype i = 0; i + 1 < run.size(); i += Stretch) {
        const auto points = static_cast<int>(qMin(Stretch + 1, run.size() - i));
        painter.drawPolyline(run.constData() + i, points);
    }
}

} // namespace Tickwell
