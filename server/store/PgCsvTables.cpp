// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/PgCsvTables.h"

#include "store/Csv.h"
#include "store/CsvMerge.h"
#include "store/PgBatchWriter.h"

namespace Tickwell {

namespace {

constexpr qint64 Earliest = std::numeric_limits<qint64>::min();
constexpr qint64 Latest = std::numeric_limits<qint64>::max();

qint64 firstTime(const ExportQuery &query)
{
    return query.from ? toMicros(*query.from) : Earliest;
}

PgValue endTime(const ExportQuery &query)
{
    return query.to ? toMicros(*query.to) : Latest;
}

/// Where a stream stands before its first row, when no two rows share a time.
qint64 timeBeforeFirst(const ExportQuery &query)
{
    const qint64 first = firstTime(query);
    return first == Earliest ? Earliest : first - 1;
}

struct StoredSymbol
{
    qint64 id;
    QByteArray cell;
};

/// The symbols of @p query by name.
Result<std::vector<StoredSymbol>> symbolsOf(PgPool &pool, const ExportQuery &query)
{
    return pool
        .query("SELECT id, name FROM symbols WHERE $1 = '' OR name = $1 ORDER BY name",
               {PgValue(query.symbol)})
        .map([](const PgResult &result) {
            std::vector<StoredSymbol> symbols;
            for (int i = 0; i < result.rows(); ++i) {
                QByteArray cell;
                appendCsvText(cell, result.row(i).utf8(1));
                symbols.push_back({result.row(i).integer(0), cell});
            }
            return symbols;
        });
}

template<typename Read>
Result<void> readAll(const Result<PgResult> &result, Read read)
{
    if (!result)
        return tl::unexpected(result.error());
    for (int i = 0; i < result->rows(); ++i)
        read(result->row(i));
    return {};
}

template<typename Table>
Result<std::unique_ptr<ExportCursor>> open(std::shared_ptr<PgPool> pool, const ExportQuery &query)
{
    Table table(std::move(pool), query);
    if (const auto opened = table.open(); !opened)
        return tl::unexpected(opened.error());
    return std::make_unique<CsvMerge<Table>>(std::move(table));
}

} // namespace

Result<void> PgTickTable::open()
{
    return m_pool->query(PgCountersSql).map([this](const PgResult &rows) {
        m_lastSeq = loadPgCounters(rows).lastTickSeq;
    });
}

Result<std::vector<PgTickTable::Stream>> PgTickTable::streams()
{
    return symbolsOf(*m_pool, m_query).map([&](const std::vector<StoredSymbol> &symbols) {
        std::vector<Stream> streams;
        for (const StoredSymbol &symbol : symbols)
            streams.push_back({symbol.id, symbol.cell, {firstTime(m_query), Earliest}});
        return streams;
    });
}

Result<void> PgTickTable::fetch(const Stream &stream, int limit, std::vector<Row> &rows)
{
    static const QByteArray sql = QByteArray("SELECT ") + TickColumns
        + " FROM ticks WHERE symbol = $1 AND (time, seq) > ($2, $3) AND time < $4 AND seq <= $5 "
          "ORDER BY time, seq LIMIT $6";
    return readAll(m_pool->query(sql,
                                 {stream.symbol, stream.last.time, stream.last.seq,
                                  endTime(m_query), m_lastSeq, qint64(limit)}),
                   [&](const PgRow &row) {
                       const qint64 scales = row.integer(4);
                       rows.push_back({row.integer(0), row.integer(1),
                                       unpackDecimal(row.integer(2), scales, 0),
                                       unpackDecimal(row.integer(3), scales, 1)});
                   });
}

Result<std::vector<PgCandleTable::Stream>> PgCandleTable::streams()
{
    return symbolsOf(*m_pool, m_query).map([&](const std::vector<StoredSymbol> &symbols) {
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

Result<void> PgCandleTable::fetch(const Stream &stream, int limit, std::vector<Row> &rows)
{
    static const QByteArray sql = QByteArray("SELECT ") + CandleColumns
        + " FROM candles WHERE symbol = $1 AND \"interval\" = $2 AND start > $3 AND start < $4 "
          "ORDER BY start LIMIT $5";
    return readAll(
        m_pool->query(sql,
                      {stream.symbol, static_cast<qint64>(stream.interval), stream.last,
                       endTime(m_query), qint64(limit)}),
        [&](const PgRow &row) { rows.push_back(readCandle(row, QString(), stream.interval)); });
}

Result<std::vector<PgSampleTable::Stream>> PgSampleTable::streams()
{
    return std::vector<Stream>{{timeBeforeFirst(m_query)}};
}

Result<void> PgSampleTable::fetch(const Stream &stream, int limit, std::vector<Row> &rows)
{
    static const QByteArray sql = QByteArray("SELECT ") + SampleColumns
        + " FROM host_samples WHERE time > $1 AND time < $2 ORDER BY time LIMIT $3";
    return readAll(m_pool->query(sql, {stream.last, endTime(m_query), qint64(limit)}),
                   [&](const PgRow &row) { rows.push_back(readSample(row)); });
}

Result<std::vector<PgMessageTable::Stream>> PgMessageTable::streams()
{
    return std::vector<Stream>{{{firstTime(m_query), Earliest}}};
}

Result<void> PgMessageTable::fetch(const Stream &stream, int limit, std::vector<Row> &rows)
{
    return readAll(
        m_pool->query("SELECT time, seq, room, user_id, text FROM chat_messages "
                      "WHERE (time, seq) > ($1, $2) AND time < $3 AND deleted = 0 "
                      "AND recipient = '' AND room <> '' ORDER BY time, seq LIMIT $4",
                      {stream.last.time, stream.last.seq, endTime(m_query), qint64(limit)}),
        [&](const PgRow &row) {
            rows.push_back({row.integer(0), row.integer(1), row.utf8(2).toByteArray(),
                            row.utf8(3).toByteArray(), row.utf8(4).toByteArray()});
        });
}

template<typename Csv>
Result<void> PgTradingTable<Csv>::fetch(const typename Base::Stream &stream, int limit,
                                        std::vector<typename Base::Row> &rows)
{
    static const QByteArray sql =
        exportPage<Csv>([](int number) { return '$' + QByteArray::number(number); });
    return readAll(
        this->m_pool->query(sql,
                            {stream.last, firstTime(this->m_query), endTime(this->m_query),
                             PgValue(this->m_query.symbol), qint64(limit)}),
        [&](const PgRow &row) { rows.push_back(Csv::read(row)); });
}

Result<std::unique_ptr<ExportCursor>> openPgCsvExport(std::shared_ptr<PgPool> pool,
                                                      const ExportQuery &query)
{
    switch (query.dataSet) {
    case DataSet::Ticks:
        return open<PgTickTable>(std::move(pool), query);
    case DataSet::Candles:
        return open<PgCandleTable>(std::move(pool), query);
    case DataSet::Monitor:
        return open<PgSampleTable>(std::move(pool), query);
    case DataSet::Chat:
        return open<PgMessageTable>(std::move(pool), query);
    case DataSet::Orders:
        return open<PgTradingTable<OrderCsv>>(std::move(pool), query);
    case DataSet::Trades:
        return open<PgTradingTable<TradeCsv>>(std::move(pool), query);
    }
    Q_UNREACHABLE();
}

} // namespace Tickwell
