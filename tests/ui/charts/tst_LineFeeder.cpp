// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/LineFeeder.h"

#include <QSignalSpy>
#include <QTest>
#include <QtCharts/QLineSeries>

using namespace Tickwell;

class tst_LineFeeder : public QObject
{
    Q_OBJECT

private slots:
    void replacesAllPointsAtOnce()
    {
        QLineSeries series;
        QSignalSpy replaced(&series, &QXYSeries::pointsReplaced);
        QSignalSpy added(&series, &QXYSeries::pointAdded);
        LineFeeder feeder;
        feeder.setSeries(&series);
        feeder.feed({{0, 1}, {1, 2}});
        QCOMPARE(series.count(), 2);
        QCOMPARE(replaced.count(), 1);
        QCOMPARE(added.count(), 0);
    }

    void doesNothingWhenNothingChanged()
    {
        QLineSeries series;
        LineFeeder feeder;
        feeder.setSeries(&series);
        feeder.feed({{0, 1}});
        QSignalSpy replaced(&series, &QXYSeries::pointsReplaced);
        feeder.feed({{0, 1}});
        QCOMPARE(replaced.count(), 0);
    }

    void outlivesItsSeries()
    {
        LineFeeder feeder;
        {
            QLineSeries series;
            feeder.setSeries(&series);
            feeder.feed({{0, 1}});
        }
        feeder.feed({{0, 2}});
        QVERIFY(!feeder.series());
    }

    void cutsAtGaps()
    {
        const QList<QPointF> points{{0, 1}, {1, 1}, {3, 1}, {4, 1}, {5, 1}};
        const auto runs = LineFeeder::split(points, 1.75, 0.5);
        QCOMPARE(runs.size(), 2);
        QCOMPARE(runs.at(0), QList<QPointF>({{0, 1}, {1, 1}}));
        QCOMPARE(runs.at(1), QList<QPointF>({{3, 1}, {4, 1}, {5, 1}}));
    }

    void givesALonePointAWidth()
    {
        const auto runs = LineFeeder::split({{0, 1}, {9, 2}}, 1.75, 0.5);
        QCOMPARE(runs.size(), 2);
        QCOMPARE(runs.at(1), QList<QPointF>({{9, 2}, {9.25, 2}}));
    }

    void cutsNothingFromNothing() { QVERIFY(LineFeeder::split({}, 1, 1).isEmpty()); }
};

QTEST_MAIN(tst_LineFeeder)
#include "tst_LineFeeder.moc"
