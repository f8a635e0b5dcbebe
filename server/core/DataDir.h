// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Result.h"

namespace Tickwell {

/// Makes sure that @p path is a folder in which this user can create files, and creates it for
/// this user alone (mode 0700) when there is none; folders above it are made as the system makes
/// them. An existing folder keeps its mode. Blocks; called once, in main.
[[nodiscard]] Result<void> prepareDataDir(const QString &path);

} // namespace Tickwell
