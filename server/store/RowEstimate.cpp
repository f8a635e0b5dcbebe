// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/RowEstimate.h"

#include "store/Counters.h"
#include "store/Rows.h"
#include "store/TradeCsv.h"

#include <cmath>

namespace Tickwell {

namespace {

constexpr qint64 Earliest = std::numeric_limits<qint64>::min();
constexpr qint64 Latest = std::numeric_limits<qint64>::max();

/// Rows that may be counted one by one.
constexpr qint64 CountedRows = 100'000;

struct Range
{
    qint64 from; ///< inclusive
    qint64 to;   ///< exclusive
};

Result<qint64> countTicks(const Connection &connection, qint64 symbol, Range range)
{
    auto count = connection.prepare(
        "SELECT count(*) FROM ticks WHERE symbol = ? AND time >= ? AND time < ?");
    if (!count)
        return tl::unexpected(count.error());
    count->bind(1, symbol);
    count->bind(2, range.from);
    count->bind(3, range.to);
    return count->number().map([](std::optional<qint64> rows) { return rows.value_or(0); });
}

Result<qint64> estimateTicks(const Connection &connection, const ExportQuery &query, Range range)
{
    auto hours = connection.prepare(
        "SELECT hour, symbol, rows FROM tick_hours WHERE hour >= ?1 AND hour <= ?2 "
        "AND (?3 = '' OR symbol = (SELECT id FROM symbols WHERE name = ?3))");
    if (!hours)
        return tl::unexpected(hours.error());
    hours->bind(1, hourOf(range.from));
    hours->bind(2, hourOf(range.to - 1));
    hours->bind(3, query.symbol);
    qint64 rows = 0;
    qint64 counted = 0;
    Statement::Step step;
    while ((step = hours->step()) == Statement::Step::Row) {
        const qint64 start = hours->integer(0) * MicrosPerHour;
        const qint64 inHour = hours->integer(2);
        const Range part{std::max(range.from, start), std::min(range.to, start + MicrosPerHour)};
        if (part.to - part.from == MicrosPerHour) {
            rows += inHour;
        } else if (counted + inHour > CountedRows) {
            rows += static_cast<qint64>(
                std::llround(static_cast<double>(inHour) * static_cast<double>(part.to - part.from)
                             / static_cast<double>(MicrosPerHour)));
        } else {
            const auto exact = countTicks(connection, hours->integer(1), part);
            if (!exact)
                return exact;
            counted += inHour;
            rows += *exact;
        }
    }
    if (step == Statement::Step::Failed)
        return tl::unexpected(hours->error());
    return rows;
}

/// Rows of one stream. @p page gives `count(*), min(key), max(key)` of the first ?3 rows from ?1 to
/// before ?2;
/// @p last gives the key of the last row before ?2.
Result<qint64> extrapolate(Statement &page, Statement &last, Range range, qint64 limit)
{
    page.bind(1, range.from);
    page.bind(2, range.to);
    page.bind(3, limit);
    if (page.step() == Statement::Step::Failed)
        return tl::unexpected(page.error());
    const qint64 counted = page.integer(0);
    const qint64 first = page.integer(1);
    const qint64 reached = page.integer(2);
    page.reset();
    if (counted < limit || reached <= first)
        return counted;
    last.bind(1, range.to);
    const auto end = last.number();
    if (!end)
        return tl::unexpected(end.error());
    const double stretch =
        static_cast<double>(end->value_or(reached) - first) / static_cast<double>(reached - first);
    return static_cast<qint64>(std::llround(static_cast<double>(counted) * stretch));
}

Result<qint64> estimateCandles(const Connection &connection, const ExportQuery &query, Range range)
{
    auto symbols = connection.prepare("SELECT id FROM symbols WHERE ?1 = '' OR name = ?1");
    auto page = connection.prepare(
        "SELECT count(*), min(start), max(start) FROM (SELECT start FROM candles WHERE symbol = ?4 "
        "AND interval = ?5 AND start >= ?1 AND start < ?2 ORDER BY start LIMIT ?3)");
    auto last = connection.prepare(
        "SELECT max(start) FROM candles WHERE symbol = ?4 AND interval = ?5 AND start < ?1");
    for (const auto *statement : {&symbols, &page, &last}) {
        if (!*statement)
            return tl::unexpected(statement->error());
    }
    symbols->bind(1, query.symbol);
    std::vector<qint64> ids;
    Statement::Step step;
    while ((step = symbols->step()) == Statement::Step::Row)
        ids.push_back(symbols->integer(0));
    if (step == Statement::Step::Failed)
        return tl::unexpected(symbols->error());
    const qint64 limit =
        std::max<qint64>(CountedRows / std::max<qint64>(static_cast<qint64>(ids.size()), 1), 100);
    qint64 rows = 0;
    for (const qint64 symbol : ids) {
        for (const Interval interval : AllIntervals) {
            if (query.interval && query.interval != interval)
                continue;
            for (Statement *statement : {&*page, &*last}) {
                statement->bind(4, symbol);
                statement->bind(5, static_cast<qint64>(interval));
            }
            const auto part = extrapolate(*page, *last, range, limit);
            if (!part)
                return part;
            rows += *part;
        }
    }
    return rows;
}

Result<qint64> estimateByTime(const Connection &connection, const QByteArray &table,
                              const QByteArray &condition, Range range)
{
    const QByteArray where = " FROM " + table + " WHERE time < ?2 AND " + condition;
    auto page = connection.prepare("SELECT count(*), min(time), max(time) FROM (SELECT time" + where
                                   + " AND time >= ?1 ORDER BY time LIMIT ?3)");
    auto last = connection.prepare("SELECT max(time) FROM " + table + " WHERE time < ?1");
    if (!page || !last)
        return tl::unexpected(page ? last.error() : page.error());
    return extrapolate(*page, *last, range, CountedRows);
}

/// Exactly: they are few.
template<typename Csv>
Result<qint64> countTrading(const Connection &connection, const ExportQuery &query, Range range)
{
    auto statement = connection.prepare(
        QByteArray("SELECT count(*) FROM ") + Csv::table().name
        + exportCondition<Csv>([](int number) { return '?' + QByteArray::number(number); }));
    if (!statement)
        return tl::unexpected(statement.error());
    statement->bind(1, qint64(0));
    statement->bind(2, range.from);
    statement->bind(3, range.to);
    statement->bind(4, query.symbol);
    return statement->number().map([](std::optional<qint64> count) { return count.value_or(0); });
}

} // namespace

Result<qint64> estimateRows(const Connection &connection, const ExportQuery &query)
{
    const Range range{query.from ? toMicros(*query.from) : Earliest,
                      query.to ? toMicros(*query.to) : Latest};
    if (range.from >= range.to)
        return 0;
    const bool everything = !query.from && !query.to && query.symbol.isEmpty() && !query.interval;
    const auto counters = loadCounters(connection);
    if (!counters)
        return tl::unexpected(counters.error());
    switch (query.dataSet) {
    case DataSet::Ticks:
        return everything ? Result<qint64>(counters->ticks)
                          : estimateTicks(connection, query, range);
    case DataSet::Candles:
        return everything ? Result<qint64>(counters->candles)
                          : estimateCandles(connection, query, range);
    case DataSet::Monitor:
        return everything ? Result<qint64>(counters->samples)
                          : estimateByTime(connection, "host_samples", "1", range);
    case DataSet::Chat:
        return estimateByTime(connection, "chat_messages",
                              "NOT deleted AND recipient = '' AND room <> ''", range);
    case DataSet::Orders:
        return countTrading<OrderCsv>(connection, query, range);
    case DataSet::Trades:
        return countTrading<TradeCsv>(connection, query, range);
    }
    Q_UNREACHABLE();
}

} // namespace Tickwell
