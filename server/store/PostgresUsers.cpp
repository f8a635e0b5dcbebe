// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/PostgresUsers.h"

#include "store/UserRules.h"

namespace Tickwell {

using namespace UserRules;

namespace {

const QByteArray Columns = "id, name, email, password_hash, is_administrator, is_active, "
                           "created_at, tokens_from";
const QByteArray ById = "SELECT " + Columns + " FROM users WHERE id = $1";
const QByteArray ByName = "SELECT " + Columns + " FROM users WHERE lower(name) = lower($1)";
const QByteArray Page = "SELECT " + Columns + " FROM users ORDER BY id LIMIT $1 OFFSET $2";
const QByteArray Insert =
    "INSERT INTO users (name, email, password_hash, is_administrator, is_active, created_at, "
    "tokens_from) VALUES ($1, $2, $3, (NOT EXISTS (SELECT 1 FROM users))::int, $4, $5, $6) "
    "RETURNING "
    + Columns;
const QByteArray Update =
    "UPDATE users SET name = $1, email = $2, password_hash = $3, is_administrator = $4, "
    "is_active = $5, tokens_from = $6 WHERE id = $7";

User readUser(const PgRow &row)
{
    User user;
    user.id = row.integer(0);
    user.name = row.text(1);
    user.email = row.text(2);
    user.passwordHash = row.utf8(3).toByteArray();
    user.isAdministrator = row.integer(4) != 0;
    user.isActive = row.integer(5) != 0;
    user.createdAt = fromMicros(row.integer(6));
    user.tokensFrom = fromMicros(row.integer(7));
    return user;
}

Result<User> readOne(const Result<PgResult> &result)
{
    if (!result)
        return tl::unexpected(result.error());
    if (result->rows() == 0)
        return notFound();
    return readUser(result->row(0));
}

/// Nobody else writes until the transaction ends; who reads goes on.
Result<void> takeTable(PgConnection &connection)
{
    return connection.execute("LOCK TABLE users IN SHARE ROW EXCLUSIVE MODE");
}

Result<qint64> numberOf(PgConnection &connection, const QByteArray &sql, const PgValues &values)
{
    return connection.query(sql, values).map([](const PgResult &result) {
        return result.number().value_or(0);
    });
}

/// Whether nobody but @p user has their name or address; the table is taken.
Result<void> checkUnique(PgConnection &connection, const User &user)
{
    const auto names = numberOf(
        connection, "SELECT count(*) FROM users WHERE lower(name) = lower($1) AND id <> $2",
        {user.name, user.id});
    if (!names)
        return tl::unexpected(names.error());
    if (*names > 0)
        return nameTaken();
    const auto emails = numberOf(
        connection, "SELECT count(*) FROM users WHERE lower(email) = lower($1) AND id <> $2",
        {user.email, user.id});
    if (!emails)
        return tl::unexpected(emails.error());
    if (*emails > 0)
        return emailTaken();
    return {};
}

/// Fails when nobody but the user @p id could administrate; the table is taken.
Result<void> requireOtherAdministrator(PgConnection &connection, qint64 id)
{
    const auto others = numberOf(connection,
                                 "SELECT count(*) FROM users WHERE is_administrator = 1 AND "
                                 "is_active = 1 AND id <> $1",
                                 {id});
    if (!others)
        return tl::unexpected(others.error());
    if (*others == 0)
        return lastAdministrator();
    return {};
}

/// Keeps the value of @p result in @p value, or gives its error.
template<typename T>
Result<void> keep(Result<T> result, Result<T> &value)
{
    value = std::move(result);
    return value ? Result<void>() : tl::unexpected(value.error());
}

/// What a transaction made, unless it failed.
Result<User> outcome(const Result<void> &done, const Result<User> &user)
{
    return done ? user : tl::unexpected(done.error());
}

} // namespace

Result<User> PostgresUsers::add(const User &user)
{
    Result<User> kept = notFound();
    const auto done = m_pool->transaction([&](PgConnection &connection) {
        return takeTable(connection)
            .and_then([&] { return checkUnique(connection, user); })
            .and_then([&] {
                return keep(readOne(connection.query(
                                Insert,
                                {user.name, user.email, QString::fromLatin1(user.passwordHash),
                                 qint64(user.isActive), toMicros(user.createdAt),
                                 toMicros(user.tokensFrom)})),
                            kept);
            });
    });
    return outcome(done, kept);
}

Result<User> PostgresUsers::find(qint64 id) const
{
    return readOne(m_pool->query(ById, {id}));
}

Result<User> PostgresUsers::findByName(const QString &name) const
{
    // PostgreSQL takes no NUL in a text.
    if (name.contains(QChar(u'\0')))
        return notFound();
    return readOne(m_pool->query(ByName, {name}));
}

Result<QList<User>> PostgresUsers::list(qint64 skip, qint64 limit) const
{
    return m_pool->query(Page, {limit, skip}).map([](const PgResult &result) {
        QList<User> users;
        for (int i = 0; i < result.rows(); ++i)
            users.append(readUser(result.row(i)));
        return users;
    });
}

Result<qint64> PostgresUsers::count() const
{
    return m_pool->query("SELECT count(*) FROM users").map([](const PgResult &result) {
        return result.number().value_or(0);
    });
}

Result<User> PostgresUsers::change(qint64 id, const UserChange &change)
{
    Result<User> before = notFound();
    Result<User> after = notFound();
    const auto done = m_pool->transaction([&](PgConnection &connection) {
        return takeTable(connection)
            .and_then([&] { return keep(readOne(connection.query(ById, {id})), before); })
            .and_then([&] {
                after = changed(*before, change);
                return checkUnique(connection, *after);
            })
            .and_then([&] {
                return administrates(*before) && !administrates(*after)
                    ? requireOtherAdministrator(connection, id)
                    : Result<void>();
            })
            .and_then([&]() -> Result<void> {
                const auto updated = connection.query(
                    Update,
                    {after->name, after->email, QString::fromLatin1(after->passwordHash),
                     qint64(after->isAdministrator), qint64(after->isActive),
                     toMicros(after->tokensFrom), id});
                return updated ? Result<void>() : tl::unexpected(updated.error());
            });
    });
    return outcome(done, after);
}

Result<User> PostgresUsers::remove(qint64 id)
{
    Result<User> user = notFound();
    const auto done = m_pool->transaction([&](PgConnection &connection) {
        return takeTable(connection)
            .and_then([&] { return keep(readOne(connection.query(ById, {id})), user); })
            .and_then([&]() -> Result<void> {
                const auto users = numberOf(connection, "SELECT count(*) FROM users", {});
                if (!users)
                    return tl::unexpected(users.error());
                return administrates(*user) && *users > 1
                    ? requireOtherAdministrator(connection, id)
                    : Result<void>();
            })
            .and_then([&]() -> Result<void> {
                const auto removed = connection.query("DELETE FROM users WHERE id = $1", {id});
                return removed ? Result<void>() : tl::unexpected(removed.error());
            });
    });
    return outcome(done, user);
}

} // namespace Tickwell
