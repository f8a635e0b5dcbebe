// SPDX-License-Identifier: GPL-3.0-or-later
#include "monitor/CpuUsage.h"

#include <QTest>

using namespace Tickwell;
using Proc::CpuTimes;

class tst_CpuUsage : public QObject
{
    Q_OBJECT

private slots:
    void measuresBetweenTwoReadings_data();
    void measuresBetweenTwoReadings();
    void saysNothingAfterAReset();
    void saysNothingWhenNoTimePassed();
    void followsEachCoreByItsNumber();
    void saysNothingWhileACoreIsNew();
};

namespace {
const CpuTimes Before{1'000, 100, 500, 9'000, 300, 20, 30, 40};

CpuTimes later(const CpuTimes &by)
{
    return {Before.user + by.user,       Before.nice + by.nice,     Before.system + by.system,
            Before.idle + by.idle,       Before.iowait + by.iowait, Before.irq + by.irq,
            Before.softirq + by.softirq, Before.steal + by.steal};
}
} // namespace

void tst_CpuUsage::measuresBetweenTwoReadings_data()
{
    QTest::addColumn<quint64>("busy");
    QTest::addColumn<CpuTimes>("after");
    QTest::newRow("idle") << quint64(0) << later({.idle = 100});
    QTest::newRow("waiting for a disk is idle") << quint64(0) << later({.idle = 40, .iowait = 60});
    QTest::newRow("busy") << quint64(100) << later({.user = 60, .system = 40});
    QTest::newRow("a quarter") << quint64(25) << later({.user = 25, .idle = 75});
    QTest::newRow("nice counts") << quint64(50) << later({.nice = 50, .idle = 50});
    QTest::newRow("interrupts count") << quint64(10) << later({.idle = 90, .irq = 4, .softirq = 6});
    QTest::newRow("stolen time is busy") << quint64(30) << later({.idle = 70, .steal = 30});
    CpuTimes dipped = later({.user = 50, .idle = 50});
    dipped.iowait -= 200;
    QTest::newRow("iowait goes backwards") << quint64(50) << dipped;
    dipped.idle = Before.idle - 5;
    QTest::newRow("idle goes backwards") << quint64(100) << dipped;
}

void tst_CpuUsage::measuresBetweenTwoReadings()
{
    QFETCH(quint64, busy);
    QFETCH(CpuTimes, after);
    const auto percent = busyPercent(Before, after);
    QVERIFY(percent);
    QCOMPARE(*percent, static_cast<double>(busy));
}

void tst_CpuUsage::saysNothingAfterAReset()
{
    QVERIFY(!busyPercent(Before, {.user = 5, .idle = 10}));
}

void tst_CpuUsage::saysNothingWhenNoTimePassed()
{
    QVERIFY(!busyPercent(Before, Before));
}

void tst_CpuUsage::followsEachCoreByItsNumber()
{
    // Core 1 went offline between the readings.
    const auto percents = busyPercents({{0, Before}, {1, Before}, {2, Before}},
                                       {{0, later({.idle = 10})}, {2, later({.user = 10})}});
    QCOMPARE(percents, QList<double>({0, 100}));
}

void tst_CpuUsage::saysNothingWhileACoreIsNew()
{
    const auto percents =
        busyPercents({{0, Before}}, {{0, later({.idle = 10})}, {1, later({.user = 10})}});
    QVERIFY(percents.isEmpty());
}

QTEST_APPLESS_MAIN(tst_CpuUsage)
#include "tst_CpuUsage.moc"
