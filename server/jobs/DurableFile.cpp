// SPDX-License-Identifier: GPL-3.0-or-later
#include "jobs/DurableFile.h"

#include <QDir>
#include <QFileInfo>
#include <QSaveFile>

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace Tickwell {

namespace {

tl::unexpected<Error> cannotWrite(const QString &path, const QString &why)
{
    return failure(QStringLiteral("cannot write %1: %2").arg(path, why), Error::Kind::Unavailable);
}

/// A rename survives a power cut when its folder is on the disk, too.
void syncFolder(const QString &folder)
{
    const int file = ::open(QFile::encodeName(folder).constData(), O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return;
    ::fsync(file);
    ::close(file);
}

} // namespace

Result<void> writeDurably(const QString &path, const QByteArray &bytes)
{
    // Destroyed without commit(), it removes what it wrote.
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Unbuffered))
        return cannotWrite(path, file.errorString());
    if (!file.setPermissions(QFile::ReadOwner | QFile::WriteOwner)
        || file.write(bytes) != bytes.size())
        return cannotWrite(path, file.errorString());
    // QSaveFile syncs too, but says nothing when a full disk shows itself only then.
    if (::fsync(file.handle()) != 0 && errno != EINVAL)
        return cannotWrite(path, qt_error_string(errno));
    if (!file.commit())
        return cannotWrite(path, file.errorString());
    syncFolder(QFileInfo(path).absolutePath());
    return {};
}

Result<void> makePrivateFolder(const QString &path)
{
    const QString parent = QFileInfo(path).absolutePath();
    if (!QFileInfo::exists(parent) && !QDir().mkpath(parent))
        return cannotWrite(path, QStringLiteral("%1 cannot be created").arg(parent));
    // Not QDir: the mode must hold from the first moment.
    if (::mkdir(QFile::encodeName(path).constData(), S_IRWXU) == 0) {
        syncFolder(parent);
        return {};
    }
    if (errno != EEXIST)
        return cannotWrite(path, qt_error_string(errno));
    if (!QFileInfo(path).isDir())
        return cannotWrite(path, QStringLiteral("it is not a folder"));
    return {};
}

} // namespace Tickwell
