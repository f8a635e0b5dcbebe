// SPDX-License-Identifier: GPL-3.0-or-later
#include "accounts/Password.h"

#include <sodium.h>

#include <array>

namespace Tickwell {

namespace {

/// Safe to call from several threads, and again.
bool isReady()
{
    return sodium_init() >= 0;
}

} // namespace

Result<QByteArray> hashPassword(const QByteArray &password)
{
    std::array<char, crypto_pwhash_STRBYTES> hash{};
    if (!isReady()
        || crypto_pwhash_str_alg(hash.data(), password.constData(),
                                 static_cast<quint64>(password.size()),
                                 crypto_pwhash_OPSLIMIT_INTERACTIVE,
                                 crypto_pwhash_MEMLIMIT_INTERACTIVE, crypto_pwhash_ALG_ARGON2ID13)
            != 0)
        return failure(QStringLiteral("The password could not be hashed: not enough memory"),
                       Error::Kind::Unavailable);
    return QByteArray(hash.data());
}

bool verifyPassword(const QByteArray &hash, const QByteArray &password)
{
    return isReady()
        && crypto_pwhash_str_verify(hash.constData(), password.constData(),
                                    static_cast<quint64>(password.size()))
        == 0;
}

void pretendToVerify(const QByteArray &password)
{
    static const QByteArray ofNobody = hashPassword("nobody").value_or(QByteArray());
    (void)verifyPassword(ofNobody, password);
}

} // namespace Tickwell
