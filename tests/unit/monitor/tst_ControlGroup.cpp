// SPDX-License-Identifier: GPL-3.0-or-later
#include "FakeHost.h"
#include "monitor/ControlGroup.h"

#include <QTest>

using namespace Tickwell;

class tst_ControlGroup : public QObject
{
    Q_OBJECT

private slots:
    void hasNoLimitsOnAHost();
    void readsAContainerOfVersion2();
    void readsAContainerOfVersion1();
    void readsVersion1WhoseMountStartsAtTheContainer();
    void takesTheTightestLimitOnTheWayUp();
    void countsDroppableFilesAsAvailable();
    void hasNothingAvailableAboveTheLimit();
    void survivesGarbage();
};

namespace {

const QByteArray Unified = "28 23 0:25 / /sys/fs/cgroup rw,nosuid - cgroup2 cgroup2 rw\n";
const QByteArray Split =
    "35 31 0:32 / /sys/fs/cgroup/memory rw shared:9 - cgroup cgroup rw,memory\n"
    "32 31 0:29 / /sys/fs/cgroup/cpu,cpuacct rw - cgroup cgroup rw,cpu,cpuacct\n"
    "41 31 0:38 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw\n";

} // namespace

void tst_ControlGroup::hasNoLimitsOnAHost()
{
    const FakeHost host;
    host.write("/proc/self/mountinfo", Unified);
    host.write("/proc/self/cgroup", "0::/user.slice/app.scope\n");
    host.write("/sys/fs/cgroup/user.slice/app.scope/memory.max", "max\n");
    host.write("/sys/fs/cgroup/user.slice/app.scope/memory.current", "1000\n");
    host.write("/sys/fs/cgroup/user.slice/app.scope/cpu.max", "max 100000\n");
    const HostFiles files(host.root());
    const ControlGroup group(files);
    QVERIFY(!group.memory());
    QVERIFY(!group.processor());
}

void tst_ControlGroup::readsAContainerOfVersion2()
{
    const FakeHost host;
    host.write("/proc/self/mountinfo",
               "28 23 0:25 /../../.. /sys/fs/cgroup ro,nosuid - cgroup2 cgroup rw\n");
    host.write("/proc/self/cgroup", "0::/\n");
    host.write("/sys/fs/cgroup/memory.max", "536870912\n");
    host.write("/sys/fs/cgroup/memory.current", "136870912\n");
    host.write("/sys/fs/cgroup/memory.stat", "anon 5\ninactive_file 36870912\n");
    host.write("/sys/fs/cgroup/cpu.max", "150000 100000\n");
    host.write("/sys/fs/cgroup/cpu.stat", "usage_usec 2500000\nuser_usec 5\n");
    const HostFiles files(host.root());
    const ControlGroup group(files);
    QVERIFY(group.memory());
    QCOMPARE(group.memory()->limit, 536'870'912u);
    QCOMPARE(group.memory()->available, 436'870'912u);
    QVERIFY(group.processor());
    QCOMPARE(group.processor()->cores, 1.5);
    QCOMPARE(group.processor()->usedSeconds, 2.5);
}

void tst_ControlGroup::readsAContainerOfVersion1()
{
    const FakeHost host;
    host.write("/proc/self/mountinfo", Split);
    host.write("/proc/self/cgroup", "9:name=systemd:/\n4:memory:/box\n2:cpu,cpuacct:/box\n0::/\n");
    host.write("/sys/fs/cgroup/memory/box/memory.limit_in_bytes", "4096\n");
    host.write("/sys/fs/cgroup/memory/box/memory.usage_in_bytes", "1024\n");
    host.write("/sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");
    host.write("/sys/fs/cgroup/memory/memory.usage_in_bytes", "99999\n");
    host.write("/sys/fs/cgroup/cpu,cpuacct/box/cpu.cfs_quota_us", "50000\n");
    host.write("/sys/fs/cgroup/cpu,cpuacct/box/cpu.cfs_period_us", "100000\n");
    host.write("/sys/fs/cgroup/cpu,cpuacct/box/cpuacct.usage", "3000000000\n");
    host.write("/sys/fs/cgroup/cpu,cpuacct/cpu.cfs_quota_us", "-1\n");
    const HostFiles files(host.root());
    const ControlGroup group(files);
    QVERIFY(group.memory());
    QCOMPARE(group.memory()->limit, 4096u);
    QCOMPARE(group.memory()->available, 3072u);
    QVERIFY(group.processor());
    QCOMPARE(group.processor()->cores, 0.5);
    QCOMPARE(group.processor()->usedSeconds, 3.0);
}

void tst_ControlGroup::readsVersion1WhoseMountStartsAtTheContainer()
{
    const FakeHost host;
    host.write("/proc/self/mountinfo",
               "35 31 0:32 /docker/4f /sys/fs/cgroup/memory rw - cgroup "
               "cgroup rw,memory\n");
    host.write("/proc/self/cgroup", "4:memory:/docker/4f\n");
    host.write("/sys/fs/cgroup/memory/memory.limit_in_bytes", "4096\n");
    host.write("/sys/fs/cgroup/memory/memory.usage_in_bytes", "1024\n");
    const HostFiles files(host.root());
    QVERIFY(ControlGroup(files).memory());
}

void tst_ControlGroup::takesTheTightestLimitOnTheWayUp()
{
    const FakeHost host;
    host.write("/proc/self/mountinfo", Unified);
    host.write("/proc/self/cgroup", "0::/pod/box\n");
    host.write("/sys/fs/cgroup/pod/box/memory.max", "1000\n");
    host.write("/sys/fs/cgroup/pod/box/memory.current", "100\n");
    host.write("/sys/fs/cgroup/pod/memory.max", "1500\n");
    host.write("/sys/fs/cgroup/pod/memory.current", "1400\n");
    const HostFiles files(host.root());
    const auto memory = ControlGroup(files).memory();
    QVERIFY(memory);
    QCOMPARE(memory->limit, 1000u);
    QCOMPARE(memory->available, 100u);
}

void tst_ControlGroup::countsDroppableFilesAsAvailable()
{
    const FakeHost host;
    host.write("/proc/self/mountinfo", Unified);
    host.write("/proc/self/cgroup", "0::/\n");
    host.write("/sys/fs/cgroup/memory.max", "1000\n");
    host.write("/sys/fs/cgroup/memory.current", "990\n");
    host.write("/sys/fs/cgroup/memory.stat", "inactive_file 900\n");
    const HostFiles files(host.root());
    QCOMPARE(ControlGroup(files).memory().value_or(ControlGroup::Memory()).available, 910u);
}

void tst_ControlGroup::hasNothingAvailableAboveTheLimit()
{
    const FakeHost host;
    host.write("/proc/self/mountinfo", Unified);
    host.write("/proc/self/cgroup", "0::/\n");
    host.write("/sys/fs/cgroup/memory.max", "1000\n");
    host.write("/sys/fs/cgroup/memory.current", "1200\n");
    const HostFiles files(host.root());
    QCOMPARE(ControlGroup(files).memory().value_or(ControlGroup::Memory{0, 9}).available, 0u);
}

void tst_ControlGroup::survivesGarbage()
{
    const FakeHost host;
    host.write("/proc/self/mountinfo",
               "x\n - \n1 2 3 / - cgroup2\n1 2 3 / /sys/fs/cgroup - cgroup2 a b");
    host.write("/proc/self/cgroup", ":\n::\n0::../../etc\n");
    host.write("/sys/fs/cgroup/memory.max", "banana\n");
    host.write("/sys/fs/cgroup/cpu.max", "100000\n");
    const HostFiles files(host.root());
    const ControlGroup group(files);
    QVERIFY(!group.memory());
    QVERIFY(!group.processor());
}

QTEST_APPLESS_MAIN(tst_ControlGroup)
#include "tst_ControlGroup.moc"
