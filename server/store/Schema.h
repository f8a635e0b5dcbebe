// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Result.h"
#include "store/Connection.h"

#include <span>

namespace Tickwell {

/// `application_id` in the file's header: "Tick".
inline constexpr qint64 ApplicationId = 0x5469636b;

/// One step of the schema. Steps are never edited once released; the newest one's version is the
/// program's.
struct Migration
{
    int version; ///< what `user_version` is after it; each is one more than the one before
    const char *sql;
};

/// All steps from an empty file to the schema of this program.
[[nodiscard]] std::span<const Migration> migrations();

/// What a database file is, before anything in it is touched.
enum class SchemaState {
    Empty, ///< nothing in it yet
    Older, ///< can be migrated forward
    Current,
};

/// Looks into the header of @p path without opening it as a database, then through @p connection
/// at what a write-ahead log may have changed. Fails for a file that is no database, another
/// program's, or of a newer version than @p steps.
[[nodiscard]] Result<void> checkHeader(const QString &path,
                                       std::span<const Migration> steps = migrations());
[[nodiscard]] Result<SchemaState> checkSchema(const Connection &connection,
                                              std::span<const Migration> steps = migrations());

/// Looks for damage: all of a small file, the edges of each table of a big one (opening stays
/// fast). What it does not find, the statement that meets it reports.
[[nodiscard]] Result<void> checkIntegrity(const Connection &connection);

/// Brings the schema to the newest of @p steps in one transaction: all of it or nothing.
[[nodiscard]] Result<void> migrate(Connection &connection,
                                   std::span<const Migration> steps = migrations());

} // namespace Tickwell
