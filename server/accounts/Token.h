// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Time.h"

#include <QByteArray>

#include <optional>

namespace Tickwell {

/// What a token says of its bearer.
struct TokenClaims
{
    qint64 userId = 0;       ///< `sub`
    Timestamp issuedAt = {}; ///< `iat`, in whole seconds
    Timestamp expires = {};  ///< `exp`, in whole seconds

    friend bool operator==(const TokenClaims &, const TokenClaims &) = default;
};

/// A JSON Web Token (RFC 7519) of @p claims, signed with HMAC SHA-256 under @p secret.
[[nodiscard]] QByteArray makeToken(const TokenClaims &claims, const QByteArray &secret);

/// What @p token says; none unless it is signed with HS256 under @p secret, says all three claims
/// in the forms of makeToken(), and has not expired at @p now. `nbf` is honoured; a token with
/// `crit` extensions is refused.
[[nodiscard]] std::optional<TokenClaims> readToken(const QByteArray &token,
                                                   const QByteArray &secret, Timestamp now);

} // namespace Tickwell
