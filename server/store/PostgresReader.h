// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/PgPool.h"
#include "store/Store.h"

namespace Tickwell {

/// Reads through a session of the pool for each query; holds none between calls.
class PostgresReader final : public StoreReader
{
public:
    explicit PostgresReader(std::shared_ptr<PgPool> pool)
        : m_pool(std::move(pool))
    {
    }

    [[nodiscard]] Result<QList<Candle>> candles(const QString &symbol, Interval interval,
                                                std::optional<Timestamp> from,
                                                std::optional<Timestamp> to,
                                                int limit) const override;
    [[nodiscard]] Result<QList<Tick>> ticks(const QString &symbol, Timestamp from, Timestamp to,
                                            int limit) const override;
    [[nodiscard]] Result<QList<Tick>> newestTicks(const QString &symbol, Timestamp from,
                                                  Timestamp to, int limit) const override;
    [[nodiscard]] Result<QList<HostSample>> samples(Timestamp from, Timestamp to,
                                                    int limit) const override;
    [[nodiscard]] Result<void>
    eachSample(Timestamp from, Timestamp to,
               const std::function<void(const HostSample &)> &take) const override;
    [[nodiscard]] Result<QList<ChatMessage>> messages(const QString &room, quint64 before,
                                                      int limit) const override;
    [[nodiscard]] Result<QList<ChatMessage>> messagesSince(quint64 since, int limit) const override;
    [[nodiscard]] Result<QStringList> rooms() const override;
    [[nodiscard]] Result<quint64> lastTickSeq() const override;
    [[nodiscard]] Result<quint64> lastMessageSeq() const override;
    [[nodiscard]] Result<qint64> estimateRows(const ExportQuery &query) const override;
    [[nodiscard]] Result<std::unique_ptr<ExportCursor>>
    openExport(const ExportQuery &query) const override;

private:
    std::shared_ptr<PgPool> m_pool;
};

} // namespace Tickwell
