// SPDX-License-Identifier: GPL-3.0-or-later
#include "FakeHost.h"
#include "monitor/HostSampler.h"

#include <QElapsedTimer>
#include <QStorageInfo>
#include <QTest>

#include <atomic>
#include <thread>

#include <time.h>

using namespace Tickwell;
using namespace std::chrono_literals;

/// The sampler over a tree of files that stand still until the test writes them, and over this
/// host.
class tst_HostSampler : public QObject
{
    Q_OBJECT

private slots:
    void init();

    void hasNoRatesInTheFirstSample();
    void measuresRatesBetweenTwoSamples();
    void dividesByTheTimeThatPassed();
    void hasNoRatesAcrossASuspend();
    void hasNoRatesWhenTheHostHung();
    void hasNoRatesFromCountersThatWentBackwards();
    void leavesOutDevicesThatJustCame();
    void readsNothingFromAnEmptyTree();
    void takesTheContainersMemory();
    void measuresAgainstTheContainersQuota();
    void ignoresLimitsAboveTheHost();
    void knowsHowFullItsFileSystemIs();
    void knowsNoFillingOfAFolderThatIsNotThere();

    void readsThisHost();
    void followsARealLoad();

private:
    void writeCounters(int step);
    [[nodiscard]] HostSampler sampler() { return HostSampler(m_host->root(), {}, clock()); }
    [[nodiscard]] HostSampler::Clock clock()
    {
        return [this] { return m_moment; };
    }
    void advance(std::chrono::nanoseconds by)
    {
        m_moment.wall += std::chrono::duration_cast<Microseconds>(by);
        m_moment.monotonic += by;
        m_moment.boot += by;
    }

    std::optional<FakeHost> m_host;
    HostSampler::Moment m_moment;
};

void tst_HostSampler::init()
{
    m_host.emplace();
    m_moment = {fromMicros(1'769'851'800'000'000), 100s, 5'000s};
    m_host->mkdir("/sys/block/sda/device");
    m_host->mkdir("/sys/class/net/eth0/device");
    m_host->write("/proc/meminfo",
                  "MemTotal: 1000 kB\nMemAvailable: 250 kB\n"
                  "SwapTotal: 200 kB\nSwapFree: 150 kB\n");
    m_host->write("/proc/loadavg", "0.50 1.25 2.00 1/2 3\n");
    m_host->write("/proc/self/status", "VmRSS:\t 64 kB\n");
    m_host->write("/proc/self/fd/0", "");
    m_host->write("/proc/self/fd/1", "");
    m_host->write("/proc/self/fd/2", "");
    writeCounters(0);
}

/// Counters that in each step go on by: half of two cores, 1000 bytes in, 200 out, 4 sectors read,
/// 8 written, 50 ticks of this process.
void tst_HostSampler::writeCounters(int step)
{
    const auto n = [step](int start, int by) { return QByteArray::number(start + step * by); };
    m_host->write("/proc/stat",
                  "cpu  " + n(100, 100) + " 0 0 " + n(900, 100) + " 0 0 0 0\n" + "cpu0 " + n(50, 75)
                      + " 0 0 " + n(450, 25) + " 0 0 0 0\n" + "cpu1 " + n(50, 25) + " 0 0 "
                      + n(450, 75) + " 0 0 0 0\nintr 1\n");
    m_host->write("/proc/net/dev",
                  "    lo: " + n(0, 777) + " 0 0 0 0 0 0 0 " + n(0, 777)
                      + " 0 0 0 0 0 0 0\n  eth0: " + n(5, 1'000) + " 0 0 0 0 0 0 0 " + n(6, 200)
                      + " 0 0 0 0 0 0 0\n");
    m_host->write("/proc/diskstats",
                  "8 0 sda 1 0 " + n(10, 4) + " 0 1 0 " + n(20, 8) + " 0 0 0 0\n8 1 sda1 1 0 "
                      + n(10, 4) + " 0 1 0 " + n(20, 8) + " 0 0 0 0\n");
    m_host->write("/proc/self/stat",
                  "1 (x) R 1 1 1 0 -1 4 5 0 0 0 " + n(10, 30) + ' ' + n(10, 20)
                      + " 0 0 20 0 17 0 1\n");
}

void tst_HostSampler::hasNoRatesInTheFirstSample()
{
    auto sampler = this->sampler();
    const HostSample sample = sampler.sample();
    QCOMPARE(toMicros(sample.time), 1'769'851'800'000'000);
    QVERIFY(!sample.cpuUsage);
    QVERIFY(sample.perCore.isEmpty());
    QVERIFY(!sample.networkIn && !sample.networkOut && !sample.diskRead && !sample.diskWrite);
    QVERIFY(!sample.process.cpuUsage);
    QCOMPARE(sample.load1, std::optional(0.5));
    QCOMPARE(sample.load15, std::optional(2.0));
    QCOMPARE(sample.memoryUsage(), std::optional(75.0));
    QCOMPARE(sample.swapUsage(), 25.0);
    QCOMPARE(sample.process.residentBytes, 64u * 1024);
    QCOMPARE(sample.process.threads, 17);
    QCOMPARE(sample.process.openFiles, 2);
}

void tst_HostSampler::measuresRatesBetweenTwoSamples()
{
    auto sampler = this->sampler();
    (void)sampler.sample();
    advance(1s);
    writeCounters(1);
    const HostSample sample = sampler.sample();
    QCOMPARE(sample.cpuUsage, std::optional(50.0));
    QCOMPARE(sample.perCore, QList<double>({75, 25}));
    QCOMPARE(sample.networkIn, std::optional(1'000.0));
    QCOMPARE(sample.networkOut, std::optional(200.0));
    QCOMPARE(sample.diskRead, std::optional(4 * 512.0));
    QCOMPARE(sample.diskWrite, std::optional(8 * 512.0));
    QCOMPARE(sample.process.cpuUsage,
             std::optional(100.0 * 50 / static_cast<double>(::sysconf(_SC_CLK_TCK))));
}

void tst_HostSampler::dividesByTheTimeThatPassed()
{
    auto sampler = this->sampler();
    (void)sampler.sample();
    advance(4s);
    writeCounters(1);
    QCOMPARE(sampler.sample().networkIn, std::optional(250.0));
}

void tst_HostSampler::hasNoRatesAcrossASuspend()
{
    auto sampler = this->sampler();
    (void)sampler.sample();
    advance(1s);
    m_moment.boot += 1h;
    writeCounters(1);
    const HostSample asleep = sampler.sample();
    QVERIFY(!asleep.cpuUsage && !asleep.networkIn && !asleep.diskRead && !asleep.process.cpuUsage);
    advance(1s);
    writeCounters(2);
    QCOMPARE(sampler.sample().networkIn, std::optional(1'000.0));
}

void tst_HostSampler::hasNoRatesWhenTheHostHung()
{
    bool hang = false;
    HostSampler sampler(m_host->root(), {}, [&] {
        const auto moment = m_moment;
        if (hang)
            advance(30s);
        return moment;
    });
    (void)sampler.sample();
    advance(1s);
    writeCounters(1);
    hang = true;
    QVERIFY(!sampler.sample().networkIn);
    hang = false;
    advance(1s);
    writeCounters(2);
    QVERIFY(!sampler.sample().networkIn);
    advance(1s);
    writeCounters(3);
    QCOMPARE(sampler.sample().networkIn, std::optional(1'000.0));
}

void tst_HostSampler::hasNoRatesFromCountersThatWentBackwards()
{
    writeCounters(9);
    auto sampler = this->sampler();
    (void)sampler.sample();
    advance(1s);
    writeCounters(0);
    const HostSample sample = sampler.sample();
    QVERIFY(!sample.cpuUsage);
    QVERIFY(sample.perCore.isEmpty());
    QVERIFY(!sample.networkIn && !sample.networkOut && !sample.diskRead && !sample.diskWrite);
    QVERIFY(!sample.process.cpuUsage);
}

void tst_HostSampler::leavesOutDevicesThatJustCame()
{
    auto sampler = this->sampler();
    (void)sampler.sample();
    advance(1s);
    m_host->mkdir("/sys/class/net/usb0/device");
    m_host->write("/proc/net/dev",
                  "  eth0: 505 0 0 0 0 0 0 0 6 0 0 0 0 0 0 0\n"
                  "  usb0: 999999 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0\n");
    QCOMPARE(sampler.sample().networkIn, std::optional(500.0));
}

void tst_HostSampler::readsNothingFromAnEmptyTree()
{
    m_host.emplace();
    auto sampler = this->sampler();
    (void)sampler.sample();
    advance(1s);
    const HostSample sample = sampler.sample();
    QVERIFY(!sample.cpuUsage && !sample.networkIn && !sample.diskRead && !sample.load1);
    QVERIFY(!sample.memoryUsage());
    QVERIFY(!sample.process.cpuUsage);
}

void tst_HostSampler::takesTheContainersMemory()
{
    m_host->write("/proc/self/mountinfo", "28 23 0:25 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n");
    m_host->write("/proc/self/cgroup", "0::/\n");
    m_host->write("/sys/fs/cgroup/memory.max", "512000\n");
    m_host->write("/sys/fs/cgroup/memory.current", "384000\n");
    auto sampler = this->sampler();
    const HostSample sample = sampler.sample();
    QCOMPARE(sample.memoryTotal, 512'000u);
    QCOMPARE(sample.memoryAvailable, 128'000u);
}

void tst_HostSampler::measuresAgainstTheContainersQuota()
{
    m_host->write("/proc/self/mountinfo", "28 23 0:25 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n");
    m_host->write("/proc/self/cgroup", "0::/\n");
    m_host->write("/sys/fs/cgroup/cpu.max", "50000 100000\n");
    m_host->write("/sys/fs/cgroup/cpu.stat", "usage_usec 1000000\n");
    auto sampler = this->sampler();
    (void)sampler.sample();
    advance(1s);
    writeCounters(1);
    m_host->write("/sys/fs/cgroup/cpu.stat", "usage_usec 1400000\n");
    const HostSample sample = sampler.sample();
    QVERIFY(sample.cpuUsage);
    QCOMPARE(*sample.cpuUsage, 80.0);
    QCOMPARE(sample.perCore, QList<double>({75, 25}));
}

void tst_HostSampler::ignoresLimitsAboveTheHost()
{
    m_host->write("/proc/self/mountinfo", "28 23 0:25 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n");
    m_host->write("/proc/self/cgroup", "0::/\n");
    m_host->write("/sys/fs/cgroup/memory.max", "99999999999\n");
    m_host->write("/sys/fs/cgroup/memory.current", "384000\n");
    m_host->write("/sys/fs/cgroup/cpu.max", "800000 100000\n");
    m_host->write("/sys/fs/cgroup/cpu.stat", "usage_usec 1000000\n");
    auto sampler = this->sampler();
    (void)sampler.sample();
    advance(1s);
    writeCounters(1);
    const HostSample sample = sampler.sample();
    QCOMPARE(sample.memoryTotal, 1'024'000u);
    QCOMPARE(sample.cpuUsage, std::optional(50.0));
}

void tst_HostSampler::knowsHowFullItsFileSystemIs()
{
    const QStorageInfo storage(m_host->root());
    const auto used = static_cast<double>(storage.bytesTotal() - storage.bytesFree());
    HostSampler sampler({}, m_host->root());
    const std::optional<double> usage = sampler.sample().diskUsage();
    QVERIFY(usage);
    // Others write to it meanwhile.
    const double expected = 100 * used / (used + static_cast<double>(storage.bytesAvailable()));
    QVERIFY2(qAbs(*usage - expected) < 5, qPrintable(QString::number(*usage)));
}

void tst_HostSampler::knowsNoFillingOfAFolderThatIsNotThere()
{
    HostSampler sampler({}, m_host->root() + "/nowhere");
    QVERIFY(!sampler.sample().diskUsage());
}

void tst_HostSampler::readsThisHost()
{
    HostSampler sampler;
    (void)sampler.sample();
    QTest::qWait(300);
    const HostSample sample = sampler.sample();
    QVERIFY(sample.cpuUsage && *sample.cpuUsage >= 0 && *sample.cpuUsage <= 100);
    for (const double percent : sample.perCore)
        QVERIFY(percent >= 0 && percent <= 100);
    QVERIFY(sample.load1);
    QVERIFY(sample.memoryTotal > 0 && sample.memoryAvailable <= sample.memoryTotal);
    QCOMPARE(sample.process.pid, qint64(::getpid()));
    QVERIFY(sample.process.residentBytes > 1024 * 1024);
    QVERIFY(sample.process.threads >= 1);
    QVERIFY(sample.process.openFiles >= 3);
}

void tst_HostSampler::followsARealLoad()
{
    const auto cpuSeconds = [] {
        timespec time{};
        ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
    };
    HostSampler sampler;
    (void)sampler.sample();
    QElapsedTimer timer;
    timer.start();
    const double before = cpuSeconds();
    std::atomic_bool stop = false;
    std::thread busy([&] {
        while (!stop.load(std::memory_order_relaxed)) { }
    });
    // On a loaded machine the thread may not get its turn for long.
    const bool ran = QTest::qWaitFor(
        [&] { return timer.elapsed() > 2'000 && cpuSeconds() - before > 0.4; }, 60'000);
    const HostSample sample = sampler.sample();
    const double used = cpuSeconds() - before;
    const double elapsed = static_cast<double>(timer.nsecsElapsed()) / 1e9;
    stop = true;
    busy.join();
    QVERIFY(ran);

    // One core, unless others on a loaded machine took part of it: what the kernel says it was.
    const double expected = 100 * used / elapsed;
    QVERIFY(sample.process.cpuUsage);
    QVERIFY2(
        qAbs(*sample.process.cpuUsage - expected) < 5,
        qPrintable(
            QStringLiteral("%1 % shown, %2 % used").arg(*sample.process.cpuUsage).arg(expected)));
    QVERIFY(sample.cpuUsage);
    const auto cores = static_cast<double>(std::max<qsizetype>(1, sample.perCore.size()));
    QVERIFY2(*sample.cpuUsage > 0.8 * expected / cores,
             qPrintable(QStringLiteral("%1 % of the host").arg(*sample.cpuUsage)));
}

QTEST_GUILESS_MAIN(tst_HostSampler)
#include "tst_HostSampler.moc"
