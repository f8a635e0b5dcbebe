// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/FileExport.h"

#include <QElapsedTimer>
#include <QFileInfo>
#include <QSaveFile>

#include <cerrno>
#include <fcntl.h>
#include <unistd.h>

namespace Tickwell {

namespace {

constexpr qint64 ProgressMs = 100;

tl::unexpected<Error> cannotWrite(const QString &path, const QString &why)
{
    return failure(QStringLiteral("cannot write %1: %2").arg(path, why), Error::Kind::Unavailable);
}

/// The rename itself must survive a power cut. Not every file system can do this, and then it does
/// it by itself.
void syncFolder(const QString &folder)
{
    const int file = ::open(QFile::encodeName(folder).constData(), O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return;
    ::fsync(file);
    ::close(file);
}

Result<void> openFile(QSaveFile &file, const QFileInfo &target)
{
    const QString folder = target.absolutePath();
    if (!QFileInfo(folder).isDir())
        return failure(QStringLiteral("cannot write %1: the folder %2 does not exist")
                           .arg(target.filePath(), folder),
                       Error::Kind::NotFound);
    if (target.isDir())
        return failure(QStringLiteral("cannot write %1: it is a folder").arg(target.filePath()));
    if (!file.open(QIODevice::WriteOnly | QIODevice::Unbuffered))
        return cannotWrite(target.filePath(), file.errorString());
    return {};
}

} // namespace

Result<ExportProgress> exportToFile(const StoreReader &reader, const ExportQuery &query,
                                    const QString &path, const std::atomic<bool> &cancelled,
                                    const std::function<void(const ExportProgress &)> &progress)
{
    const QFileInfo target(path);
    // Destroyed without commit(), it removes what it wrote.
    QSaveFile file(path);
    if (const auto opened = openFile(file, target); !opened)
        return tl::unexpected(opened.error());
    const auto cursor = reader.openExport(query);
    if (!cursor)
        return tl::unexpected(cursor.error());

    ExportProgress done;
    QByteArray piece;
    QElapsedTimer sinceProgress;
    sinceProgress.start();
    for (bool more = true; more;) {
        if (cancelled.load(std::memory_order_relaxed)) {
            done.cancelled = true;
            return done;
        }
        piece.resize(0);
        const auto read = (*cursor)->read(piece);
        if (!read)
            return tl::unexpected(read.error());
        more = *read;
        if (file.write(piece) != piece.size())
            return cannotWrite(path, file.errorString());
        done.rows = (*cursor)->rows();
        done.bytes += piece.size();
        if (progress && more && sinceProgress.hasExpired(ProgressMs)) {
            sinceProgress.restart();
            progress(done);
        }
    }
    // QSaveFile syncs too, but says nothing when a full disk shows itself only then.
    if (::fsync(file.handle()) != 0 && errno != EINVAL)
        return cannotWrite(path, qt_error_string(errno));
    if (!file.commit())
        return cannotWrite(path, file.errorString());
    syncFolder(target.absolutePath());
    if (progress)
        progress(done);
    return done;
}

} // namespace Tickwell
