// SPDX-License-Identifier: GPL-3.0-or-later
#include "StoreEngines.h"

#include <atomic>
#include <thread>

using namespace Tickwell;
using namespace Tickwell::StoreTest;

class tst_UserStore : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase_data() { addEngines(); }
    void init();
    void cleanup();

    void givesAUserBackAsItIsKept();
    void findsByIdAndByName();
    void findsANameWhateverItsCase();
    void anUnknownUserIsNotFound();
    void aNameIsTakenOnce();
    void aNameIsTakenWhateverItsCase();
    void anEmailIsTakenOnce();
    void ofManyAtOnceWithOneNameOneIsAdded();
    void theFirstAloneIsAdministrator();
    void ofManyAtOnceOneIsAdministrator();
    void listsByIdInPages();
    void changesWhatIsNamedAndNothingElse();
    void aChangeToATakenNameChangesNothing();
    void theLastAdministratorCannotStepDown();
    void theLastAdministratorCannotBeDeactivated();
    void theLastAdministratorLeavesLast();
    void anAdministratorWithAnotherOneMayLeave();
    void anIdIsNeverGivenTwice();
    void usersAreThereAfterReopening();
    void addsUsersWhileTicksAreWritten();

private:
    [[nodiscard]] static User named(const QString &name)
    {
        User user;
        user.name = name;
        user.email = name + u"@example.com"_s;
        user.passwordHash = "$argon2id$" + name.toLatin1();
        user.createdAt = fromMicros(1'700'000'000'000'000);
        user.tokensFrom = user.createdAt;
        return user;
    }
    UserStore &users() { return *m_users; }
    void open();

    EngineFixture m_engine;
    std::unique_ptr<UserStore> m_users;
};

void tst_UserStore::init()
{
    MAKE_STORE(m_engine);
    open();
}

void tst_UserStore::open()
{
    auto users = m_engine.store().openUsers();
    VERIFY_OK(users);
    m_users = std::move(*users);
}

void tst_UserStore::cleanup()
{
    m_users.reset();
    m_engine.close();
}

void tst_UserStore::givesAUserBackAsItIsKept()
{
    User expected = named(u"ann"_s);
    const auto added = users().add(expected);
    VERIFY_OK(added);
    expected.id = added->id;
    expected.isAdministrator = true; // the first
    QCOMPARE(*added, expected);
    QCOMPARE(*users().find(added->id), expected);
}

void tst_UserStore::findsByIdAndByName()
{
    VERIFY_OK(users().add(named(u"ann"_s)));
    const auto bob = users().add(named(u"bob"_s));
    VERIFY_OK(bob);
    QCOMPARE(users().find(bob->id)->name, u"bob"_s);
    QCOMPARE(users().findByName(u"bob"_s)->id, bob->id);
}

void tst_UserStore::findsANameWhateverItsCase()
{
    VERIFY_OK(users().add(named(u"Ann"_s)));
    QCOMPARE(users().findByName(u"aNN"_s)->name, u"Ann"_s);
}

void tst_UserStore::anUnknownUserIsNotFound()
{
    QCOMPARE(users().find(1).error().kind, Error::Kind::NotFound);
    QCOMPARE(users().findByName(u"ann"_s).error().kind, Error::Kind::NotFound);
    QCOMPARE(users().change(1, {.name = u"x"_s}).error().kind, Error::Kind::NotFound);
    QCOMPARE(users().remove(1).error().kind, Error::Kind::NotFound);
}

void tst_UserStore::aNameIsTakenOnce()
{
    VERIFY_OK(users().add(named(u"ann"_s)));
    User second = named(u"ann"_s);
    second.email = u"other@example.com"_s;
    const auto added = users().add(second);
    QVERIFY(!added);
    QCOMPARE(added.error().kind, Error::Kind::Conflict);
    QCOMPARE(added.error().message, u"Username already registered"_s);
    QCOMPARE(*users().count(), 1);
}

void tst_UserStore::aNameIsTakenWhateverItsCase()
{
    VERIFY_OK(users().add(named(u"ann"_s)));
    User second = named(u"ANN"_s);
    second.email = u"other@example.com"_s;
    QCOMPARE(users().add(second).error().kind, Error::Kind::Conflict);
}

void tst_UserStore::anEmailIsTakenOnce()
{
    VERIFY_OK(users().add(named(u"ann"_s)));
    User second = named(u"bob"_s);
    second.email = u"Ann@Example.com"_s;
    const auto added = users().add(second);
    QVERIFY(!added);
    QCOMPARE(added.error().message, u"Email already registered"_s);
}

void tst_UserStore::ofManyAtOnceWithOneNameOneIsAdded()
{
    std::atomic<int> added = 0;
    std::vector<std::jthread> threads;
    for (int i = 0; i < 8; ++i) {
        threads.emplace_back([&, i] {
            User user = named(u"ann"_s);
            user.email = u"ann%1@example.com"_s.arg(i);
            added += users().add(user) ? 1 : 0;
        });
    }
    threads.clear();
    QCOMPARE(added.load(), 1);
    QCOMPARE(*users().count(), 1);
}

void tst_UserStore::theFirstAloneIsAdministrator()
{
    QVERIFY(users().add(named(u"ann"_s))->isAdministrator);
    User second = named(u"bob"_s);
    second.isAdministrator = true;
    QVERIFY(!users().add(second)->isAdministrator);
}

void tst_UserStore::ofManyAtOnceOneIsAdministrator()
{
    std::atomic<int> administrators = 0;
    std::vector<std::jthread> threads;
    for (int i = 0; i < 8; ++i) {
        threads.emplace_back([&, i] {
            const auto user = users().add(named(u"user%1"_s.arg(i)));
            administrators += user && user->isAdministrator ? 1 : 0;
        });
    }
    threads.clear();
    QCOMPARE(*users().count(), 8);
    QCOMPARE(administrators.load(), 1);
}

void tst_UserStore::listsByIdInPages()
{
    for (int i = 0; i < 5; ++i)
        VERIFY_OK(users().add(named(u"user%1"_s.arg(i))));
    const auto page = users().list(1, 3);
    VERIFY_OK(page);
    QStringList names;
    for (const User &user : *page)
        names.append(user.name);
    QCOMPARE(names, QStringList({u"user1"_s, u"user2"_s, u"user3"_s}));
    QVERIFY(users().list(5, 3)->isEmpty());
}

void tst_UserStore::changesWhatIsNamedAndNothingElse()
{
    User expected = *users().add(named(u"ann"_s));
    const auto changed = users().change(expected.id, {.email = u"new@example.com"_s});
    VERIFY_OK(changed);
    expected.email = u"new@example.com"_s;
    QCOMPARE(*changed, expected);
    QCOMPARE(*users().find(expected.id), expected);
}

void tst_UserStore::aChangeToATakenNameChangesNothing()
{
    VERIFY_OK(users().add(named(u"ann"_s)));
    const User bob = *users().add(named(u"bob"_s));
    const auto changed = users().change(bob.id, {.name = u"ann"_s, .email = u"new@example.com"_s});
    QCOMPARE(changed.error().kind, Error::Kind::Conflict);
    QCOMPARE(*users().find(bob.id), bob);
}

void tst_UserStore::theLastAdministratorCannotStepDown()
{
    const User ann = *users().add(named(u"ann"_s));
    VERIFY_OK(users().add(named(u"bob"_s)));
    QCOMPARE(users().change(ann.id, {.isAdministrator = false}).error().kind,
             Error::Kind::Conflict);
    QVERIFY(users().find(ann.id)->isAdministrator);
}

void tst_UserStore::theLastAdministratorCannotBeDeactivated()
{
    const User ann = *users().add(named(u"ann"_s));
    const User bob = *users().add(named(u"bob"_s));
    // One who is not active does not count.
    VERIFY_OK(users().change(bob.id, {.isAdministrator = true, .isActive = false}));
    QCOMPARE(users().change(ann.id, {.isActive = false}).error().kind, Error::Kind::Conflict);
}

void tst_UserStore::theLastAdministratorLeavesLast()
{
    const User ann = *users().add(named(u"ann"_s));
    const User bob = *users().add(named(u"bob"_s));
    QCOMPARE(users().remove(ann.id).error().kind, Error::Kind::Conflict);
    VERIFY_OK(users().remove(bob.id));
    VERIFY_OK(users().remove(ann.id));
    QCOMPARE(*users().count(), 0);
}

void tst_UserStore::anAdministratorWithAnotherOneMayLeave()
{
    const User ann = *users().add(named(u"ann"_s));
    const User bob = *users().add(named(u"bob"_s));
    VERIFY_OK(users().change(bob.id, {.isAdministrator = true}));
    QCOMPARE(users().remove(ann.id)->name, u"ann"_s);
    QCOMPARE(users().find(ann.id).error().kind, Error::Kind::NotFound);
}

void tst_UserStore::anIdIsNeverGivenTwice()
{
    const User ann = *users().add(named(u"ann"_s));
    VERIFY_OK(users().remove(ann.id));
    QVERIFY(users().add(named(u"ann"_s))->id > ann.id);
}

void tst_UserStore::usersAreThereAfterReopening()
{
    const User ann = *users().add(named(u"ann"_s));
    m_users.reset();
    m_engine.reopen();
    open();
    QCOMPARE(*users().find(ann.id), ann);
}

void tst_UserStore::addsUsersWhileTicksAreWritten()
{
    std::atomic<bool> done = false;
    std::atomic<int> failures = 0;
    std::jthread recorder([&] {
        for (quint64 seq = 1; !done; ++seq) {
            RecordBatch batch;
            batch.ticks.append(tick(seq, Microseconds(seq)));
            failures += m_engine.store().write(batch) ? 0 : 1;
        }
    });
    for (int i = 0; i < 50; ++i)
        failures += users().add(named(u"user%1"_s.arg(i))) ? 0 : 1;
    done = true;
    recorder.join();
    QCOMPARE(failures.load(), 0);
    QCOMPARE(*users().count(), 50);
}

QTEST_GUILESS_MAIN(tst_UserStore)
#include "tst_UserStore.moc"
