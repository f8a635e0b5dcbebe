// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/ThinLine.h"

#include <QTest>

#include <array>
#include <random>

using namespace Tickwell;

class tst_ThinLine : public QObject
{
    Q_OBJECT

private slots:
    void keepsAPointInEachColumnAsItIs()
    {
        ThinLine line;
        for (int x = 0; x < 5; ++x)
            line.add(x + 0.5, x * x);
        const QList<QPolygonF> runs = line.take();
        QCOMPARE(runs.size(), 1);
        QCOMPARE(runs.first(), QPolygonF({{0.5, 0}, {1.5, 1}, {2.5, 4}, {3.5, 9}, {4.5, 16}}));
        QVERIFY(line.take().isEmpty());
    }

    void hasAtMostTwoPointsAColumnAndMissesNoPeak()
    {
        std::mt19937 random(3);
        std::uniform_real_distribution<double> price(0, 100);
        std::array<double, 40> lows;
        std::array<double, 40> highs{};
        lows.fill(1'000);
        ThinLine line;
        for (int i = 0; i < 4'000; ++i) {
            const double y = price(random);
            const auto column = static_cast<std::size_t>(i / 100);
            lows[column] = qMin(lows[column], y);
            highs[column] = qMax(highs[column], y);
            line.add(i / 100.0, y);
        }
        const QList<QPolygonF> runs = line.take();
        QCOMPARE(runs.size(), 1);
        const QPolygonF &run = runs.first();
        QCOMPARE(run.size(), 80);
        for (qsizetype i = 0; i < 80; i += 2) {
            const auto column = static_cast<std::size_t>(i / 2);
            QVERIFY(run.at(i).x() < run.at(i + 1).x());
            QCOMPARE(qMin(run.at(i).y(), run.at(i + 1).y()), lows[column]);
            QCOMPARE(qMax(run.at(i).y(), run.at(i + 1).y()), highs[column]);
        }
    }

    void breaksWhereAsked()
    {
        ThinLine line;
        line.interrupt();
        line.add(1, 1);
        line.add(2, 2);
        line.interrupt();
        line.interrupt();
        line.add(9, 3);
        const QList<QPolygonF> runs = line.take();
        QCOMPARE(runs.size(), 2);
        QCOMPARE(runs.last(), QPolygonF({{9, 3}, {9.5, 3}}));
    }
};

QTEST_GUILESS_MAIN(tst_ThinLine)
#include "tst_ThinLine.moc"
