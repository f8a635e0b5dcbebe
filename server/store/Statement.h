// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Result.h"

#include <QByteArray>
#include <QByteArrayView>

#include <optional>
#include <utility>

struct sqlite3_stmt;

namespace Tickwell {

/// A prepared statement. Lives no longer than its Connection, and is used on the same thread at a
/// time. Parameters and columns count as SQLite counts them: parameters from 1, columns from 0.
class Statement
{
public:
    enum class Step { Row, Done, Failed };

    Statement() = default;
    explicit Statement(sqlite3_stmt *handle)
        : m_handle(handle)
    {
    }
    Statement(Statement &&other) noexcept
        : m_handle(std::exchange(other.m_handle, nullptr))
    {
    }
    Statement &operator=(Statement &&other) noexcept
    {
        std::swap(m_handle, other.m_handle);
        return *this;
    }
    ~Statement();

    [[nodiscard]] bool isNull() const { return !m_handle; }

    /// Values stay bound over reset().
    void bind(int parameter, qint64 value);
    void bind(int parameter, std::optional<double> value); ///< none: NULL
    void bind(int parameter, const QString &text); ///< as UTF-8; a null string is an empty text

    /// Moves to the next row. After Failed, error() says why.
    [[nodiscard]] Step step();
    /// Ends the read transaction that an unfinished statement holds.
    void reset();
    /// Runs a statement that gives no rows, and resets it.
    [[nodiscard]] Result<void> run();
    /// The first column of the first row as a number, none when there is no row; resets.
    [[nodiscard]] Result<std::optional<qint64>> number();
    /// Of the last step(); call it before reset().
    [[nodiscard]] Error error() const;

    [[nodiscard]] bool isNull(int column) const;
    [[nodiscard]] qint64 integer(int column) const;
    [[nodiscard]] std::optional<double> real(int column) const;
    /// UTF-8, valid until the next step() or reset().
    [[nodiscard]] QByteArrayView utf8(int column) const;
    [[nodiscard]] QString text(int column) const { return QString::fromUtf8(utf8(column)); }

private:
    sqlite3_stmt *m_handle = nullptr;
};

} // namespace Tickwell
