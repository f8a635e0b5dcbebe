// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/Counters.h"
#include "store/Store.h"
#include "store/SymbolIds.h"

#include <span>
#include <vector>

namespace Tickwell {

/// Writes the rows of a batch with statements prepared once. Every call runs inside the caller's
/// transaction and counts in @p counters what it added; after a failure the caller rolls back.
class BatchWriter
{
public:
    /// @p connection must outlive the writer and stay where it is.
    [[nodiscard]] static Result<BatchWriter> prepare(const Connection &connection);

    [[nodiscard]] Result<void> write(const RecordBatch &batch, SymbolIds &symbols,
                                     Counters &counters);

private:
    struct TickRow
    {
        qint64 symbol;
        qint64 time;
        qint64 seq;
        const Tick *tick;
    };

    explicit BatchWriter(const Connection &connection)
        : m_connection(&connection)
    {
    }
    Result<void> writeTicks(const QList<Tick> &ticks, SymbolIds &symbols, Counters &counters);
    /// Writes @p rows of one symbol and hour; gives how many were new.
    Result<qint64> insertTicks(std::span<const TickRow> rows);
    /// Updates a row by @p update, or adds it by @p insert: true when it was added. Both statements
    /// take their parameters from @p bind.
    template<typename Bind>
    Result<bool> upsert(Statement &update, Statement &insert, Bind bind);

    const Connection *m_connection;
    Statement m_insertTick;
    Statement m_insertTicks; ///< several rows at once
    Statement m_countTicks;
    Statement m_updateCandle;
    Statement m_insertCandle;
    Statement m_updateSample;
    Statement m_insertSample;
    Statement m_updateMessage;
    Statement m_insertMessage;
    Statement m_saveCounters;
    std::vector<TickRow> m_rows;
};

} // namespace Tickwell
