// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/AlertStore.h"
#include "store/PgPool.h"

namespace Tickwell {

/// The alerts in PostgreSQL, through the sessions of a pool.
class PostgresAlerts final : public AlertStore
{
public:
    explicit PostgresAlerts(std::shared_ptr<PgPool> pool)
        : m_pool(std::move(pool))
    {
    }

    [[nodiscard]] Result<AlertLog> load() const override;
    [[nodiscard]] Result<void> write(const AlertChange &change) override;

private:
    std::shared_ptr<PgPool> m_pool;
};

} // namespace Tickwell
