// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Result.h"
#include "core/Time.h"

#include <QString>
#include <QTimeZone>

namespace Tickwell {

/// Reads a moment as a person types it: `2026-11-20`, `2026-11-20 09:30`, `2026-11-20 09:30:15` in
/// @p zone, or anything that names its own zone or is a number of seconds (parseTimestamp).
[[nodiscard]] Result<Timestamp> parseTyped(const QString &text, const QTimeZone &zone);

/// The first moment of the day in @p zone that @p now falls in.
[[nodiscard]] Timestamp dayStart(Timestamp now, const QTimeZone &zone);

} // namespace Tickwell
