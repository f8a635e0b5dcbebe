// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/MinMaxPyramid.h"

#include <QMap>
#include <QTest>

#include <cmath>
#include <random>

using namespace Tickwell;

namespace {

constexpr qint64 Base = 1'000;

QList<MinMaxPyramid::Sample> randomWalk(int count, quint32 seed, double missing = 0)
{
    std::mt19937 random(seed);
    std::normal_distribution<double> step(0, 1);
    std::uniform_real_distribution<double> chance(0, 1);
    QList<MinMaxPyramid::Sample> walk;
    double y = 100;
    for (int i = 0; i < count; ++i) {
        y += step(random);
        if (chance(random) >= missing)
            walk.append({i * Base, y});
    }
    return walk;
}

/// How many points fall into the fullest pixel column.
int mostInAColumn(const QList<QPointF> &points, double from, double perPixel)
{
    QMap<qint64, int> columns;
    for (const QPointF &point : points)
        ++columns[static_cast<qint64>(std::floor((point.x() - from) / perPixel))];
    return columns.isEmpty() ? 0 : *std::max_element(columns.cbegin(), columns.cend());
}

} // namespace

class tst_MinMaxPyramid : public QObject
{
    Q_OBJECT

private slots:
    void givesTheSamplesThemselvesWhenTheyAreFewerThanPixels()
    {
        MinMaxPyramid pyramid(Base, 100);
        for (int i = 0; i < 10; ++i)
            pyramid.append(i * Base, i);
        const QList<QPointF> points = pyramid.query(0, 9 * Base, Base / 10.0);
        QCOMPARE(points.size(), 10);
        QCOMPARE(points.at(3), QPointF(3 * Base, 3));
    }

    void includesOneSampleBeyondEitherEdge()
    {
        MinMaxPyramid pyramid(Base, 100);
        for (int i = 0; i < 20; ++i)
            pyramid.append(i * Base, i);
        const QList<QPointF> points = pyramid.query(5.5 * Base, 9.5 * Base, Base);
        QCOMPARE(points.first().x(), 5.0 * Base);
        QCOMPARE(points.last().x(), 10.0 * Base);
    }

    void givesAtMostTwoPointsAColumn_data()
    {
        QTest::addColumn<double>("samplesPerPixel");
        for (const double n : {0.5, 1.0, 2.0, 3.7, 16.0, 100.0})
            QTest::addRow("%g samples a pixel", n) << n;
    }
    void givesAtMostTwoPointsAColumn()
    {
        QFETCH(double, samplesPerPixel);
        MinMaxPyramid pyramid(Base, 20'000);
        for (const auto &sample : randomWalk(20'000, 1))
            pyramid.append(sample.x, sample.y);
        const double perPixel = samplesPerPixel * Base;
        const double from = 0;
        const QList<QPointF> points = pyramid.query(from, 20'000.0 * Base, perPixel);
        const double columns = 20'000 / samplesPerPixel;
        QVERIFY2(static_cast<double>(points.size()) <= 2 * columns + 4,
                 qPrintable(QString::number(points.size())));
        // Where a bucket is as wide as a column, the bound holds for each column alone.
        if (std::exp2(std::round(std::log2(samplesPerPixel))) == samplesPerPixel)
            QVERIFY(mostInAColumn(points, from, perPixel) <= 2);
    }

    void neverMissesAPeak_data()
    {
        QTest::addColumn<int>("at");
        for (const int at : {0, 1, 4'095, 4'096, 7'777, 9'999})
            QTest::addRow("peak at %d", at) << at;
    }
    void neverMissesAPeak()
    {
        QFETCH(int, at);
        MinMaxPyramid pyramid(Base, 10'000);
        for (int i = 0; i < 10'000; ++i)
            pyramid.append(i * Base, i == at ? 1e6 : 1);
        for (const double perPixel : {2.0, 9.0, 64.0, 700.0}) {
            const QList<QPointF> points = pyramid.query(0, 1e7, perPixel * Base);
            QVERIFY(points.contains(QPointF(at * Base, 1e6)));
        }
    }

    void isTheSameHoweverItIsCut()
    {
        // Fed one by one and asked at different times, old buckets give the same points: no
        // shimmer.
        MinMaxPyramid pyramid(Base, 5'000);
        const auto walk = randomWalk(4'000, 5);
        QList<QPointF> early;
        for (qsizetype i = 0; i < walk.size(); ++i) {
            pyramid.append(walk.at(i).x, walk.at(i).y);
            if (i == 3'000)
                early = pyramid.query(512.0 * Base, 2'047.0 * Base, 16.0 * Base);
        }
        QCOMPARE(pyramid.query(512.0 * Base, 2'047.0 * Base, 16.0 * Base), early);
    }

    void matchesAPlainReference_data()
    {
        QTest::addColumn<double>("missing");
        QTest::addColumn<int>("capacity");
        QTest::newRow("all there") << 0.0 << 3'000;
        QTest::newRow("every other missing") << 0.5 << 3'000;
        QTest::newRow("nearly all missing") << 0.98 << 3'000;
        QTest::newRow("oldest dropped") << 0.0 << 500;
    }
    void matchesAPlainReference()
    {
        QFETCH(double, missing);
        QFETCH(int, capacity);
        MinMaxPyramid pyramid(Base, capacity);
        auto walk = randomWalk(3'000, 9, missing);
        for (const auto &sample : walk)
            pyramid.append(sample.x, sample.y);
        if (walk.size() > capacity)
            walk = walk.last(capacity);

        const double perPixel = 8.0 * Base;
        QMap<qint64, std::pair<double, double>> buckets;
        for (const auto &sample : walk) {
            const qint64 bucket = sample.x / (8 * Base);
            if (!buckets.contains(bucket))
                buckets[bucket] = {sample.y, sample.y};
            buckets[bucket].first = qMin(buckets[bucket].first, sample.y);
            buckets[bucket].second = qMax(buckets[bucket].second, sample.y);
        }
        buckets.remove(buckets.firstKey()); // it may still know dropped samples
        QMap<qint64, std::pair<double, double>> drawn;
        for (const QPointF &point : pyramid.query(0, 3e6, perPixel)) {
            const auto bucket = static_cast<qint64>(point.x()) / (8 * Base);
            if (!buckets.contains(bucket))
                continue;
            if (!drawn.contains(bucket))
                drawn[bucket] = {point.y(), point.y()};
            drawn[bucket].first = qMin(drawn[bucket].first, point.y());
            drawn[bucket].second = qMax(drawn[bucket].second, point.y());
        }
        QCOMPARE(drawn, buckets);
    }

    void replacesTheLastSample()
    {
        MinMaxPyramid pyramid(Base, 100);
        for (int i = 0; i < 64; ++i)
            pyramid.append(i * Base, 10);
        pyramid.append(63 * Base, 99);
        QVERIFY(pyramid.query(0, 1e6, 16.0 * Base).contains(QPointF(63 * Base, 99)));
        pyramid.append(63 * Base, 11);
        QCOMPARE(pyramid.size(), 64);
        for (const QPointF &point : pyramid.query(0, 1e6, 16.0 * Base))
            QVERIFY2(point.y() < 50, "a record that was taken back is still drawn");
    }

    void endsWithTheLatestValue()
    {
        MinMaxPyramid pyramid(Base, 1'000);
        for (int i = 0; i < 1'000; ++i)
            pyramid.append(i * Base, i % 10);
        QCOMPARE(pyramid.query(0, 1e6, 50.0 * Base).last(), QPointF(999.0 * Base, 9));
        pyramid.append(1'000 * Base, 5);
        pyramid.append(1'001 * Base, 4.5);
        pyramid.append(1'002 * Base, 4.8);
        QCOMPARE(pyramid.query(0, 2e6, 50.0 * Base).last(), QPointF(1'002.0 * Base, 4.8));
    }

    void worksLeftOfZero()
    {
        MinMaxPyramid pyramid(Base, 1'000);
        for (int i = -500; i < 500; ++i)
            pyramid.append(i * Base, i == -77 ? 1e3 : 0);
        QVERIFY(pyramid.query(-5e5, 5e5, 32.0 * Base).contains(QPointF(-77.0 * Base, 1e3)));
    }

    void isEmptyAfterClear()
    {
        MinMaxPyramid pyramid(Base, 10);
        pyramid.append(0, 1);
        pyramid.clear();
        QVERIFY(pyramid.isEmpty());
        QVERIFY(pyramid.query(-1e9, 1e9, 1e6).isEmpty());
    }

    void appendingCostsLittle()
    {
        MinMaxPyramid pyramid(Base, 20'000);
        const auto walk = randomWalk(20'000, 3);
        QBENCHMARK
        {
            pyramid.clear();
            for (const auto &sample : walk)
                pyramid.append(sample.x, sample.y);
        }
    }
};

QTEST_APPLESS_MAIN(tst_MinMaxPyramid)
#include "tst_MinMaxPyramid.moc"
