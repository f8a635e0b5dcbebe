// SPDX-License-Identifier: GPL-3.0-or-later
#include "market/FeedKeys.h"

#include "core/Log.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

namespace Tickwell {

namespace {

constexpr auto OwnerOnly = QFile::ReadOwner | QFile::WriteOwner;
constexpr auto OfOthers =
    QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;

QString fileIn(const QString &dataDir)
{
    return dataDir + QStringLiteral("/feed-keys");
}

} // namespace

Result<AlpacaKeys> loadFeedKeys(const QString &dataDir)
{
    const QString path = fileIn(dataDir);
    QFile file(path);
    if (!file.exists())
        return AlpacaKeys();
    if (!file.open(QIODevice::ReadOnly))
        return failure(QStringLiteral("cannot read %1: %2").arg(path, file.errorString()),
                       Error::Kind::Unavailable);
    if (file.permissions() & OfOthers) {
        qCWarning(lcFeed).noquote() << "others could read" << path
                                    << "- it is now closed to them; get a new key if they did";
        if (!file.setPermissions(OwnerOnly))
            return failure(QStringLiteral("others can read %1 and that cannot be changed: %2")
                               .arg(path, file.errorString()),
                           Error::Kind::Conflict);
    }
    constexpr qint64 MaxBytes = 4'096;
    const QJsonObject alpaca =
        QJsonDocument::fromJson(file.read(MaxBytes)).object()[QStringLiteral("alpaca")].toObject();
    const AlpacaKeys keys{alpaca[QStringLiteral("key")].toString(),
                          alpaca[QStringLiteral("secret")].toString()};
    if (!keys.isComplete())
        return failure(QStringLiteral("%1 is damaged: remove it, and give the key again").arg(path),
                       Error::Kind::Conflict);
    return keys;
}

Result<void> saveFeedKeys(const QString &dataDir, const AlpacaKeys &keys)
{
    const QString path = fileIn(dataDir);
    const QJsonObject alpaca{{QStringLiteral("key"), keys.key},
                             {QStringLiteral("secret"), keys.secret}};
    const QByteArray text = QJsonDocument(QJsonObject{{QStringLiteral("alpaca"), alpaca}}).toJson();
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(OwnerOnly)
        || file.write(text) != text.size() || !file.commit())
        return failure(QStringLiteral("cannot write %1: %2").arg(path, file.errorString()),
                       Error::Kind::Unavailable);
    return {};
}

} // namespace Tickwell
