// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/BarHistory.h"
#include "charts/IndicatorSeries.h"

#include <QByteArray>

#include <vector>

namespace Tickwell {

/// The bars [@p first, @p last) with a column for each value of @p series, as CSV (RFC 4180) with a
/// header: time (RFC 3339, UTC), open, high, low, close, volume. A value that there is none of is
/// an empty field.
[[nodiscard]] QByteArray chartCsv(const BarHistory &bars, qsizetype first, qsizetype last,
                                  const std::vector<IndicatorSeries> &series);

} // namespace Tickwell
