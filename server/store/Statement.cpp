// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/Statement.h"

#include "store/Connection.h"

#include <sqlite3.h>

namespace Tickwell {

Statement::~Statement()
{
    sqlite3_finalize(m_handle);
}

void Statement::bind(int parameter, qint64 value)
{
    sqlite3_bind_int64(m_handle, parameter, value);
}

void Statement::bind(int parameter, std::optional<double> value)
{
    if (value)
        sqlite3_bind_double(m_handle, parameter, *value);
    else
        sqlite3_bind_null(m_handle, parameter);
}

void Statement::bind(int parameter, const QString &text)
{
    const QByteArray utf8 = text.toUtf8();
    // A null pointer would bind NULL.
    sqlite3_bind_text64(m_handle, parameter, utf8.isEmpty() ? "" : utf8.constData(),
                        static_cast<quint64>(utf8.size()), SQLITE_TRANSIENT, SQLITE_UTF8);
}

Statement::Step Statement::step()
{
    switch (sqlite3_step(m_handle)) {
    case SQLITE_ROW:
        return Step::Row;
    case SQLITE_DONE:
        return Step::Done;
    default:
        return Step::Failed;
    }
}

void Statement::reset()
{
    sqlite3_reset(m_handle);
}

Result<void> Statement::run()
{
    const bool failed = step() == Step::Failed;
    Result<void> result;
    if (failed)
        result = tl::unexpected(error());
    reset();
    return result;
}

Result<std::optional<qint64>> Statement::number()
{
    const Step at = step();
    Result<std::optional<qint64>> result;
    if (at == Step::Failed)
        result = tl::unexpected(error());
    else if (at == Step::Row && !isNull(0))
        result = integer(0);
    reset();
    return result;
}

Error Statement::error() const
{
    return databaseError(sqlite3_db_handle(m_handle));
}

bool Statement::isNull(int column) const
{
    return sqlite3_column_type(m_handle, column) == SQLITE_NULL;
}

qint64 Statement::integer(int column) const
{
    return sqlite3_column_int64(m_handle, column);
}

std::optional<double> Statement::real(int column) const
{
    if (isNull(column))
        return std::nullopt;
    return sqlite3_column_double(m_handle, column);
}

QByteArrayView Statement::utf8(int column) const
{
    const auto *text = reinterpret_cast<const char *>(sqlite3_column_text(m_handle, column));
    return {text, text ? sqlite3_column_bytes(m_handle, column) : 0};
}

} // namespace Tickwell
