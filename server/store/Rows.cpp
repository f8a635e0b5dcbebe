// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/Rows.h"

namespace Tickwell {

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
