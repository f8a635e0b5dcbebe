// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/ChartRender.h"

#include <QCoreApplication>
#include <QEvent>
#include <QGraphicsScene>
#include <QtCharts/QChart>
#include <QtCharts/QValueAxis>

namespace Tickwell {

namespace {

QValueAxis *axisOf(const QAbstractSeries *series, Qt::Orientation orientation)
{
    if (!series)
        return nullptr;
    const QList<QAbstractAxis *> axes = const_cast<QAbstractSeries *>(series)->attachedAxes();
    for (QAbstractAxis *axis : axes) {
        if (axis->orientation() == orientation)
            return qobject_cast<QValueAxis *>(axis);
    }
    return nullptr;
}

} // namespace

QValueAxis *timeAxisOf(const QAbstractSeries *series)
{
    return axisOf(series, Qt::Horizontal);
}

QValueAxis *valueAxisOf(const QAbstractSeries *series)
{
    return axisOf(series, Qt::Vertical);
}

void renderNow(const QAbstractSeries *series)
{
    if (!series || !series->chart() || !series->chart()->scene())
        return;
    QGraphicsScene *scene = series->chart()->scene();
    QCoreApplication::sendPostedEvents(scene, QEvent::MetaCall); // tells the view what changed
    if (scene->parent())
        QCoreApplication::sendPostedEvents(scene->parent(), QEvent::MetaCall); // which then paints
}

} // namespace Tickwell
