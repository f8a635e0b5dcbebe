// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/HttpLimits.h"
#include "core/Result.h"
#include "core/SessionLimits.h"

#include <QStringList>

namespace Tickwell {

/// The keys of the configuration file's section `[limits]`.
[[nodiscard]] QStringList limitKeys();

/// Sets the limit @p key to @p value: whole numbers of bytes or of things, seconds with or without
/// decimals, `true` or `false`. On failure nothing is changed.
[[nodiscard]] Result<void> applyLimit(HttpLimits &http, SessionLimits &sessions, const QString &key,
                                      const QString &value);

} // namespace Tickwell
