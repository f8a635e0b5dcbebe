// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Result.h"

#include <QByteArray>

namespace Tickwell {

/// Argon2id of @p password (UTF-8) with a salt of its own, as text:
/// `$argon2id$v=19$m=65536,t=2,p=1$…`. Takes 64 MiB and a tenth of a second: pool threads, few at
/// once. Fails when the memory is not to be had.
[[nodiscard]] Result<QByteArray> hashPassword(const QByteArray &password);

/// Whether @p hash was made of @p password. Takes as long for a wrong one. Pool threads.
[[nodiscard]] bool verifyPassword(const QByteArray &hash, const QByteArray &password);

/// Takes as long as verifyPassword(): for a user who does not exist. Pool threads.
void pretendToVerify(const QByteArray &password);

} // namespace Tickwell
