// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/Counters.h"
#include "store/PgConnection.h"
#include "store/Store.h"

#include <QHash>

namespace Tickwell {

/// Writes the rows of a batch: by COPY into a temporary table and from there into its own, where a
/// row that is there already is passed over (ticks) or replaced. Every call runs inside the
/// caller's transaction; after a failure the caller rolls back and calls rolledBack().
class PgBatchWriter
{
public:
    /// Reads what is stored, and makes the temporary tables of @p connection.
    [[nodiscard]] Result<void> prepare(PgConnection &connection);

    [[nodiscard]] Result<void> write(PgConnection &connection, const RecordBatch &batch,
                                     Counters &counters);
    void committed() { m_new.clear(); }
    void rolledBack();

    [[nodiscard]] QList<qint64> symbols() const { return m_symbols.values(); }

private:
    [[nodiscard]] Result<qint64> idOf(PgConnection &connection, const QString &symbol);
    [[nodiscard]] Result<void> writeTicks(PgConnection &connection, const QList<Tick> &ticks,
                                          Counters &counters);
    [[nodiscard]] Result<qint64> writeCandles(PgConnection &connection,
                                              const QList<Candle> &candles);
    [[nodiscard]] Result<qint64> writeSamples(PgConnection &connection,
                                              const QList<HostSample> &samples);
    [[nodiscard]] Result<qint64> writeMessages(PgConnection &connection,
                                               const QList<ChatMessage> &messages);

    QHash<QString, qint64> m_symbols;
    QStringList m_new; ///< of this transaction
};

/// What the database knows of itself; zeros in a new one.
[[nodiscard]] Counters loadPgCounters(const PgResult &rows);
inline constexpr const char *PgCountersSql = "SELECT name, value FROM counters";
[[nodiscard]] Result<void> savePgCounters(PgConnection &connection, const Counters &counters);

} // namespace Tickwell
