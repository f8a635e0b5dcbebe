// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/Connection.h"

#include <QUrl>

#include <sqlite3.h>

#include <cerrno>

namespace Tickwell {

namespace {

/// How long a writer waits for another program that holds the file, such as the sqlite3 shell.
constexpr int BusyTimeoutMs = 2'000;

QString systemText(int code)
{
    return code == 0 ? QStringLiteral("the disk reported an error") : qt_error_string(code);
}

Error describe(sqlite3 *handle, const QString &path)
{
    const int code = sqlite3_extended_errcode(handle);
    const int system = sqlite3_system_errno(handle);
    using Kind = Error::Kind;
    switch (code & 0xff) {
    case SQLITE_FULL:
        return {QStringLiteral("the disk that holds %1 is full: free some space on it").arg(path),
                Kind::Unavailable};
    case SQLITE_IOERR:
        if (system == ENOSPC || system == EDQUOT)
            return {QStringLiteral("cannot write %1, %2: free some space on that disk")
                        .arg(path, systemText(system)),
                    Kind::Unavailable};
        return {QStringLiteral("cannot read or write %1: %2").arg(path, systemText(system)),
                Kind::Unavailable};
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return {
            QStringLiteral("%1 is damaged or no database (%2): put a copy of it back, or move it "
                           "away to start a new one")
                .arg(path, QString::fromUtf8(sqlite3_errmsg(handle))),
            Kind::Conflict};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return {QStringLiteral("%1 is held by another program: close that one").arg(path),
                Kind::Unavailable};
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return {QStringLiteral("no permission to write %1").arg(path), Kind::Unavailable};
    case SQLITE_CANTOPEN:
        return {QStringLiteral("cannot open %1: %2").arg(path, systemText(system)),
                Kind::Unavailable};
    case SQLITE_NOMEM:
        return {QStringLiteral("out of memory while working on %1").arg(path), Kind::Unavailable};
    default:
        return {QStringLiteral("the database %1 failed: %2")
                    .arg(path, QString::fromUtf8(sqlite3_errmsg(handle))),
                Kind::Internal};
    }
}

} // namespace

Error databaseError(sqlite3 *handle)
{
    return describe(handle, QString::fromUtf8(sqlite3_db_filename(handle, "main")));
}

Result<Connection> Connection::open(const QString &path, Mode mode)
{
    int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_READWRITE;
    QByteArray name = path.toUtf8();
    if (mode == Mode::Create) {
        flags |= SQLITE_OPEN_CREATE;
    } else if (mode == Mode::Immutable) {
        flags |= SQLITE_OPEN_URI;
        name = QUrl::fromLocalFile(path).toEncoded() + "?immutable=1";
    }
    sqlite3 *handle = nullptr;
    const int code = sqlite3_open_v2(name.constData(), &handle, flags, nullptr);
    Connection connection(handle);
    if (code != SQLITE_OK)
        return tl::unexpected(describe(handle, path));
    sqlite3_busy_timeout(handle, BusyTimeoutMs);
    if (mode == Mode::Read || mode == Mode::Immutable) {
        if (const auto done = connection.execute("PRAGMA query_only = 1"); !done)
            return tl::unexpected(done.error());
    }
    return connection;
}

Connection::~Connection()
{
    sqlite3_close_v2(m_handle);
}

Result<void> Connection::execute(const char *sql)
{
    if (sqlite3_exec(m_handle, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
        return tl::unexpected(databaseError(m_handle));
    return {};
}

Result<Statement> Connection::prepare(QByteArrayView sql) const
{
    sqlite3_stmt *statement = nullptr;
    const int code = sqlite3_prepare_v3(m_handle, sql.data(), static_cast<int>(sql.size()),
                                        SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    if (code != SQLITE_OK)
        return tl::unexpected(databaseError(m_handle));
    return Statement(statement);
}

Result<qint64> Connection::number(QByteArrayView sql) const
{
    return prepare(sql)
        .and_then([](Statement statement) { return statement.number(); })
        .map([](std::optional<qint64> value) { return value.value_or(0); });
}

qint64 Connection::changes() const
{
    return sqlite3_changes64(m_handle);
}

bool Connection::fileWasMoved() const
{
    int moved = 0;
    sqlite3_file_control(m_handle, "main", SQLITE_FCNTL_HAS_MOVED, &moved);
    return moved != 0;
}

void Connection::keepLogOnClose(bool keep)
{
    sqlite3_db_config(m_handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, keep ? 1 : 0, nullptr);
}

Result<Transaction> Transaction::begin(Connection &connection)
{
    return connection.execute("BEGIN IMMEDIATE").map([&] { return Transaction(&connection); });
}

Transaction::~Transaction()
{
    // A failed statement may have rolled back by itself: a second time then has nothing to do.
    if (m_connection)
        sqlite3_exec(m_connection->handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

Result<void> Transaction::commit()
{
    auto done = m_connection->execute("COMMIT");
    if (done)
        m_connection = nullptr;
    return done;
}

} // namespace Tickwell
