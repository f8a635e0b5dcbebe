// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/HttpLimits.h"
#include "core/Result.h"

#include <QStringList>

namespace Tickwell {

/// The keys of the configuration file's section `[limits]`.
[[nodiscard]] QStringList limitKeys();

/// Sets the limit @p key to @p value: whole numbers of bytes or of things, seconds with or without
/// decimals, `true` or `false`. On failure @p limits are unchanged.
[[nodiscard]] Result<void> applyLimit(HttpLimits &limits, const QString &key, const QString &value);

} // namespace Tickwell
