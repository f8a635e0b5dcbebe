// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Result.h"
#include "store/Statement.h"

#include <QByteArray>

#include <utility>

struct sqlite3;

namespace Tickwell {

/// One connection to a database file. One thread at a time; it may move between threads.
class Connection
{
public:
    enum class Mode {
        Create,    ///< for writing; made when there is none
        Write,     ///< for writing what exists
        Read,      ///< query_only; may still tidy up the write-ahead log when it is the last one to
                   ///< leave
        Immutable, ///< for a file that cannot change while it is read, on a read-only disk
    };

    [[nodiscard]] static Result<Connection> open(const QString &path, Mode mode);

    Connection(Connection &&other) noexcept
        : m_handle(std::exchange(other.m_handle, nullptr))
    {
    }
    Connection &operator=(Connection &&other) noexcept
    {
        std::swap(m_handle, other.m_handle);
        return *this;
    }
    ~Connection();

    [[nodiscard]] sqlite3 *handle() const { return m_handle; }

    /// Runs statements that give no rows, or whose rows do not matter.
    [[nodiscard]] Result<void> execute(const char *sql);
    [[nodiscard]] Result<Statement> prepare(QByteArrayView sql) const;
    /// The first column of the first row of @p sql as a number; 0 when there is no row.
    [[nodiscard]] Result<qint64> number(QByteArrayView sql) const;
    /// Rows inserted, changed or deleted by the statement that ran last.
    [[nodiscard]] qint64 changes() const;
    /// True when the file is no longer where it was opened: rows written now would be lost.
    [[nodiscard]] bool fileWasMoved() const;
    /// Leaves the write-ahead log as it is when this connection closes as the last one.
    void keepLogOnClose(bool keep = true);

private:
    explicit Connection(sqlite3 *handle)
        : m_handle(handle)
    {
    }

    sqlite3 *m_handle = nullptr;
};

/// A write transaction, rolled back unless committed.
class Transaction
{
public:
    [[nodiscard]] static Result<Transaction> begin(Connection &connection);
    Transaction(Transaction &&other) noexcept
        : m_connection(std::exchange(other.m_connection, nullptr))
    {
    }
    Transaction &operator=(Transaction &&) = delete;
    ~Transaction();

    [[nodiscard]] Result<void> commit();

private:
    explicit Transaction(Connection *connection)
        : m_connection(connection)
    {
    }

    Connection *m_connection = nullptr;
};

/// What the last call on @p handle failed with, in words for a person.
[[nodiscard]] Error databaseError(sqlite3 *handle);

} // namespace Tickwell
