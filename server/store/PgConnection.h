// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Result.h"

#include <QByteArray>
#include <QString>

#include <memory>
#include <optional>
#include <utility>
#include <vector>

struct pg_conn;
struct pg_result;

namespace Tickwell {

/// Where a PostgreSQL is, as libpq reads it from a URL. The URL may hold a password.
class PgTarget
{
public:
    /// Takes `postgresql://…` or `postgres://…`. The error does not repeat @p url.
    [[nodiscard]] static Result<PgTarget> parse(const QString &url);

    /// For logs, errors and people: `PostgreSQL at db.lan:5432/ticks`.
    [[nodiscard]] const QString &shown() const { return m_shown; }
    /// libpq's keywords with their values.
    [[nodiscard]] const std::vector<std::pair<QByteArray, QByteArray>> &options() const
    {
        return m_options;
    }
    /// @p text without the password.
    [[nodiscard]] QString withoutSecret(QString text) const;

private:
    std::vector<std::pair<QByteArray, QByteArray>> m_options;
    QString m_shown;
    QString m_password;
};

/// A parameter of a statement, in the text that PostgreSQL reads.
class PgValue
{
public:
    PgValue(qint64 number)
        : m_text(QByteArray::number(number))
    {
    }
    PgValue(const QString &text)
        : m_text(text.toUtf8())
    {
    }
    [[nodiscard]] const char *data() const { return m_text.constData(); }

private:
    QByteArray m_text;
};
using PgValues = std::vector<PgValue>;

/// One row of a result, which must outlive it. Columns are read as in Statement.
class PgRow
{
public:
    PgRow(const pg_result *result, int row)
        : m_result(result)
        , m_row(row)
    {
    }
    [[nodiscard]] bool isNull(int column) const;
    [[nodiscard]] qint64 integer(int column) const;
    [[nodiscard]] std::optional<double> real(int column) const;
    [[nodiscard]] QByteArrayView utf8(int column) const;
    [[nodiscard]] QString text(int column) const { return QString::fromUtf8(utf8(column)); }

private:
    const pg_result *m_result;
    int m_row;
};

class PgResult
{
public:
    explicit PgResult(pg_result *result)
        : m_result(result)
    {
    }
    [[nodiscard]] int rows() const;
    [[nodiscard]] PgRow row(int index) const { return {m_result.get(), index}; }
    /// The first column of the first row; none when there is no row, or NULL in it.
    [[nodiscard]] std::optional<qint64> number() const;

private:
    struct Clear
    {
        void operator()(pg_result *result) const;
    };
    std::unique_ptr<pg_result, Clear> m_result;
};

/// A session. Every call blocks, for a bounded time; one thread at a time.
class PgConnection
{
public:
    /// Names of tables are looked up in the schema `tickwell`.
    [[nodiscard]] static Result<PgConnection> open(const PgTarget &target);

    [[nodiscard]] Result<PgResult> query(const QByteArray &sql, const PgValues &values = {});
    /// Any number of statements without parameters or rows.
    [[nodiscard]] Result<void> execute(const QByteArray &sql);
    /// Feeds @p rows, in COPY's text format, to `COPY … FROM STDIN`.
    [[nodiscard]] Result<void> copyIn(const QByteArray &sql, const QByteArray &rows);
    /// Whether the session has ended: nothing more can be done with it.
    [[nodiscard]] bool isLost() const;

private:
    struct Finish
    {
        void operator()(pg_conn *connection) const;
    };
    using Handle = std::unique_ptr<pg_conn, Finish>;

    PgConnection(Handle handle, PgTarget target)
        : m_handle(std::move(handle))
        , m_target(std::move(target))
    {
    }
    [[nodiscard]] tl::unexpected<Error> failed(const pg_result *result) const;

    Handle m_handle;
    PgTarget m_target;
};

} // namespace Tickwell
