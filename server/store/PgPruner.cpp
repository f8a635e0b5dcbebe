// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/PgPruner.h"

#include "store/PgBatchWriter.h"
#include "store/Rows.h"

#include <QElapsedTimer>

namespace Tickwell {

namespace {

constexpr int PieceRows = 5'000;
constexpr qint64 Latest = std::numeric_limits<qint64>::max();

/// Deletes up to PieceRows of @p table where @p condition; gives how many there were.
Result<qint64> deletePiece(PgConnection &connection, const QByteArray &table,
                           const QByteArray &condition, const PgValues &values)
{
    const QByteArray sql = "WITH gone AS (DELETE FROM " + table
        + " WHERE ctid = ANY (ARRAY(SELECT ctid FROM " + table + " WHERE " + condition + " LIMIT "
        + QByteArray::number(PieceRows) + ")) RETURNING 1) SELECT count(*) FROM gone";
    return connection.query(sql, values).map([](const PgResult &result) {
        return result.number().value_or(0);
    });
}

qint64 usedBytes(const Counters &counters)
{
    return counters.ticks * PgPruner::TickBytes + counters.candles * PgPruner::CandleBytes
        + counters.samples * PgPruner::SampleBytes + counters.messages * PgPruner::MessageBytes;
}

} // namespace

Result<bool> PgPruner::prune(PgConnection &connection, const Retention &retention, Timestamp now,
                             const QList<qint64> &symbols, Counters &counters)
{
    QElapsedTimer time;
    time.start();
    for (;;) {
        const auto found = prunePiece(connection, retention, now, symbols, counters);
        if (!found || !*found || time.elapsed() >= retention.pieceTime.count())
            return found;
    }
}

Result<bool> PgPruner::prunePiece(PgConnection &connection, const Retention &retention,
                                  Timestamp now, const QList<qint64> &symbols, Counters &counters)
{
    Counters changed = counters;
    Result<bool> found = false;
    if (const auto begun = connection.execute("BEGIN"); !begun)
        return tl::unexpected(begun.error());
    if (retention.maxAge.count() > 0) {
        const qint64 cutoff = toMicros(now - retention.maxAge);
        found = deleteBefore(connection, cutoff, symbols, changed);
        if (found && !*found) {
            found = deletePiece(connection, "chat_messages", "time < $1", {PgValue(cutoff)})
                        .map([&](qint64 rows) {
                            changed.messages -= rows;
                            return rows > 0;
                        });
        }
    }
    if (found && !*found && retention.maxBytes > 0) {
        // A margin, so that the limit is not met again at once.
        const qint64 goal = m_overLimit ? retention.maxBytes / 10 * 9 : retention.maxBytes;
        m_overLimit = m_hourEnd || usedBytes(changed) > goal;
        if (m_overLimit)
            found = deleteOldestHour(connection, symbols, changed);
    }
    Result<void> done;
    if (!found)
        done = tl::unexpected(found.error());
    if (done && *found)
        done = savePgCounters(connection, changed);
    if (done)
        done = connection.execute("COMMIT");
    if (!done) {
        (void)connection.execute("ROLLBACK");
        return tl::unexpected(done.error());
    }
    counters = changed;
    return *found;
}

Result<bool> PgPruner::deleteBefore(PgConnection &connection, qint64 cutoff,
                                    const QList<qint64> &symbols, Counters &counters)
{
    auto found = deleteTicks(connection, cutoff, counters);
    if (found && !*found)
        found = deleteBars(connection, Interval::Second1, cutoff, symbols, counters);
    if (found && !*found) {
        found = deletePiece(connection, "host_samples", "time < $1", {PgValue(cutoff)})
                    .map([&](qint64 rows) {
                        counters.samples -= rows;
                        return rows > 0;
                    });
    }
    return found;
}

Result<bool> PgPruner::deleteTicks(PgConnection &connection, qint64 cutoff, Counters &counters)
{
    // The hour that the cutoff cuts stays counted as long as it has rows.
    const auto oldest = connection.query(
        "SELECT hour, symbol FROM tick_hours h WHERE hour <= $1 AND EXISTS (SELECT FROM ticks t "
        "WHERE t.symbol = h.symbol AND t.time >= h.hour * 3600000000 AND t.time < $2 AND "
        "t.time < (h.hour + 1) * 3600000000) ORDER BY hour, symbol LIMIT 1",
        {PgValue(hourOf(cutoff)), PgValue(cutoff)});
    if (!oldest)
        return tl::unexpected(oldest.error());
    if (oldest->rows() == 0)
        return false;
    const qint64 hour = oldest->row(0).integer(0);
    const qint64 symbol = oldest->row(0).integer(1);
    const qint64 start = hour * MicrosPerHour;
    const auto rows = deletePiece(
        connection, "ticks", "symbol = $1 AND time >= $2 AND time < $3",
        {PgValue(symbol), PgValue(start), PgValue(std::min(cutoff, start + MicrosPerHour))});
    if (!rows)
        return tl::unexpected(rows.error());
    counters.ticks -= *rows;
    const auto counted =
        connection.query("UPDATE tick_hours SET rows = rows - $3 WHERE hour = $1 AND symbol = $2",
                         {PgValue(hour), PgValue(symbol), PgValue(*rows)});
    if (!counted)
        return tl::unexpected(counted.error());
    return connection
        .query("DELETE FROM tick_hours WHERE hour = $1 AND symbol = $2 AND rows <= 0",
               {PgValue(hour), PgValue(symbol)})
        .map([](const PgResult &) { return true; });
}

Result<bool> PgPruner::deleteBars(PgConnection &connection, Interval interval, qint64 cutoff,
                                  const QList<qint64> &symbols, Counters &counters)
{
    for (const qint64 symbol : symbols) {
        const auto rows =
            deletePiece(connection, "candles", "symbol = $1 AND \"interval\" = $2 AND start < $3",
                        {PgValue(symbol), PgValue(static_cast<qint64>(interval)), PgValue(cutoff)});
        if (!rows)
            return tl::unexpected(rows.error());
        counters.candles -= *rows;
        if (*rows > 0)
            return true;
    }
    return false;
}

Result<bool> PgPruner::deleteOldestHour(PgConnection &connection, const QList<qint64> &symbols,
                                        Counters &counters)
{
    if (!m_hourEnd) {
        const auto end = oldestHourEnd(connection, symbols);
        if (!end)
            return tl::unexpected(end.error());
        m_hourEnd = *end;
    }
    if (m_hourEnd) {
        const auto found = deleteBefore(connection, *m_hourEnd, symbols, counters);
        if (found && !*found) {
            m_hourEnd.reset();
            return usedBytes(counters) > 0; // whether enough is gone is seen by the next call
        }
        return found;
    }
    for (const Interval interval : AllIntervals) {
        const auto found = deleteBars(connection, interval, Latest, symbols, counters);
        if (!found || *found)
            return found;
    }
    m_overLimit = false;
    return false;
}

Result<std::optional<qint64>> PgPruner::oldestHourEnd(PgConnection &connection,
                                                      const QList<qint64> &symbols)
{
    std::optional<qint64> oldest;
    const auto note = [&](std::optional<qint64> hour) {
        if (hour && (!oldest || *hour < *oldest))
            oldest = hour;
    };
    const auto hour = connection.query("SELECT min(hour) FROM tick_hours");
    const auto sample = connection.query("SELECT min(time) FROM host_samples");
    if (!hour || !sample)
        return tl::unexpected(hour ? sample.error() : hour.error());
    note(hour->number());
    if (const auto time = sample->number())
        note(hourOf(*time));
    for (const qint64 symbol : symbols) {
        const auto bar = connection.query(
            "SELECT min(start) FROM candles WHERE symbol = $1 AND \"interval\" = $2",
            {PgValue(symbol), PgValue(static_cast<qint64>(Interval::Second1))});
        if (!bar)
            return tl::unexpected(bar.error());
        if (const auto start = bar->number())
            note(hourOf(*start));
    }
    if (oldest)
        oldest = (*oldest + 1) * MicrosPerHour;
    return oldest;
}

} // namespace Tickwell
