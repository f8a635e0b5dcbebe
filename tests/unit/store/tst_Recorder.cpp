// SPDX-License-Identifier: GPL-3.0-or-later
#include "StoreTestData.h"

#include "core/Clock.h"
#include "eventloop/ServerThread.h"
#include "store/Recorder.h"

#include <QSignalSpy>

#include <atomic>
#include <thread>

using namespace Tickwell;
using namespace Tickwell::StoreTest;

namespace {

/// Keeps what is written in memory, and fails when told to.
class MemoryStore final : public Store
{
public:
    [[nodiscard]] Result<void> write(const RecordBatch &batch) override
    {
        ++attempts;
        if (failing)
            return failure(u"the disk is full"_s, Error::Kind::Unavailable);
        const std::lock_guard lock(m_mutex);
        m_batches.append(batch);
        m_rows += batch.rows();
        return {};
    }
    [[nodiscard]] Result<bool> prune(const Retention &, Timestamp) override { return ++prunes < 3; }
    [[nodiscard]] qint64 rows() const override { return m_rows; }
    [[nodiscard]] qint64 bytes() const override { return 100 * m_rows; }
    [[nodiscard]] Result<std::unique_ptr<StoreReader>> openReader() const override
    {
        return failure(u"nothing to read"_s);
    }
    [[nodiscard]] Result<std::unique_ptr<UserStore>> openUsers() const override
    {
        return failure(QStringLiteral("no users"));
    }
    [[nodiscard]] Result<std::unique_ptr<TradeStore>> openTrades() const override
    {
        return failure(QStringLiteral("no trades"));
    }
    [[nodiscard]] Result<std::unique_ptr<AlertStore>> openAlerts() const override
    {
        return failure(QStringLiteral("no alerts"));
    }

    [[nodiscard]] QList<RecordBatch> batches() const
    {
        const std::lock_guard lock(m_mutex);
        return m_batches;
    }
    [[nodiscard]] QList<Tick> ticks() const
    {
        QList<Tick> all;
        for (const RecordBatch &batch : batches())
            all += batch.ticks;
        return all;
    }

    std::atomic<bool> failing = false;
    std::atomic<int> attempts = 0;
    std::atomic<int> prunes = 0;

private:
    mutable std::mutex m_mutex;
    QList<RecordBatch> m_batches;
    std::atomic<qint64> m_rows = 0;
};

} // namespace

class tst_Recorder : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { qRegisterMetaType<CaptureStatus>(); }

    void writesWhatCameTogetherInOneBatch();
    void writesWithinTheFlushInterval();
    void whatCameBeforeTheStartIsWrittenToo();
    void aFailedWriteKeepsTheRowsAndIsTriedAgain();
    void aFullQueueDropsAndCounts();
    void flushWritesEverythingAtOnce();
    void theDestructorWritesEverything();
    void takesRowsFromEveryThread();
    void aLargeBacklogIsWrittenInPieces();
    void tellsItsStatusOnlyWhenItChangedAndNotTooOften();
    void retentionGoesOnUntilNothingIsLeft();
    void recordsIntoARealStore();
};

void tst_Recorder::writesWhatCameTogetherInOneBatch()
{
    MemoryStore store;
    Recorder recorder(store);
    recorder.start();
    recorder.record(tick(1));
    recorder.record(candle(Interval::Minute1));
    recorder.record(sample());
    recorder.record(message(1));
    recorder.record(candle(Interval::Minute1, 0s, u"AAPL"_s, "2"));
    QCOMPARE(recorder.status().pending, 4);
    QTRY_COMPARE(store.batches().size(), 1);
    QCOMPARE(store.batches().first().rows(), 4);
    QCOMPARE(store.batches().first().candles.first().close, Decimal(2, 0));
    QCOMPARE(recorder.status().pending, 0);
    QCOMPARE(recorder.status().rows, 4);
}

void tst_Recorder::writesWithinTheFlushInterval()
{
    MemoryStore store;
    Recorder recorder(store);
    recorder.start();
    QElapsedTimer timer;
    timer.start();
    recorder.record(tick(1));
    // Rows that follow must not put it off.
    while (store.attempts == 0 && timer.elapsed() < 5'000) {
        recorder.record(tick(2));
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents | QEventLoop::AllEvents, 10);
    }
    // The machine may be busy; a second is what may be lost at the most.
    QVERIFY2(timer.elapsed() < 1'000, qPrintable(QString::number(timer.elapsed())));
}

void tst_Recorder::whatCameBeforeTheStartIsWrittenToo()
{
    MemoryStore store;
    Recorder recorder(store);
    recorder.record(tick(1));
    QCoreApplication::processEvents();
    recorder.start();
    QTRY_COMPARE(store.rows(), 1);
}

void tst_Recorder::aFailedWriteKeepsTheRowsAndIsTriedAgain()
{
    MemoryStore store;
    store.failing = true;
    Recorder recorder(store);
    recorder.start();
    recorder.record(tick(1));
    QTRY_COMPARE(recorder.status().error, u"the disk is full"_s);
    recorder.record(tick(2));
    QCOMPARE(recorder.status().pending, 2);
    QCOMPARE(recorder.status().dropped, 0);
    QTRY_VERIFY(store.attempts >= 2);
    store.failing = false;
    QTRY_COMPARE(store.ticks(), QList<Tick>({tick(1), tick(2)}));
    QCOMPARE(recorder.status().error, QString());
    QCOMPARE(recorder.status().pending, 0);
}

void tst_Recorder::aFullQueueDropsAndCounts()
{
    MemoryStore store;
    store.failing = true;
    Recorder recorder(store);
    recorder.record(message(1));
    for (quint64 seq = 1; seq <= Recorder::MaxPending + 9; ++seq)
        recorder.record(tick(seq));
    QCOMPARE(recorder.status().pending, qint64(Recorder::MaxPending));
    QCOMPARE(recorder.status().dropped, 10);
    store.failing = false;
    recorder.flush();
    const auto ticks = store.ticks();
    QCOMPARE(ticks.size(), Recorder::MaxPending - 1);
    QCOMPARE(ticks.first().seq, quint64(11));
    QCOMPARE(store.batches().first().messages.size(), 1);
}

void tst_Recorder::flushWritesEverythingAtOnce()
{
    MemoryStore store;
    Recorder recorder(store);
    recorder.start();
    recorder.record(tick(1));
    recorder.flush();
    QCOMPARE(store.rows(), 1);
}

void tst_Recorder::theDestructorWritesEverything()
{
    MemoryStore store;
    {
        Recorder recorder(store);
        recorder.start();
        recorder.record(tick(1));
    }
    QCOMPARE(store.rows(), 1);
}

void tst_Recorder::takesRowsFromEveryThread()
{
    constexpr int Threads = 4;
    constexpr int Each = 5'000;
    MemoryStore store;
    ServerThread storeThread(u"store"_s);
    storeThread.start();
    std::unique_ptr<Recorder> recorder;
    storeThread.runAndWait([&] {
        recorder = std::make_unique<Recorder>(store);
        recorder->start();
    });
    std::vector<std::thread> producers;
    for (int n = 0; n < Threads; ++n) {
        producers.emplace_back([&recorder, n] {
            for (int i = 0; i < Each; ++i)
                recorder->record(tick(static_cast<quint64>(n * Each + i + 1)));
        });
    }
    for (std::thread &producer : producers)
        producer.join();
    QTRY_COMPARE(store.rows(), Threads * Each);
    storeThread.runAndWait([&] { recorder.reset(); });
    storeThread.stop();
    QSet<quint64> seqs;
    for (const Tick &one : store.ticks())
        seqs.insert(one.seq);
    QCOMPARE(seqs.size(), Threads * Each);
}

void tst_Recorder::aLargeBacklogIsWrittenInPieces()
{
    MemoryStore store;
    Recorder recorder(store);
    for (quint64 seq = 1; seq <= 120'000; ++seq)
        recorder.record(tick(seq));
    recorder.start();
    QTRY_COMPARE(store.rows(), 120'000);
    QVERIFY(store.batches().size() >= 2);
    for (const RecordBatch &batch : store.batches())
        QVERIFY(batch.rows() <= 50'000);
}

void tst_Recorder::tellsItsStatusOnlyWhenItChangedAndNotTooOften()
{
    MemoryStore store;
    Recorder recorder(store);
    QSignalSpy told(&recorder, &Recorder::statusChanged);
    recorder.start();
    QVERIFY(told.isEmpty());
    QElapsedTimer timer;
    timer.start();
    for (quint64 seq = 1; seq <= 5; ++seq) {
        recorder.record(tick(seq));
        recorder.flush();
    }
    QCOMPARE(told.size(), 1);
    QTRY_COMPARE(told.size(), 2);
    QVERIFY(timer.elapsed() >= 450);
    QCOMPARE(told.last().first().value<CaptureStatus>().rows, 5);
    QVERIFY(!told.wait(1'200));
}

void tst_Recorder::retentionGoesOnUntilNothingIsLeft()
{
    MemoryStore store;
    Recorder recorder(store);
    recorder.start();
    QTRY_COMPARE(store.prunes.load(), 3);
}

void tst_Recorder::recordsIntoARealStore()
{
    const QTemporaryDir dir;
    const Timestamp now = Clock::system().now();
    {
        const auto store = openSqliteStore(dir.path());
        VERIFY_OK(store);
        Recorder recorder(**store);
        for (quint64 seq = 1; seq <= 1'000; ++seq) {
            Tick one = tick(seq);
            one.time = now + seq * 1ms;
            recorder.record(one);
        }
        recorder.start();
        QTRY_COMPARE(recorder.status().rows, 1'000);
        QVERIFY(recorder.status().bytes > 0);
    }
    const auto reader = openSqliteReader(dir.path());
    VERIFY_OK(reader);
    QCOMPARE(*(*reader)->lastTickSeq(), quint64(1'000));
}

QTEST_GUILESS_MAIN(tst_Recorder)
#include "tst_Recorder.moc"
