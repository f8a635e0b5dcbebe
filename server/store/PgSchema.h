// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/PgConnection.h"
#include "store/Schema.h"

namespace Tickwell {

/// All steps from an empty database to the schema of this program.
[[nodiscard]] std::span<const Migration> pgMigrations();

/// Takes the database for this session alone, until it ends, and brings its schema to the newest of
/// @p steps in one transaction. Fails, and changes nothing, when another Tickwell writes to it,
/// when a newer one did, or when a schema `tickwell` is there that is not ours.
[[nodiscard]] Result<void> takePgDatabase(PgConnection &connection, const QString &shown,
                                          std::span<const Migration> steps = pgMigrations());

} // namespace Tickwell
