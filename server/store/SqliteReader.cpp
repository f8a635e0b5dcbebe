// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/SqliteReader.h"

#include "store/Counters.h"
#include "store/CsvExport.h"
#include "store/RowEstimate.h"
#include "store/Rows.h"
#include "store/Schema.h"

#include <algorithm>

namespace Tickwell {

namespace {

constexpr qint64 Earliest = std::numeric_limits<qint64>::min();
constexpr qint64 Latest = std::numeric_limits<qint64>::max();

/// Prepares @p sql, binds @p values in order, and gives what @p read makes of each row.
template<typename Read, typename... Values>
auto select(const Connection &connection, const QByteArray &sql, Read read, const Values &...values)
    -> Result<QList<decltype(read(std::declval<const Statement &>()))>>
{
    auto statement = connection.prepare(sql);
    if (!statement)
        return tl::unexpected(statement.error());
    int parameter = 0;
    (statement->bind(++parameter, values), ...);
    QList<decltype(read(*statement))> rows;
    for (;;) {
        switch (statement->step()) {
        case Statement::Step::Row:
            rows.append(read(*statement));
            continue;
        case Statement::Step::Done:
            return rows;
        case Statement::Step::Failed:
            return tl::unexpected(statement->error());
        }
    }
}

template<typename T>
QList<T> reversed(QList<T> rows)
{
    std::reverse(rows.begin(), rows.end());
    return rows;
}

} // namespace

Result<std::unique_ptr<StoreReader>> SqliteReader::open(const QString &path, Connection::Mode mode)
{
    auto connection = Connection::open(path, mode);
    if (!connection)
        return tl::unexpected(connection.error());
    const auto state = checkSchema(*connection);
    if (!state)
        return tl::unexpected(state.error());
    if (*state == SchemaState::Empty)
        return failure(
            QStringLiteral("%1 holds nothing yet: start Tickwell to record into it").arg(path),
            Error::Kind::NotFound);
    if (*state == SchemaState::Older)
        return failure(QStringLiteral("%1 was written by an older Tickwell: start this one once to "
                                      "bring it up to date")
                           .arg(path),
                       Error::Kind::Conflict);
    return std::unique_ptr<StoreReader>(new SqliteReader(path, mode, std::move(*connection)));
}

SqliteReader::SqliteReader(QString path, Connection::Mode mode, Connection connection)
    : m_path(std::move(path))
    , m_mode(mode)
    , m_connection(std::move(connection))
{
}

Result<std::optional<qint64>> SqliteReader::symbolId(const QString &symbol) const
{
    return m_connection.prepare("SELECT id FROM symbols WHERE name = ?")
        .and_then([&](Statement statement) {
            statement.bind(1, symbol);
            return statement.number();
        });
}

Result<QList<Candle>> SqliteReader::candles(const QString &symbol, Interval interval,
                                            std::optional<Timestamp> from,
                                            std::optional<Timestamp> to, int limit) const
{
    const auto id = symbolId(symbol);
    if (!id)
        return tl::unexpected(id.error());
    if (!*id)
        return QList<Candle>();
    return select(
               m_connection,
               QByteArray("SELECT ") + CandleColumns
                   + " FROM candles WHERE symbol = ? AND interval = ? AND start >= ? AND start < ? "
                     "ORDER BY start DESC LIMIT ?",
               [&](const Statement &row) { return readCandle(row, symbol, interval); }, **id,
               static_cast<qint64>(interval), from ? toMicros(*from) : Earliest,
               to ? toMicros(*to) : Latest, qint64(std::max(limit, 0)))
        .map(reversed<Candle>);
}

Result<QList<Tick>> SqliteReader::ticks(const QString &symbol, Timestamp from, Timestamp to,
                                        int limit) const
{
    const auto id = symbolId(symbol);
    if (!id)
        return tl::unexpected(id.error());
    if (!*id)
        return QList<Tick>();
    return select(
        m_connection,
        QByteArray("SELECT ") + TickColumns
            + " FROM ticks WHERE symbol = ? AND time >= ? AND time < ? ORDER BY time, seq LIMIT ?",
        [&](const Statement &row) { return readTick(row, symbol); }, **id, toMicros(from),
        toMicros(to), qint64(std::max(limit, 0)));
}

Result<QList<Tick>> SqliteReader::newestTicks(const QString &symbol, Timestamp from, Timestamp to,
                                              int limit) const
{
    const auto id = symbolId(symbol);
    if (!id)
        return tl::unexpected(id.error());
    if (!*id)
        return QList<Tick>();
    return select(
               m_connection,
               QByteArray("SELECT ") + TickColumns
                   + " FROM ticks WHERE symbol = ? AND time >= ? AND time < ? "
                     "ORDER BY time DESC, seq DESC LIMIT ?",
               [&](const Statement &row) { return readTick(row, symbol); }, **id, toMicros(from),
               toMicros(to), qint64(std::max(limit, 0)))
        .map(reversed<Tick>);
}

Result<QList<HostSample>> SqliteReader::samples(Timestamp from, Timestamp to, int limit) const
{
    return select(
               m_connection,
               QByteArray("SELECT ") + SampleColumns
                   + " FROM host_samples WHERE time >= ? AND time < ? ORDER BY time DESC LIMIT ?",
               readSample<Statement>, toMicros(from), toMicros(to), qint64(std::max(limit, 0)))
        .map(reversed<HostSample>);
}

Result<void> SqliteReader::eachSample(Timestamp from, Timestamp to,
                                      const std::function<void(const HostSample &)> &take) const
{
    // A piece at a time: a read transaction that stays open keeps the log from being checkpointed.
    constexpr qint64 Piece = 10'000;
    const QByteArray sql = QByteArray("SELECT ") + SampleColumns
        + " FROM host_samples WHERE time >= ? AND time < ? ORDER BY time LIMIT ?";
    for (Timestamp begin = from;;) {
        const auto samples =
            select(m_connection, sql, readSample<Statement>, toMicros(begin), toMicros(to), Piece);
        if (!samples)
            return tl::unexpected(samples.error());
        for (const HostSample &sample : *samples)
            take(sample);
        if (samples->size() < Piece)
            return {};
        begin = samples->last().time + Microseconds(1);
    }
}

Result<QList<ChatMessage>> SqliteReader::messages(const QString &room, quint64 before,
                                                  int limit) const
{
    if (room.isEmpty())
        return QList<ChatMessage>();
    return select(m_connection,
                  QByteArray("SELECT ") + MessageColumns
                      + " FROM chat_messages WHERE room = ? AND seq < ? ORDER BY seq DESC LIMIT ?",
                  readMessage<Statement>, room, storedSeq(before), qint64(std::max(limit, 0)))
        .map(reversed<ChatMessage>);
}

Result<QList<ChatMessage>> SqliteReader::messagesSince(quint64 since, int limit) const
{
    return select(m_connection,
                  QByteArray("SELECT ") + MessageColumns
                      + " FROM chat_messages WHERE seq > ? ORDER BY seq LIMIT ?",
                  readMessage<Statement>, storedSeq(since), qint64(std::max(limit, 0)));
}

Result<QStringList> SqliteReader::rooms() const
{
    // From one room to the next through the index, instead of past every message.
    return select(
        m_connection,
        "WITH RECURSIVE next(room) AS (SELECT min(room) FROM chat_messages WHERE room > '' "
        "UNION ALL SELECT (SELECT min(room) FROM chat_messages WHERE room > next.room) FROM next "
        "WHERE next.room IS NOT NULL) SELECT room FROM next WHERE room IS NOT NULL",
        [](const Statement &row) { return row.text(0); });
}

Result<quint64> SqliteReader::lastTickSeq() const
{
    return loadCounters(m_connection).map([](const Counters &counters) {
        return static_cast<quint64>(counters.lastTickSeq);
    });
}

Result<quint64> SqliteReader::lastMessageSeq() const
{
    return loadCounters(m_connection).map([](const Counters &counters) {
        return static_cast<quint64>(counters.lastMessageSeq);
    });
}

Result<qint64> SqliteReader::estimateRows(const ExportQuery &query) const
{
    return Tickwell::estimateRows(m_connection, query);
}

Result<std::unique_ptr<ExportCursor>> SqliteReader::openExport(const ExportQuery &query) const
{
    // A connection of its own: the cursor then lives and moves as it likes.
    auto connection = Connection::open(m_path, m_mode);
    if (!connection)
        return tl::unexpected(connection.error());
    return openCsvExport(std::move(*connection), query);
}

} // namespace Tickwell
