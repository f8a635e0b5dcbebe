// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/SqliteWriter.h"

#include "store/SqliteAlerts.h"
#include "store/SqliteReader.h"
#include "store/SqliteTrades.h"
#include "store/SqliteUsers.h"

#include <QFileInfo>

namespace Tickwell {

Result<std::unique_ptr<Store>> SqliteWriter::create(QString path, DataDirLock lock,
                                                    Connection connection)
{
    std::unique_ptr<SqliteWriter> writer(
        new SqliteWriter(std::move(path), std::move(lock), std::move(connection)));
    if (const auto ready = writer->prepare(); !ready)
        return tl::unexpected(ready.error());
    return writer;
}

SqliteWriter::SqliteWriter(QString path, DataDirLock lock, Connection connection)
    : m_path(std::move(path))
    , m_lock(std::move(lock))
    , m_connection(std::move(connection))
{
}

Result<void> SqliteWriter::prepare()
{
    auto counters = loadCounters(m_connection);
    auto symbols = SymbolIds::load(m_connection);
    auto writer = BatchWriter::prepare(m_connection);
    auto pruner = Pruner::prepare(m_connection);
    if (!counters)
        return tl::unexpected(counters.error());
    if (!symbols)
        return tl::unexpected(symbols.error());
    if (!writer)
        return tl::unexpected(writer.error());
    if (!pruner)
        return tl::unexpected(pruner.error());
    m_counters = *counters;
    m_symbols = std::move(*symbols);
    m_writer = std::move(*writer);
    m_pruner = std::move(*pruner);
    m_rows = m_counters.rows();
    return {};
}

Result<void> SqliteWriter::write(const RecordBatch &batch)
{
    if (batch.rows() == 0)
        return {};
    // SQLite would go on writing into the removed file, and everything would be lost at the end.
    if (m_connection.fileWasMoved())
        return failure(
            QStringLiteral("%1 was moved or removed while in use: put it back, or restart "
                           "to begin a new one")
                .arg(m_path),
            Error::Kind::Unavailable);
    const std::lock_guard lock(*m_writing);
    auto transaction = Transaction::begin(m_connection);
    if (!transaction)
        return tl::unexpected(transaction.error());
    Counters counters = m_counters;
    auto done = m_writer->write(batch, m_symbols, counters);
    if (done)
        done = transaction->commit();
    if (!done) {
        m_symbols.rolledBack();
        return done;
    }
    m_symbols.committed();
    m_counters = counters;
    m_rows.store(counters.rows(), std::memory_order_relaxed);
    return {};
}

Result<bool> SqliteWriter::prune(const Retention &retention, Timestamp now)
{
    const std::lock_guard lock(*m_writing);
    const auto more = m_pruner->prune(retention, now, m_symbols.ids(), m_counters);
    m_rows.store(m_counters.rows(), std::memory_order_relaxed);
    return more;
}

qint64 SqliteWriter::bytes() const
{
    return QFileInfo(m_path).size() + QFileInfo(m_path + QStringLiteral("-wal")).size();
}

Result<std::unique_ptr<StoreReader>> SqliteWriter::openReader() const
{
    return SqliteReader::open(m_path);
}

Result<std::unique_ptr<UserStore>> SqliteWriter::openUsers() const
{
    return SqliteUsers::open(m_path, m_writing);
}

Result<std::unique_ptr<TradeStore>> SqliteWriter::openTrades() const
{
    return SqliteTrades::open(m_path, m_writing);
}

Result<std::unique_ptr<AlertStore>> SqliteWriter::openAlerts() const
{
    return SqliteAlerts::open(m_path, m_writing);
}

} // namespace Tickwell
