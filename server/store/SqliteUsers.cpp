// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/SqliteUsers.h"

#include "store/UserRules.h"

#include <sqlite3.h>

namespace Tickwell {

using namespace UserRules;

namespace {

/// As many as a pool has threads on a usual machine.
constexpr std::size_t MaxIdleReaders = 16;

constexpr QByteArrayView ById =
    "SELECT id, name, email, password_hash, is_administrator, is_active, "
    "created_at, tokens_from FROM users WHERE id = ?";
constexpr QByteArrayView ByName =
    "SELECT id, name, email, password_hash, is_administrator, is_active, created_at, tokens_from "
    "FROM users WHERE name = ?";
constexpr QByteArrayView Page =
    "SELECT id, name, email, password_hash, is_administrator, is_active, "
    "created_at, tokens_from FROM users ORDER BY id LIMIT ? OFFSET ?";
constexpr QByteArrayView Insert =
    "INSERT INTO users (name, email, password_hash, is_administrator, is_active, created_at, "
    "tokens_from) VALUES (?, ?, ?, NOT EXISTS (SELECT 1 FROM users), ?, ?, ?)";
constexpr QByteArrayView Update =
    "UPDATE users SET name = ?, email = ?, password_hash = ?, is_administrator = ?, is_active = ?, "
    "tokens_from = ? WHERE id = ?";
constexpr QByteArrayView OtherAdministrators =
    "SELECT count(*) FROM users WHERE is_administrator AND is_active AND id <> ?";

User readUser(const Statement &row)
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

/// The user that @p statement finds; it is reset.
Result<User> readOne(Statement &statement)
{
    Result<User> user = notFound();
    switch (statement.step()) {
    case Statement::Step::Row:
        user = readUser(statement);
        break;
    case Statement::Step::Done:
        break;
    case Statement::Step::Failed:
        user = tl::unexpected(statement.error());
        break;
    }
    statement.reset();
    return user;
}

Result<User> findIn(const Connection &connection, qint64 id)
{
    return connection.prepare(ById).and_then([id](Statement statement) {
        statement.bind(1, id);
        return readOne(statement);
    });
}

/// What a statement that writes failed with: a broken rule of uniqueness in words for a person.
tl::unexpected<Error> writeError(const Connection &connection)
{
    if (sqlite3_extended_errcode(connection.handle()) != SQLITE_CONSTRAINT_UNIQUE)
        return tl::unexpected(databaseError(connection.handle()));
    const QByteArray message = sqlite3_errmsg(connection.handle());
    return message.contains("users.email") ? emailTaken() : nameTaken();
}

/// Fails when nobody but the user @p id could administrate.
Result<void> requireOtherAdministrator(const Connection &connection, qint64 id)
{
    auto statement = connection.prepare(OtherAdministrators);
    if (!statement)
        return tl::unexpected(statement.error());
    statement->bind(1, id);
    const auto others = statement->number();
    if (!others)
        return tl::unexpected(others.error());
    if (others->value_or(0) == 0)
        return lastAdministrator();
    return {};
}

} // namespace

struct SqliteUsers::Reader
{
    Connection connection;
    Statement byId;
    Statement byName;
};

Result<std::unique_ptr<UserStore>> SqliteUsers::open(const QString &path,
                                                     std::shared_ptr<FairLock> writing)
{
    auto writer = Connection::open(path, Connection::Mode::Write);
    if (!writer)
        return tl::unexpected(writer.error());
    if (const auto done = writer->execute("PRAGMA synchronous = FULL"); !done)
        return tl::unexpected(done.error());
    return std::unique_ptr<UserStore>(
        new SqliteUsers(path, std::move(*writer), std::move(writing)));
}

SqliteUsers::SqliteUsers(QString path, Connection writer, std::shared_ptr<FairLock> writing)
    : m_path(std::move(path))
    , m_writing(std::move(writing))
    , m_writer(std::move(writer))
{
}

SqliteUsers::~SqliteUsers() = default;

Result<std::unique_ptr<SqliteUsers::Reader>> SqliteUsers::takeReader() const
{
    {
        const std::lock_guard lock(m_idleMutex);
        if (!m_idle.empty()) {
            auto reader = std::move(m_idle.back());
            m_idle.pop_back();
            return reader;
        }
    }
    auto connection = Connection::open(m_path, Connection::Mode::Read);
    if (!connection)
        return tl::unexpected(connection.error());
    auto byId = connection->prepare(ById);
    auto byName = connection->prepare(ByName);
    if (!byId || !byName)
        return tl::unexpected(byId ? byName.error() : byId.error());
    return std::unique_ptr<Reader>(
        new Reader{std::move(*connection), std::move(*byId), std::move(*byName)});
}

void SqliteUsers::giveBack(std::unique_ptr<Reader> reader) const
{
    const std::lock_guard lock(m_idleMutex);
    if (m_idle.size() < MaxIdleReaders)
        m_idle.push_back(std::move(reader));
}

Result<User> SqliteUsers::add(const User &user)
{
    const std::lock_guard lock(*m_writing);
    auto transaction = Transaction::begin(m_writer);
    if (!transaction)
        return tl::unexpected(transaction.error());
    auto statement = m_writer.prepare(Insert);
    if (!statement)
        return tl::unexpected(statement.error());
    statement->bind(1, user.name);
    statement->bind(2, user.email);
    statement->bind(3, QString::fromLatin1(user.passwordHash));
    statement->bind(4, qint64(user.isActive));
    statement->bind(5, toMicros(user.createdAt));
    statement->bind(6, toMicros(user.tokensFrom));
    if (statement->step() == Statement::Step::Failed)
        return writeError(m_writer);
    statement->reset();
    auto kept = findIn(m_writer, sqlite3_last_insert_rowid(m_writer.handle()));
    if (!kept)
        return kept;
    if (const auto done = transaction->commit(); !done)
        return tl::unexpected(done.error());
    return kept;
}

Result<User> SqliteUsers::find(qint64 id) const
{
    auto reader = takeReader();
    if (!reader)
        return tl::unexpected(reader.error());
    (*reader)->byId.bind(1, id);
    auto user = readOne((*reader)->byId);
    giveBack(std::move(*reader));
    return user;
}

Result<User> SqliteUsers::findByName(const QString &name) const
{
    auto reader = takeReader();
    if (!reader)
        return tl::unexpected(reader.error());
    (*reader)->byName.bind(1, name);
    auto user = readOne((*reader)->byName);
    giveBack(std::move(*reader));
    return user;
}

Result<QList<User>> SqliteUsers::list(qint64 skip, qint64 limit) const
{
    auto reader = takeReader();
    if (!reader)
        return tl::unexpected(reader.error());
    QList<User> users;
    {
        auto statement = (*reader)->connection.prepare(Page);
        if (!statement)
            return tl::unexpected(statement.error());
        statement->bind(1, limit);
        statement->bind(2, skip);
        Statement::Step at = statement->step();
        for (; at == Statement::Step::Row; at = statement->step())
            users.append(readUser(*statement));
        if (at == Statement::Step::Failed)
            return tl::unexpected(statement->error());
    }
    giveBack(std::move(*reader));
    return users;
}

Result<qint64> SqliteUsers::count() const
{
    auto reader = takeReader();
    if (!reader)
        return tl::unexpected(reader.error());
    const auto count = (*reader)->connection.number("SELECT count(*) FROM users");
    giveBack(std::move(*reader));
    return count;
}

Result<User> SqliteUsers::change(qint64 id, const UserChange &change)
{
    const std::lock_guard lock(*m_writing);
    auto transaction = Transaction::begin(m_writer);
    if (!transaction)
        return tl::unexpected(transaction.error());
    const auto before = findIn(m_writer, id);
    if (!before)
        return before;
    const User user = changed(*before, change);
    if (administrates(*before) && !administrates(user)) {
        if (const auto other = requireOtherAdministrator(m_writer, id); !other)
            return tl::unexpected(other.error());
    }
    auto statement = m_writer.prepare(Update);
    if (!statement)
        return tl::unexpected(statement.error());
    statement->bind(1, user.name);
    statement->bind(2, user.email);
    statement->bind(3, QString::fromLatin1(user.passwordHash));
    statement->bind(4, qint64(user.isAdministrator));
    statement->bind(5, qint64(user.isActive));
    statement->bind(6, toMicros(user.tokensFrom));
    statement->bind(7, id);
    if (statement->step() == Statement::Step::Failed)
        return writeError(m_writer);
    statement->reset();
    if (const auto done = transaction->commit(); !done)
        return tl::unexpected(done.error());
    return user;
}

Result<User> SqliteUsers::remove(qint64 id)
{
    const std::lock_guard lock(*m_writing);
    auto transaction = Transaction::begin(m_writer);
    if (!transaction)
        return tl::unexpected(transaction.error());
    const auto user = findIn(m_writer, id);
    if (!user)
        return user;
    const auto users = m_writer.number("SELECT count(*) FROM users");
    if (!users)
        return tl::unexpected(users.error());
    if (administrates(*user) && *users > 1) {
        if (const auto other = requireOtherAdministrator(m_writer, id); !other)
            return tl::unexpected(other.error());
    }
    auto statement = m_writer.prepare("DELETE FROM users WHERE id = ?");
    if (!statement)
        return tl::unexpected(statement.error());
    statement->bind(1, id);
    if (const auto done = statement->run(); !done)
        return tl::unexpected(done.error());
    if (const auto done = transaction->commit(); !done)
        return tl::unexpected(done.error());
    return user;
}

} // namespace Tickwell
