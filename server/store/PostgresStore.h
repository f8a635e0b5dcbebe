// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/Store.h"

namespace Tickwell {

/// Opens the database that @p url names (`postgresql://…`, as libpq reads it, with `sslmode` and
/// the like), makes its tables in a schema `tickwell` of it, and migrates an older one forward in a
/// transaction. The database itself must exist. Blocks for some seconds at most.
///
/// A session that is lost later is made again when the next rows are to be written, with growing
/// pauses between tries; until then write() fails and changes nothing (Unavailable), so that the
/// Recorder keeps the rows. Rows that were written although the session was lost at that moment are
/// not doubled by writing them again.
///
/// Fails with a message that says what and what to do, without the password: nobody listens, the
/// user is refused, another Tickwell records there, a newer version did.
[[nodiscard]] Result<std::unique_ptr<Store>> openPostgresStore(const QString &url);

/// For reading alone, beside a running server or without one.
[[nodiscard]] Result<std::unique_ptr<StoreReader>> openPostgresReader(const QString &url);

} // namespace Tickwell
