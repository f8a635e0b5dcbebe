// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/Connection.h"
#include "store/Store.h"

namespace Tickwell {

/// Starts the export of @p query over @p connection, which the cursor keeps.
///
/// Rows come by time; of the same time, ticks by seq, bars by symbol and interval, messages by seq.
/// Ticks recorded after the start are left out; so are deleted and direct messages. Text cells,
/// which get the formula guard, are symbol, room, user_id and message.
[[nodiscard]] Result<std::unique_ptr<ExportCursor>> openCsvExport(Connection connection,
                                                                  const ExportQuery &query);

} // namespace Tickwell
