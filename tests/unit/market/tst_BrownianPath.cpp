// SPDX-License-Identifier: GPL-3.0-or-later
#include "market/BrownianPath.h"

#include <QTest>

#include <cmath>
#include <vector>

using namespace Tickwell;

class tst_BrownianPath : public QObject
{
    Q_OBJECT

private slots:
    void isZeroAtTheOrigin();
    void aWalkGivesWhatEachStepAloneGives_data();
    void aWalkGivesWhatEachStepAloneGives();
    void extremesAreThoseOfAPlainSearch_data();
    void extremesAreThoseOfAPlainSearch();
    void anExtremeCountsOnlyTheStepsAskedFor();
    void stepsHaveTheirStandardDeviation_data();
    void stepsHaveTheirStandardDeviation();
    void doesNotWanderOffOverCenturies();
    void otherKeysGiveUnrelatedPaths();
};

void tst_BrownianPath::isZeroAtTheOrigin()
{
    QCOMPARE(BrownianPath(7, 0.1).at(0), 0.0);
}

void tst_BrownianPath::aWalkGivesWhatEachStepAloneGives_data()
{
    QTest::addColumn<qint64>("from");
    QTest::addColumn<qint64>("to");
    QTest::newRow("one") << qint64(5) << qint64(6);
    QTest::newRow("none") << qint64(5) << qint64(5);
    QTest::newRow("over the origin") << qint64(-100) << qint64(100);
    QTest::newRow("odd ends") << qint64(12'345) << qint64(13'579);
    QTest::newRow("over a block's end")
        << BrownianPath::BlockSteps - 33 << BrownianPath::BlockSteps + 65;
    QTest::newRow("long ago") << -3 * BrownianPath::BlockSteps - 50
                              << -3 * BrownianPath::BlockSteps;
}

void tst_BrownianPath::aWalkGivesWhatEachStepAloneGives()
{
    QFETCH(qint64, from);
    QFETCH(qint64, to);
    const BrownianPath path(1, 0.1);
    qint64 next = from;
    path.forEach(from, to, [&](qint64 step, double value) {
        QCOMPARE(step, next++);
        QCOMPARE(value, path.at(step));
    });
    QCOMPARE(next, to);
}

void tst_BrownianPath::extremesAreThoseOfAPlainSearch_data()
{
    QTest::addColumn<quint64>("key");
    QTest::addColumn<qint64>("from");
    QTest::addColumn<qint64>("to");
    quint64 key = 0;
    for (const qint64 length : {1, 2, 7, 240, 1'200, 14'400, 100'000}) {
        for (const qint64 from : {qint64(0), qint64(-77'777), BrownianPath::BlockSteps - 50})
            QTest::addRow("%lld from %lld", length, from) << ++key << from << from + length;
    }
}

void tst_BrownianPath::extremesAreThoseOfAPlainSearch()
{
    QFETCH(quint64, key);
    QFETCH(qint64, from);
    QFETCH(qint64, to);
    const BrownianPath path(key, 0.1);
    const auto counts = [](qint64 step) { return step % 3 != 0; };
    double high = -1e9;
    double low = 1e9;
    path.forEach(from, to, [&](qint64 step, double value) {
        if (counts(step)) {
            high = std::max(high, value);
            low = std::min(low, value);
        }
    });
    QCOMPARE(path.maximum(from, to, -1e9, counts), high);
    QCOMPARE(path.minimum(from, to, 1e9, counts), low);
}

void tst_BrownianPath::anExtremeCountsOnlyTheStepsAskedFor()
{
    const BrownianPath path(3, 0.1);
    QCOMPARE(path.maximum(0, 1'000, 0.125, [](qint64) { return false; }), 0.125);
}

void tst_BrownianPath::stepsHaveTheirStandardDeviation_data()
{
    QTest::addColumn<qint64>("stride");
    QTest::newRow("a step") << qint64(1);
    QTest::newRow("a minute") << qint64(240);
    QTest::newRow("a day") << qint64(345'600);
}

void tst_BrownianPath::stepsHaveTheirStandardDeviation()
{
    QFETCH(qint64, stride);
    const BrownianPath path(11, 0.01);
    double squares = 0;
    constexpr int Count = 3'000;
    for (qint64 i = 0; i < Count; ++i) {
        const double difference = path.at((i + 1) * stride) - path.at(i * stride);
        squares += difference * difference;
    }
    const double expected = 0.01 * std::sqrt(static_cast<double>(stride));
    const double measured = std::sqrt(squares / Count);
    QVERIFY2(std::abs(measured / expected - 1) < 0.06,
             qPrintable(QStringLiteral("%1 of %2").arg(measured).arg(expected)));
}

void tst_BrownianPath::doesNotWanderOffOverCenturies()
{
    const BrownianPath path(5, 1);
    const double sd = std::sqrt(static_cast<double>(BrownianPath::BlockSteps) / 2);
    double squares = 0;
    constexpr int Count = 4'000;
    for (qint64 i = 0; i < Count; ++i) {
        const double value = path.at(i * BrownianPath::BlockSteps / 8 + 12'345) / sd;
        QVERIFY(std::abs(value) < 5);
        squares += value * value;
    }
    QVERIFY(std::abs(std::sqrt(squares / Count) - 1) < 0.1);
}

void tst_BrownianPath::otherKeysGiveUnrelatedPaths()
{
    const BrownianPath one(1, 1);
    const BrownianPath other(2, 1);
    double product = 0;
    for (qint64 i = 0; i < 2'000; ++i)
        product += (one.at(i + 1) - one.at(i)) * (other.at(i + 1) - other.at(i));
    QVERIFY(std::abs(product / 2'000) < 0.1);
}

QTEST_APPLESS_MAIN(tst_BrownianPath)
#include "tst_BrownianPath.moc"
