// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/PgPool.h"
#include "store/TradeStore.h"

namespace Tickwell {

/// The paper exchange in PostgreSQL, through the sessions of a pool.
class PostgresTrades final : public TradeStore
{
public:
    explicit PostgresTrades(std::shared_ptr<PgPool> pool)
        : m_pool(std::move(pool))
    {
    }

    [[nodiscard]] Result<TradingState> load(int ended) const override;
    [[nodiscard]] Result<void> write(const TradingChange &change) override;

private:
    std::shared_ptr<PgPool> m_pool;
};

} // namespace Tickwell
