// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Time.h"

#include <QByteArrayView>

#include <chrono>
#include <optional>

namespace Tickwell {

/// How long a `Retry-After` of @p value asks to wait at @p now: seconds or an HTTP date (RFC 9110
/// §10.2.3), never negative, at most a year; none when it is neither.
[[nodiscard]] std::optional<std::chrono::milliseconds> parseRetryAfter(QByteArrayView value,
                                                                       Timestamp now);

} // namespace Tickwell
