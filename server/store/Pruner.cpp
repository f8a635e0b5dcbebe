// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/Pruner.h"

#include "store/Rows.h"

namespace Tickwell {

namespace {

/// Never in the way of a limit: what the write-ahead log may take beside the database.
constexpr qint64 LogAllowance = qint64(16) << 20;

/// Pages given back to the system at a time.
constexpr const char *VacuumSql = "PRAGMA incremental_vacuum(64)";

/// Deletes about 1,000 rows from the start of a range; all that share the time of the last.
constexpr const char *DeleteTicksSql =
    "DELETE FROM ticks WHERE symbol = ?1 AND time >= ?2 AND time < ?3 AND time <= coalesce("
    "(SELECT time FROM ticks WHERE symbol = ?1 AND time >= ?2 AND time < ?3 "
    "ORDER BY time LIMIT 1 OFFSET 999), ?3)";
constexpr const char *DeleteBarsSql =
    "DELETE FROM candles WHERE symbol = ?1 AND interval = ?2 AND start < ?3 AND start <= coalesce("
    "(SELECT start FROM candles WHERE symbol = ?1 AND interval = ?2 AND start < ?3 "
    "ORDER BY start LIMIT 1 OFFSET 999), ?3)";
constexpr const char *DeleteSamplesSql =
    "DELETE FROM host_samples WHERE time < ?1 AND time <= coalesce("
    "(SELECT time FROM host_samples WHERE time < ?1 ORDER BY time LIMIT 1 OFFSET 999), ?1)";
constexpr const char *DeleteMessagesSql =
    "DELETE FROM chat_messages WHERE seq IN "
    "(SELECT seq FROM chat_messages WHERE time < ?1 ORDER BY time LIMIT 1000)";

/// What the database file itself may take; 0 for no limit.
qint64 fileLimit(const Retention &retention)
{
    const qint64 max = std::max<qint64>(retention.maxBytes, 0);
    return max - std::min(max / 4, LogAllowance);
}

} // namespace

Result<Pruner> Pruner::prepare(Connection &connection)
{
    Pruner pruner(connection);
    const std::pair<Statement *, const char *> statements[] = {
        {&pruner.m_nextHour,
         "SELECT hour, symbol FROM tick_hours WHERE (hour, symbol) > (?1, ?2) AND hour <= ?3 "
         "ORDER BY hour, symbol LIMIT 1"},
        {&pruner.m_deleteTicks, DeleteTicksSql},
        {&pruner.m_uncountTicks,
         "UPDATE tick_hours SET rows = rows - ?3 WHERE hour = ?1 AND symbol = ?2"},
        {&pruner.m_deleteHour,
         "DELETE FROM tick_hours WHERE hour = ?1 AND symbol = ?2 AND rows <= 0"},
        {&pruner.m_oldestBar, "SELECT min(start) FROM candles WHERE symbol = ?1 AND interval = ?2"},
        {&pruner.m_deleteBars, DeleteBarsSql},
        {&pruner.m_deleteSamples, DeleteSamplesSql},
        {&pruner.m_deleteMessages, DeleteMessagesSql}};
    for (const auto &[statement, sql] : statements) {
        auto prepared = connection.prepare(sql);
        if (!prepared)
            return tl::unexpected(prepared.error());
        *statement = std::move(*prepared);
    }
    auto save = prepareCounters(connection);
    if (!save)
        return tl::unexpected(save.error());
    pruner.m_saveCounters = std::move(*save);
    return pruner;
}

Result<bool> Pruner::prune(const Retention &retention, Timestamp now, const QList<qint64> &symbols,
                           Counters &counters)
{
    m_clock.start();
    m_pieceTime = retention.pieceTime;
    m_symbols = symbols;
    auto transaction = Transaction::begin(*m_connection);
    if (!transaction)
        return tl::unexpected(transaction.error());
    Counters left = counters;
    const auto done = deleteRows(retention, now, left);
    if (!done)
        return done;
    const bool deleted = left != counters;
    if (deleted) {
        if (const auto saved = saveCounters(m_saveCounters, left); !saved)
            return tl::unexpected(saved.error());
    }
    if (const auto committed = transaction->commit(); !committed)
        return tl::unexpected(committed.error());
    counters = left;
    // The file shrinks in pieces of its own.
    if (!*done || deleted)
        return true;
    return shrinkFile(fileLimit(retention)).map([](bool end) { return !end; });
}

Result<bool> Pruner::deleteRows(const Retention &retention, Timestamp now, Counters &counters)
{
    if (retention.maxAge > retention.maxAge.zero()) {
        const qint64 cutoff = toMicros(now - retention.maxAge);
        const auto done = deleteBefore(cutoff, counters);
        if (!done || !*done)
            return done;
        m_deleteMessages.bind(1, cutoff);
        if (const auto chat = repeat(m_deleteMessages, counters.messages); !chat || !*chat)
            return chat;
    }
    const qint64 limit = fileLimit(retention);
    return limit > 0 ? deleteOldestHours(limit, counters) : true;
}

Result<bool> Pruner::deleteOldestHours(qint64 limit, Counters &counters)
{
    for (;;) {
        if (m_hourEnd) {
            const auto done = deleteBefore(*m_hourEnd, counters);
            if (!done || !*done)
                return done;
            m_hourEnd.reset();
            if (timeIsUp())
                return false;
        }
        const auto used = usedBytes();
        if (!used)
            return tl::unexpected(used.error());
        m_overLimit = *used > (m_overLimit ? limit / 100 * 95 : limit);
        if (!m_overLimit)
            return true;
        const auto end = oldestHourEnd();
        if (!end)
            return tl::unexpected(end.error());
        m_hourEnd = *end;
        if (m_hourEnd)
            continue;
        const qint64 before = counters.rows();
        const auto done = deleteOldestWideBars(counters);
        if (!done || !*done)
            return done;
        // Chat alone may be larger than the limit: it is kept by age only.
        if (counters.rows() == before)
            return true;
        if (timeIsUp())
            return false;
    }
}

Result<bool> Pruner::deleteBefore(qint64 cutoff, Counters &counters)
{
    if (const auto done = deleteTicksBefore(cutoff, counters); !done || !*done)
        return done;
    if (const auto done = deleteBarsBefore(cutoff, Interval::Second1, counters); !done || !*done)
        return done;
    m_deleteSamples.bind(1, cutoff);
    return repeat(m_deleteSamples, counters.samples);
}

Result<bool> Pruner::deleteTicksBefore(qint64 cutoff, Counters &counters)
{
    qint64 hour = std::numeric_limits<qint64>::min();
    qint64 symbol = 0;
    m_nextHour.bind(3, hourOf(cutoff - 1));
    for (;;) {
        m_nextHour.bind(1, hour);
        m_nextHour.bind(2, symbol);
        const Statement::Step step = m_nextHour.step();
        if (step == Statement::Step::Failed)
            return tl::unexpected(m_nextHour.error());
        hour = m_nextHour.integer(0);
        symbol = m_nextHour.integer(1);
        m_nextHour.reset();
        if (step == Statement::Step::Done)
            return true;

        m_deleteTicks.bind(1, symbol);
        m_deleteTicks.bind(2, hour * MicrosPerHour);
        m_deleteTicks.bind(3, std::min(cutoff, (hour + 1) * MicrosPerHour));
        const qint64 before = counters.ticks;
        const auto done = repeat(m_deleteTicks, counters.ticks);
        if (!done)
            return done;
        m_uncountTicks.bind(1, hour);
        m_uncountTicks.bind(2, symbol);
        m_uncountTicks.bind(3, before - counters.ticks);
        m_deleteHour.bind(1, hour);
        m_deleteHour.bind(2, symbol);
        for (Statement *statement : {&m_uncountTicks, &m_deleteHour}) {
            if (const auto ran = statement->run(); !ran)
                return tl::unexpected(ran.error());
        }
        if (!*done)
            return false;
    }
}

Result<bool> Pruner::deleteBarsBefore(qint64 cutoff, Interval interval, Counters &counters)
{
    for (const qint64 symbol : std::as_const(m_symbols)) {
        m_deleteBars.bind(1, symbol);
        m_deleteBars.bind(2, static_cast<qint64>(interval));
        m_deleteBars.bind(3, cutoff);
        if (const auto done = repeat(m_deleteBars, counters.candles); !done || !*done)
            return done;
    }
    return true;
}

Result<bool> Pruner::deleteOldestWideBars(Counters &counters)
{
    std::optional<qint64> oldest;
    for (const Interval interval : AllIntervals) {
        const auto start = oldestBar(interval);
        if (!start)
            return tl::unexpected(start.error());
        if (*start)
            oldest = std::min(oldest.value_or(**start), **start);
    }
    if (!oldest)
        return true;
    for (const Interval interval : AllIntervals) {
        const auto done = deleteBarsBefore(*oldest + 24 * MicrosPerHour, interval, counters);
        if (!done || !*done)
            return done;
    }
    return true;
}

Result<bool> Pruner::repeat(Statement &statement, qint64 &count)
{
    for (;;) {
        if (const auto ran = statement.run(); !ran)
            return tl::unexpected(ran.error());
        const qint64 deleted = m_connection->changes();
        count -= deleted;
        if (deleted == 0)
            return true;
        if (timeIsUp())
            return false;
    }
}

Result<bool> Pruner::shrinkFile(qint64 limit)
{
    for (;;) {
        const auto pages = m_connection->number("PRAGMA page_count");
        const auto free = m_connection->number("PRAGMA freelist_count");
        const auto pageSize = m_connection->number("PRAGMA page_size");
        for (const auto *value : {&pages, &free, &pageSize}) {
            if (!*value)
                return tl::unexpected(value->error());
        }
        const bool over = limit > 0 && *pages * *pageSize > limit && *free > 0;
        // A small file is not worth the trouble.
        const bool wasteful = *free > *pages / 4 && *free * *pageSize > LogAllowance / 4;
        if (!over && !wasteful) {
            if (!m_fileShrank)
                return true;
            m_fileShrank = false;
            // The file gets its new size when the log is carried over into it.
            return m_connection->execute("PRAGMA wal_checkpoint(PASSIVE)").map([] { return true; });
        }
        if (const auto ran = m_connection->execute(VacuumSql); !ran)
            return tl::unexpected(ran.error());
        m_fileShrank = true;
        if (timeIsUp())
            return false;
    }
}

Result<std::optional<qint64>> Pruner::oldestBar(Interval interval)
{
    std::optional<qint64> oldest;
    m_oldestBar.bind(2, static_cast<qint64>(interval));
    for (const qint64 symbol : std::as_const(m_symbols)) {
        m_oldestBar.bind(1, symbol);
        const auto start = m_oldestBar.number();
        if (!start)
            return start;
        if (*start)
            oldest = std::min(oldest.value_or(**start), **start);
    }
    return oldest;
}

Result<std::optional<qint64>> Pruner::oldestHourEnd()
{
    auto oldest = oldestBar(Interval::Second1);
    if (!oldest)
        return oldest;
    for (const QByteArrayView sql :
         {"SELECT min(hour) * 3600000000 FROM tick_hours", "SELECT min(time) FROM host_samples"}) {
        auto statement = m_connection->prepare(sql);
        if (!statement)
            return tl::unexpected(statement.error());
        const auto time = statement->number();
        if (!time)
            return time;
        if (*time)
            oldest = std::min(oldest->value_or(**time), **time);
    }
    if (!*oldest)
        return oldest;
    return (hourOf(**oldest) + 1) * MicrosPerHour;
}

Result<qint64> Pruner::usedBytes() const
{
    const auto pages = m_connection->number("PRAGMA page_count");
    const auto free = m_connection->number("PRAGMA freelist_count");
    const auto pageSize = m_connection->number("PRAGMA page_size");
    for (const auto *value : {&pages, &free, &pageSize}) {
        if (!*value)
            return tl::unexpected(value->error());
    }
    return (*pages - *free) * *pageSize;
}

} // namespace Tickwell
