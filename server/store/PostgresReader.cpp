// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/PostgresReader.h"

#include "store/PgBatchWriter.h"
#include "store/PgCsvTables.h"
#include "store/PgRowEstimate.h"
#include "store/Rows.h"

#include <algorithm>

namespace Tickwell {

namespace {

constexpr qint64 Earliest = std::numeric_limits<qint64>::min();
constexpr qint64 Latest = std::numeric_limits<qint64>::max();

template<typename Read>
auto select(PgPool &pool, const QByteArray &sql, const PgValues &values, Read read)
    -> Result<QList<decltype(read(std::declval<const PgRow &>()))>>
{
    return pool.query(sql, values).map([&](const PgResult &result) {
        QList<decltype(read(std::declval<const PgRow &>()))> rows;
        rows.reserve(result.rows());
        for (int i = 0; i < result.rows(); ++i)
            rows.append(read(result.row(i)));
        return rows;
    });
}

template<typename T>
QList<T> reversed(QList<T> rows)
{
    std::reverse(rows.begin(), rows.end());
    return rows;
}

PgValue atLeastNone(int limit)
{
    return qint64(std::max(limit, 0));
}

} // namespace

Result<QList<Candle>> PostgresReader::candles(const QString &symbol, Interval interval,
                                              std::optional<Timestamp> from,
                                              std::optional<Timestamp> to, int limit) const
{
    return select(*m_pool,
                  QByteArray("SELECT ") + CandleColumns
                      + " FROM candles WHERE symbol = (SELECT id FROM symbols WHERE name = $1) "
                        "AND \"interval\" = $2 AND start >= $3 AND start < $4 "
                        "ORDER BY start DESC LIMIT $5",
                  {symbol, static_cast<qint64>(interval), from ? toMicros(*from) : Earliest,
                   to ? toMicros(*to) : Latest, atLeastNone(limit)},
                  [&](const PgRow &row) { return readCandle(row, symbol, interval); })
        .map(reversed<Candle>);
}

Result<QList<Tick>> PostgresReader::ticks(const QString &symbol, Timestamp from, Timestamp to,
                                          int limit) const
{
    return select(*m_pool,
                  QByteArray("SELECT ") + TickColumns
                      + " FROM ticks WHERE symbol = (SELECT id FROM symbols WHERE name = $1) "
                        "AND time >= $2 AND time < $3 ORDER BY time, seq LIMIT $4",
                  {symbol, toMicros(from), toMicros(to), atLeastNone(limit)},
                  [&](const PgRow &row) { return readTick(row, symbol); });
}

Result<QList<Tick>> PostgresReader::newestTicks(const QString &symbol, Timestamp from, Timestamp to,
                                                int limit) const
{
    return select(*m_pool,
                  QByteArray("SELECT ") + TickColumns
                      + " FROM ticks WHERE symbol = (SELECT id FROM symbols WHERE name = $1) "
                        "AND time >= $2 AND time < $3 ORDER BY time DESC, seq DESC LIMIT $4",
                  {symbol, toMicros(from), toMicros(to), atLeastNone(limit)},
                  [&](const PgRow &row) { return readTick(row, symbol); })
        .map(reversed<Tick>);
}

Result<QList<HostSample>> PostgresReader::samples(Timestamp from, Timestamp to, int limit) const
{
    return select(*m_pool,
                  QByteArray("SELECT ") + SampleColumns
                      + " FROM host_samples WHERE time >= $1 AND time < $2 "
                        "ORDER BY time DESC LIMIT $3",
                  {toMicros(from), toMicros(to), atLeastNone(limit)}, readSample<PgRow>)
        .map(reversed<HostSample>);
}

Result<void> PostgresReader::eachSample(Timestamp from, Timestamp to,
                                        const std::function<void(const HostSample &)> &take) const
{
    // A piece at a time: a result is held in memory whole.
    constexpr qint64 Piece = 10'000;
    const QByteArray sql = QByteArray("SELECT ") + SampleColumns
        + " FROM host_samples WHERE time >= $1 AND time < $2 ORDER BY time LIMIT $3";
    for (Timestamp begin = from;;) {
        const auto samples =
            select(*m_pool, sql, {toMicros(begin), toMicros(to), Piece}, readSample<PgRow>);
        if (!samples)
            return tl::unexpected(samples.error());
        for (const HostSample &sample : *samples)
            take(sample);
        if (samples->size() < Piece)
            return {};
        begin = samples->last().time + Microseconds(1);
    }
}

Result<QList<ChatMessage>> PostgresReader::messages(const QString &room, quint64 before,
                                                    int limit) const
{
    if (room.isEmpty())
        return QList<ChatMessage>();
    return select(*m_pool,
                  QByteArray("SELECT ") + MessageColumns
                      + " FROM chat_messages WHERE room = $1 AND seq < $2 "
                        "ORDER BY seq DESC LIMIT $3",
                  {room, storedSeq(before), atLeastNone(limit)}, readMessage<PgRow>)
        .map(reversed<ChatMessage>);
}

Result<QList<ChatMessage>> PostgresReader::messagesSince(quint64 since, int limit) const
{
    return select(*m_pool,
                  QByteArray("SELECT ") + MessageColumns
                      + " FROM chat_messages WHERE seq > $1 ORDER BY seq LIMIT $2",
                  {storedSeq(since), atLeastNone(limit)}, readMessage<PgRow>);
}

Result<QStringList> PostgresReader::rooms() const
{
    // From one room to the next through the index, instead of past every message.
    return select(*m_pool,
                  "WITH RECURSIVE next(room) AS (SELECT min(room) FROM chat_messages "
                  "WHERE room > '' UNION ALL SELECT (SELECT min(room) FROM chat_messages "
                  "WHERE room > next.room) FROM next WHERE next.room IS NOT NULL) "
                  "SELECT room FROM next WHERE room IS NOT NULL",
                  {}, [](const PgRow &row) { return row.text(0); });
}

Result<quint64> PostgresReader::lastTickSeq() const
{
    return m_pool->query(PgCountersSql).map([](const PgResult &rows) {
        return static_cast<quint64>(loadPgCounters(rows).lastTickSeq);
    });
}

Result<quint64> PostgresReader::lastMessageSeq() const
{
    return m_pool->query(PgCountersSql).map([](const PgResult &rows) {
        return static_cast<quint64>(loadPgCounters(rows).lastMessageSeq);
    });
}

Result<qint64> PostgresReader::estimateRows(const ExportQuery &query) const
{
    return estimatePgRows(*m_pool, query);
}

Result<std::unique_ptr<ExportCursor>> PostgresReader::openExport(const ExportQuery &query) const
{
    return openPgCsvExport(m_pool, query);
}

} // namespace Tickwell
