// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QPolygonF>

QT_BEGIN_NAMESPACE
class QColor;
class QPainter;
QT_END_NAMESPACE

namespace Tickwell {

/// Makes a line of points that come from left to right, in pixels: at most two for each pixel
/// column, its lowest and its highest, and broken where asked. A lone point comes twice, half a
/// pixel apart, so that it can be seen.
class ThinLine
{
public:
    void add(double x, double y);
    /// The next point is not joined to the last one.
    void interrupt();
    /// The runs so far; begins anew.
    [[nodiscard]] QList<QPolygonF> take();

private:
    void flushColumn();

    QList<QPolygonF> m_runs;
    QPolygonF m_run;
    QPolygonF m_column; ///< one or two points of the column that is being filled
};

/// Strokes a run of ThinLine's. One that goes up and down in most of its columns is a thicket that
/// nobody follows by its edges: it is drawn without smoothing, which would take a hundred times as
/// long.
void drawThinLine(QPainter &painter, const QPolygonF &run, const QColor &colour, double width);

} // namespace Tickwell
