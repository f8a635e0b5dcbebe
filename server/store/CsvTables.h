// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/Connection.h"
#include "store/Rows.h"
#include "store/Store.h"
#include "store/TradeCsv.h"

#include <vector>

/// What CsvMerge asks of a table, for each data set. The columns are API.md §5's.
namespace Tickwell {

/// Where a stream stands whose rows may share a time.
struct TimeAndSeq
{
    qint64 time;
    qint64 seq;
};

/// One stream for each symbol.
class TickTable
{
public:
    using Key = TimeAndSeq;
    struct Row
    {
        qint64 time;
        qint64 seq;
        Decimal price;
        Decimal volume;
    };
    struct Stream
    {
        qint64 symbol;
        QByteArray symbolCell;
        Key last;
    };

    static Result<TickTable> open(Connection connection, const ExportQuery &query);
    static QByteArrayView header() { return "time,symbol,price,volume,seq\r\n"; }
    Result<std::vector<Stream>> streams();
    Result<void> fetch(const Stream &stream, int limit, std::vector<Row> &rows);
    static Key key(const Row &row) { return {row.time, row.seq}; }
    static bool precedes(const Row &a, const Row &b)
    {
        return a.time != b.time ? a.time < b.time : a.seq < b.seq;
    }
    static void append(QByteArray &out, const Stream &stream, const Row &row);

private:
    Connection m_connection;
    ExportQuery m_query;
    Statement m_page;

    TickTable(Connection connection, const ExportQuery &query, Statement page)
        : m_connection(std::move(connection))
        , m_query(query)
        , m_page(std::move(page))
    {
    }
};

/// One stream for each symbol and interval.
class CandleTable
{
public:
    using Key = qint64;
    using Row = Candle; ///< without its symbol, which the stream has
    struct Stream
    {
        qint64 symbol;
        Interval interval;
        QByteArray nameCells; ///< symbol and interval
        Key last;
    };

    static Result<CandleTable> open(Connection connection, const ExportQuery &query);
    static QByteArrayView header()
    {
        return "time,symbol,interval,open,high,low,close,volume,ticks\r\n";
    }
    Result<std::vector<Stream>> streams();
    Result<void> fetch(const Stream &stream, int limit, std::vector<Row> &rows);
    static Key key(const Row &row) { return toMicros(row.start); }
    static bool precedes(const Row &a, const Row &b) { return a.start < b.start; }
    static void append(QByteArray &out, const Stream &stream, const Row &row);

private:
    Connection m_connection;
    ExportQuery m_query;
    Statement m_page;

    CandleTable(Connection connection, const ExportQuery &query, Statement page)
        : m_connection(std::move(connection))
        , m_query(query)
        , m_page(std::move(page))
    {
    }
};

/// One stream.
class SampleTable
{
public:
    using Key = qint64;
    using Row = HostSample;
    struct Stream
    {
        Key last;
    };

    static Result<SampleTable> open(Connection connection, const ExportQuery &query);
    static QByteArrayView header()
    {
        return "time,cpu_usage,memory_usage,swap_usage,network_in,network_out,disk_read,disk_write,"
               "load1,active_connections\r\n";
    }
    Result<std::vector<Stream>> streams();
    Result<void> fetch(const Stream &stream, int limit, std::vector<Row> &rows);
    static Key key(const Row &row) { return toMicros(row.time); }
    static bool precedes(const Row &a, const Row &b) { return a.time < b.time; }
    static void append(QByteArray &out, const Stream &stream, const Row &row);

private:
    Connection m_connection;
    ExportQuery m_query;
    Statement m_page;

    SampleTable(Connection connection, const ExportQuery &query, Statement page)
        : m_connection(std::move(connection))
        , m_query(query)
        , m_page(std::move(page))
    {
    }
};

/// One stream: what was said in rooms and not taken back.
class MessageTable
{
public:
    using Key = TimeAndSeq;
    struct Row
    {
        qint64 time;
        qint64 seq;
        QByteArray room;
        QByteArray user;
        QByteArray text;
    };
    struct Stream
    {
        Key last;
    };

    static Result<MessageTable> open(Connection connection, const ExportQuery &query);
    static QByteArrayView header() { return "time,room,user_id,message,seq\r\n"; }
    Result<std::vector<Stream>> streams();
    Result<void> fetch(const Stream &stream, int limit, std::vector<Row> &rows);
    static Key key(const Row &row) { return {row.time, row.seq}; }
    static bool precedes(const Row &a, const Row &b) { return a.seq < b.seq; }
    static void append(QByteArray &out, const Stream &stream, const Row &row);

private:
    Connection m_connection;
    ExportQuery m_query;
    Statement m_page;

    MessageTable(Connection connection, const ExportQuery &query, Statement page)
        : m_connection(std::move(connection))
        , m_query(query)
        , m_page(std::move(page))
    {
    }
};

/// One stream of a trading table: OrderCsv or TradeCsv.
template<typename Csv>
class TradingTable
{
public:
    using Key = qint64;
    using Row = typename Csv::Row;
    struct Stream
    {
        Key last;
    };

    static Result<TradingTable> open(Connection connection, const ExportQuery &query)
    {
        return connection
            .prepare(exportPage<Csv>([](int n) { return '?' + QByteArray::number(n); }))
            .map([&](Statement page) {
                page.bind(2,
                          query.from ? toMicros(*query.from) : std::numeric_limits<qint64>::min());
                page.bind(3, query.to ? toMicros(*query.to) : std::numeric_limits<qint64>::max());
                page.bind(4, query.symbol);
                return TradingTable(std::move(connection), std::move(page));
            });
    }
    static QByteArrayView header() { return Csv::header(); }
    Result<std::vector<Stream>> streams() { return std::vector<Stream>{{0}}; }
    Result<void> fetch(const Stream &stream, int limit, std::vector<Row> &rows)
    {
        m_page.bind(1, stream.last);
        m_page.bind(5, qint64(limit));
        Statement::Step step;
        while ((step = m_page.step()) == Statement::Step::Row)
            rows.push_back(Csv::read(m_page));
        Result<void> result;
        if (step == Statement::Step::Failed)
            result = tl::unexpected(m_page.error());
        m_page.reset();
        return result;
    }
    static Key key(const Row &row) { return Csv::key(row); }
    static bool precedes(const Row &a, const Row &b) { return key(a) < key(b); }
    static void append(QByteArray &out, const Stream &, const Row &row) { Csv::append(out, row); }

private:
    Connection m_connection;
    Statement m_page;

    TradingTable(Connection connection, Statement page)
        : m_connection(std::move(connection))
        , m_page(std::move(page))
    {
    }
};

} // namespace Tickwell
