// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/Store.h"

#include <atomic>
#include <functional>

namespace Tickwell {

/// How far an export to a file is, or how it ended.
struct ExportProgress
{
    qint64 rows = 0; ///< data rows, without the header
    qint64 bytes = 0;
    bool cancelled = false;

    friend bool operator==(const ExportProgress &, const ExportProgress &) = default;
};

/// Writes the export of @p query as CSV to @p path. Blocks: for a pool thread, or a program that
/// does nothing else.
///
/// The file gets its name when it is complete and on the disk; until then it is a hidden neighbour
/// with a name of its own. An existing file is replaced at that moment, and stays as it was when
/// the export fails or is cancelled; nothing is left beside it then.
///
/// @p progress is called on this thread, about ten times a second and at the end. @p cancelled may
/// be set by any thread; the export then ends within a piece of 256 KiB.
[[nodiscard]] Result<ExportProgress>
exportToFile(const StoreReader &reader, const ExportQuery &query, const QString &path,
             const std::atomic<bool> &cancelled,
             const std::function<void(const ExportProgress &)> &progress = {});

} // namespace Tickwell
