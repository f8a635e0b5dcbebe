// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/Connection.h"
#include "store/Store.h"

namespace Tickwell {

/// Reads through a connection of its own; holds no read transaction between calls.
class SqliteReader final : public StoreReader
{
public:
    /// Opens a database that is there and of this program's version.
    [[nodiscard]] static Result<std::unique_ptr<StoreReader>>
    open(const QString &path, Connection::Mode mode = Connection::Mode::Read);

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
    SqliteReader(QString path, Connection::Mode mode, Connection connection);
    /// The number that stands for @p symbol; none when nothing of it is stored.
    Result<std::optional<qint64>> symbolId(const QString &symbol) const;

    QString m_path;
    Connection::Mode m_mode;
    Connection m_connection;
};

} // namespace Tickwell
