// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/Connection.h"
#include "store/FairLock.h"
#include "store/UserStore.h"

#include <memory>
#include <mutex>
#include <vector>

namespace Tickwell {

/// The users in an SQLite file, beside the connection that records. Readers do not wait for each
/// other, nor for a writer.
class SqliteUsers final : public UserStore
{
public:
    /// Opens a migrated database. Who writes into it elsewhere in this process holds @p writing,
    /// too: SQLite itself lets writers wait by trying again, and one who writes a lot would win.
    [[nodiscard]] static Result<std::unique_ptr<UserStore>> open(const QString &path,
                                                                 std::shared_ptr<FairLock> writing);
    ~SqliteUsers() override;

    [[nodiscard]] Result<User> add(const User &user) override;
    [[nodiscard]] Result<User> find(qint64 id) const override;
    [[nodiscard]] Result<User> findByName(const QString &name) const override;
    [[nodiscard]] Result<QList<User>> list(qint64 skip, qint64 limit) const override;
    [[nodiscard]] Result<qint64> count() const override;
    [[nodiscard]] Result<User> change(qint64 id, const UserChange &change) override;
    [[nodiscard]] Result<User> remove(qint64 id) override;

private:
    struct Reader;

    SqliteUsers(QString path, Connection writer, std::shared_ptr<FairLock> writing);
    /// One that nobody else uses; new when all are in use.
    [[nodiscard]] Result<std::unique_ptr<Reader>> takeReader() const;
    void giveBack(std::unique_ptr<Reader> reader) const;

    const QString m_path;
    const std::shared_ptr<FairLock> m_writing; ///< held over a whole transaction
    Connection m_writer;
    mutable std::mutex m_idleMutex;
    mutable std::vector<std::unique_ptr<Reader>> m_idle; ///< at most a few
};

} // namespace Tickwell
