// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Result.h"

#include <QByteArray>
#include <QStringView>

#include <chrono>

namespace Tickwell {

using Microseconds = std::chrono::microseconds;

/// A moment in UTC, in microseconds since the epoch: the unit of the store and of every message.
using Timestamp = std::chrono::sys_time<Microseconds>;

[[nodiscard]] constexpr qint64 toMicros(Timestamp time)
{
    return time.time_since_epoch().count();
}

[[nodiscard]] constexpr Timestamp fromMicros(qint64 micros)
{
    return Timestamp(Microseconds(micros));
}

/// Milliseconds since the epoch, as Qt and JavaScript count them (rounded down).
[[nodiscard]] constexpr qint64 toMillis(Timestamp time)
{
    return std::chrono::floor<std::chrono::milliseconds>(time).time_since_epoch().count();
}

/// Seconds since the epoch: the number that chat and monitor messages carry.
[[nodiscard]] constexpr double toSeconds(Timestamp time)
{
    return static_cast<double>(toMicros(time)) / 1e6;
}

/// Appends `2026-01-31T09:30:00.123456Z` (RFC 3339, UTC, always six digits) to @p out.
/// Years 0001 to 9999. No allocation beyond what @p out needs.
void appendRfc3339(QByteArray &out, Timestamp time);

[[nodiscard]] QByteArray toRfc3339(Timestamp time);

/// Reads an RFC 3339 time: a date alone (midnight UTC), or date and time with `Z` or an offset,
/// with 0–9 digits of fraction (cut to microseconds), `T`, `t` or a blank between; or an integer or
/// decimal number of seconds since the epoch. A time without a zone is taken as UTC.
[[nodiscard]] Result<Timestamp> parseTimestamp(QStringView text);

} // namespace Tickwell
