// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/Store.h"

namespace Tickwell {

/// Opens `tickwell.db` in @p dataDir, makes it when there is none, and migrates an older one
/// forward in a transaction. The folder must exist and be writable.
///
/// Fails with a message that says what and what to do when the file cannot be opened or written,
/// is locked by another running Tickwell, is no database or a corrupt one, or was written by a
/// newer version. Whatever was there is then left exactly as it was.
[[nodiscard]] Result<std::unique_ptr<Store>> openSqliteStore(const QString &dataDir);

/// Opens an existing database for reading alone, as `tickwelld export` does beside a running
/// server. Takes no lock that a running server would notice, and creates nothing.
[[nodiscard]] Result<std::unique_ptr<StoreReader>> openSqliteReader(const QString &dataDir);

} // namespace Tickwell
