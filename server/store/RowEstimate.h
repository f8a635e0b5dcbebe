// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/Connection.h"
#include "store/Store.h"

namespace Tickwell {

/// StoreReader::estimateRows(): a few milliseconds whatever the size. Ticks are counted by
/// tick_hours, and row by row only in an hour that the range cuts; other rows are counted up to a
/// limit, from where the count is drawn out over the rest of the range.
[[nodiscard]] Result<qint64> estimateRows(const Connection &connection, const ExportQuery &query);

} // namespace Tickwell
