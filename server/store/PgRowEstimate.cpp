// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/PgRowEstimate.h"

#include "store/PgBatchWriter.h"
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

Result<qint64> estimateTicks(PgPool &pool, const ExportQuery &query, Range range)
{
    const auto hours = pool.query(
        "SELECT hour, symbol, rows FROM tick_hours WHERE hour >= $1 AND hour <= $2 "
        "AND ($3 = '' OR symbol = (SELECT id FROM symbols WHERE name = $3))",
        {PgValue(hourOf(range.from)), PgValue(hourOf(range.to - 1)), PgValue(query.symbol)});
    if (!hours)
        return tl::unexpected(hours.error());
    qint64 rows = 0;
    qint64 counted = 0;
    for (int i = 0; i < hours->rows(); ++i) {
        const qint64 start = hours->row(i).integer(0) * MicrosPerHour;
        const qint64 inHour = hours->row(i).integer(2);
        const Range part{std::max(range.from, start), std::min(range.to, start + MicrosPerHour)};
        if (part.to - part.from == MicrosPerHour) {
            rows += inHour;
        } else if (counted + inHour > CountedRows) {
            rows +=
                std::llround(static_cast<double>(inHour) * static_cast<double>(part.to - part.from)
                             / static_cast<double>(MicrosPerHour));
        } else {
            const auto exact = pool.query(
                "SELECT count(*) FROM ticks WHERE symbol = $1 AND time >= $2 AND time < $3",
                {PgValue(hours->row(i).integer(1)), PgValue(part.from), PgValue(part.to)});
            if (!exact)
                return tl::unexpected(exact.error());
            counted += inHour;
            rows += exact->number().value_or(0);
        }
    }
    return rows;
}

/// Rows of @p table where @p condition, which @p more are the parameters of from $3 on.
Result<qint64> extrapolate(PgPool &pool, const QByteArray &table, const QByteArray &key,
                           const QByteArray &condition, Range range, qint64 limit,
                           const PgValues &more = {})
{
    PgValues values{range.from, range.to};
    values.insert(values.end(), more.begin(), more.end());
    const QByteArray where = " FROM " + table + " WHERE " + key + " >= $1 AND " + key + " < $2 AND "
        + condition + " ORDER BY " + key;
    const auto page =
        pool.query("SELECT count(*), min(k), max(k) FROM (SELECT " + key + " AS k" + where
                       + " LIMIT " + QByteArray::number(limit) + ") AS counted",
                   values);
    if (!page)
        return tl::unexpected(page.error());
    const PgRow row = page->row(0);
    const qint64 counted = row.integer(0);
    const qint64 first = row.integer(1);
    const qint64 reached = row.integer(2);
    if (counted < limit || reached <= first)
        return counted;
    const auto last = pool.query("SELECT " + key + where + " DESC LIMIT 1", values);
    if (!last)
        return tl::unexpected(last.error());
    const double stretch = static_cast<double>(last->number().value_or(reached) - first)
        / static_cast<double>(reached - first);
    return std::llround(static_cast<double>(counted) * stretch);
}

Result<qint64> estimateCandles(PgPool &pool, const ExportQuery &query, Range range)
{
    const auto symbols =
        pool.query("SELECT id FROM symbols WHERE $1 = '' OR name = $1", {PgValue(query.symbol)});
    if (!symbols)
        return tl::unexpected(symbols.error());
    const qint64 limit = std::max<qint64>(CountedRows / std::max<qint64>(symbols->rows(), 1), 100);
    qint64 rows = 0;
    for (int i = 0; i < symbols->rows(); ++i) {
        for (const Interval interval : AllIntervals) {
            if (query.interval && query.interval != interval)
                continue;
            const auto part = extrapolate(
                pool, "candles", "start", "symbol = $3 AND \"interval\" = $4", range, limit,
                {PgValue(symbols->row(i).integer(0)), PgValue(static_cast<qint64>(interval))});
            if (!part)
                return part;
            rows += *part;
        }
    }
    return rows;
}

/// Exactly: they are few.
template<typename Csv>
Result<qint64> countTrading(PgPool &pool, const ExportQuery &query, Range range)
{
    return pool
        .query(QByteArray("SELECT count(*) FROM ") + Csv::table().name
                   + exportCondition<Csv>([](int n) { return '$' + QByteArray::number(n); }),
               {qint64(0), range.from, range.to, PgValue(query.symbol)})
        .map([](const PgResult &result) { return result.number().value_or(0); });
}

} // namespace

Result<qint64> estimatePgRows(PgPool &pool, const ExportQuery &query)
{
    const Range range{query.from ? toMicros(*query.from) : Earliest,
                      query.to ? toMicros(*query.to) : Latest};
    if (range.from >= range.to)
        return 0;
    const bool everything = !query.from && !query.to && query.symbol.isEmpty() && !query.interval;
    const auto stored = pool.query(PgCountersSql);
    if (!stored)
        return tl::unexpected(stored.error());
    const Counters counters = loadPgCounters(*stored);
    switch (query.dataSet) {
    case DataSet::Ticks:
        return everything ? Result<qint64>(counters.ticks) : estimateTicks(pool, query, range);
    case DataSet::Candles:
        return everything ? Result<qint64>(counters.candles) : estimateCandles(pool, query, range);
    case DataSet::Monitor:
        return everything ? Result<qint64>(counters.samples)
                          : extrapolate(pool, "host_samples", "time", "true", range, CountedRows);
    case DataSet::Chat:
        return extrapolate(pool, "chat_messages", "time",
                           "deleted = 0 AND recipient = '' AND room <> ''", range, CountedRows);
    case DataSet::Orders:
        return countTrading<OrderCsv>(pool, query, range);
    case DataSet::Trades:
        return countTrading<TradeCsv>(pool, query, range);
    }
    Q_UNREACHABLE();
}

} // namespace Tickwell
