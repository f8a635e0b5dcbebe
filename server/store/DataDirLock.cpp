// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/DataDirLock.h"

#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace Tickwell {

namespace {

QString holderOf(int file)
{
    char pid[24] = {};
    const ssize_t length = ::pread(file, pid, sizeof pid - 1, 0);
    const QByteArray text = QByteArray(pid, std::max<ssize_t>(length, 0)).trimmed();
    return text.isEmpty() ? QString()
                          : QStringLiteral(" (process %1)").arg(QString::fromLatin1(text));
}

} // namespace

Result<DataDirLock> DataDirLock::acquire(const QString &dataDir)
{
    const QFileInfo folder(dataDir);
    if (!folder.exists())
        return failure(QStringLiteral("the data folder %1 does not exist").arg(dataDir),
                       Error::Kind::NotFound);
    if (!folder.isDir())
        return failure(
            QStringLiteral("%1 is not a folder: data cannot be kept in it").arg(dataDir));

    const QByteArray path = QFile::encodeName(dataDir + QStringLiteral("/tickwell.lock"));
    DataDirLock lock(::open(path.constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    if (lock.m_file < 0)
        return failure(QStringLiteral("cannot write in the data folder %1: %2")
                           .arg(dataDir, qt_error_string(errno)),
                       Error::Kind::Unavailable);
    if (::flock(lock.m_file, LOCK_EX | LOCK_NB) != 0) {
        if (errno != EWOULDBLOCK)
            return failure(QStringLiteral("cannot lock the data folder %1: %2")
                               .arg(dataDir, qt_error_string(errno)),
                           Error::Kind::Unavailable);
        return failure(
            QStringLiteral("another running Tickwell%1 uses the data folder %2: stop it, "
                           "or give this one a folder of its own with --data-dir")
                .arg(holderOf(lock.m_file), dataDir),
            Error::Kind::Conflict);
    }
    // The number only helps a person to find the other program; on a full disk it may be missing.
    const QByteArray pid = QByteArray::number(::getpid()) + '\n';
    if (::ftruncate(lock.m_file, 0) == 0) [[maybe_unused]]
        const ssize_t written =
            ::pwrite(lock.m_file, pid.constData(), static_cast<size_t>(pid.size()), 0);
    return lock;
}

DataDirLock::~DataDirLock()
{
    // The file stays: removing it would let a third program lock a new one while a second still
    // waits at the old one.
    if (m_file >= 0)
        ::close(m_file);
}

} // namespace Tickwell
