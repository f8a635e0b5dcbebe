// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Result.h"

#include <QString>

namespace Tickwell {

/// The feed that was chosen while the program ran, kept in the data folder's file `feed` for the
/// next start that names none. Both functions block.

/// One of `simulator`, `alpaca` and `binance`; empty when none is kept, or nothing that is a feed.
[[nodiscard]] QString loadFeedChoice(const QString &dataDir);

/// Keeps @p name in place of what was kept: all of it or nothing.
[[nodiscard]] Result<void> saveFeedChoice(const QString &dataDir, const QString &name);

/// Whether @p name is a feed that can be chosen while the program runs.
[[nodiscard]] bool isChoosableFeed(const QString &name);

} // namespace Tickwell
