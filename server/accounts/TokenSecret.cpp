// SPDX-License-Identifier: GPL-3.0-or-later
#include "accounts/TokenSecret.h"

#include "core/Log.h"

#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

#include <sodium.h>

namespace Tickwell {

namespace {

constexpr qsizetype SecretBytes = 32;
constexpr auto OwnerOnly = QFile::ReadOwner | QFile::WriteOwner;
constexpr auto OfOthers =
    QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;

Result<QByteArray> makeSecret(const QString &path)
{
    if (sodium_init() < 0)
        return failure(QStringLiteral("no source of random numbers"), Error::Kind::Unavailable);
    QByteArray secret(SecretBytes, '\0');
    randombytes_buf(secret.data(), static_cast<std::size_t>(secret.size()));
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(OwnerOnly)
        || file.write(secret.toHex() + '\n') < 0 || !file.commit())
        return failure(QStringLiteral("cannot write %1: %2").arg(path, file.errorString()),
                       Error::Kind::Unavailable);
    return secret;
}

} // namespace

Result<QByteArray> loadTokenSecret(const QString &dataDir)
{
    const QString path = dataDir + QStringLiteral("/secret");
    QFile file(path);
    if (!file.exists())
        return makeSecret(path);
    if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly))
        return failure(QStringLiteral("cannot read %1: %2").arg(path, file.errorString()),
                       Error::Kind::Unavailable);
    const QByteArray text = file.read(1024).trimmed();
    const QByteArray secret = QByteArray::fromHex(text);
    if (secret.size() != SecretBytes || secret.toHex() != text.toLower())
        return failure(QStringLiteral("%1 is damaged: remove it, and a new one is made (all tokens "
                                      "that were given out are void then)")
                           .arg(path),
                       Error::Kind::Conflict);
    if (file.permissions() & OfOthers) {
        qCWarning(lcServer).noquote()
            << QStringLiteral("others could read %1: it is now closed to them; if they did, remove "
                              "it and start again")
                   .arg(path);
        if (!file.setPermissions(OwnerOnly))
            return failure(QStringLiteral("others can read %1 and that cannot be changed: %2")
                               .arg(path, file.errorString()),
                           Error::Kind::Conflict);
    }
    return secret;
}

} // namespace Tickwell
