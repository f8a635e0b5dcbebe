// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/DataDir.h"

#include "core/Configuration.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryFile>

#include <cerrno>

#include <sys/stat.h>

namespace Tickwell {

namespace {

tl::unexpected<Error> unusable(const QString &path, const QString &reason)
{
    return failure(QStringLiteral("data folder %1 cannot be used: %2").arg(quoted(path), reason),
                   Error::Kind::Unavailable);
}

} // namespace

Result<void> prepareDataDir(const QString &path)
{
    const QFileInfo info(path);
    if (path.isEmpty())
        return unusable(path, QStringLiteral("it has no name"));
    if (!info.exists()) {
        if (!QDir().mkpath(info.absolutePath())) {
            return unusable(path,
                            QStringLiteral("%1 cannot be created, check the path and who "
                                           "may write there")
                                .arg(quoted(info.absolutePath())));
        }
        // Not QDir: the mode must hold from the first moment.
        if (::mkdir(QFile::encodeName(path).constData(), S_IRWXU) != 0 && errno != EEXIST)
            return unusable(path, qt_error_string(errno));
    } else if (!info.isDir()) {
        return unusable(path, QStringLiteral("it is not a folder"));
    }
    // What permissions say is not the whole truth: read-only mounts, quotas, network shares.
    QTemporaryFile probe(path + QStringLiteral("/.probe-XXXXXX"));
    if (!probe.open())
        return unusable(path, probe.errorString());
    return {};
}

} // namespace Tickwell
