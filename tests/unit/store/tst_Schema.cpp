// SPDX-License-Identifier: GPL-3.0-or-later
#include "StoreTestData.h"

#include "store/Schema.h"

using namespace Tickwell;
using namespace Tickwell::StoreTest;

namespace {

constexpr Migration First[] = {
    {1, "CREATE TABLE notes (text TEXT); INSERT INTO notes VALUES ('a')"}};
constexpr Migration Both[] = {First[0],
                              {2,
                               "ALTER TABLE notes ADD COLUMN stars INTEGER NOT NULL DEFAULT 3; "
                               "CREATE INDEX notes_by_stars ON notes (stars)"}};
constexpr Migration BrokenSecond[] = {
    First[0], {2, "ALTER TABLE notes ADD COLUMN stars INTEGER; CREATE TABLE notes (x)"}};

} // namespace

class tst_Schema : public QObject
{
    Q_OBJECT

private slots:
    void init();

    void anEmptyFileGetsEveryStep();
    void anOlderFileGetsOnlyTheLaterSteps();
    void aFailedStepLeavesTheFileAsItWas();
    void migratingTwiceChangesNothing();
    void aNewerFileIsRefused();
    void versionsRiseByOne();
    void sqliteReportsAFullDiskInWords();

private:
    Connection &db() { return **m_connection; }

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<Result<Connection>> m_connection;
};

void tst_Schema::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_connection = std::make_unique<Result<Connection>>(
        Connection::open(m_dir->filePath(u"test.db"_s), Connection::Mode::Create));
    VERIFY_OK(*m_connection);
}

void tst_Schema::anEmptyFileGetsEveryStep()
{
    QCOMPARE(*checkSchema(db(), Both), SchemaState::Empty);
    VERIFY_OK(migrate(db(), Both));
    QCOMPARE(*db().number("PRAGMA user_version"), 2);
    QCOMPARE(*db().number("SELECT sum(stars) FROM notes"), 3);
    QCOMPARE(*checkSchema(db(), Both), SchemaState::Current);
}

void tst_Schema::anOlderFileGetsOnlyTheLaterSteps()
{
    VERIFY_OK(migrate(db(), First));
    VERIFY_OK(db().execute("INSERT INTO notes VALUES ('kept')"));
    QCOMPARE(*checkSchema(db(), Both), SchemaState::Older);
    VERIFY_OK(migrate(db(), Both));
    QCOMPARE(*db().number("SELECT count(*) FROM notes"), 2);
    QCOMPARE(*db().number("SELECT sum(stars) FROM notes"), 6);
    QCOMPARE(*checkSchema(db(), Both), SchemaState::Current);
}

void tst_Schema::aFailedStepLeavesTheFileAsItWas()
{
    VERIFY_OK(migrate(db(), First));
    QVERIFY(!migrate(db(), BrokenSecond));
    QCOMPARE(*db().number("PRAGMA user_version"), 1);
    QVERIFY(!db().number("SELECT stars FROM notes"));
    VERIFY_OK(migrate(db(), Both));
}

void tst_Schema::migratingTwiceChangesNothing()
{
    VERIFY_OK(migrate(db(), Both));
    VERIFY_OK(migrate(db(), Both));
    QCOMPARE(*db().number("SELECT count(*) FROM notes"), 1);
}

void tst_Schema::aNewerFileIsRefused()
{
    VERIFY_OK(migrate(db(), Both));
    const auto state = checkSchema(db(), First);
    QVERIFY(!state);
    QVERIFY2(state.error().message.contains(u"version 2"), qPrintable(state.error().message));
    QVERIFY(!checkHeader(m_dir->filePath(u"test.db"_s), First));
    VERIFY_OK(checkHeader(m_dir->filePath(u"test.db"_s), Both));
}

void tst_Schema::versionsRiseByOne()
{
    int version = 0;
    for (const Migration &step : migrations())
        QCOMPARE(step.version, ++version);
}

void tst_Schema::sqliteReportsAFullDiskInWords()
{
    VERIFY_OK(migrate(db(), First));
    VERIFY_OK(db().execute("PRAGMA max_page_count = 4"));
    const auto done = db().execute("INSERT INTO notes VALUES (zeroblob(1000000))");
    QVERIFY(!done);
    QCOMPARE(done.error().kind, Error::Kind::Unavailable);
    QVERIFY2(done.error().message.contains(u"is full"), qPrintable(done.error().message));
}

QTEST_APPLESS_MAIN(tst_Schema)
#include "tst_Schema.moc"
