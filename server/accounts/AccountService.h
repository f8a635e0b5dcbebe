// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "accounts/GuessThrottle.h"
#include "core/Clock.h"
#include "core/Result.h"
#include "store/UserStore.h"

#include <QObject>
#include <QPointer>
#include <QThreadPool>

#include <functional>
#include <memory>

namespace Tickwell {

/// Who wants an account. The name, the address and the password's length are the caller's to check.
struct Registration
{
    QString name;
    QString email;
    QByteArray password; ///< UTF-8
};

/// What becomes of an account; what is absent stays as it is.
struct AccountChange
{
    std::optional<QString> name = {};
    std::optional<QString> email = {};
    std::optional<QByteArray> password = {}; ///< ends all tokens that were given out
    std::optional<bool> isAdministrator = {};
    std::optional<bool> isActive = {};
};

/// What a log-in came to.
struct LogIn
{
    enum class Outcome {
        Granted,
        Wrong,    ///< no such name, or another password: it is not said which
        Inactive, ///< all right, but the account is switched off
        Wait,     ///< too many failures: not even looked at
    };
    Outcome outcome = Outcome::Wrong;
    QByteArray token = {};
    std::chrono::milliseconds wait{0};
};

/// Registered people, their passwords and their tokens.
///
/// Lives on one thread, the server's, and waits for nothing there: the database is asked on @p
/// pool, passwords are hashed on two threads of its own, and no more than MaxHashes wait for them.
/// Answers come from the event loop, unless their context has died; what was asked for is done all
/// the same.
class AccountService : public QObject
{
    Q_OBJECT

public:
    template<typename T>
    using Ready = std::function<void(const Result<T> &)>;

    /// Each takes 64 MiB while it runs.
    static constexpr int ParallelHashes = 2;
    static constexpr int MaxHashes = 32;
    /// For pool work that has not come back: more are refused.
    static constexpr int MaxLookups = 10'000;

    /// Tokens are signed with @p secret and good for @p tokenLife. @p pool and @p clock outlive it.
    AccountService(std::unique_ptr<UserStore> users, QByteArray secret, QThreadPool *pool,
                   std::chrono::seconds tokenLife, const Clock &clock = Clock::system(),
                   QObject *parent = nullptr);
    /// Waits for the hash that is being made, if any.
    ~AccountService() override;

    /// Counts the accounts. Blocks; called once before the thread's loop.
    [[nodiscard]] Result<void> load();
    /// Whether anybody is registered.
    [[nodiscard]] bool hasAccounts() const { return m_count > 0; }

    /// Conflict when the name or the address is taken; Limit when too many are waiting.
    void registerUser(const Registration &registration, QObject *context, Ready<User> ready);
    void find(qint64 id, QObject *context, Ready<User> ready);
    void findByName(const QString &name, QObject *context, Ready<User> ready);
    void list(qint64 skip, qint64 limit, QObject *context, Ready<QList<User>> ready);
    /// See UserStore::change().
    void change(qint64 id, const AccountChange &change, QObject *context, Ready<User> ready);
    /// See UserStore::remove().
    void remove(qint64 id, QObject *context, Ready<User> ready);

    /// Takes the same time for a name that nobody has. @p address is where the guess comes from;
    /// empty: it is not counted for an address. Limit when too many are waiting.
    void logIn(const QString &name, const QByteArray &password, const QString &address,
               QObject *context, Ready<LogIn> ready);

    /// Whose @p token it is, active or not: Invalid when it is no token, forged, expired or void;
    /// NotFound when the user is gone.
    void identify(const QByteArray &token, QObject *context, Ready<User> ready);

signals:
    /// @p name cannot be used without a token from now on.
    void nameRegistered(const QString &name);
    /// The user @p name is gone, switched off, named otherwise, or has another password: whoever
    /// was let in as them is to be let out.
    void accessEnded(const QString &name);

private:
    template<typename T, typename Work>
    void run(QThreadPool *pool, int &pending, Work work, QPointer<QObject> context, Ready<T> ready,
             std::function<void(const T &)> done = {});
    template<typename T>
    [[nodiscard]] bool isRefused(int pending, int most, QObject *context, const Ready<T> &ready);

    const std::shared_ptr<UserStore> m_users;
    const QByteArray m_secret;
    QThreadPool *m_pool;
    const std::chrono::seconds m_tokenLife;
    const Clock &m_clock;
    QThreadPool m_hashing;
    // Whoever guesses from one place waits soon, and holds up the person from nowhere else; only
    // a name that is tried from everywhere makes its owner wait.
    GuessThrottle m_byBoth;
    GuessThrottle m_byName;
    GuessThrottle m_byAddress;
    qint64 m_count = 0;
    int m_hashes = 0;
    int m_lookups = 0;
};

} // namespace Tickwell
