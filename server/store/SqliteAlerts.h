// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/AlertStore.h"
#include "store/Connection.h"
#include "store/FairLock.h"

#include <memory>

namespace Tickwell {

/// The alerts in an SQLite file, on a connection of its own.
class SqliteAlerts final : public AlertStore
{
public:
    /// Opens a migrated database. @p writing: see SqliteUsers.
    [[nodiscard]] static Result<std::unique_ptr<AlertStore>>
    open(const QString &path, std::shared_ptr<FairLock> writing);

    [[nodiscard]] Result<AlertLog> load() const override;
    [[nodiscard]] Result<void> write(const AlertChange &change) override;

private:
    SqliteAlerts(QString path, Connection connection, std::shared_ptr<FairLock> writing)
        : m_path(std::move(path))
        , m_writing(std::move(writing))
        , m_connection(std::move(connection))
    {
    }

    const QString m_path;
    const std::shared_ptr<FairLock> m_writing; ///< held over a whole transaction
    Connection m_connection;
};

} // namespace Tickwell
