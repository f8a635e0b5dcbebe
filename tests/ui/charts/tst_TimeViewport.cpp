// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/TimeViewport.h"

#include <QTest>

#include <cmath>

using namespace Tickwell;

namespace {

constexpr qint64 Interval = 300'000;
constexpr qint64 First = 1'700'000'100'000 / Interval * Interval;
constexpr qint64 Last = First + 999 * Interval;

TimeViewport viewport(double width = 800)
{
    TimeViewport view;
    view.setInterval(Interval);
    view.setWidth(width);
    view.setBounds(First, Last);
    view.follow(Last);
    return view;
}

double fraction(double x)
{
    return x - std::floor(x);
}

} // namespace

class tst_TimeViewport : public QObject
{
    Q_OBJECT

private slots:
    void followsTheNewestBarWithAMarginAtTheRight()
    {
        TimeViewport view = viewport();
        const double x = view.xOf(static_cast<double>(Last));
        QVERIFY(x < 800 - 10);
        QVERIFY(x > 800 - 80);
        view.follow(Last + Interval);
        QVERIFY(std::abs(view.xOf(static_cast<double>(Last + Interval)) - x) < 1);
    }

    void putsEveryBarInTheMiddleOfAPixel_data()
    {
        QTest::addColumn<double>("ratio");
        QTest::addColumn<double>("phase");
        QTest::newRow("100 %") << 1.0 << 0.5;
        QTest::newRow("200 %: two pixels wide, on the line between") << 2.0 << 0.0;
        QTest::newRow("150 %") << 1.5 << 0.5;
        QTest::newRow("300 %") << 3.0 << 0.5;
    }
    void putsEveryBarInTheMiddleOfAPixel()
    {
        QFETCH(double, ratio);
        QFETCH(double, phase);
        TimeViewport view = viewport();
        view.setDevicePixelRatio(ratio);
        for (const double drag : {0.0, 0.4, 133.7, 5'000.2}) {
            view.pan(drag);
            const double pixel = view.xOf(static_cast<double>(Last - 40 * Interval)) * ratio;
            QVERIFY2(std::abs(fraction(pixel + 1e-6) - phase) < 1e-4,
                     qPrintable(QString::number(pixel)));
        }
    }

    void zoomsAboutThePointer()
    {
        TimeViewport view = viewport();
        view.pan(3'000);
        const double time = view.timeAt(300);
        for (const int steps : {1, 1, -3, 2}) {
            view.zoom(steps, 300);
            QVERIFY(std::abs(view.xOf(time) - 300) < 3);
        }
    }

    void staysLiveWhenZoomedAtTheRightEdge()
    {
        TimeViewport view = viewport();
        view.zoom(2, 800);
        QVERIFY(view.following());
        view.zoom(-4, 800);
        QVERIFY(view.following());
    }

    void leavesLiveWhenDraggedAndReturnsWhenDraggedBack()
    {
        TimeViewport view = viewport();
        view.pan(200);
        QVERIFY(!view.following());
        view.pan(-100);
        QVERIFY(!view.following());
        view.pan(-120);
        QVERIFY(view.following());
    }

    void keepsBarsInSightAtBothEnds()
    {
        TimeViewport view = viewport();
        view.pan(1e9);
        QVERIFY(view.xOf(static_cast<double>(First)) < 800);
        QVERIFY(view.xOf(static_cast<double>(First)) > 700);
        view.pan(-1e9);
        QVERIFY(view.xOf(static_cast<double>(Last)) > 0);
    }

    void doesNotZoomOutBeyondTheLeastSpacing()
    {
        TimeViewport view = viewport();
        view.setMinimumSpacing(2);
        view.zoom(-50, 400);
        QCOMPARE(view.spacing(), 2.0);
        view.setMinimumSpacing(1.0 / 16);
        view.zoom(-50, 400);
        QCOMPARE(view.spacing(), 1.0 / 16);
        view.setMinimumSpacing(1);
        QCOMPARE(view.spacing(), 1.0);
    }

    void doesNotZoomInWithoutEnd()
    {
        TimeViewport view = viewport();
        view.zoom(1'000, 400);
        QVERIFY(view.spacing() <= 100);
    }

    void takesTheNearestStepForAPinch()
    {
        TimeViewport view = viewport();
        view.setSpacing(13.2, 400);
        QCOMPARE(view.spacing(), 14.0);
        view.setSpacing(0.001, 400);
        QCOMPARE(view.spacing(), 1.0);
    }

    void keepsTheNewestBarWhenResized()
    {
        TimeViewport view = viewport();
        view.setWidth(500);
        const double x = view.xOf(static_cast<double>(Last));
        QVERIFY(x > 400 && x < 500);
    }
};

QTEST_APPLESS_MAIN(tst_TimeViewport)
#include "tst_TimeViewport.moc"
