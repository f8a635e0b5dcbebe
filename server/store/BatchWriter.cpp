// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/BatchWriter.h"

#include "store/Rows.h"

#include <algorithm>
#include <tuple>

namespace Tickwell {

namespace {

/// Rows of one INSERT: most of what a single row costs is starting and ending its statement.
constexpr size_t RowsPerInsert = 10;
constexpr int TickParameters = 6;

/// A tick that is stored already is passed over. That also spares SQLite the journal that it would
/// keep to undo half an INSERT, which costs as much as the INSERT.
QByteArray insertTicksSql(size_t rows)
{
    QByteArray sql =
        "INSERT OR IGNORE INTO ticks (symbol, time, seq, price, volume, scales) VALUES ";
    for (size_t row = 0; row < rows; ++row)
        sql += row == 0 ? "(?, ?, ?, ?, ?, ?)" : ", (?, ?, ?, ?, ?, ?)";
    return sql;
}

/// `?1, ?2 …` for as many columns as @p columns names.
QByteArray insertSql(const char *table, const char *keys, const char *columns)
{
    const QByteArray names = QByteArray(keys) + columns;
    QByteArray values = "?1";
    for (qsizetype i = 2; i <= names.count(',') + 1; ++i)
        values += ", ?" + QByteArray::number(i);
    return QByteArray("INSERT INTO ") + table + " (" + names + ") VALUES (" + values + ')';
}

/// The same parameters as insertSql(); the first @p keyColumns of the names find the row.
QByteArray updateSql(const char *table, const char *keys, const char *columns, int keyColumns)
{
    const QList<QByteArray> names = (QByteArray(keys) + columns).split(',');
    QByteArray assignments;
    QByteArray condition;
    for (qsizetype i = 0; i < names.size(); ++i) {
        const QByteArray term = names[i].trimmed() + " = ?" + QByteArray::number(i + 1);
        if (i < keyColumns)
            condition += (condition.isEmpty() ? "" : " AND ") + term;
        else
            assignments += (assignments.isEmpty() ? "" : ", ") + term;
    }
    return QByteArray("UPDATE ") + table + " SET " + assignments + " WHERE " + condition;
}

} // namespace

Result<BatchWriter> BatchWriter::prepare(const Connection &connection)
{
    BatchWriter writer(connection);
    const std::pair<Statement *, QByteArray> statements[] = {
        {&writer.m_insertTick, insertTicksSql(1)},
        {&writer.m_insertTicks, insertTicksSql(RowsPerInsert)},
        {&writer.m_countTicks,
         "INSERT INTO tick_hours (hour, symbol, rows) VALUES (?, ?, ?) "
         "ON CONFLICT (hour, symbol) DO UPDATE SET rows = rows + excluded.rows"},
        {&writer.m_updateCandle, updateSql("candles", "symbol, interval, ", CandleColumns, 3)},
        {&writer.m_insertCandle, insertSql("candles", "symbol, interval, ", CandleColumns)},
        {&writer.m_updateSample, updateSql("host_samples", "", SampleColumns, 1)},
        {&writer.m_insertSample, insertSql("host_samples", "", SampleColumns)},
        {&writer.m_updateMessage, updateSql("chat_messages", "", MessageColumns, 1)},
        {&writer.m_insertMessage, insertSql("chat_messages", "", MessageColumns)}};
    for (const auto &[statement, sql] : statements) {
        auto prepared = connection.prepare(sql);
        if (!prepared)
            return tl::unexpected(prepared.error());
        *statement = std::move(*prepared);
    }
    auto save = prepareCounters(connection);
    if (!save)
        return tl::unexpected(save.error());
    writer.m_saveCounters = std::move(*save);
    return writer;
}

Result<void> BatchWriter::write(const RecordBatch &batch, SymbolIds &symbols, Counters &counters)
{
    if (const auto done = writeTicks(batch.ticks, symbols, counters); !done)
        return done;
    for (const Candle &candle : batch.candles) {
        const auto symbol = symbols.idOf(candle.symbol);
        if (!symbol)
            return tl::unexpected(symbol.error());
        const auto added = upsert(m_updateCandle, m_insertCandle, [&](Statement &statement) {
            statement.bind(1, *symbol);
            statement.bind(2, static_cast<qint64>(candle.interval));
            bindCandle(statement, 3, candle);
        });
        if (!added)
            return tl::unexpected(added.error());
        counters.candles += *added;
    }
    for (const HostSample &sample : batch.samples) {
        const auto added = upsert(m_updateSample, m_insertSample,
                                  [&](Statement &statement) { bindSample(statement, 1, sample); });
        if (!added)
            return tl::unexpected(added.error());
        counters.samples += *added;
    }
    for (const ChatMessage &message : batch.messages) {
        const auto added = upsert(m_updateMessage, m_insertMessage, [&](Statement &statement) {
            bindMessage(statement, 1, message);
        });
        if (!added)
            return tl::unexpected(added.error());
        counters.messages += *added;
        counters.lastMessageSeq = std::max(counters.lastMessageSeq, storedSeq(message.seq));
    }
    return saveCounters(m_saveCounters, counters);
}

Result<void> BatchWriter::writeTicks(const QList<Tick> &ticks, SymbolIds &symbols,
                                     Counters &counters)
{
    m_rows.clear();
    m_rows.reserve(static_cast<size_t>(ticks.size()));
    for (const Tick &tick : ticks) {
        const auto symbol = symbols.idOf(tick.symbol);
        if (!symbol)
            return tl::unexpected(symbol.error());
        const qint64 seq = storedSeq(tick.seq);
        m_rows.push_back({*symbol, toMicros(tick.time), seq, &tick});
        counters.lastTickSeq = std::max(counters.lastTickSeq, seq);
    }
    // In the order of the key, neighbouring rows land on the same page.
    std::ranges::sort(m_rows, {},
                      [](const TickRow &row) { return std::tuple(row.symbol, row.time, row.seq); });
    for (auto at = m_rows.begin(); at != m_rows.end();) {
        const qint64 hour = hourOf(at->time);
        const auto end = std::find_if(at, m_rows.end(), [&](const TickRow &row) {
            return row.symbol != at->symbol || hourOf(row.time) != hour;
        });
        const auto added = insertTicks({at, end});
        if (!added)
            return tl::unexpected(added.error());
        m_countTicks.bind(1, hour);
        m_countTicks.bind(2, at->symbol);
        m_countTicks.bind(3, *added);
        if (const auto done = m_countTicks.run(); !done)
            return done;
        counters.ticks += *added;
        at = end;
    }
    return {};
}

Result<qint64> BatchWriter::insertTicks(std::span<const TickRow> rows)
{
    const auto bindRow = [](Statement &statement, size_t index, const TickRow &row) {
        const int first = static_cast<int>(index) * TickParameters + 1;
        statement.bind(first, row.symbol);
        statement.bind(first + 1, row.time);
        statement.bind(first + 2, row.seq);
        statement.bind(first + 3, row.tick->price.units());
        statement.bind(first + 4, row.tick->volume.units());
        statement.bind(first + 5, packScales({row.tick->price, row.tick->volume}));
    };
    qint64 added = 0;
    while (!rows.empty()) {
        const size_t piece = rows.size() >= RowsPerInsert ? RowsPerInsert : 1;
        Statement &insert = piece == 1 ? m_insertTick : m_insertTicks;
        for (size_t i = 0; i < piece; ++i)
            bindRow(insert, i, rows[i]);
        if (const auto done = insert.run(); !done)
            return tl::unexpected(done.error());
        added += m_connection->changes();
        rows = rows.subspan(piece);
    }
    return added;
}

template<typename Bind>
Result<bool> BatchWriter::upsert(Statement &update, Statement &insert, Bind bind)
{
    bind(update);
    if (const auto done = update.run(); !done)
        return tl::unexpected(done.error());
    if (m_connection->changes() > 0)
        return false;
    bind(insert);
    return insert.run().map([] { return true; });
}

} // namespace Tickwell
