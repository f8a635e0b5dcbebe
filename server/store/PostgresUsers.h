// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/PgPool.h"
#include "store/UserStore.h"

namespace Tickwell {

/// The users in PostgreSQL, through the sessions of a pool. Who writes waits for whoever writes.
class PostgresUsers final : public UserStore
{
public:
    explicit PostgresUsers(std::shared_ptr<PgPool> pool)
        : m_pool(std::move(pool))
    {
    }

    [[nodiscard]] Result<User> add(const User &user) override;
    [[nodiscard]] Result<User> find(qint64 id) const override;
    [[nodiscard]] Result<User> findByName(const QString &name) const override;
    [[nodiscard]] Result<QList<User>> list(qint64 skip, qint64 limit) const override;
    [[nodiscard]] Result<qint64> count() const override;
    [[nodiscard]] Result<User> change(qint64 id, const UserChange &change) override;
    [[nodiscard]] Result<User> remove(qint64 id) override;

private:
    std::shared_ptr<PgPool> m_pool;
};

} // namespace Tickwell
