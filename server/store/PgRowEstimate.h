// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/PgPool.h"
#include "store/Store.h"

namespace Tickwell {

/// StoreReader::estimateRows(): ticks are counted by tick_hours, and row by row only in an hour
/// that the range cuts, up to a limit; other rows are counted up to a limit, from where the count
/// is drawn out over the rest of the range.
[[nodiscard]] Result<qint64> estimatePgRows(PgPool &pool, const ExportQuery &query);

} // namespace Tickwell
