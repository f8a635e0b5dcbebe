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

/// These read the columns named above, from column 0, of a row that gives integer(), real() and
/// text(): a Statement or a PgRow.
template<typename Source>
[[nodiscard]] Tick readTick(const Source &row, const QString &symbol)
{
    const qint64 scales = row.integer(4);
    return {symbol, fromMicros(row.integer(0)), unpackDecimal(row.integer(2), scales, 0),
            unpackDecimal(row.integer(3), scales, 1), static_cast<quint64>(row.integer(1))};
}

template<typename Source>
[[nodiscard]] Candle readCandle(const Source &row, const QString &symbol, Interval interval)
{
    Candle candle;
    candle.symbol = symbol;
    candle.interval = interval;
    candle.start = fromMicros(row.integer(0));
    const qint64 scales = row.integer(6);
    int column = 1;
    for (Decimal *value :
         {&candle.open, &candle.high, &candle.low, &candle.close, &candle.volume}) {
        *value = unpackDecimal(row.integer(column), scales, column - 1);
        ++column;
    }
    candle.ticks = row.integer(7);
    candle.closed = row.integer(8) != 0;
    return candle;
}

template<typename Source>
[[nodiscard]] HostSample readSample(const Source &row)
{
    HostSample sample;
    sample.time = fromMicros(row.integer(0));
    sample.cpuUsage = row.real(1);
    sample.load1 = row.real(2);
    sample.load5 = row.real(3);
    sample.load15 = row.real(4);
    sample.memoryTotal = static_cast<quint64>(row.integer(5));
    sample.memoryAvailable = static_cast<quint64>(row.integer(6));
    sample.swapTotal = static_cast<quint64>(row.integer(7));
    sample.swapUsed = static_cast<quint64>(row.integer(8));
    sample.networkIn = row.real(9);
    sample.networkOut = row.real(10);
    sample.diskRead = row.real(11);
    sample.diskWrite = row.real(12);
    sample.activeConnections = static_cast<int>(row.integer(13));
    return sample;
}

template<typename Source>
[[nodiscard]] ChatMessage readMessage(const Source &row)
{
    ChatMessage message;
    message.seq = static_cast<quint64>(row.integer(0));
    message.id = row.text(1);
    message.room = row.text(2);
    message.to = row.text(3);
    message.userId = row.text(4);
    message.text = row.text(5);
    message.time = fromMicros(row.integer(6));
    message.clientId = row.text(7);
    message.editedAt = fromMicros(row.integer(8));
    message.deleted = row.integer(9) != 0;
    return message;
}

/// Bind the columns named above in their order, from parameter @p first.
void bindCandle(Statement &statement, int first, const Candle &candle);
void bindSample(Statement &statement, int first, const HostSample &sample);
void bindMessage(Statement &statement, int first, const ChatMessage &message);

} // namespace Tickwell
