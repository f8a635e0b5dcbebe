// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Result.h"
#include "core/TradingChange.h"

namespace Tickwell {

/// Orders, trades and accounts of the paper exchange. Every call blocks. Pool threads, one at a
/// time.
class TradeStore
{
public:
    virtual ~TradeStore() = default;

    /// What was kept: every open order, and the newest @p ended of the others.
    [[nodiscard]] virtual Result<TradingState> load(int ended) const = 0;
    /// Keeps all of @p change, or nothing; it is on the disk when this returns.
    [[nodiscard]] virtual Result<void> write(const TradingChange &change) = 0;
};

} // namespace Tickwell
