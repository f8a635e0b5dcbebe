// SPDX-License-Identifier: GPL-3.0-or-later
#include "StoreTestData.h"

using namespace Tickwell;
using namespace Tickwell::StoreTest;

/// What SQLite has besides what every store keeps to.
class tst_SqliteStore : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void aFailedWriteLeavesNothingAndTheNextSucceeds();
    void aFailedWriteForgetsItsNewSymbols();
    void saysThatItsFileWasRemoved();

private:
    Store &store() { return **m_store; }
    std::unique_ptr<StoreReader> reader() { return std::move(*m_store.value()->openReader()); }
    void reopen();
    QList<Tick> allTicks(const QString &symbol = QStringLiteral("AAPL"));

    std::unique_ptr<QTemporaryDir> m_dir;
    Result<std::unique_ptr<Store>> m_store;
};

void tst_SqliteStore::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_store = openSqliteStore(m_dir->path());
    VERIFY_OK(m_store);
}

void tst_SqliteStore::cleanup()
{
    m_store->reset();
    m_dir.reset();
}

void tst_SqliteStore::reopen()
{
    m_store->reset();
    m_store = openSqliteStore(m_dir->path());
    VERIFY_OK(m_store);
}

QList<Tick> tst_SqliteStore::allTicks(const QString &symbol)
{
    return reader()->ticks(symbol, Noon - 24h, Noon + 24h, 1'000'000).value_or(QList<Tick>());
}

void tst_SqliteStore::aFailedWriteLeavesNothingAndTheNextSucceeds()
{
    VERIFY_OK(store().write({.ticks = {tick(1)}}));
    RecordBatch large;
    for (quint64 seq = 2; seq < 50'000; ++seq)
        large.ticks.append(tick(seq, seq * 1ms));
    large.messages.append(message(1));
    {
        const FullDisk full(store().bytes() + 100'000);
        const auto written = store().write(large);
        QVERIFY(!written);
        QCOMPARE(written.error().kind, Error::Kind::Unavailable);
        QVERIFY2(written.error().message.contains(m_dir->path()),
                 qPrintable(written.error().message));
    }
    QCOMPARE(store().rows(), 1);
    QCOMPARE(allTicks().size(), 1);
    VERIFY_OK(store().write(large));
    QCOMPARE(store().rows(), 50'000);
    QCOMPARE(allTicks().size(), 49'999);
}

void tst_SqliteStore::aFailedWriteForgetsItsNewSymbols()
{
    RecordBatch large;
    for (quint64 seq = 1; seq < 50'000; ++seq)
        large.ticks.append(tick(seq, seq * 1ms, u"NEW"_s));
    {
        const FullDisk full(store().bytes() + 100'000);
        QVERIFY(!store().write(large));
    }
    VERIFY_OK(store().write({.ticks = {tick(1, 0s, u"NEW"_s)}}));
    reopen();
    QCOMPARE(allTicks(u"NEW"_s).size(), 1);
}

void tst_SqliteStore::saysThatItsFileWasRemoved()
{
    QVERIFY(QFile::remove(m_dir->filePath(u"tickwell.db"_s)));
    const auto written = store().write({.ticks = {tick(1)}});
    QVERIFY(!written);
    QVERIFY2(written.error().message.contains(u"removed"), qPrintable(written.error().message));
}

QTEST_APPLESS_MAIN(tst_SqliteStore)
#include "tst_SqliteStore.moc"
