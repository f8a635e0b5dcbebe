// SPDX-License-Identifier: GPL-3.0-or-later
#include "market/FeedChoice.h"

#include "core/Log.h"

#include <QFile>
#include <QSaveFile>

namespace Tickwell {

namespace {

QString fileIn(const QString &dataDir)
{
    return dataDir + QStringLiteral("/feed");
}

} // namespace

QString loadFeedChoice(const QString &dataDir)
{
    QFile file(fileIn(dataDir));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    constexpr qint64 MaxBytes = 64;
    const QString name = QString::fromUtf8(file.read(MaxBytes)).trimmed();
    if (isChoosableFeed(name))
        return name;
    qCWarning(lcFeed).noquote() << file.fileName() << "names no feed, and is not looked at";
    return {};
}

Result<void> saveFeedChoice(const QString &dataDir, const QString &name)
{
    const QString path = fileIn(dataDir);
    const QByteArray text = name.toUtf8() + '\n';
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.commit())
        return failure(QStringLiteral("cannot write %1: %2").arg(path, file.errorString()),
                       Error::Kind::Unavailable);
    return {};
}

bool isChoosableFeed(const QString &name)
{
    return name == u"simulator" || name == u"alpaca" || name == u"binance";
}

} // namespace Tickwell
