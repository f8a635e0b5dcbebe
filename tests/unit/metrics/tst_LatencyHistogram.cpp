// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/LatencyHistogram.h"

#include <QTest>

using namespace Tickwell;

class tst_LatencyHistogram : public QObject
{
    Q_OBJECT

private slots:
    void startsEmpty();
    void putsAnObservationInItsBucket_data();
    void putsAnObservationInItsBucket();
    void addsUp();
    void namesItsBoundsAsTheyAre();
};

void tst_LatencyHistogram::startsEmpty()
{
    const LatencyHistogram histogram;
    QCOMPARE(histogram.count(), quint64(0));
    QCOMPARE(histogram.sum(), 0.0);
    QCOMPARE(histogram.cumulative(LatencyHistogram::Bounds.size() - 1), quint64(0));
}

void tst_LatencyHistogram::putsAnObservationInItsBucket_data()
{
    QTest::addColumn<double>("seconds");
    QTest::addColumn<int>("first"); // the first bucket that counts it; 14: only +Inf
    QTest::newRow("nothing") << 0.0 << 0;
    QTest::newRow("on a bound") << 0.005 << 0;
    QTest::newRow("just over it") << 0.005001 << 1;
    QTest::newRow("in the middle") << 0.3 << 7;
    QTest::newRow("the last bound") << 10.0 << 13;
    QTest::newRow("over all") << 10.5 << 14;
}

void tst_LatencyHistogram::putsAnObservationInItsBucket()
{
    QFETCH(double, seconds);
    QFETCH(int, first);
    LatencyHistogram histogram;
    histogram.observe(seconds);
    for (int i = 0; i < int(LatencyHistogram::Bounds.size()); ++i)
        QCOMPARE(histogram.cumulative(std::size_t(i)), quint64(i >= first ? 1 : 0));
    QCOMPARE(histogram.count(), quint64(1));
}

void tst_LatencyHistogram::addsUp()
{
    LatencyHistogram histogram;
    for (const double seconds : {0.25, 0.5, 100.0})
        histogram.observe(seconds);
    QCOMPARE(histogram.count(), quint64(3));
    QCOMPARE(histogram.sum(), 100.75);
    QCOMPARE(histogram.cumulative(LatencyHistogram::Bounds.size() - 1), quint64(2));
}

void tst_LatencyHistogram::namesItsBoundsAsTheyAre()
{
    for (std::size_t i = 0; i < LatencyHistogram::Bounds.size(); ++i)
        QCOMPARE(QByteArray(LatencyHistogram::Labels[i]).toDouble(), LatencyHistogram::Bounds[i]);
}

QTEST_GUILESS_MAIN(tst_LatencyHistogram)
#include "tst_LatencyHistogram.moc"
