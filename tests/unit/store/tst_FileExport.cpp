// SPDX-License-Identifier: GPL-3.0-or-later
#include "StoreTestData.h"

using namespace Tickwell;
using namespace Tickwell::StoreTest;

class tst_FileExport : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();

    void writesTheExportUnderItsName();
    void replacesAnExistingFileOnSuccess();
    void tellsHowFarItIs();
    void aCancelledExportLeavesNothing();
    void aCancelledExportKeepsTheOldFile();
    void aFullDiskLeavesNothingAndSaysSo();
    void refusesWhereItCannotWrite_data();
    void refusesWhereItCannotWrite();
    void refusesAReadOnlyFolder();

private:
    Result<ExportProgress> writeTo(const QString &path,
                                   const std::function<void(const ExportProgress &)> &progress = {})
    {
        return exportToFile(*m_reader, {}, path, m_cancelled, progress);
    }
    QStringList files() const { return QDir(m_out->path()).entryList(QDir::Files | QDir::Hidden); }

    QTemporaryDir m_data;
    std::unique_ptr<Store> m_store;
    std::unique_ptr<StoreReader> m_reader;
    std::unique_ptr<QTemporaryDir> m_out;
    QString m_file;
    std::atomic<bool> m_cancelled = false;
};

void tst_FileExport::initTestCase()
{
    auto store = openSqliteStore(m_data.path());
    VERIFY_OK(store);
    m_store = std::move(*store);
    RecordBatch batch;
    for (quint64 seq = 1; seq <= 50'000; ++seq)
        batch.ticks.append(tick(seq, seq * 1ms));
    VERIFY_OK(m_store->write(batch));
    m_reader = std::move(*m_store->openReader());
}

void tst_FileExport::init()
{
    m_out = std::make_unique<QTemporaryDir>();
    m_file = m_out->filePath(u"ticks.csv"_s);
    m_cancelled = false;
}

void tst_FileExport::writesTheExportUnderItsName()
{
    const auto done = writeTo(m_file);
    VERIFY_OK(done);
    QCOMPARE(done->rows, 50'000);
    QVERIFY(!done->cancelled);
    const QByteArray text = contentOf(m_file);
    QCOMPARE(text.size(), done->bytes);
    QVERIFY(text == csv(*m_reader, {}, 100'000));
    QCOMPARE(files(), QStringList({u"ticks.csv"_s}));
}

void tst_FileExport::replacesAnExistingFileOnSuccess()
{
    QFile old(m_file);
    QVERIFY(old.open(QIODevice::WriteOnly));
    old.write("old");
    old.close();
    VERIFY_OK(writeTo(m_file));
    QVERIFY(contentOf(m_file).startsWith("time,"));
}

void tst_FileExport::tellsHowFarItIs()
{
    QList<ExportProgress> told;
    const auto done =
        writeTo(m_file, [&](const ExportProgress &progress) { told.append(progress); });
    VERIFY_OK(done);
    QCOMPARE(told.last(), *done);
    for (qsizetype i = 1; i < told.size(); ++i)
        QVERIFY(told[i].rows > told[i - 1].rows && told[i].bytes > told[i - 1].bytes);
}

void tst_FileExport::aCancelledExportLeavesNothing()
{
    m_cancelled = true;
    const auto done = writeTo(m_file);
    VERIFY_OK(done);
    QVERIFY(done->cancelled);
    QCOMPARE(files(), QStringList());
}

void tst_FileExport::aCancelledExportKeepsTheOldFile()
{
    QFile old(m_file);
    QVERIFY(old.open(QIODevice::WriteOnly));
    old.write("old");
    old.close();
    m_cancelled = true;
    QVERIFY(writeTo(m_file)->cancelled);
    QCOMPARE(contentOf(m_file), QByteArray("old"));
    QCOMPARE(files(), QStringList({u"ticks.csv"_s}));
}

void tst_FileExport::aFullDiskLeavesNothingAndSaysSo()
{
    Result<ExportProgress> done;
    {
        const FullDisk full(1'000'000);
        done = writeTo(m_file);
    }
    QVERIFY(!done);
    QCOMPARE(done.error().kind, Error::Kind::Unavailable);
    QVERIFY2(done.error().message.contains(m_file), qPrintable(done.error().message));
    QCOMPARE(files(), QStringList());
}

void tst_FileExport::refusesWhereItCannotWrite_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("says");
    QTest::newRow("missing folder") << u"nowhere/ticks.csv"_s << u"does not exist"_s;
    QTest::newRow("a folder") << u"."_s << u"is a folder"_s;
}

void tst_FileExport::refusesWhereItCannotWrite()
{
    QFETCH(QString, name);
    QFETCH(QString, says);
    const auto done = writeTo(m_out->filePath(name));
    QVERIFY(!done);
    QVERIFY2(done.error().message.contains(says), qPrintable(done.error().message));
    QCOMPARE(files(), QStringList());
}

void tst_FileExport::refusesAReadOnlyFolder()
{
    const ReadOnlyFolder readOnly(m_out->path());
    const auto done = writeTo(m_file);
    QVERIFY(!done);
    QVERIFY2(done.error().message.contains(m_file), qPrintable(done.error().message));
    QVERIFY2(!done.error().message.contains(u"Unknown"), qPrintable(done.error().message));
}

QTEST_APPLESS_MAIN(tst_FileExport)
#include "tst_FileExport.moc"
