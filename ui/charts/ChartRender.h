// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

QT_BEGIN_NAMESPACE
class QAbstractSeries;
class QValueAxis;
QT_END_NAMESPACE

namespace Tickwell {

/// The value axis that @p series is attached to; null when it has none yet.
[[nodiscard]] QValueAxis *timeAxisOf(const QAbstractSeries *series);
[[nodiscard]] QValueAxis *valueAxisOf(const QAbstractSeries *series);

/// Has the ChartView of @p series paint now what changed, so that it comes in this frame, together
/// with the labels and lines that are drawn beside it. By itself ChartView paints after two turns
/// of the event loop, and the candles would trail the grid while one pans. GUI thread.
void renderNow(const QAbstractSeries *series);

} // namespace Tickwell
