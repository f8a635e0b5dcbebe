// SPDX-License-Identifier: GPL-3.0-or-later
#include "PostgresServer.h"
#include "StoreTestData.h"

#include "store/PgPool.h"
#include "store/PgSchema.h"
#include "store/PostgresStore.h"
#include "store/Recorder.h"

#include <QThreadPool>
#include <QTimer>

using namespace Tickwell;
using namespace Tickwell::StoreTest;

/// What PostgreSQL has besides what every store keeps to: a server that others use, and that goes
/// away.
class tst_PostgresStore : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();

    void refusesAUrlThatCannotBeRead_data();
    void refusesAUrlThatCannotBeRead();
    void saysThatNobodyListens();
    void neverTellsThePassword();
    void entersWithAPassword();
    void leavesOtherSchemasAlone();
    void refusesASchemaThatIsNotOurs();
    void refusesANewerSchema();
    void migratesAnOlderSchema();
    void aFailedMigrationLeavesNothing();
    void refusesASecondWriter();
    void readsOnlyWhatWasRecorded();
    void aRejectedBatchLeavesNothing();
    void recordsAgainAfterARestart();
    void readsAgainAfterARestart();
    void writesAgainWhatWasLostWithItsSession();
    void failsAtOnceWhileItWaitsForTheNextTry();
    void anOutageLosesNothing();
    void manyReadersShareFewSessions();

private:
    [[nodiscard]] Result<PgConnection> session() const
    {
        return PgConnection::open(*PgTarget::parse(m_server.url()));
    }
    [[nodiscard]] Result<std::unique_ptr<Store>> open() const
    {
        return openPostgresStore(m_server.url());
    }
    [[nodiscard]] qint64 number(const QByteArray &sql) const
    {
        auto connection = session();
        const auto result = connection ? connection->query(sql)
                                       : Result<PgResult>(tl::unexpected(connection.error()));
        return result ? result->number().value_or(-1) : -2;
    }

    PostgresServer m_server;
};

void tst_PostgresStore::initTestCase()
{
    SKIP_WITHOUT_POSTGRESQL();
    QVERIFY(m_server.start());
    auto admin = session();
    VERIFY_OK(admin);
    VERIFY_OK(admin->execute("CREATE ROLE locked LOGIN SUPERUSER PASSWORD 'opensesame'"));
}

void tst_PostgresStore::init()
{
    auto admin = session();
    VERIFY_OK(admin);
    VERIFY_OK(admin->execute("DROP SCHEMA IF EXISTS tickwell CASCADE"));
}

void tst_PostgresStore::refusesAUrlThatCannotBeRead_data()
{
    QTest::addColumn<QString>("url");
    QTest::newRow("percent") << u"postgresql://bob:opensesame%@h/db"_s;
    QTest::newRow("port") << u"postgresql://bob:opensesame@h:port:1/db"_s;
    QTest::newRow("parameter") << u"postgresql://bob:opensesame@h/db?colour=opensesame"_s;
}

void tst_PostgresStore::refusesAUrlThatCannotBeRead()
{
    QFETCH(QString, url);
    const auto store = openPostgresStore(url);
    QVERIFY(!store);
    QVERIFY2(!store.error().message.contains("opensesame"), qPrintable(store.error().message));
}

void tst_PostgresStore::saysThatNobodyListens()
{
    QTemporaryDir empty;
    const auto store = openPostgresStore(u"postgresql:///db?host="_s + empty.path());
    QVERIFY(!store);
    QCOMPARE(store.error().kind, Error::Kind::Unavailable);
    QVERIFY2(store.error().message.contains(empty.path()), qPrintable(store.error().message));
    QVERIFY(!store.error().message.contains(u'\n'));
}

void tst_PostgresStore::neverTellsThePassword()
{
    const auto store = openPostgresStore(m_server.url(u"locked"_s, u"wr0ngw0rd"_s));
    QVERIFY(!store);
    QVERIFY2(store.error().message.contains("password authentication failed"),
             qPrintable(store.error().message));
    QVERIFY(!store.error().message.contains("wr0ngw0rd"));
    // Not even where a server repeats it.
    const auto target = PgTarget::parse(u"postgresql://bob:wr0ngw0rd@h/db"_s);
    QCOMPARE(target->withoutSecret(u"no wr0ngw0rd here"_s), u"no *** here"_s);
    QVERIFY(!target->shown().contains("wr0ngw0rd"));
}

void tst_PostgresStore::entersWithAPassword()
{
    VERIFY_OK(openPostgresStore(m_server.url(u"locked"_s, u"opensesame"_s)));
}

void tst_PostgresStore::leavesOtherSchemasAlone()
{
    // A session's temporary tables end with it, by and by.
    const char *others = "SELECT count(*) FROM pg_tables WHERE schemaname <> 'tickwell' AND "
                         "schemaname NOT LIKE 'pg_temp%'";
    const qint64 before = number(others);
    VERIFY_OK(open());
    QCOMPARE(number(others), before);
}

void tst_PostgresStore::refusesASchemaThatIsNotOurs()
{
    VERIFY_OK(session()->execute("CREATE SCHEMA tickwell; CREATE TABLE tickwell.ticks (a int)"));
    const auto store = open();
    QVERIFY(!store);
    QCOMPARE(store.error().kind, Error::Kind::Conflict);
    QCOMPARE(number("SELECT count(*) FROM pg_tables WHERE schemaname = 'tickwell'"), 1);
}

void tst_PostgresStore::refusesANewerSchema()
{
    VERIFY_OK(open());
    VERIFY_OK(session()->execute("UPDATE schema_version SET version = 1000"));
    const auto store = open();
    QVERIFY(!store);
    QCOMPARE(store.error().kind, Error::Kind::Conflict);
    QVERIFY2(store.error().message.contains("1000"), qPrintable(store.error().message));
    QVERIFY(!openPostgresReader(m_server.url()));
}

void tst_PostgresStore::migratesAnOlderSchema()
{
    VERIFY_OK((*open())->write({.ticks = {tick(1)}}));
    std::vector<Migration> steps(pgMigrations().begin(), pgMigrations().end());
    QVERIFY(!steps.empty());
    steps.push_back({pgMigrations().back().version + 1, "CREATE TABLE later (a int)"});
    auto connection = session();
    VERIFY_OK(takePgDatabase(*connection, u"here"_s, steps));
    QCOMPARE(connection->query("SELECT version FROM schema_version")->number(),
             std::optional<qint64>(steps.back().version));
    QCOMPARE(connection->query("SELECT count(*) FROM later")->number(), std::optional<qint64>(0));
    QCOMPARE(connection->query("SELECT count(*) FROM ticks")->number(), std::optional<qint64>(1));
}

void tst_PostgresStore::aFailedMigrationLeavesNothing()
{
    const std::vector<Migration> steps{pgMigrations().front(),
                                       {2, "CREATE TABLE later (a nonsense)"}};
    auto connection = session();
    QVERIFY(!takePgDatabase(*connection, u"here"_s, steps));
    QCOMPARE(
        connection->query("SELECT count(*) FROM pg_namespace WHERE nspname = 'tickwell'")->number(),
        std::optional<qint64>(0));
}

void tst_PostgresStore::refusesASecondWriter()
{
    auto first = open();
    VERIFY_OK(first);
    const auto second = open();
    QVERIFY(!second);
    QCOMPARE(second.error().kind, Error::Kind::Conflict);
    VERIFY_OK((*first)->write({.ticks = {tick(1)}}));
    first->reset();
    VERIFY_OK(open());
}

void tst_PostgresStore::readsOnlyWhatWasRecorded()
{
    const auto nothing = openPostgresReader(m_server.url());
    QVERIFY(!nothing);
    QCOMPARE(nothing.error().kind, Error::Kind::NotFound);
    VERIFY_OK(open());
    VERIFY_OK(openPostgresReader(m_server.url()));
}

void tst_PostgresStore::aRejectedBatchLeavesNothing()
{
    auto store = open();
    VERIFY_OK((*store)->write({.ticks = {tick(1)}}));
    VERIFY_OK(session()->execute("ALTER TABLE chat_messages ADD CHECK (seq <> 7)"));
    QVERIFY(
        !(*store)->write({.ticks = {tick(2), tick(3, 0s, u"NEW"_s)}, .messages = {message(7)}}));
    QCOMPARE((*store)->rows(), 1);
    VERIFY_OK((*store)->write({.ticks = {tick(3, 0s, u"NEW"_s)}}));
    QCOMPARE((*store)->rows(), 2);
    QCOMPARE(number("SELECT count(*) FROM ticks"), 2);
    QCOMPARE(number("SELECT sum(rows)::bigint FROM tick_hours"), 2);
}

void tst_PostgresStore::recordsAgainAfterARestart()
{
    auto store = open();
    VERIFY_OK((*store)->write({.ticks = {tick(1)}}));
    m_server.kill();
    const auto failed = (*store)->write({.ticks = {tick(2, 1s, u"NEW"_s)}});
    QVERIFY(!failed);
    QCOMPARE(failed.error().kind, Error::Kind::Unavailable);
    QVERIFY(m_server.start());
    QTRY_VERIFY_WITH_TIMEOUT((*store)->write({.ticks = {tick(2, 1s, u"NEW"_s)}}), 20'000);
    QCOMPARE((*store)->rows(), 2);
    QCOMPARE(number("SELECT count(*) FROM ticks JOIN symbols ON id = symbol"), 2);
}

void tst_PostgresStore::readsAgainAfterARestart()
{
    auto store = open();
    VERIFY_OK((*store)->write({.ticks = {tick(1)}}));
    const auto reader = (*store)->openReader();
    QCOMPARE(*(*reader)->lastTickSeq(), quint64(1));
    m_server.kill();
    const auto failed = (*reader)->lastTickSeq();
    QVERIFY(!failed);
    QCOMPARE(failed.error().kind, Error::Kind::Unavailable);
    QVERIFY(m_server.start());
    QTRY_VERIFY((*reader)->lastTickSeq());
    // And without a failure in between, where the kept session is lost.
    m_server.kill();
    QVERIFY(m_server.start());
    VERIFY_OK((*reader)->lastTickSeq());
}

/// Nobody knows whether a transaction was committed whose session was lost at its end.
void tst_PostgresStore::writesAgainWhatWasLostWithItsSession()
{
    const RecordBatch batch{.ticks = {tick(1), tick(2, 1s)},
                            .candles = {candle(Interval::Second1)},
                            .samples = {sample()},
                            .messages = {message(1)}};
    auto store = open();
    VERIFY_OK((*store)->write(batch));
    VERIFY_OK(
        session()->execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                           "WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'"));
    QTRY_VERIFY((*store)->write(batch));
    QCOMPARE((*store)->rows(), 5);
    QCOMPARE(number("SELECT sum(rows)::bigint FROM tick_hours"), 2);
}

void tst_PostgresStore::failsAtOnceWhileItWaitsForTheNextTry()
{
    auto store = open();
    m_server.kill();
    QVERIFY(!(*store)->write({.ticks = {tick(1)}}));
    QElapsedTimer time;
    time.start();
    for (int i = 0; i < 1'000; ++i)
        QVERIFY(!(*store)->write({.ticks = {tick(1)}}));
    QVERIFY2(time.elapsed() < 1'000, qPrintable(QString::number(time.elapsed())));
    QVERIFY(m_server.start());
}

void tst_PostgresStore::anOutageLosesNothing()
{
    auto store = open();
    quint64 seq = 0;
    {
        Recorder recorder(**store);
        recorder.start();
        const auto record = [&] {
            ++seq;
            recorder.record(tick(seq, seq * 1ms));
            recorder.record(sample(seq * 1ms));
            recorder.record(message(seq));
            recorder.record(candle(Interval::Second1, seq * 1s));
        };
        QTimer load;
        connect(&load, &QTimer::timeout, this, record);
        load.start(1ms);
        QTRY_VERIFY((*store)->rows() > 0);
        for (int outage = 0; outage < 2; ++outage) {
            m_server.kill();
            QTRY_VERIFY(!recorder.status().error.isEmpty());
            QTest::qWait(300);
            QVERIFY(m_server.start());
            QTRY_VERIFY_WITH_TIMEOUT(recorder.status().error.isEmpty(), 30'000);
        }
        load.stop();
        QTRY_COMPARE_WITH_TIMEOUT(recorder.status().pending, 0, 10'000);
        QCOMPARE(recorder.status().dropped, 0);
    }
    QCOMPARE((*store)->rows(), qint64(4 * seq));
    QCOMPARE(number("SELECT count(*) FROM ticks"), qint64(seq));
    QCOMPARE(number("SELECT count(*) FROM host_samples"), qint64(seq));
    QCOMPARE(number("SELECT count(*) FROM chat_messages"), qint64(seq));
    QCOMPARE(number("SELECT count(*) FROM candles"), qint64(seq));
}

void tst_PostgresStore::manyReadersShareFewSessions()
{
    auto store = open();
    VERIFY_OK((*store)->write({.ticks = {tick(1)}}));
    const qint64 before =
        number("SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend'");
    QThreadPool pool;
    pool.setMaxThreadCount(3 * PgPool::DefaultMost);
    std::atomic<int> answers = 0;
    for (int i = 0; i < 500; ++i) {
        pool.start([&] {
            const auto reader = (*store)->openReader();
            answers += (*reader)->lastTickSeq() == quint64(1) ? 1 : 0;
        });
    }
    pool.waitForDone();
    QCOMPARE(answers.load(), 500);
    const qint64 after =
        number("SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend'");
    QVERIFY2(after - before <= PgPool::DefaultMost, qPrintable(QString::number(after - before)));
}

QTEST_GUILESS_MAIN(tst_PostgresStore)
#include "tst_PostgresStore.moc"
