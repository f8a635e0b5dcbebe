// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/PostgresAlerts.h"

#include "store/AlertRows.h"

namespace Tickwell {

namespace {

Result<void> writeRow(PgConnection &connection, const AlertRows::Table &table,
                      const AlertRows::Columns &columns)
{
    PgValues values;
    for (const QString &value : columns)
        values.emplace_back(value);
    const auto done = connection.query(
        TradeRows::upsert(table, [](int number) { return '$' + QByteArray::number(number); }),
        values);
    return done ? Result<void>() : Result<void>(tl::unexpected(done.error()));
}

template<typename Row>
Result<void> writeRows(PgConnection &connection, const AlertRows::Table &table,
                       const QList<Row> &rows)
{
    for (const Row &row : rows) {
        if (const auto done = writeRow(connection, table, AlertRows::columnsOf(row)); !done)
            return done;
    }
    return {};
}

Result<void> remove(PgConnection &connection, const QList<quint64> &ids)
{
    for (const quint64 id : ids) {
        if (const auto done = connection.query("DELETE FROM alerts WHERE id = $1",
                                               {PgValue(static_cast<qint64>(id))});
            !done)
            return tl::unexpected(done.error());
    }
    return {};
}

template<typename Read>
Result<void> readRows(PgConnection &connection, const AlertRows::Table &table, Read read)
{
    const auto rows =
        connection.query(TradeRows::select(table) + " ORDER BY " + table.keys.join(", "));
    if (!rows)
        return tl::unexpected(rows.error());
    for (int i = 0; i < rows->rows(); ++i)
        read(rows->row(i));
    return {};
}

} // namespace

Result<AlertLog> PostgresAlerts::load() const
{
    using namespace AlertRows;
    AlertLog log;
    const auto done = m_pool->transaction([&](PgConnection &connection) {
        log = {};
        return readRows(connection, alerts(),
                        [&](const PgRow &row) { log.alerts.append(readAlert(row)); })
            .and_then([&] {
                return readRows(connection, events(),
                                [&](const PgRow &row) { log.events.append(readEvent(row)); });
            })
            .and_then([&] {
                return readRows(connection, ids(), [&](const PgRow &row) {
                    log.lastId = static_cast<quint64>(row.integer(1));
                });
            });
    });
    if (!done)
        return tl::unexpected(done.error());
    return log;
}

Result<void> PostgresAlerts::write(const AlertChange &change)
{
    return m_pool->transaction([&](PgConnection &connection) {
        return writeRows(connection, AlertRows::alerts(), change.alerts)
            .and_then([&] { return remove(connection, change.removed); })
            .and_then([&] { return writeRows(connection, AlertRows::events(), change.events); })
            .and_then([&] {
                return change.events.isEmpty() ? Result<void>()
                                               : connection.execute(AlertRows::pruneEvents());
            })
            .and_then([&] {
                return writeRow(connection, AlertRows::ids(),
                                AlertRows::columnsOfLastId(change.lastId));
            });
    });
}

} // namespace Tickwell
