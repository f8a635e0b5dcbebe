// SPDX-License-Identifier: GPL-3.0-or-later
#include "StoreTestData.h"

#include "store/Schema.h"

using namespace Tickwell;
using namespace Tickwell::StoreTest;

/// What is refused at opening, in which words, and that it is left as it was.
class tst_StoreOpening : public QObject
{
    Q_OBJECT

private slots:
    void init();

    void refusesWhatIsNotItsOwn_data();
    void refusesWhatIsNotItsOwn();
    void refusesADamagedDatabase_data();
    void refusesADamagedDatabase();
    void refusesANewerDatabaseWithAnOpenLog();
    void anEmptyFileIsANewDatabase();
    void refusesAMissingFolder();
    void refusesAFileAsFolder();
    void refusesAFolderThatCannotBeWritten();
    void refusesAFolderInUseUntilItIsFree();
    void onlyTheOwnerMayReadIt();

    void aReaderNeedsADatabase();
    void aReaderRefusesWhatIsNotItsOwn();
    void aReaderCreatesNothing();
    void aReaderWithoutWritePermissionSaysWhatToDo();

private:
    QString database() const { return m_dir->filePath(u"tickwell.db"_s); }
    /// Makes a database with rows in it, closes it, and lets @p sql change it.
    void makeDatabase(const char *sql = "", bool large = false);
    QString refusal() const;

    std::unique_ptr<QTemporaryDir> m_dir;
};

void tst_StoreOpening::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
}

void tst_StoreOpening::makeDatabase(const char *sql, bool large)
{
    {
        const auto store = openSqliteStore(m_dir->path());
        VERIFY_OK(store);
        RecordBatch batch;
        for (quint64 seq = 1; seq <= (large ? 50'000 : 5); ++seq)
            batch.ticks.append(tick(seq, seq * 1ms));
        VERIFY_OK((*store)->write(batch));
    }
    auto connection = Connection::open(database(), Connection::Mode::Write);
    VERIFY_OK(connection);
    VERIFY_OK(connection->execute(sql));
}

QString tst_StoreOpening::refusal() const
{
    const auto store = openSqliteStore(m_dir->path());
    return store ? u"opened"_s : store.error().message;
}

void tst_StoreOpening::refusesWhatIsNotItsOwn_data()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("says");
    QTest::newRow("newer version")
        << QByteArray("PRAGMA user_version = 99") << QByteArray() << u"newer Tickwell"_s;
    QTest::newRow("another program's")
        << QByteArray("PRAGMA application_id = 7") << QByteArray() << u"not Tickwell's"_s;
    QTest::newRow("nobody's, with tables")
        << QByteArray("PRAGMA application_id = 0; PRAGMA user_version = 0") << QByteArray()
        << u"not Tickwell's"_s;
    QTest::newRow("a text") << QByteArray() << QByteArray("dear diary,\n").repeated(1'000)
                            << u"not a database"_s;
    QTest::newRow("a short file") << QByteArray() << QByteArray("x") << u"not a database"_s;
    QTest::newRow("a header alone")
        << QByteArray() << QByteArray("SQLite format 3\0", 16) << u"not a database"_s;
}

void tst_StoreOpening::refusesWhatIsNotItsOwn()
{
    QFETCH(QByteArray, sql);
    QFETCH(QByteArray, content);
    QFETCH(QString, says);
    if (content.isEmpty()) {
        makeDatabase(sql.constData());
    } else {
        QFile file(database());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }
    const QByteArray before = contentOf(database());
    const QString message = refusal();
    QVERIFY2(message.contains(says) && message.contains(database()), qPrintable(message));
    QVERIFY(contentOf(database()) == before);
    QVERIFY(!QFile::exists(database() + u"-wal"_s));
}

void tst_StoreOpening::refusesADamagedDatabase_data()
{
    QTest::addColumn<qint64>("from");
    QTest::addColumn<bool>("cut");
    QTest::newRow("cut in the middle") << qint64(3 * 8192) << true;
    QTest::newRow("overwritten in the middle") << qint64(8192) << false;
    QTest::newRow("overwritten after the header") << qint64(100) << false;
}

void tst_StoreOpening::refusesADamagedDatabase()
{
    QFETCH(qint64, from);
    QFETCH(bool, cut);
    makeDatabase("", true);
    {
        QFile file(database());
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.size() > 10 * 8192);
        if (cut) {
            QVERIFY(file.resize(from));
        } else {
            QVERIFY(file.seek(from));
            file.write(QByteArray("\xde\xad\xbe\xef").repeated(20'000));
        }
    }
    const QByteArray before = contentOf(database());
    const QString message = refusal();
    QVERIFY2(message.contains(u"damaged") && message.contains(database()), qPrintable(message));
    QVERIFY(contentOf(database()) == before);
}

void tst_StoreOpening::refusesANewerDatabaseWithAnOpenLog()
{
    makeDatabase();
    const QString log = database() + u"-wal"_s;
    {
        auto newer = Connection::open(database(), Connection::Mode::Write);
        VERIFY_OK(newer);
        newer->keepLogOnClose();
        VERIFY_OK(newer->execute("PRAGMA user_version = 99"));
    }
    const QByteArray before = contentOf(database());
    const QByteArray logBefore = contentOf(log);
    QVERIFY(!logBefore.isEmpty());
    const QString message = refusal();
    QVERIFY2(message.contains(u"newer"), qPrintable(message));
    QVERIFY(contentOf(database()) == before);
    QVERIFY(contentOf(log) == logBefore);
}

void tst_StoreOpening::anEmptyFileIsANewDatabase()
{
    QFile file(database());
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    VERIFY_OK(openSqliteStore(m_dir->path()));
}

void tst_StoreOpening::refusesAMissingFolder()
{
    const QString missing = m_dir->filePath(u"nowhere"_s);
    const auto store = openSqliteStore(missing);
    QVERIFY(!store);
    QVERIFY2(store.error().message.contains(missing), qPrintable(store.error().message));
    QVERIFY(!QFile::exists(missing));
}

void tst_StoreOpening::refusesAFileAsFolder()
{
    makeDatabase();
    const auto store = openSqliteStore(database());
    QVERIFY(!store);
    QVERIFY2(store.error().message.contains(u"not a folder"), qPrintable(store.error().message));
}

void tst_StoreOpening::refusesAFolderThatCannotBeWritten()
{
    makeDatabase();
    const ReadOnlyFolder readOnly(m_dir->path());
    const QString message = refusal();
    QVERIFY2(message.contains(m_dir->path()) && message.contains(u"write"), qPrintable(message));
}

void tst_StoreOpening::refusesAFolderInUseUntilItIsFree()
{
    auto first = openSqliteStore(m_dir->path());
    VERIFY_OK(first);
    const auto second = openSqliteStore(m_dir->path());
    QVERIFY(!second);
    QCOMPARE(second.error().kind, Error::Kind::Conflict);
    QVERIFY2(second.error().message.contains(m_dir->path())
                 && second.error().message.contains(QString::number(::getpid())),
             qPrintable(second.error().message));
    VERIFY_OK((*first)->write({.ticks = {tick(1)}}));
    first->reset();
    VERIFY_OK(openSqliteStore(m_dir->path()));
}

void tst_StoreOpening::onlyTheOwnerMayReadIt()
{
    makeDatabase();
    const auto others = QFile::permissions(database())
        & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther);
    QCOMPARE(others, QFile::Permissions());
}

void tst_StoreOpening::aReaderNeedsADatabase()
{
    const auto reader = openSqliteReader(m_dir->path());
    QVERIFY(!reader);
    QCOMPARE(reader.error().kind, Error::Kind::NotFound);
    QVERIFY2(reader.error().message.contains(m_dir->path()), qPrintable(reader.error().message));
    QVERIFY(QDir(m_dir->path()).isEmpty());
}

void tst_StoreOpening::aReaderRefusesWhatIsNotItsOwn()
{
    makeDatabase("PRAGMA user_version = 99");
    const auto reader = openSqliteReader(m_dir->path());
    QVERIFY(!reader);
    QVERIFY2(reader.error().message.contains(u"newer"), qPrintable(reader.error().message));
}

void tst_StoreOpening::aReaderCreatesNothing()
{
    makeDatabase();
    const QStringList before = QDir(m_dir->path()).entryList(QDir::Files);
    {
        const auto reader = openSqliteReader(m_dir->path());
        VERIFY_OK(reader);
        QCOMPARE((*reader)->ticks(u"AAPL"_s, Noon, Noon + 1h, 100)->size(), 5);
    }
    QCOMPARE(QDir(m_dir->path()).entryList(QDir::Files), before);
}

void tst_StoreOpening::aReaderWithoutWritePermissionSaysWhatToDo()
{
    makeDatabase();
    const ReadOnlyFolder readOnly(m_dir->path());
    const auto reader = openSqliteReader(m_dir->path());
    QVERIFY(!reader);
    QVERIFY2(reader.error().message.contains(u"owner"), qPrintable(reader.error().message));
}

QTEST_APPLESS_MAIN(tst_StoreOpening)
#include "tst_StoreOpening.moc"
