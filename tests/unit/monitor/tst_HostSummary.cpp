// SPDX-License-Identifier: GPL-3.0-or-later
#include "monitor/HostSummary.h"

#include <QTest>

using namespace Tickwell;
using namespace std::chrono_literals;

namespace {

constexpr Timestamp Noon{1'795'262'400s};

HostSample sample(Timestamp time, std::optional<double> cpu)
{
    HostSample sample;
    sample.time = time;
    sample.cpuUsage = cpu;
    return sample;
}

} // namespace

class tst_HostSummary : public QObject
{
    Q_OBJECT

private slots:
    void gathersTheSamplesOfAStep();
    void beginsStepsAtWholeMultiples();
    void beginsThemSoBeforeTheEpochToo();
    void leavesEmptyStepsOut();
    void leavesMissingReadingsOut();
};

void tst_HostSummary::gathersTheSamplesOfAStep()
{
    HostSummarizer summarizer(10s);
    for (const double cpu : {4.0, 1.0, 7.0})
        summarizer.add(sample(Noon, cpu));
    QCOMPARE(summarizer.summaries().size(), 1);
    const HostSummary &summary = summarizer.summaries().first();
    QCOMPARE(summary.samples, 3);
    const Spread &cpu = summary.readings[HostSummary::CpuUsage];
    QCOMPARE(cpu.least, 1.0);
    QCOMPARE(cpu.mean(), 4.0);
    QCOMPARE(cpu.greatest, 7.0);
}

void tst_HostSummary::beginsStepsAtWholeMultiples()
{
    HostSummarizer summarizer(60s);
    summarizer.add(sample(Noon + 59s + 999'999us, 1));
    summarizer.add(sample(Noon + 60s, 2));
    QCOMPARE(summarizer.summaries().size(), 2);
    QCOMPARE(summarizer.summaries()[0].start, Noon);
    QCOMPARE(summarizer.summaries()[1].start, Noon + 60s);
}

void tst_HostSummary::beginsThemSoBeforeTheEpochToo()
{
    HostSummarizer summarizer(60s);
    summarizer.add(sample(Timestamp(-1s), 1));
    QCOMPARE(summarizer.summaries().first().start, Timestamp(-60s));
}

void tst_HostSummary::leavesEmptyStepsOut()
{
    HostSummarizer summarizer(1s);
    summarizer.add(sample(Noon, 1));
    summarizer.add(sample(Noon + 5s, 1));
    QCOMPARE(summarizer.summaries().size(), 2);
}

void tst_HostSummary::leavesMissingReadingsOut()
{
    HostSummarizer summarizer(10s);
    summarizer.add(sample(Noon, {}));
    summarizer.add(sample(Noon + 1s, 3));
    const HostSummary &summary = summarizer.summaries().first();
    QCOMPARE(summary.samples, 2);
    QCOMPARE(summary.readings[HostSummary::CpuUsage].count, 1);
    QCOMPARE(summary.readings[HostSummary::CpuUsage].least, 3.0);
    QCOMPARE(summary.readings[HostSummary::SwapUsage].count, 0);
}

QTEST_APPLESS_MAIN(tst_HostSummary)
#include "tst_HostSummary.moc"
