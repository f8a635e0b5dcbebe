// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Result.h"
#include "core/User.h"

namespace Tickwell::UserRules {

/// @p user as @p change makes it.
[[nodiscard]] inline User changed(User user, const UserChange &change)
{
    user.name = change.name.value_or(user.name);
    user.email = change.email.value_or(user.email);
    user.passwordHash = change.passwordHash.value_or(user.passwordHash);
    user.isAdministrator = change.isAdministrator.value_or(user.isAdministrator);
    user.isActive = change.isActive.value_or(user.isActive);
    user.tokensFrom = change.tokensFrom.value_or(user.tokensFrom);
    return user;
}

[[nodiscard]] inline bool administrates(const User &user)
{
    return user.isAdministrator && user.isActive;
}

[[nodiscard]] inline tl::unexpected<Error> notFound()
{
    return failure(QStringLiteral("User not found"), Error::Kind::NotFound);
}

[[nodiscard]] inline tl::unexpected<Error> nameTaken()
{
    return failure(QStringLiteral("Username already registered"), Error::Kind::Conflict);
}

[[nodiscard]] inline tl::unexpected<Error> emailTaken()
{
    return failure(QStringLiteral("Email already registered"), Error::Kind::Conflict);
}

[[nodiscard]] inline tl::unexpected<Error> lastAdministrator()
{
    return failure(QStringLiteral("This is the last administrator: make another one first"),
                   Error::Kind::Conflict);
}

} // namespace Tickwell::UserRules
