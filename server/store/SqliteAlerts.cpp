// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/SqliteAlerts.h"

#include "store/AlertRows.h"

#include <mutex>

namespace Tickwell {

namespace {

Result<void> writeRow(Statement &statement, const AlertRows::Columns &columns)
{
    int parameter = 0;
    for (const QString &value : columns)
        statement.bind(++parameter, value);
    return statement.run();
}

Result<Statement> prepareUpsert(const Connection &connection, const AlertRows::Table &table)
{
    return connection.prepare(TradeRows::upsert(table, [](int) { return QByteArray("?"); }));
}

template<typename Row>
Result<void> writeRows(const Connection &connection, const AlertRows::Table &table,
                       const QList<Row> &rows)
{
    if (rows.isEmpty())
        return {};
    auto statement = prepareUpsert(connection, table);
    if (!statement)
        return tl::unexpected(statement.error());
    for (const Row &row : rows) {
        if (const auto done = writeRow(*statement, AlertRows::columnsOf(row)); !done)
            return done;
    }
    return {};
}

Result<void> writeLastId(const Connection &connection, quint64 id)
{
    auto statement = prepareUpsert(connection, AlertRows::ids());
    return statement ? writeRow(*statement, AlertRows::columnsOfLastId(id))
                     : Result<void>(tl::unexpected(statement.error()));
}

Result<void> remove(const Connection &connection, const QList<quint64> &ids)
{
    if (ids.isEmpty())
        return {};
    auto statement = connection.prepare("DELETE FROM alerts WHERE id = ?");
    if (!statement)
        return tl::unexpected(statement.error());
    for (const quint64 id : ids) {
        statement->bind(1, static_cast<qint64>(id));
        if (const auto done = statement->run(); !done)
            return done;
    }
    return {};
}

template<typename Read>
Result<void> readRows(const Connection &connection, const AlertRows::Table &table, Read read)
{
    auto statement =
        connection.prepare(TradeRows::select(table) + " ORDER BY " + table.keys.join(", "));
    if (!statement)
        return tl::unexpected(statement.error());
    Statement::Step at = statement->step();
    for (; at == Statement::Step::Row; at = statement->step())
        read(*statement);
    if (at == Statement::Step::Failed)
        return tl::unexpected(statement->error());
    return {};
}

} // namespace

Result<std::unique_ptr<AlertStore>> SqliteAlerts::open(const QString &path,
                                                       std::shared_ptr<FairLock> writing)
{
    auto connection = Connection::open(path, Connection::Mode::Write);
    if (!connection)
        return tl::unexpected(connection.error());
    if (const auto done = connection->execute("PRAGMA synchronous = FULL"); !done)
        return tl::unexpected(done.error());
    return std::unique_ptr<AlertStore>(
        new SqliteAlerts(path, std::move(*connection), std::move(writing)));
}

Result<AlertLog> SqliteAlerts::load() const
{
    using namespace AlertRows;
    AlertLog log;
    const auto done = readRows(m_connection, alerts(),
                               [&](const Statement &row) { log.alerts.append(readAlert(row)); })
                          .and_then([&] {
                              return readRows(m_connection, events(), [&](const Statement &row) {
                                  log.events.append(readEvent(row));
                              });
                          })
                          .and_then([&] {
                              return readRows(m_connection, ids(), [&](const Statement &row) {
                                  log.lastId = static_cast<quint64>(row.integer(1));
                              });
                          });
    if (!done)
        return tl::unexpected(done.error());
    return log;
}

Result<void> SqliteAlerts::write(const AlertChange &change)
{
    if (m_connection.fileWasMoved())
        return failure(QStringLiteral("%1 was moved or removed while in use: put it back, or "
                                      "restart to begin a new one")
                           .arg(m_path),
                       Error::Kind::Unavailable);
    const std::lock_guard lock(*m_writing);
    auto transaction = Transaction::begin(m_connection);
    if (!transaction)
        return tl::unexpected(transaction.error());
    return writeRows(m_connection, AlertRows::alerts(), change.alerts)
        .and_then([&] { return remove(m_connection, change.removed); })
        .and_then([&] { return writeRows(m_connection, AlertRows::events(), change.events); })
        .and_then([&] {
            return change.events.isEmpty()
                ? Result<void>()
                : m_connection.execute(AlertRows::pruneEvents().constData());
        })
        .and_then([&] { return writeLastId(m_connection, change.lastId); })
        .and_then([&] { return transaction->commit(); });
}

} // namespace Tickwell
