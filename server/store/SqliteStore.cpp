// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/SqliteStore.h"

#include "core/Log.h"
#include "store/DataDirLock.h"
#include "store/Schema.h"
#include "store/SqliteReader.h"
#include "store/SqliteWriter.h"

#include <QFile>
#include <QFileInfo>

#include <fcntl.h>
#include <sys/statvfs.h>
#include <unistd.h>

namespace Tickwell {

namespace {

QString databasePath(const QString &dataDir)
{
    return dataDir + QStringLiteral("/tickwell.db");
}

bool isAllowed(const QString &path, int access)
{
    return ::faccessat(AT_FDCWD, QFile::encodeName(path).constData(), access, AT_EACCESS) == 0;
}

bool isOnReadOnlyDisk(const QString &path)
{
    struct statvfs disk = {};
    return ::statvfs(QFile::encodeName(path).constData(), &disk) == 0
        && (disk.f_flag & ST_RDONLY) != 0;
}

/// These take effect only before the first table: pages large enough for few splits, and a free
/// list that can be given back to the system.
constexpr const char *NewFileSql = "PRAGMA page_size = 8192; PRAGMA auto_vacuum = INCREMENTAL";

/// With a write-ahead log a commit survives the death of the process by itself. `synchronous =
/// FULL` makes it survive a power cut too; the recorder commits a few times a second, so that costs
/// a few fsyncs a second on a thread that has time. The log is carried over after 16 MiB, which is
/// also the size it is cut back to. Deleted rows need not be overwritten.
constexpr const char *WriterSql = "PRAGMA synchronous = FULL; PRAGMA cache_size = -32000; "
                                  "PRAGMA wal_autocheckpoint = 2000; "
                                  "PRAGMA journal_size_limit = 16777216; "
                                  "PRAGMA secure_delete = OFF; PRAGMA temp_store = MEMORY; "
                                  "PRAGMA trusted_schema = OFF";

Result<void> switchToWriteAheadLog(Connection &connection)
{
    auto statement = connection.prepare("PRAGMA journal_mode = WAL");
    if (!statement)
        return tl::unexpected(statement.error());
    if (statement->step() == Statement::Step::Failed)
        return tl::unexpected(statement->error());
    if (const QString mode = statement->text(0); mode != u"wal")
        qCWarning(lcStore).noquote() << QStringLiteral("the disk of the data folder cannot share "
                                                       "memory (a network folder?): exports will "
                                                       "hold up recording, journal mode is %1")
                                            .arg(mode);
    return {};
}

} // namespace

Result<std::unique_ptr<Store>> openSqliteStore(const QString &dataDir)
{
    auto lock = DataDirLock::acquire(dataDir);
    if (!lock)
        return tl::unexpected(lock.error());
    const QString path = databasePath(dataDir);
    const QFileInfo file(path);
    if (file.exists()) {
        if (!file.isFile())
            return failure(QStringLiteral("%1 is not a file: move it away").arg(path),
                           Error::Kind::Conflict);
        // Root passes every permission, but not a disk that is mounted read-only.
        if (!isAllowed(path, W_OK) || !isAllowed(dataDir, W_OK))
            return failure(
                QStringLiteral("no permission to write %1: change its owner or "
                               "permissions, or choose another data folder with --data-dir")
                    .arg(path),
                Error::Kind::Unavailable);
        if (const auto ours = checkHeader(path); !ours)
            return tl::unexpected(ours.error());
    }

    auto connection = Connection::open(path, Connection::Mode::Create);
    if (!connection)
        return tl::unexpected(connection.error());
    // Should it be refused below, what is in the log must stay there.
    if (QFileInfo(path + QStringLiteral("-wal")).size() > 0)
        connection->keepLogOnClose();
    const auto state = checkSchema(*connection);
    if (!state)
        return tl::unexpected(state.error());
    if (*state != SchemaState::Empty) {
        if (const auto sound = checkIntegrity(*connection); !sound)
            return tl::unexpected(sound.error());
    }
    connection->keepLogOnClose(false);

    if (*state == SchemaState::Empty) {
        QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner);
        if (const auto done = connection->execute(NewFileSql); !done)
            return tl::unexpected(done.error());
    }
    const auto ready =
        connection->execute(WriterSql)
            .and_then([&] { return switchToWriteAheadLog(*connection); })
            .and_then([&] {
                return *state == SchemaState::Current ? Result<void>() : migrate(*connection);
            });
    if (!ready)
        return tl::unexpected(ready.error());
    return SqliteWriter::create(path, std::move(*lock), std::move(*connection));
}

Result<std::unique_ptr<StoreReader>> openSqliteReader(const QString &dataDir)
{
    const QString path = databasePath(dataDir);
    if (!QFileInfo(path).isFile())
        return failure(
            QStringLiteral("there is no database in %1: nothing was recorded there yet, or "
                           "--data-dir names another folder")
                .arg(dataDir),
            Error::Kind::NotFound);
    if (!isAllowed(path, R_OK))
        return failure(QStringLiteral("no permission to read %1").arg(path),
                       Error::Kind::Unavailable);
    if (const auto ours = checkHeader(path); !ours)
        return tl::unexpected(ours.error());

    const QString log = path + QStringLiteral("-wal");
    const bool hasLog = QFileInfo(log).size() > 0;
    if (isOnReadOnlyDisk(path)) {
        if (hasLog)
            return failure(
                QStringLiteral("%1 was not closed properly, and its disk is read-only: copy "
                               "the folder to a writable one and export from there")
                    .arg(path),
                Error::Kind::Unavailable);
        return SqliteReader::open(path, Connection::Mode::Immutable);
    }
    auto reader = SqliteReader::open(path);
    // Readers coordinate through a file beside the database, which a running server has made.
    if (!reader && !isAllowed(dataDir, W_OK) && !QFileInfo::exists(path + QStringLiteral("-shm")))
        return failure(
            QStringLiteral("reading %1 while no server runs needs permission to write in "
                           "its folder: run this as its owner")
                .arg(path),
            Error::Kind::Unavailable);
    return reader;
}

} // namespace Tickwell
