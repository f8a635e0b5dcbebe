// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/Counters.h"
#include "store/Store.h"

#include <QElapsedTimer>
#include <QList>

namespace Tickwell {

/// Deletes what is no longer kept, on the writing connection, in pieces of about
/// Retention::pieceTime: a batch that waits to be written waits no longer than that.
///
/// By size, ticks, 1 s bars and samples go hour by hour, the oldest first; the wider bars go only
/// when nothing else is left. Freed pages are used again; the file itself shrinks when it is over
/// its limit, or when more than a quarter of it is free.
class Pruner
{
public:
    /// @p connection must outlive the pruner and stay where it is.
    [[nodiscard]] static Result<Pruner> prepare(Connection &connection);

    /// One piece: true when there is more to do. @p symbols are the ids of all symbols. @p counters
    /// are changed only with what was committed.
    [[nodiscard]] Result<bool> prune(const Retention &retention, Timestamp now,
                                     const QList<qint64> &symbols, Counters &counters);

private:
    explicit Pruner(Connection &connection)
        : m_connection(&connection)
    {
    }
    // Of those that give a truth, true means that the end was reached within the piece.
    Result<bool> deleteRows(const Retention &retention, Timestamp now, Counters &counters);
    /// Whole hours, until @p limit is kept.
    Result<bool> deleteOldestHours(qint64 limit, Counters &counters);
    Result<bool> deleteBefore(qint64 cutoff, Counters &counters);
    Result<bool> deleteTicksBefore(qint64 cutoff, Counters &counters);
    Result<bool> deleteBarsBefore(qint64 cutoff, Interval interval, Counters &counters);
    Result<bool> deleteOldestWideBars(Counters &counters);
    /// Runs a bounded DELETE until it finds no more; @p count loses what it deleted.
    Result<bool> repeat(Statement &statement, qint64 &count);
    Result<bool> shrinkFile(qint64 limit);

    /// The start of the oldest bar of @p interval; none when there is none.
    Result<std::optional<qint64>> oldestBar(Interval interval);
    /// The end of the oldest hour that holds a tick, a 1 s bar or a sample; none when all are gone.
    Result<std::optional<qint64>> oldestHourEnd();
    /// Size of the pages that hold rows.
    Result<qint64> usedBytes() const;
    [[nodiscard]] bool timeIsUp() const { return m_clock.elapsed() >= m_pieceTime.count(); }

    Connection *m_connection;
    QElapsedTimer m_clock;
    std::chrono::milliseconds m_pieceTime{0};
    QList<qint64> m_symbols;
    bool m_overLimit =
        false; ///< until it is below by a margin, so that the limit is not met at once
    std::optional<qint64> m_hourEnd; ///< of the hour that is being removed
    bool m_fileShrank = false;       ///< since the last checkpoint
    Statement m_nextHour;
    Statement m_deleteTicks;
    Statement m_uncountTicks;
    Statement m_deleteHour;
    Statement m_oldestBar;
    Statement m_deleteBars;
    Statement m_deleteSamples;
    Statement m_deleteMessages;
    Statement m_saveCounters;
};

} // namespace Tickwell
