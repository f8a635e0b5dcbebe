// SPDX-License-Identifier: GPL-3.0-or-later
#include "accounts/AccountService.h"

#include "accounts/Password.h"
#include "accounts/Token.h"
#include "core/Background.h"
#include "core/Log.h"
#include "core/SteadyTime.h"

namespace Tickwell {

namespace {

/// Ten clients of one person may start at once.
constexpr GuessThrottle::Rule BothRule{.free = 10};
constexpr GuessThrottle::Rule NameRule{.free = 100};
constexpr GuessThrottle::Rule AddressRule{.free = 50};

/// To the second, as tokens say times.
Timestamp wholeSeconds(Timestamp time)
{
    return std::chrono::floor<std::chrono::seconds>(time);
}

} // namespace

AccountService::AccountService(std::unique_ptr<UserStore> users, QByteArray secret,
                               QThreadPool *pool, std::chrono::seconds tokenLife,
                               const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_users(std::move(users))
    , m_secret(std::move(secret))
    , m_pool(pool)
    , m_tokenLife(tokenLife)
    , m_clock(clock)
    , m_byBoth(BothRule)
    , m_byName(NameRule)
    , m_byAddress(AddressRule)
{
    m_hashing.setMaxThreadCount(ParallelHashes);
}

AccountService::~AccountService()
{
    m_hashing.clear();
    m_hashing.waitForDone();
}

Result<void> AccountService::load()
{
    return m_users->count().map([this](qint64 count) { m_count = count; });
}

/// Runs @p work on @p pool. @p done hears of every success, @p ready of all while @p context lives.
template<typename T, typename Work>
void AccountService::run(QThreadPool *pool, int &pending, Work work, QPointer<QObject> context,
                         Ready<T> ready, std::function<void(const T &)> done)
{
    ++pending;
    runInBackground(pool, this, std::move(work),
                    [&pending, context = std::move(context), ready = std::move(ready),
                     done = std::move(done)](const Result<T> &result) {
                        --pending;
                        if (result && done)
                            done(*result);
                        if (context)
                            ready(result);
                    });
}

template<typename T>
bool AccountService::isRefused(int pending, int most, QObject *context, const Ready<T> &ready)
{
    if (pending < most)
        return false;
    QMetaObject::invokeMethod(
        context,
        [ready] {
            ready(failure(QStringLiteral("Too many are waiting for the accounts: try again soon"),
                          Error::Kind::Limit));
        },
        Qt::QueuedConnection);
    return true;
}

void AccountService::registerUser(const Registration &registration, QObject *context,
                                  Ready<User> ready)
{
    if (isRefused(m_hashes, MaxHashes, context, ready))
        return;
    run<User>(
        &m_hashing, m_hashes,
        [users = m_users, registration, now = m_clock.now()]() -> Result<User> {
            // Before the costly part: whether it will come to anything.
            if (users->findByName(registration.name))
                return failure(QStringLiteral("Username already registered"),
                               Error::Kind::Conflict);
            const auto hash = hashPassword(registration.password);
            if (!hash)
                return tl::unexpected(hash.error());
            User user;
            user.name = registration.name;
            user.email = registration.email;
            user.passwordHash = *hash;
            user.createdAt = now;
            user.tokensFrom = wholeSeconds(now);
            return users->add(user);
        },
        context, std::move(ready),
        [this](const User &user) {
            ++m_count;
            qCInfo(lcServer).noquote()
                << "account" << user.id << "was made"
                << (user.isAdministrator ? "(the first: an administrator)" : "");
            emit nameRegistered(user.name);
        });
}

void AccountService::find(qint64 id, QObject *context, Ready<User> ready)
{
    if (isRefused(m_lookups, MaxLookups, context, ready))
        return;
    run<User>(
        m_pool, m_lookups, [users = m_users, id] { return users->find(id); }, context,
        std::move(ready));
}

void AccountService::findByName(const QString &name, QObject *context, Ready<User> ready)
{
    if (isRefused(m_lookups, MaxLookups, context, ready))
        return;
    run<User>(
        m_pool, m_lookups, [users = m_users, name] { return users->findByName(name); }, context,
        std::move(ready));
}

void AccountService::list(qint64 skip, qint64 limit, QObject *context, Ready<QList<User>> ready)
{
    if (isRefused(m_lookups, MaxLookups, context, ready))
        return;
    run<QList<User>>(
        m_pool, m_lookups, [users = m_users, skip, limit] { return users->list(skip, limit); },
        context, std::move(ready));
}

void AccountService::change(qint64 id, const AccountChange &change, QObject *context,
                            Ready<User> ready)
{
    if (isRefused(m_hashes, MaxHashes, context, ready))
        return;
    struct Changed
    {
        User before;
        User after;
    };
    const auto work = [users = m_users, id, change, now = m_clock.now()]() -> Result<Changed> {
        const auto before = users->find(id);
        if (!before)
            return tl::unexpected(before.error());
        UserChange kept{change.name, change.email, {}, change.isAdministrator, change.isActive, {}};
        if (change.password) {
            const auto hash = hashPassword(*change.password);
            if (!hash)
                return tl::unexpected(hash.error());
            kept.passwordHash = *hash;
            // Those of this very second too: they may be the thief's.
            kept.tokensFrom = wholeSeconds(now) + std::chrono::seconds(1);
        }
        return users->change(id, kept).map([&](const User &after) {
            return Changed{*before, after};
        });
    };
    run<Changed>(
        &m_hashing, m_hashes, work, this,
        [context = QPointer<QObject>(context), ready = std::move(ready)](const auto &changed) {
            if (context)
                ready(changed.map([](const Changed &users) { return users.after; }));
        },
        [this](const Changed &changed) {
            const auto &[before, after] = changed;
            if (!after.isActive || after.name != before.name
                || after.tokensFrom != before.tokensFrom)
                emit accessEnded(before.name);
            if (after.name != before.name)
                emit nameRegistered(after.name);
        });
}

void AccountService::remove(qint64 id, QObject *context, Ready<User> ready)
{
    if (isRefused(m_lookups, MaxLookups, context, ready))
        return;
    run<User>(
        m_pool, m_lookups, [users = m_users, id] { return users->remove(id); }, context,
        std::move(ready),
        [this](const User &user) {
            --m_count;
            qCInfo(lcServer) << "account" << user.id << "was removed";
            emit accessEnded(user.name);
        });
}

void AccountService::logIn(const QString &name, const QByteArray &password, const QString &address,
                           QObject *context, Ready<LogIn> ready)
{
    const QString key = name.toCaseFolded();
    const QString both = key + u'\n' + address;
    const auto now = steadyNow();
    const auto wait = std::max(
        {m_byBoth.wait(both, now), m_byName.wait(key, now), m_byAddress.wait(address, now)});
    if (wait.count() > 0) {
        QMetaObject::invokeMethod(
            context,
            [ready = std::move(ready), wait] {
                ready(LogIn{LogIn::Outcome::Wait, {}, wait});
            },
            Qt::QueuedConnection);
        return;
    }
    if (isRefused(m_hashes, MaxHashes, context, ready))
        return;
    // Counted before it is known, or many guesses at once would all be free.
    m_byBoth.failed(both, now);
    const auto work = [users = m_users, name, password, secret = m_secret, life = m_tokenLife,
                       issued = wholeSeconds(m_clock.now())]() -> Result<LogIn> {
        const auto user = users->findByName(name);
        if (!user) {
            if (user.error().kind != Error::Kind::NotFound)
                return tl::unexpected(user.error());
            pretendToVerify(password);
            return LogIn{};
        }
        if (!verifyPassword(user->passwordHash, password))
            return LogIn{};
        if (!user->isActive)
            return LogIn{LogIn::Outcome::Inactive};
        // A token of the second in which the password was changed would be void.
        const Timestamp from = std::max(issued, user->tokensFrom);
        return LogIn{LogIn::Outcome::Granted, makeToken({user->id, from, from + life}, secret)};
    };
    run<LogIn>(&m_hashing, m_hashes, work, context, std::move(ready),
               [this, key, both, address](const LogIn &logIn) {
                   if (logIn.outcome != LogIn::Outcome::Wrong)
                       return m_byBoth.succeeded(both);
                   m_byName.failed(key, steadyNow());
                   if (!address.isEmpty())
                       m_byAddress.failed(address, steadyNow());
               });
}

void AccountService::identify(const QByteArray &token, QObject *context, Ready<User> ready)
{
    const auto notValid = failure(QStringLiteral("Could not validate credentials"));
    const auto claims = readToken(token, m_secret, m_clock.now());
    if (!claims) {
        QMetaObject::invokeMethod(
            context, [ready = std::move(ready), notValid] { ready(notValid); },
            Qt::QueuedConnection);
        return;
    }
    if (isRefused(m_lookups, MaxLookups, context, ready))
        return;
    run<User>(
        m_pool, m_lookups,
        [users = m_users, claims = *claims, notValid]() -> Result<User> {
            auto user = users->find(claims.userId);
            if (user && claims.issuedAt < user->tokensFrom)
                return notValid;
            return user;
        },
        context, std::move(ready));
}

} // namespace Tickwell
