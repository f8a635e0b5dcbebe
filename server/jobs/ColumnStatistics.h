// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "jobs/CsvDescription.h"
#include "jobs/OrderStatistics.h"

namespace Tickwell {

/// Describes a column with @p numbers as pandas' Series.describe() does. What it returns is of no
/// use when the work was stopped meanwhile.
[[nodiscard]] ColumnDescription describeColumn(const QString &name, const ColumnNumbers &numbers);

} // namespace Tickwell
