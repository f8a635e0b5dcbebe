// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Decimal.h"
#include "core/Time.h"

#include <QString>

#include <array>
#include <optional>

namespace Tickwell {

/// The widths of bars that the program makes.
enum class Interval : qint32 {
    Second1 = 1,
    Minute1 = 60,
    Minute5 = 300,
    Hour1 = 3'600,
    Day1 = 86'400,
};

inline constexpr std::array AllIntervals{Interval::Second1, Interval::Minute1, Interval::Minute5,
                                         Interval::Hour1, Interval::Day1};

[[nodiscard]] constexpr std::chrono::seconds duration(Interval interval)
{
    return std::chrono::seconds(static_cast<qint32>(interval));
}

/// `1s`, `1m`, `5m`, `1h`, `1d`: as the API writes it.
[[nodiscard]] QString toString(Interval interval);
[[nodiscard]] std::optional<Interval> parseInterval(QStringView text);

/// The start of the bucket `[start, start + interval)` that holds @p time, counted from the epoch.
[[nodiscard]] constexpr Timestamp bucketStart(Timestamp time, Interval interval)
{
    const auto width = std::chrono::duration_cast<Microseconds>(duration(interval)).count();
    const qint64 t = toMicros(time);
    const qint64 remainder = ((t % width) + width) % width;
    return fromMicros(t - remainder);
}

/// One OHLCV bar. Labelled by its start (MARKETS.md, Bars); a bucket without ticks has no bar.
struct Candle
{
    QString symbol;
    Interval interval = Interval::Minute1;
    Timestamp start;
    Decimal open;
    Decimal high;
    Decimal low;
    Decimal close;
    Decimal volume;
    qint64 ticks = 0;    ///< how many trades it holds
    bool closed = false; ///< its bucket is over; a late tick may still revise it

    friend bool operator==(const Candle &, const Candle &) = default;
};

} // namespace Tickwell
