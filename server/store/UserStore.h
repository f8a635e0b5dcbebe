// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Result.h"
#include "core/User.h"

#include <QList>

namespace Tickwell {

/// The registered users. Every call blocks and is a transaction of its own, on the disk when it
/// returns. Pool threads, any number at once.
class UserStore
{
public:
    virtual ~UserStore() = default;

    /// Adds @p user under an id of its own, and gives it back as it is kept. The first of all is an
    /// administrator, whatever @p user says, and however many are added at once. A name or an
    /// e-mail address that somebody has is a Conflict.
    [[nodiscard]] virtual Result<User> add(const User &user) = 0;
    /// NotFound when there is none.
    [[nodiscard]] virtual Result<User> find(qint64 id) const = 0;
    [[nodiscard]] virtual Result<User> findByName(const QString &name) const = 0;
    /// By id.
    [[nodiscard]] virtual Result<QList<User>> list(qint64 skip, qint64 limit) const = 0;
    [[nodiscard]] virtual Result<qint64> count() const = 0;
    /// Gives the user as it is afterwards. Conflict as with add(), and when nobody would be left
    /// who is an administrator and active.
    [[nodiscard]] virtual Result<User> change(qint64 id, const UserChange &change) = 0;
    /// Gives the user as it was. The last active administrator goes last: a Conflict before.
    [[nodiscard]] virtual Result<User> remove(qint64 id) = 0;
};

} // namespace Tickwell
