// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/Counters.h"
#include "store/PgConnection.h"
#include "store/Store.h"

#include <QList>

namespace Tickwell {

/// Deletes what is no longer kept, in transactions of a few thousand rows, for about
/// Retention::pieceTime a call. The room comes back to the system when autovacuum and the
/// database's keeper see to it; the limit of size is therefore held against what the rows take, not
/// the files.
///
/// By size, ticks, 1 s bars and samples go hour by hour, the oldest first; the wider bars go only
/// when nothing else is left.
class PgPruner
{
public:
    /// What a row takes with its index, about.
    static constexpr qint64 TickBytes = 130;
    static constexpr qint64 CandleBytes = 190;
    static constexpr qint64 SampleBytes = 190;
    static constexpr qint64 MessageBytes = 300;

    /// True when there is more to do. @p symbols are the ids of all symbols. @p counters
    /// are changed only with what was committed.
    [[nodiscard]] Result<bool> prune(PgConnection &connection, const Retention &retention,
                                     Timestamp now, const QList<qint64> &symbols,
                                     Counters &counters);

private:
    // These give true when something was deleted.
    Result<bool> prunePiece(PgConnection &connection, const Retention &retention, Timestamp now,
                            const QList<qint64> &symbols, Counters &counters);
    Result<bool> deleteBefore(PgConnection &connection, qint64 cutoff, const QList<qint64> &symbols,
                              Counters &counters);
    Result<bool> deleteTicks(PgConnection &connection, qint64 cutoff, Counters &counters);
    Result<bool> deleteBars(PgConnection &connection, Interval interval, qint64 cutoff,
                            const QList<qint64> &symbols, Counters &counters);
    Result<bool> deleteOldestHour(PgConnection &connection, const QList<qint64> &symbols,
                                  Counters &counters);
    Result<std::optional<qint64>> oldestHourEnd(PgConnection &connection,
                                                const QList<qint64> &symbols);

    bool m_overLimit = false; ///< until it is below by a margin
    std::optional<qint64> m_hourEnd;
};

} // namespace Tickwell
