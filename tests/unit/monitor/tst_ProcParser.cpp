// SPDX-License-Identifier: GPL-3.0-or-later
#include "monitor/ProcParser.h"

#include <QFile>
#include <QRandomGenerator>
#include <QTest>

using namespace Tickwell;

namespace {

QByteArray recorded(const char *name)
{
    QFile file(QStringLiteral(DATA_DIR "/") + QLatin1String(name));
    return file.open(QFile::ReadOnly) ? file.readAll() : QByteArray();
}

/// Calls every parser; all that is asked is that they come back.
void readAll(QByteArrayView text)
{
    (void)Proc::parseStat(text);
    (void)Proc::parseMemoryInfo(text);
    (void)Proc::parseLoadAverage(text);
    (void)Proc::parseNetDev(text);
    (void)Proc::parseDiskStats(text);
    (void)Proc::parseProcessStat(text);
    (void)Proc::parseResidentBytes(text);
    (void)Proc::parseNumber(text);
    (void)Proc::parseKeyed(text, "usage_usec");
}

} // namespace

class tst_ProcParser : public QObject
{
    Q_OBJECT

private slots:
    void readsTheCoresOfAHost();
    void readsManyCoresWithSomeOffline();
    void readsTheFourColumnsOfAnOldKernel();
    void refusesAStatThatIsNone_data();
    void refusesAStatThatIsNone();

    void readsMemory();
    void estimatesAvailableMemoryOnAnOldKernel();
    void neverGivesMoreAvailableThanThereIs();
    void refusesMemoryThatIsNone_data();
    void refusesMemoryThatIsNone();

    void readsLoad();
    void refusesLoadThatIsNone_data();
    void refusesLoadThatIsNone();

    void readsInterfaces();
    void readsInterfacesWithoutABlankAfterTheColon();
    void readsDisks();
    void skipsTheShortPartitionLinesOfAnOldKernel();
    void countsSectorsOf512Bytes();

    void readsAProcessWhoseNameHasBlanksAndBrackets();
    void readsResidentMemory();
    void readsControlGroupNumbers();

    void survivesEveryCut_data();
    void survivesEveryCut();
    void survivesGarbage();
};

void tst_ProcParser::readsTheCoresOfAHost()
{
    const auto stat = Proc::parseStat(recorded("stat-two-cores"));
    QVERIFY(stat);
    QCOMPARE(stat->total.user, 37927u);
    QCOMPARE(stat->total.system, 9371u);
    QCOMPARE(stat->total.idle, 354847u);
    QCOMPARE(stat->total.iowait, 4243u);
    QCOMPARE(stat->total.softirq, 363u);
    QCOMPARE(stat->total.steal, 7767u);
    QCOMPARE(stat->cores.size(), 2);
    QCOMPARE(stat->cores[1].core, 1);
    QCOMPARE(stat->cores[1].times.user, 24403u);
}

void tst_ProcParser::readsManyCoresWithSomeOffline()
{
    QByteArray text = "cpu  1000 0 500 9000 0 0 0 0 0 0\n";
    for (int core = 0; core < 256; ++core) {
        if (core % 16 != 3)
            text += "cpu" + QByteArray::number(core) + " 10 0 5 90 0 0 0 0 0 0\n";
    }
    text += "intr " + QByteArray("0 ").repeated(20'000) + "\nctxt 5\n";
    const auto stat = Proc::parseStat(text);
    QVERIFY(stat);
    QCOMPARE(stat->cores.size(), 240);
    QCOMPARE(stat->cores[3].core, 4);
    QCOMPARE(stat->cores.last().core, 255);
}

void tst_ProcParser::readsTheFourColumnsOfAnOldKernel()
{
    const auto stat = Proc::parseStat("cpu  100 1 50 900\ncpu0 100 1 50 900\nintr 1\n");
    QVERIFY(stat);
    QCOMPARE(stat->total.idle, 900u);
    QCOMPARE(stat->total.steal, 0u);
}

void tst_ProcParser::refusesAStatThatIsNone_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("no total") << QByteArray("cpu0 1 2 3 4\nintr 1\n");
    QTest::newRow("too few columns") << QByteArray("cpu  1 2 3\n");
    QTest::newRow("not numbers") << QByteArray("cpu  1 2 x 4 5\n");
    QTest::newRow("negative") << QByteArray("cpu  1 2 -3 4 5\n");
    QTest::newRow("too large") << QByteArray("cpu  1 2 3 99999999999999999999 5\n");
    QTest::newRow("cut in a core") << QByteArray("cpu  1 2 3 4 5\ncpu0 1 2 3 4");
    QTest::newRow("a core without a number") << QByteArray("cpu  1 2 3 4\ncpuX 1 2 3 4\n");
    QTest::newRow("another file") << recorded("meminfo-6.18");
}

void tst_ProcParser::refusesAStatThatIsNone()
{
    QFETCH(QByteArray, text);
    QVERIFY(!Proc::parseStat(text));
}

void tst_ProcParser::readsMemory()
{
    const auto info = Proc::parseMemoryInfo(recorded("meminfo-6.18"));
    QVERIFY(info);
    QCOMPARE(info->total, quint64(24'684'096) * 1024);
    QCOMPARE(info->available, quint64(24256172) * 1024);
    QCOMPARE(info->swapTotal, 0u);
}

void tst_ProcParser::estimatesAvailableMemoryOnAnOldKernel()
{
    const auto info = Proc::parseMemoryInfo("MemTotal:      1000 kB\n"
                                            "MemFree:        100 kB\n"
                                            "Buffers:         20 kB\n"
                                            "Cached:         300 kB\n"
                                            "Shmem:           50 kB\n"
                                            "SReclaimable:    30 kB\n"
                                            "SwapTotal:      500 kB\n"
                                            "SwapFree:       400 kB\n");
    QVERIFY(info);
    QCOMPARE(info->available, 400u * 1024);
    QCOMPARE(info->swapTotal, 500u * 1024);
    QCOMPARE(info->swapFree, 400u * 1024);
}

void tst_ProcParser::neverGivesMoreAvailableThanThereIs()
{
    const auto info = Proc::parseMemoryInfo("MemTotal: 10 kB\nMemAvailable: 99 kB\n"
                                            "SwapTotal: 5 kB\nSwapFree: 7 kB\n");
    QVERIFY(info);
    QCOMPARE(info->available, info->total);
    QCOMPARE(info->swapFree, info->swapTotal);
}

void tst_ProcParser::refusesMemoryThatIsNone_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("total alone") << QByteArray("MemTotal: 10 kB\n");
    QTest::newRow("nothing in total") << QByteArray("MemTotal: 0 kB\nMemAvailable: 0 kB\n");
    QTest::newRow("no unit") << QByteArray("MemTotal: 10\nMemAvailable: 5\n");
    QTest::newRow("cut in a number") << QByteArray("MemTotal: 10 kB\nMemAvailable: 5");
    QTest::newRow("too large") << QByteArray(
        "MemTotal: 18446744073709551615 kB\nMemAvailable: 5 kB\n");
}

void tst_ProcParser::refusesMemoryThatIsNone()
{
    QFETCH(QByteArray, text);
    QVERIFY(!Proc::parseMemoryInfo(text));
}

void tst_ProcParser::readsLoad()
{
    const auto loads = Proc::parseLoadAverage("0.08 12.20 128.17 4/105 9973\n");
    QVERIFY(loads);
    QCOMPARE((*loads)[0], 0.08);
    QCOMPARE((*loads)[1], 12.2);
    QCOMPARE((*loads)[2], 128.17);
}

void tst_ProcParser::refusesLoadThatIsNone_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text : {"", "0.1 0.2", "0.1 0.2 0.", "a b c 1/2 3\n", "nan nan nan 1/2 3\n",
                             "inf 0 0 1/2 3\n", "-1 0 0 1/2 3\n"})
        QTest::newRow(*text ? text : "empty") << QByteArray(text);
}

void tst_ProcParser::refusesLoadThatIsNone()
{
    QFETCH(QByteArray, text);
    QVERIFY(!Proc::parseLoadAverage(text));
}

void tst_ProcParser::readsInterfaces()
{
    const auto interfaces = Proc::parseNetDev(recorded("net-dev-virtual-machine"));
    QCOMPARE(interfaces.size(), 4);
    QCOMPARE(interfaces[0].name, "lo");
    QCOMPARE(interfaces[3].name, "eth0");
    QCOMPARE(interfaces[3].received, quint64(254129704));
    QCOMPARE(interfaces[3].sent, quint64(195496));
}

void tst_ProcParser::readsInterfacesWithoutABlankAfterTheColon()
{
    const auto interfaces = Proc::parseNetDev("Inter-|   Receive            |  Transmit\n"
                                              " face |bytes packets          |bytes packets\n"
                                              "  eth0:4294967295 1 0 0 0 0 0 0 77 2 0 0 0 0 0 0\n"
                                              "eth0:1:5 1 0 0 0 0 0 0 6 2 0 0 0 0 0 0\n");
    QCOMPARE(interfaces.size(), 2);
    QCOMPARE(interfaces[0].received, 4'294'967'295u);
    QCOMPARE(interfaces[0].sent, 77u);
    QCOMPARE(interfaces[1].name, "eth0:1");
}

void tst_ProcParser::readsDisks()
{
    const auto disks = Proc::parseDiskStats(recorded("diskstats-virtual-machine"));
    QCOMPARE(disks.size(), 10);
    QCOMPARE(disks[8].name, "vda");
    QCOMPARE(disks[8].read, quint64(6923554) * 512);
    QCOMPARE(disks[8].written, quint64(27237760) * 512);
}

void tst_ProcParser::skipsTheShortPartitionLinesOfAnOldKernel()
{
    const auto disks = Proc::parseDiskStats("   8    0 sda 10 1 200 5 20 2 400 6 0 7 8\n"
                                            "   8    1 sda1 9 190 18 390\n");
    QCOMPARE(disks.size(), 1);
    QCOMPARE(disks[0].name, "sda");
}

void tst_ProcParser::countsSectorsOf512Bytes()
{
    const auto disks = Proc::parseDiskStats("   8    0 sda 10 1 200 5 20 2 400 6 0 7 8\n");
    QCOMPARE(disks.size(), 1);
    QCOMPARE(disks[0].read, 200u * 512);
    QCOMPARE(disks[0].written, 400u * 512);
}

void tst_ProcParser::readsAProcessWhoseNameHasBlanksAndBrackets()
{
    const auto stat =
        Proc::parseProcessStat("9976 (a) b (c) R 9969 9969 6207 0 -1 4194304 105 0 0 0 123 45 6 7 "
                               "20 0 17 0 138953 2998272 "
                               "395 18446744073709551615 1 1 0 0 0 0 0 0 0 0 0 0 17 0 0 0 0 0 0\n");
    QVERIFY(stat);
    QCOMPARE(stat->cpuTicks, 168u);
    QCOMPARE(stat->threads, 17);
}

void tst_ProcParser::readsResidentMemory()
{
    QCOMPARE(Proc::parseResidentBytes("VmHWM:\t 9 kB\nVmRSS:\t    1724 kB\nThreads:\t1\n"),
             std::optional<quint64>(1724 * 1024));
    QVERIFY(!Proc::parseResidentBytes("Name:\tkthreadd\nThreads:\t1\n"));
}

void tst_ProcParser::readsControlGroupNumbers()
{
    QCOMPARE(Proc::parseNumber("536870912\n"), std::optional<quint64>(536'870'912));
    QVERIFY(!Proc::parseNumber("max\n"));
    QVERIFY(!Proc::parseNumber("-1\n"));
    QCOMPARE(Proc::parseKeyed("usage_usec 12\nuser_usec 7\n", "user_usec"),
             std::optional<quint64>(7));
    QVERIFY(!Proc::parseKeyed("usage_usec 12\nuser_usec 7", "user_usec"));
}

void tst_ProcParser::survivesEveryCut_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *name : {"stat-two-cores", "meminfo-6.18", "net-dev-virtual-machine",
                             "diskstats-virtual-machine"}) {
        QVERIFY2(!recorded(name).isEmpty(), name);
        QTest::newRow(name) << recorded(name);
    }
    QTest::newRow("self/stat") << QByteArray("1 (x) R 1 1 1 0 -1 4 5 0 0 0 1 2 0 0 20 0 17 0 1\n");
}

void tst_ProcParser::survivesEveryCut()
{
    QFETCH(QByteArray, text);
    for (qsizetype size = 0; size <= text.size(); ++size)
        readAll(QByteArrayView(text).first(size));
}

void tst_ProcParser::survivesGarbage()
{
    QRandomGenerator random(7);
    const QByteArray alphabet = QByteArrayLiteral("0123456789 \t\n\r:().-cpuMemTotalkB|");
    for (int round = 0; round < 5'000; ++round) {
        QByteArray text;
        const int size = random.bounded(200);
        for (int i = 0; i < size; ++i) {
            text += random.bounded(10) == 0
                ? static_cast<char>(random.bounded(256))
                : alphabet[random.bounded(static_cast<int>(alphabet.size()))];
        }
        readAll(text);
    }
}

QTEST_APPLESS_MAIN(tst_ProcParser)
#include "tst_ProcParser.moc"
