// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Candle.h"
#include "core/ChatMessage.h"
#include "core/HostSample.h"
#include "core/Tick.h"
#include "store/Statement.h"

#include <initializer_list>

/// How values become columns. The only place that knows the order of both.
namespace Tickwell {

inline constexpr qint64 MicrosPerHour = 3'600'000'000;

/// The hour since the epoch that holds @p micros: the key of tick_hours.
[[nodiscard]] constexpr qint64 hourOf(qint64 micros)
{
    return micros / MicrosPerHour - (micros % MicrosPerHour < 0 ? 1 : 0);
}

/// The `scales` column: four bits for each decimal of the row, the first one lowest.
[[nodiscard]] constexpr qint64 packScales(std::initializer_list<Decimal> values)
{
    qint64 packed = 0;
    int shift = 0;
    for (const Decimal value : values) {
        packed |= qint64(value.scale()) << shift;
        shift += 4;
    }
    return packed;
}

[[nodiscard]] constexpr Decimal unpackDecimal(qint64 units, qint64 scales, int index)
{
    // A scale that no Decimal can have comes from a damaged row alone; it must not be followed.
    const auto scale = static_cast<int>((scales >> (4 * index)) & 0xf);
    return {units, scale > Decimal::MaxScale ? Decimal::MaxScale : scale};
}

/// Sequence numbers are unsigned to the program and signed to SQLite.
[[nodiscard]] constexpr qint64 storedSeq(quint64 seq)
{
    constexpr quint64 max = quint64(std::numeric_limits<qint64>::max());
    return static_cast<qint64>(seq < max ? seq : max);
}

inline constexpr const char *TickColumns = "time, seq, price, volume, scales";
inline constexpr const char *CandleColumns =
    "start, open, high, low, close, volume, scales, ticks, closed";
inline constexpr const char *SampleColumns =
    "time, cpu_usage, load1, load5, load15, memory_total, memory_available, swap_total, swap_used, "
    "network_in, network_out, disk_read, disk_write, active_connections";
inline constexpr const char *MessageColumns =
    "seq, id, room, recipient, user_id, text, time, client_id, edited_at, deleted";

/// Read the columns named above, from column 0.
[[nodiscard]] Tick readTick(const Statement &row, const QString &symbol);
[[nodiscard]] Candle readCandle(const Statement &row, const QString &symbol, Interval interval);
[[nodiscard]] HostSample readSample(const Statement &row);
[[nodiscard]] ChatMessage readMessage(const Statement &row);

/// Bind the columns named above in their order, from parameter @p first.
void bindCandle(Statement &statement, int first, const Candle &candle);
void bindSample(Statement &statement, int first, const HostSample &sample);
void bindMessage(Statement &statement, int first, const ChatMessage &message);

} // namespace Tickwell
