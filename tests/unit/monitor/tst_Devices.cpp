// SPDX-License-Identifier: GPL-3.0-or-later
#include "FakeHost.h"
#include "monitor/Devices.h"

#include <QTest>

using namespace Tickwell;

/// Which devices' bytes count: sysfs trees as Linux makes them on different hosts.
class tst_Devices : public QObject
{
    Q_OBJECT

private slots:
    void countsHardwareAlone();
    void countsTheOutsideLinkOfAContainer();
    void countsTheBridgeOfNoContainer();
    void countsTheTapOfARootlessContainer();
    void countsAVirtualFunctionWithItsMaster();
    void countsBothPortsOfABond();
    void countsAllButLoopbackWithoutSysfs();
    void countsWholeDisksWithHardware();
    void countsAMultipathDiskOnce();
    void readsSlashesInDiskNames();

private:
    static QStringList interfaces(const FakeHost &host, const QStringList &names);
    static QStringList disks(const FakeHost &host, const QStringList &names);
    static void addVirtual(const FakeHost &host, const QString &name, int index, int link);
};

QStringList tst_Devices::interfaces(const FakeHost &host, const QStringList &names)
{
    QList<Proc::InterfaceCounters> all;
    for (const QString &name : names)
        all.append({name.toLatin1(), 1, 1});
    QStringList chosen;
    for (const auto &interface : hostInterfaces(HostFiles(host.root()), all))
        chosen.append(QString::fromLatin1(interface.name));
    return chosen;
}

QStringList tst_Devices::disks(const FakeHost &host, const QStringList &names)
{
    QList<Proc::DiskCounters> all;
    for (const QString &name : names)
        all.append({name.toLatin1(), 1, 1});
    QStringList chosen;
    for (const auto &disk : hostDisks(HostFiles(host.root()), all))
        chosen.append(QString::fromLatin1(disk.name));
    return chosen;
}

void tst_Devices::addVirtual(const FakeHost &host, const QString &name, int index, int link)
{
    host.write(QStringLiteral("/sys/class/net/%1/ifindex").arg(name),
               QByteArray::number(index) + '\n');
    host.write(QStringLiteral("/sys/class/net/%1/iflink").arg(name),
               QByteArray::number(link) + '\n');
}

void tst_Devices::countsHardwareAlone()
{
    const FakeHost host;
    host.mkdir("/sys/class/net/enp3s0/device");
    host.mkdir("/sys/class/net/wlp2s0/device");
    host.mkdir("/sys/class/net/docker0/bridge");
    addVirtual(host, "veth1a2b", 9, 8);
    addVirtual(host, "enp3s0.10", 10, 2);
    addVirtual(host, "wg0", 11, 11);
    QCOMPARE(
        interfaces(host, {"lo", "enp3s0", "docker0", "veth1a2b", "enp3s0.10", "wg0", "wlp2s0"}),
        QStringList({"enp3s0", "wlp2s0"}));
}

void tst_Devices::countsTheOutsideLinkOfAContainer()
{
    const FakeHost host;
    addVirtual(host, "eth0", 42, 43);
    addVirtual(host, "tunl0", 2, 0);
    addVirtual(host, "dummy0", 3, 3);
    QCOMPARE(interfaces(host, {"lo", "tunl0", "dummy0", "eth0"}), QStringList({"eth0"}));
}

void tst_Devices::countsTheBridgeOfNoContainer()
{
    // Containers inside a container: their traffic leaves through eth0 too.
    const FakeHost host;
    addVirtual(host, "eth0", 42, 43);
    addVirtual(host, "docker0", 3, 3);
    host.mkdir("/sys/class/net/docker0/bridge");
    addVirtual(host, "veth77", 5, 4);
    host.mkdir("/sys/class/net/veth77/brport");
    addVirtual(host, "eth0.7", 6, 42);
    host.mkdir("/sys/class/net/eth0.7/lower_eth0");
    QCOMPARE(interfaces(host, {"lo", "eth0", "docker0", "veth77", "eth0.7"}),
             QStringList({"eth0"}));
}

void tst_Devices::countsTheTapOfARootlessContainer()
{
    const FakeHost host;
    addVirtual(host, "tap0", 2, 2);
    QCOMPARE(interfaces(host, {"lo", "tap0"}), QStringList({"tap0"}));
}

void tst_Devices::countsAVirtualFunctionWithItsMaster()
{
    const FakeHost host;
    host.mkdir("/sys/class/net/eth0/device");
    host.mkdir("/sys/class/net/enP1s1/device");
    host.mkdir("/sys/class/net/enP1s1/master/device");
    QCOMPARE(interfaces(host, {"lo", "eth0", "enP1s1"}), QStringList({"eth0"}));
}

void tst_Devices::countsBothPortsOfABond()
{
    const FakeHost host;
    for (const char *port : {"eno1", "eno2"}) {
        host.mkdir(QStringLiteral("/sys/class/net/%1/device").arg(QLatin1String(port)));
        host.mkdir(QStringLiteral("/sys/class/net/%1/master/bonding").arg(QLatin1String(port)));
    }
    addVirtual(host, "bond0", 5, 5);
    QCOMPARE(interfaces(host, {"lo", "eno1", "eno2", "bond0"}), QStringList({"eno1", "eno2"}));
}

void tst_Devices::countsAllButLoopbackWithoutSysfs()
{
    QCOMPARE(interfaces(FakeHost(), {"lo", "eth0", "eth1"}), QStringList({"eth0", "eth1"}));
}

void tst_Devices::countsWholeDisksWithHardware()
{
    const FakeHost host;
    host.mkdir("/sys/block/sda/device");
    host.mkdir("/sys/block/nvme0n1/device");
    host.mkdir("/sys/block/dm-0");
    host.mkdir("/sys/block/md0");
    host.mkdir("/sys/block/loop0");
    host.mkdir("/sys/block/zram0");
    QCOMPARE(disks(host, {"loop0", "zram0", "sda", "sda1", "nvme0n1", "nvme0n1p1", "dm-0", "md0"}),
             QStringList({"sda", "nvme0n1"}));
}

void tst_Devices::countsAMultipathDiskOnce()
{
    const FakeHost host;
    for (const char *name : {"nvme0n1", "nvme0c0n1", "nvme0c1n1"})
        host.mkdir(QStringLiteral("/sys/block/%1/device").arg(QLatin1String(name)));
    host.write("/sys/block/nvme0n1/hidden", "0\n");
    host.write("/sys/block/nvme0c0n1/hidden", "1\n");
    host.write("/sys/block/nvme0c1n1/hidden", "1\n");
    QCOMPARE(disks(host, {"nvme0n1", "nvme0c0n1", "nvme0c1n1"}), QStringList({"nvme0n1"}));
}

void tst_Devices::readsSlashesInDiskNames()
{
    const FakeHost host;
    host.mkdir("/sys/block/cciss!c0d0/device");
    QCOMPARE(disks(host, {"cciss/c0d0", "cciss/c0d0p1"}), QStringList({"cciss/c0d0"}));
}

QTEST_APPLESS_MAIN(tst_Devices)
#include "tst_Devices.moc"
