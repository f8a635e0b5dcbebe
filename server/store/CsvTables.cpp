// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/CsvTables.h"

#include "store/Counters.h"
#include "store/Csv.h"

namespace Tickwell {

namespace {

constexpr qint64 Earliest = std::numeric_limits<qint64>::min();
constexpr qint64 Latest = std::numeric_limits<qint64>::max();

qint64 firstTime(const ExportQuery &query)
{
    return query.from ? toMicros(*query.from) : Earliest;
}

qint64 endTime(const ExportQuery &query)
{
    return query.to ? toMicros(*query.to) : Latest;
}

/// Where a stream stands before its first row, when no two rows share a time.
qint64 timeBeforeFirst(const ExportQuery &query)
{
    const qint64 first = firstTime(query);
    return first == Earliest ? Earliest : first - 1;
}

TimeAndSeq keyBeforeFirst(const ExportQuery &query)
{
    return {firstTime(query), Earliest};
}

struct StoredSymbol
{
    qint64 id;
    QByteArray cell;
};

/// The symbols of @p query by name.
Result<std::vector<StoredSymbol>> symbolsOf(const Connection &connection, const ExportQuery &query)
{
    auto statement =
        connection.prepare("SELECT id, name FROM symbols WHERE ?1 = '' OR name = ?1 ORDER BY name");
    if (!statement)
        return tl::unexpected(statement.error());
    statement->bind(1, query.symbol);
    std::vector<StoredSymbol> symbols;
    Statement::Step step;
    while ((step = statement->step()) == Statement::Step::Row) {
        QByteArray cell;
        appendCsvText(cell, statement->utf8(1));
        symbols.push_back({statement->integer(0), cell});
    }
    if (step == Statement::Step::Failed)
        return tl::unexpected(statement->error());
    return symbols;
}

/// Steps @p statement to its end, so that its read transaction is over.
template<typename Read>
Result<void> readAll(Statement &statement, Read read)
{
    Statement::Step step;
    while ((step = statement.step()) == Statement::Step::Row)
        read(statement);
    Result<void> result;
    if (step == Statement::Step::Failed)
        result = tl::unexpected(statement.error());
    statement.reset();
    return result;
}

void endLine(QByteArray &out)
{
    out.append("\r\n", 2);
}

} // namespace

Result<TickTable> TickTable::open(Connection connection, const ExportQuery &query)
{
    auto page = connection.prepare(
        QByteArray("SELECT ") + TickColumns
        + " FROM ticks WHERE symbol = ?1 AND (time, seq) > (?2, ?3) AND time < ?4 AND seq <= ?5 "
          "ORDER BY time, seq LIMIT ?6");
    // What comes after this moment is not part of the export, however long it takes.
    const auto counters = loadCounters(connection);
    if (!page || !counters)
        return tl::unexpected(page ? counters.error() : page.error());
    page->bind(4, endTime(query));
    page->bind(5, counters->lastTickSeq);
    return TickTable(std::move(connection), query, std::move(*page));
}

Result<std::vector<TickTable::Stream>> TickTable::streams()
{
    return symbolsOf(m_connection, m_query).map([&](const std::vector<StoredSymbol> &symbols) {
        std::vector<Stream> streams;
        for (const StoredSymbol &symbol : symbols)
            streams.push_back({symbol.id, symbol.cell, keyBeforeFirst(m_query)});
        return streams;
    });
}

Result<void> TickTable::fetch(const Stream &stream, int limit, std::vector<Row> &rows)
{
    m_page.bind(1, stream.symbol);
    m_page.bind(2, stream.last.time);
    m_page.bind(3, stream.last.seq);
    m_page.bind(6, qint64(limit));
    return readAll(m_page, [&](const Statement &row) {
        const qint64 scales = row.integer(4);
        rows.push_back({row.integer(0), row.integer(1), unpackDecimal(row.integer(2), scales, 0),
                        unpackDecimal(row.integer(3), scales, 1)});
    });
}

void TickTable::append(QByteArray &out, const Stream &stream, const Row &row)
{
    appendRfc3339(out, fromMicros(row.time));
    out += ',';
    out += stream.symbolCell;
    out += ',';
    row.price.appendTo(out);
    out += ',';
    row.volume.appendTo(out);
    out += ',';
    appendCsvNumber(out, row.seq);
    endLine(out);
}

Result<CandleTable> CandleTable::open(Connection connection, const ExportQuery &query)
{
    return connection
        .prepare(
            QByteArray("SELECT ") + CandleColumns
            + " FROM candles WHERE symbol = ?1 AND interval = ?2 AND start > ?3 AND start < ?4 "
              "ORDER BY start LIMIT ?5")
        .map([&](Statement page) {
            page.bind(4, endTime(query));
            return CandleTable(std::move(connection), query, std::move(page));
        });
}

Result<std::vector<CandleTable::Stream>> CandleTable::streams()
{
    return symbolsOf(m_connection, m_query).map([&](const std::vector<StoredSymbol> &symbols) {
        std::vector<Stream> streams;
        for (const StoredSymbol &symbol : symbols) {
            for (const Interval interval : AllIntervals) {
                if (!m_query.interval || m_query.interval == interval)
                    streams.push_back({symbol.id, interval,
                                       symbol.cell + ',' + toString(interval).toLatin1(),
                                       timeBeforeFirst(m_query)});
            }
        }
        return streams;
    });
}

Result<void> CandleTable::fetch(const Stream &stream, int limit, std::vector<Row> &rows)
{
    m_page.bind(1, stream.symbol);
    m_page.bind(2, static_cast<qint64>(stream.interval));
    m_page.bind(3, stream.last);
    m_page.bind(5, qint64(limit));
    return readAll(m_page, [&](const Statement &row) {
        rows.push_back(readCandle(row, QString(), stream.interval));
    });
}

void CandleTable::append(QByteArray &out, const Stream &stream, const Row &row)
{
    appendRfc3339(out, row.start);
    out += ',';
    out += stream.nameCells;
    for (const Decimal value : {row.open, row.high, row.low, row.close, row.volume}) {
        out += ',';
        value.appendTo(out);
    }
    out += ',';
    appendCsvNumber(out, row.ticks);
    endLine(out);
}

Result<SampleTable> SampleTable::open(Connection connection, const ExportQuery &query)
{
    return connection
        .prepare(QByteArray("SELECT ") + SampleColumns
                 + " FROM host_samples WHERE time > ?1 AND time < ?2 ORDER BY time LIMIT ?3")
        .map([&](Statement page) {
            page.bind(2, endTime(query));
            return SampleTable(std::move(connection), query, std::move(page));
        });
}

Result<std::vector<SampleTable::Stream>> SampleTable::streams()
{
    return std::vector<Stream>{{timeBeforeFirst(m_query)}};
}

Result<void> SampleTable::fetch(const Stream &stream, int limit, std::vector<Row> &rows)
{
    m_page.bind(1, stream.last);
    m_page.bind(3, qint64(limit));
    return readAll(m_page, [&](const Statement &row) { rows.push_back(readSample(row)); });
}

void SampleTable::append(QByteArray &out, const Stream &, const Row &row)
{
    appendRfc3339(out, row.time);
    for (const std::optional<double> &value :
         {row.cpuUsage, row.memoryUsage(), std::optional(row.swapUsage()), row.networkIn,
          row.networkOut, row.diskRead, row.diskWrite, row.load1}) {
        out += ',';
        appendCsvNumber(out, value);
    }
    out += ',';
    appendCsvNumber(out, qint64(row.activeConnections));
    endLine(out);
}

Result<MessageTable> MessageTable::open(Connection connection, const ExportQuery &query)
{
    return connection
        .prepare("SELECT time, seq, room, user_id, text FROM chat_messages "
                 "WHERE (time, seq) > (?1, ?2) AND time < ?3 AND NOT deleted AND recipient = '' "
                 "AND room <> '' ORDER BY time, seq LIMIT ?4")
        .map([&](Statement page) {
            page.bind(3, endTime(query));
            return MessageTable(std::move(connection), query, std::move(page));
        });
}

Result<std::vector<MessageTable::Stream>> MessageTable::streams()
{
    return std::vector<Stream>{{keyBeforeFirst(m_query)}};
}

Result<void> MessageTable::fetch(const Stream &stream, int limit, std::vector<Row> &rows)
{
    m_page.bind(1, stream.last.time);
    m_page.bind(2, stream.last.seq);
    m_page.bind(4, qint64(limit));
    return readAll(m_page, [&](const Statement &row) {
        rows.push_back({row.integer(0), row.integer(1), row.utf8(2).toByteArray(),
                        row.utf8(3).toByteArray(), row.utf8(4).toByteArray()});
    });
}

void MessageTable::append(QByteArray &out, const Stream &, const Row &row)
{
    appendRfc3339(out, fromMicros(row.time));
    for (const QByteArray &text : {row.room, row.user, row.text}) {
        out += ',';
        appendCsvText(out, text);
    }
    out += ',';
    appendCsvNumber(out, row.seq);
    endLine(out);
}

} // namespace Tickwell
