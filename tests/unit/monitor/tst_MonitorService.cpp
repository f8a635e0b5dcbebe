// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/Clock.h"
#include "monitor/MonitorService.h"

#include <QElapsedTimer>
#include <QSemaphore>
#include <QSignalSpy>
#include <QTest>
#include <QThread>

using namespace Tickwell;

namespace {

HostSample stamped()
{
    HostSample sample;
    sample.time = Clock::system().now();
    return sample;
}

} // namespace

class tst_MonitorService : public QObject
{
    Q_OBJECT

private slots:
    void hasNothingBeforeTheStart();
    void givesAFirstSampleAtOnce();
    void samplesAtEachFullSecond();
    void readsOnAThreadOfItsOwn();
    void tellsOnItsOwnThread();
    void asksForTheConnections();
    void isSilentAfterStop();
    void startsAgain();
    void leavesSamplesOutWhileAReadingHangs();
    void endsWhileAReadingHangs();
    void readsTheHost();
};

void tst_MonitorService::hasNothingBeforeTheStart()
{
    const MonitorService monitor(stamped);
    QVERIFY(!monitor.latest());
    QVERIFY(monitor.history().isEmpty());
}

void tst_MonitorService::givesAFirstSampleAtOnce()
{
    MonitorService monitor(stamped);
    QSignalSpy sampled(&monitor, &MonitorService::sampled);
    monitor.start();
    QVERIFY(sampled.wait(400));
    QVERIFY(monitor.latest());
}

void tst_MonitorService::samplesAtEachFullSecond()
{
    MonitorService monitor(stamped);
    QSignalSpy sampled(&monitor, &MonitorService::sampled);
    monitor.start();
    QTRY_VERIFY_WITH_TIMEOUT(sampled.count() >= 4, 10'000);
    const QList<HostSample> history = monitor.history();
    int aligned = 0;
    for (qsizetype i = 1; i < history.size(); ++i) {
        // A loaded machine may be late for one of them, but not for all.
        const qint64 part = toMillis(history[i].time) % 1'000;
        aligned += part < 100 || part > 990 ? 1 : 0;
    }
    QVERIFY2(aligned >= 2, qPrintable(QString::number(aligned)));
    QVERIFY(history[3].time > history[2].time);
}

void tst_MonitorService::readsOnAThreadOfItsOwn()
{
    std::atomic<Qt::HANDLE> thread = nullptr;
    MonitorService monitor([&] {
        thread = QThread::currentThreadId();
        return stamped();
    });
    monitor.start();
    QTRY_VERIFY(thread != nullptr);
    QVERIFY(thread != QThread::currentThreadId());
}

void tst_MonitorService::tellsOnItsOwnThread()
{
    MonitorService monitor(stamped);
    Qt::HANDLE thread = nullptr;
    connect(
        &monitor, &MonitorService::sampled, &monitor, [&] { thread = QThread::currentThreadId(); },
        Qt::DirectConnection);
    monitor.start();
    QTRY_VERIFY(thread != nullptr);
    QCOMPARE(thread, QThread::currentThreadId());
}

void tst_MonitorService::asksForTheConnections()
{
    MonitorService monitor(stamped);
    monitor.setConnectionCounter([] { return 7; });
    monitor.start();
    QTRY_VERIFY(monitor.latest());
    QCOMPARE(monitor.latest()->activeConnections, 7);
}

void tst_MonitorService::isSilentAfterStop()
{
    MonitorService monitor(stamped);
    QSignalSpy sampled(&monitor, &MonitorService::sampled);
    monitor.start();
    QTRY_COMPARE(sampled.count(), 1);
    monitor.stop();
    QVERIFY(!sampled.wait(1'600));
    QCOMPARE(monitor.history().size(), 1);
}

void tst_MonitorService::startsAgain()
{
    MonitorService monitor(stamped);
    QSignalSpy sampled(&monitor, &MonitorService::sampled);
    monitor.start();
    QTRY_COMPARE(sampled.count(), 1);
    monitor.stop();
    monitor.start();
    QTRY_COMPARE(sampled.count(), 2);
}

void tst_MonitorService::leavesSamplesOutWhileAReadingHangs()
{
    QSemaphore gate;
    MonitorService monitor([&] {
        gate.acquire();
        return stamped();
    });
    QSignalSpy sampled(&monitor, &MonitorService::sampled);
    QElapsedTimer timer;
    timer.start();
    monitor.start();
    QVERIFY(timer.elapsed() < 500);
    QVERIFY(!sampled.wait(1'600));
    gate.release();
    QVERIFY(sampled.wait());
    QCOMPARE(sampled.count(), 1);
    gate.release();
    QVERIFY(sampled.wait());
    gate.release(10); // whatever is asked for until the end
}

void tst_MonitorService::endsWhileAReadingHangs()
{
    auto entered = std::make_shared<QSemaphore>();
    auto gate = std::make_shared<QSemaphore>();
    auto returned = std::make_shared<QSemaphore>();
    QElapsedTimer timer;
    {
        MonitorService monitor([entered, gate, returned] {
            entered->release();
            gate->acquire();
            returned->release();
            return stamped();
        });
        monitor.start();
        QVERIFY(entered->tryAcquire(1, 5'000));
        QTest::ignoreMessage(QtWarningMsg, "a reading of the host still hangs; leaving it behind");
        timer.start();
    }
    QVERIFY2(timer.elapsed() < 3'000, qPrintable(QString::number(timer.elapsed())));
    gate->release();
    QVERIFY(returned->tryAcquire(1, 5'000)); // what it brings then is for nobody
}

void tst_MonitorService::readsTheHost()
{
    MonitorService monitor;
    QSignalSpy sampled(&monitor, &MonitorService::sampled);
    monitor.start();
    QTRY_VERIFY_WITH_TIMEOUT(sampled.count() >= 2, 5'000);
    const HostSample sample = *monitor.latest();
    QVERIFY(sample.cpuUsage);
    QVERIFY(sample.memoryUsage());
    QVERIFY(sample.process.cpuUsage);
}

QTEST_GUILESS_MAIN(tst_MonitorService)
#include "tst_MonitorService.moc"
