// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/BatchWriter.h"
#include "store/DataDirLock.h"
#include "store/FairLock.h"
#include "store/Pruner.h"

#include <atomic>

namespace Tickwell {

/// The Store over an SQLite file: the one writing connection, and the lock of its folder.
class SqliteWriter final : public Store
{
public:
    /// Takes over an opened, migrated database and the lock of its folder.
    [[nodiscard]] static Result<std::unique_ptr<Store>> create(QString path, DataDirLock lock,
                                                               Connection connection);

    [[nodiscard]] Result<void> write(const RecordBatch &batch) override;
    [[nodiscard]] Result<bool> prune(const Retention &retention, Timestamp now) override;
    [[nodiscard]] qint64 rows() const override { return m_rows.load(std::memory_order_relaxed); }
    [[nodiscard]] qint64 bytes() const override;
    [[nodiscard]] Result<std::unique_ptr<StoreReader>> openReader() const override;
    [[nodiscard]] Result<std::unique_ptr<UserStore>> openUsers() const override;
    [[nodiscard]] Result<std::unique_ptr<TradeStore>> openTrades() const override;
    [[nodiscard]] Result<std::unique_ptr<AlertStore>> openAlerts() const override;

private:
    SqliteWriter(QString path, DataDirLock lock, Connection connection);
    Result<void> prepare();

    // In this order: the lock is let go of last, after the connection.
    QString m_path;
    DataDirLock m_lock;
    Connection m_connection;
    Counters m_counters;
    SymbolIds m_symbols;
    std::optional<BatchWriter> m_writer;
    std::optional<Pruner> m_pruner;
    std::atomic<qint64> m_rows = 0;
    std::shared_ptr<FairLock> m_writing = std::make_shared<FairLock>(); ///< see SqliteUsers
};

} // namespace Tickwell
