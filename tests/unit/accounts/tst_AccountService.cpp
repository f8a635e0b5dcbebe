// SPDX-License-Identifier: GPL-3.0-or-later
#include "accounts/AccountService.h"
#include "accounts/Token.h"
#include "store/SqliteStore.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Tickwell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QByteArray Secret(32, 's');
const QByteArray Password = "correct horse";

/// What came of an operation; none until it came.
template<typename T>
struct Answer
{
    std::optional<Result<T>> result = {};
    int times = 0;

    AccountService::Ready<T> take()
    {
        return [this](const Result<T> &given) {
            result = given;
            ++times;
        };
    }
};

} // namespace

class tst_AccountService : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void registersAndFindsAUser();
    void keepsNoPasswordInClear();
    void ofTwoWithOneNameAtOnceOneIsRegistered();
    void countsAccountsAcrossRestarts();
    void tellsOfNewNames();
    void logsInWithAnyCaseOfTheName();
    void aWrongPasswordAndANameOfNobodyLookAlike();
    void anInactiveUserIsToldSoAfterTheRightPasswordAlone();
    void tooManyFailuresHaveToWait();
    void guessesAtOnceAreCountedAtOnce();
    void aNameThatWaitsIsFreeFromElsewhere();
    void successEndsTheCount();
    void identifiesTheBearer();
    void anExpiredTokenIsInvalid();
    void aTokenOfSomebodyGoneIsNotFound();
    void aNewPasswordEndsOldTokens();
    void aTokenOfTheVerySecondOfANewPasswordIsGood();
    void deactivationEndsAccess();
    void removalEndsAccess();
    void anotherEmailEndsNothing();
    void refusesWhenTooManyWait();
    void answersNobodyWhoHasLeft();
    void whatALeaverAskedForIsDone();

private:
    void start();
    User registered(const QString &name);
    LogIn loggedIn(const QString &name, const QByteArray &password,
                   const QString &address = u"192.0.2.1"_s);
    Result<User> identified(const QByteArray &token);

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<Store> m_store;
    std::unique_ptr<QThreadPool> m_pool;
    std::unique_ptr<ManualClock> m_clock;
    std::unique_ptr<AccountService> m_accounts;
};

#define WAIT_FOR(answer) QTRY_VERIFY_WITH_TIMEOUT((answer).result.has_value(), 20'000)

void tst_AccountService::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_pool = std::make_unique<QThreadPool>();
    m_clock = std::make_unique<ManualClock>(fromMicros(1'800'000'000'250'000));
    start();
}

void tst_AccountService::start()
{
    m_store = std::move(*openSqliteStore(m_dir->path()));
    m_accounts = std::make_unique<AccountService>(std::move(*m_store->openUsers()), Secret,
                                                  m_pool.get(), 1h, *m_clock);
    QVERIFY(m_accounts->load());
}

void tst_AccountService::cleanup()
{
    m_accounts.reset();
    m_pool->waitForDone();
    m_store.reset();
}

User tst_AccountService::registered(const QString &name)
{
    Answer<User> answer;
    m_accounts->registerUser({name, name + u"@example.com"_s, Password}, this, answer.take());
    [&] { WAIT_FOR(answer); }();
    return answer.result && *answer.result ? **answer.result : User();
}

LogIn tst_AccountService::loggedIn(const QString &name, const QByteArray &password,
                                   const QString &address)
{
    Answer<LogIn> answer;
    m_accounts->logIn(name, password, address, this, answer.take());
    [&] { WAIT_FOR(answer); }();
    return answer.result && *answer.result ? **answer.result : LogIn{};
}

Result<User> tst_AccountService::identified(const QByteArray &token)
{
    Answer<User> answer;
    m_accounts->identify(token, this, answer.take());
    [&] { WAIT_FOR(answer); }();
    return answer.result.value_or(failure(u"no answer"_s, Error::Kind::Internal));
}

void tst_AccountService::registersAndFindsAUser()
{
    const User ann = registered(u"ann"_s);
    QCOMPARE(ann.name, u"ann"_s);
    QVERIFY(ann.isAdministrator);
    Answer<User> found;
    m_accounts->find(ann.id, this, found.take());
    WAIT_FOR(found);
    QCOMPARE(**found.result, ann);
}

void tst_AccountService::keepsNoPasswordInClear()
{
    registered(u"ann"_s);
    cleanup();
    QDir dir(m_dir->path());
    for (const QString &name : dir.entryList(QDir::Files)) {
        QFile file(dir.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY2(!file.readAll().contains(Password), qPrintable(name));
    }
    start();
}

void tst_AccountService::ofTwoWithOneNameAtOnceOneIsRegistered()
{
    Answer<User> first;
    Answer<User> second;
    m_accounts->registerUser({u"ann"_s, u"a@example.com"_s, Password}, this, first.take());
    m_accounts->registerUser({u"Ann"_s, u"b@example.com"_s, Password}, this, second.take());
    WAIT_FOR(first);
    WAIT_FOR(second);
    QVERIFY(first.result->has_value() != second.result->has_value());
    const auto &loser = first.result->has_value() ? second : first;
    QCOMPARE(loser.result->error().kind, Error::Kind::Conflict);
}

void tst_AccountService::countsAccountsAcrossRestarts()
{
    QVERIFY(!m_accounts->hasAccounts());
    const User ann = registered(u"ann"_s);
    QVERIFY(m_accounts->hasAccounts());
    cleanup();
    start();
    QVERIFY(m_accounts->hasAccounts());
    Answer<User> removed;
    m_accounts->remove(ann.id, this, removed.take());
    WAIT_FOR(removed);
    QVERIFY(!m_accounts->hasAccounts());
}

void tst_AccountService::tellsOfNewNames()
{
    QSignalSpy names(m_accounts.get(), &AccountService::nameRegistered);
    registered(u"ann"_s);
    QCOMPARE(names, (QList<QVariantList>{{u"ann"_s}}));
}

void tst_AccountService::logsInWithAnyCaseOfTheName()
{
    const User ann = registered(u"ann"_s);
    const LogIn logIn = loggedIn(u"ANN"_s, Password);
    QCOMPARE(logIn.outcome, LogIn::Outcome::Granted);
    QCOMPARE(readToken(logIn.token, Secret, m_clock->now())->userId, ann.id);
}

void tst_AccountService::aWrongPasswordAndANameOfNobodyLookAlike()
{
    registered(u"ann"_s);
    QCOMPARE(loggedIn(u"ann"_s, "wrong").outcome, LogIn::Outcome::Wrong);
    QCOMPARE(loggedIn(u"nobody"_s, "wrong").outcome, LogIn::Outcome::Wrong);
}

void tst_AccountService::anInactiveUserIsToldSoAfterTheRightPasswordAlone()
{
    registered(u"ann"_s);
    const User bob = registered(u"bob"_s);
    Answer<User> changed;
    m_accounts->change(bob.id, {.isActive = false}, this, changed.take());
    WAIT_FOR(changed);
    QCOMPARE(loggedIn(u"bob"_s, "wrong").outcome, LogIn::Outcome::Wrong);
    QCOMPARE(loggedIn(u"bob"_s, Password).outcome, LogIn::Outcome::Inactive);
}

void tst_AccountService::tooManyFailuresHaveToWait()
{
    registered(u"ann"_s);
    // So for a name of nobody: or the wait would tell which names there are.
    for (const QString &name : {u"ann"_s, u"nobody"_s}) {
        // All in one turn: the wait is over soon, and a busy machine hashes slowly.
        std::array<Answer<LogIn>, 12> answers;
        for (std::size_t i = 0; i < answers.size(); ++i)
            m_accounts->logIn(name, i < 11 ? QByteArray("wrong") : Password, u"192.0.2.1"_s, this,
                              answers[i].take());
        for (std::size_t i = 0; i < answers.size(); ++i) {
            WAIT_FOR(answers[i]);
            const LogIn &logIn = **answers[i].result;
            QCOMPARE(logIn.outcome, i < 11 ? LogIn::Outcome::Wrong : LogIn::Outcome::Wait);
        }
        const auto wait = (*answers.back().result)->wait;
        QVERIFY(wait > 0ms && wait <= 1s);
    }
}

void tst_AccountService::guessesAtOnceAreCountedAtOnce()
{
    registered(u"ann"_s);
    std::array<Answer<LogIn>, 20> answers;
    for (auto &answer : answers)
        m_accounts->logIn(u"ann"_s, "wrong", {}, this, answer.take());
    int looked = 0;
    for (auto &answer : answers) {
        WAIT_FOR(answer);
        looked += (*answer.result)->outcome == LogIn::Outcome::Wrong ? 1 : 0;
    }
    QCOMPARE(looked, 11);
}

void tst_AccountService::aNameThatWaitsIsFreeFromElsewhere()
{
    registered(u"ann"_s);
    for (int i = 0; i < 11; ++i)
        loggedIn(u"ann"_s, "wrong", u"192.0.2.1"_s);
    QCOMPARE(loggedIn(u"ann"_s, Password, u"192.0.2.2"_s).outcome, LogIn::Outcome::Granted);
}

void tst_AccountService::successEndsTheCount()
{
    registered(u"ann"_s);
    for (int round = 0; round < 3; ++round) {
        for (int i = 0; i < 5; ++i)
            QCOMPARE(loggedIn(u"ann"_s, "wrong").outcome, LogIn::Outcome::Wrong);
        QCOMPARE(loggedIn(u"ann"_s, Password).outcome, LogIn::Outcome::Granted);
    }
}

void tst_AccountService::identifiesTheBearer()
{
    const User ann = registered(u"ann"_s);
    QCOMPARE(*identified(loggedIn(u"ann"_s, Password).token), ann);
}

void tst_AccountService::anExpiredTokenIsInvalid()
{
    registered(u"ann"_s);
    const QByteArray token = loggedIn(u"ann"_s, Password).token;
    m_clock->advance(1h);
    QCOMPARE(identified(token).error().kind, Error::Kind::Invalid);
}

void tst_AccountService::aTokenOfSomebodyGoneIsNotFound()
{
    const User ann = registered(u"ann"_s);
    const QByteArray token = loggedIn(u"ann"_s, Password).token;
    Answer<User> removed;
    m_accounts->remove(ann.id, this, removed.take());
    WAIT_FOR(removed);
    QCOMPARE(identified(token).error().kind, Error::Kind::NotFound);
    // Nor does it fit who has the name later.
    registered(u"ann"_s);
    QCOMPARE(identified(token).error().kind, Error::Kind::NotFound);
}

void tst_AccountService::aNewPasswordEndsOldTokens()
{
    const User ann = registered(u"ann"_s);
    const QByteArray token = loggedIn(u"ann"_s, Password).token;
    Answer<User> changed;
    m_accounts->change(ann.id, {.password = "battery staple"}, this, changed.take());
    WAIT_FOR(changed);
    QCOMPARE(identified(token).error().kind, Error::Kind::Invalid);
    QCOMPARE(loggedIn(u"ann"_s, Password).outcome, LogIn::Outcome::Wrong);
    QCOMPARE(loggedIn(u"ann"_s, "battery staple").outcome, LogIn::Outcome::Granted);
}

void tst_AccountService::aTokenOfTheVerySecondOfANewPasswordIsGood()
{
    const User ann = registered(u"ann"_s);
    Answer<User> changed;
    m_accounts->change(ann.id, {.password = "battery staple"}, this, changed.take());
    WAIT_FOR(changed);
    QCOMPARE(identified(loggedIn(u"ann"_s, "battery staple").token)->id, ann.id);
}

void tst_AccountService::deactivationEndsAccess()
{
    registered(u"ann"_s);
    const User bob = registered(u"bob"_s);
    QSignalSpy ended(m_accounts.get(), &AccountService::accessEnded);
    Answer<User> changed;
    m_accounts->change(bob.id, {.isActive = false}, this, changed.take());
    WAIT_FOR(changed);
    QCOMPARE(ended, (QList<QVariantList>{{u"bob"_s}}));
}

void tst_AccountService::removalEndsAccess()
{
    registered(u"ann"_s);
    const User bob = registered(u"bob"_s);
    QSignalSpy ended(m_accounts.get(), &AccountService::accessEnded);
    Answer<User> removed;
    m_accounts->remove(bob.id, this, removed.take());
    WAIT_FOR(removed);
    QCOMPARE(ended, (QList<QVariantList>{{u"bob"_s}}));
}

void tst_AccountService::anotherEmailEndsNothing()
{
    const User ann = registered(u"ann"_s);
    QSignalSpy ended(m_accounts.get(), &AccountService::accessEnded);
    Answer<User> changed;
    m_accounts->change(ann.id, {.email = u"new@example.com"_s}, this, changed.take());
    WAIT_FOR(changed);
    QVERIFY(*changed.result);
    QVERIFY(ended.isEmpty());
}

void tst_AccountService::refusesWhenTooManyWait()
{
    std::vector<Answer<User>> answers(AccountService::MaxHashes + 1);
    for (std::size_t i = 0; i < answers.size(); ++i)
        m_accounts->registerUser({u"user%1"_s.arg(i), u"user%1@example.com"_s.arg(i), Password},
                                 this, answers[i].take());
    WAIT_FOR(answers.back());
    QCOMPARE(answers.back().result->error().kind, Error::Kind::Limit);
    // All that were taken come to their end.
    for (auto &answer : answers)
        WAIT_FOR(answer);
    QVERIFY(*answers.front().result);
}

void tst_AccountService::answersNobodyWhoHasLeft()
{
    Answer<User> answer;
    auto client = std::make_unique<QObject>();
    m_accounts->registerUser({u"ann"_s, u"ann@example.com"_s, Password}, client.get(),
                             answer.take());
    client.reset();
    QTRY_VERIFY_WITH_TIMEOUT(m_accounts->hasAccounts(), 20'000);
    QCOMPARE(answer.times, 0);
}

void tst_AccountService::whatALeaverAskedForIsDone()
{
    QSignalSpy names(m_accounts.get(), &AccountService::nameRegistered);
    auto client = std::make_unique<QObject>();
    m_accounts->registerUser({u"ann"_s, u"ann@example.com"_s, Password}, client.get(),
                             [](const Result<User> &) {});
    client.reset();
    QTRY_COMPARE_WITH_TIMEOUT(names.size(), 1, 20'000);
}

QTEST_GUILESS_MAIN(tst_AccountService)
#include "tst_AccountService.moc"
