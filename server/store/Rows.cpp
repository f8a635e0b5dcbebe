// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/Rows.h"

namespace Tickwell {

Tick readTick(const Statement &row, const QString &symbol)
{
    const qint64 scales = row.integer(4);
    return {symbol, fromMicros(row.integer(0)), unpackDecimal(row.integer(2), scales, 0),
            unpackDecimal(row.integer(3), scales, 1), static_cast<quint64>(row.integer(1))};
}

Candle readCandle(const Statement &row, const QString &symbol, Interval interval)
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

void bindCandle(Statement &statement, int first, const Candle &candle)
{
    statement.bind(first, toMicros(candle.start));
    for (const Decimal value : {candle.open, candle.high, candle.low, candle.close, candle.volume})
        statement.bind(++first, value.units());
    statement.bind(++first,
                   packScales({candle.open, candle.high, candle.low, candle.close, candle.volume}));
    statement.bind(++first, candle.ticks);
    statement.bind(++first, qint64(candle.closed));
}

HostSample readSample(const Statement &row)
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

void bindSample(Statement &statement, int first, const HostSample &sample)
{
    statement.bind(first, toMicros(sample.time));
    for (const auto &value : {sample.cpuUsage, sample.load1, sample.load5, sample.load15})
        statement.bind(++first, value);
    for (const quint64 bytes :
         {sample.memoryTotal, sample.memoryAvailable, sample.swapTotal, sample.swapUsed})
        statement.bind(++first, static_cast<qint64>(bytes));
    for (const auto &value :
         {sample.networkIn, sample.networkOut, sample.diskRead, sample.diskWrite})
        statement.bind(++first, value);
    statement.bind(++first, qint64(sample.activeConnections));
}

ChatMessage readMessage(const Statement &row)
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

void bindMessage(Statement &statement, int first, const ChatMessage &message)
{
    statement.bind(first, storedSeq(message.seq));
    for (const QString &text : {message.id, message.room, message.to, message.userId, message.text})
        statement.bind(++first, text);
    statement.bind(++first, toMicros(message.time));
    statement.bind(++first, message.clientId);
    statement.bind(++first, toMicros(message.editedAt));
    statement.bind(++first, qint64(message.deleted));
}

} // namespace Tickwell
