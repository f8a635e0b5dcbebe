// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/CsvTables.h"
#include "store/PgPool.h"

/// CsvMerge's tables over PostgreSQL: the rows and their text are those of SQLite's.
namespace Tickwell {

template<typename Table>
class PgCsvTable
{
public:
    using Key = typename Table::Key;
    using Row = typename Table::Row;
    using Stream = typename Table::Stream;

    PgCsvTable(std::shared_ptr<PgPool> pool, ExportQuery query)
        : m_pool(std::move(pool))
        , m_query(std::move(query))
    {
    }

    static QByteArrayView header() { return Table::header(); }
    static Key key(const Row &row) { return Table::key(row); }
    static bool precedes(const Row &a, const Row &b) { return Table::precedes(a, b); }
    static void append(QByteArray &out, const Stream &stream, const Row &row)
    {
        Table::append(out, stream, row);
    }

protected:
    std::shared_ptr<PgPool> m_pool;
    ExportQuery m_query;
};

class PgTickTable final : public PgCsvTable<TickTable>
{
public:
    using PgCsvTable::PgCsvTable;
    Result<void> open();
    Result<std::vector<Stream>> streams();
    Result<void> fetch(const Stream &stream, int limit, std::vector<Row> &rows);

private:
    qint64 m_lastSeq = 0; ///< what comes later is not part of the export
};

class PgCandleTable final : public PgCsvTable<CandleTable>
{
public:
    using PgCsvTable::PgCsvTable;
    Result<void> open() { return {}; }
    Result<std::vector<Stream>> streams();
    Result<void> fetch(const Stream &stream, int limit, std::vector<Row> &rows);
};

class PgSampleTable final : public PgCsvTable<SampleTable>
{
public:
    using PgCsvTable::PgCsvTable;
    Result<void> open() { return {}; }
    Result<std::vector<Stream>> streams();
    Result<void> fetch(const Stream &stream, int limit, std::vector<Row> &rows);
};

class PgMessageTable final : public PgCsvTable<MessageTable>
{
public:
    using PgCsvTable::PgCsvTable;
    Result<void> open() { return {}; }
    Result<std::vector<Stream>> streams();
    Result<void> fetch(const Stream &stream, int limit, std::vector<Row> &rows);
};

template<typename Csv>
class PgTradingTable final : public PgCsvTable<TradingTable<Csv>>
{
public:
    using Base = PgCsvTable<TradingTable<Csv>>;
    using Base::Base;
    Result<void> open() { return {}; }
    Result<std::vector<typename Base::Stream>> streams()
    {
        return std::vector<typename Base::Stream>{{0}};
    }
    Result<void> fetch(const typename Base::Stream &stream, int limit,
                       std::vector<typename Base::Row> &rows);
};

/// As openCsvExport(), page by page through @p pool: nothing is held between pages.
[[nodiscard]] Result<std::unique_ptr<ExportCursor>> openPgCsvExport(std::shared_ptr<PgPool> pool,
                                                                    const ExportQuery &query);

} // namespace Tickwell
