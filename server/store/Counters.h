// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/Connection.h"

namespace Tickwell {

/// What the database knows of itself without counting: written in the transaction that changes it.
struct Counters
{
    qint64 ticks = 0; ///< rows stored now
    qint64 candles = 0;
    qint64 samples = 0;
    qint64 messages = 0;
    qint64 lastTickSeq = 0; ///< the highest ever stored; stays when the row is pruned
    qint64 lastMessageSeq = 0;

    [[nodiscard]] qint64 rows() const { return ticks + candles + samples + messages; }

    friend bool operator==(const Counters &, const Counters &) = default;
};

[[nodiscard]] Result<Counters> loadCounters(const Connection &connection);
[[nodiscard]] Result<void> saveCounters(Statement &save, const Counters &counters);
/// For saveCounters().
[[nodiscard]] Result<Statement> prepareCounters(const Connection &connection);

} // namespace Tickwell
