// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Result.h"
#include "market/AlpacaFeed.h"

namespace Tickwell {

/// Keys that were given while the program ran, kept in the data folder's file `feed-keys` for this
/// user alone (mode 0600). Both functions block; whoever has the keys tells them to nobody.

/// What is kept; empty when nothing is. A file that others can read is closed to them.
[[nodiscard]] Result<AlpacaKeys> loadFeedKeys(const QString &dataDir);

/// Keeps @p keys in place of what was kept: all of it or nothing.
[[nodiscard]] Result<void> saveFeedKeys(const QString &dataDir, const AlpacaKeys &keys);

} // namespace Tickwell
