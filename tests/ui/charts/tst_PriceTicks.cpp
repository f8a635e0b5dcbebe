// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/PriceTicks.h"

#include <QDebug>
#include <QLocale>
#include <QTest>

#include <cmath>

using namespace Tickwell;

class tst_PriceTicks : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void choosesRoundSteps_data()
    {
        QTest::addColumn<double>("low");
        QTest::addColumn<double>("high");
        QTest::addColumn<int>("decimals");
        QTest::addColumn<double>("step");
        QTest::newRow("shares") << 187.3 << 195.6 << 2 << 1.0;
        QTest::newRow("a narrow range") << 189.40 << 189.62 << 2 << 0.05;
        QTest::newRow("bitcoin") << 96'900.0 << 99'200.0 << 2 << 250.0;
        QTest::newRow("tiny prices") << 0.0001234 << 0.0001266 << 7 << 0.0000005;
        QTest::newRow("not finer than the feed") << 12.34 << 12.35 << 2 << 0.01;
        QTest::newRow("no quarter that two digits cannot say") << 10.0 << 10.24 << 2 << 0.05;
        QTest::newRow("across zero") << -1.0 << 1.0 << 2 << 0.2;
    }
    void choosesRoundSteps()
    {
        QFETCH(double, low);
        QFETCH(double, high);
        QFETCH(int, decimals);
        QFETCH(double, step);
        const PriceTicks ticks = PriceTicks::between(low, high, 400, 40, decimals);
        QVERIFY2(std::abs(ticks.step - step) < step * 1e-9,
                 qPrintable(QString::number(ticks.step)));
        QVERIFY(ticks.decimals <= decimals);
    }

    void aLogarithmicAxisHasRoundPrices_data()
    {
        QTest::addColumn<double>("low");
        QTest::addColumn<double>("high");
        QTest::addColumn<int>("decimals");
        QTest::addColumn<QList<double>>("values");
        QTest::newRow("three decades")
            << 1.0 << 1'000.0 << 2 << QList<double>({1, 2, 5, 10, 20, 50, 100, 200, 500, 1'000});
        QTest::newRow("a narrow range is as on a linear axis")
            << 187.0 << 195.0 << 2 << QList<double>({187, 188, 189, 190, 191, 192, 193, 194, 195});
        QTest::newRow("not above zero") << 0.0 << 10.0 << 2 << QList<double>();
        QTest::newRow("upside down") << 10.0 << 5.0 << 2 << QList<double>();
    }
    void aLogarithmicAxisHasRoundPrices()
    {
        QFETCH(double, low);
        QFETCH(double, high);
        QFETCH(int, decimals);
        QFETCH(QList<double>, values);
        const PriceTicks ticks = PriceTicks::logarithmic(low, high, 400, 40, decimals);
        QVERIFY2(ticks.values.size() == values.size(), qPrintable(QDebug::toString(ticks.values)));
        for (qsizetype i = 0; i < values.size(); ++i)
            QVERIFY2(std::abs(ticks.values.at(i) - values.at(i)) < 1e-9,
                     qPrintable(QDebug::toString(ticks.values)));
    }

    void logarithmicTicksStayInsideAndApart()
    {
        for (double low : {0.0001, 0.9, 1.0, 187.0, 97'214.5}) {
            for (double ratio = 1.02; ratio < 1e6; ratio *= 1.37) {
                const double high = low * ratio;
                const PriceTicks ticks = PriceTicks::logarithmic(low, high, 300, 32, 8);
                QVERIFY(ticks.values.size() >= 2);
                QVERIFY(ticks.values.first() >= low * (1 - 1e-9));
                QVERIFY(ticks.values.last() <= high * (1 + 1e-9));
                const double pixels = 300 / std::log(ratio);
                for (qsizetype i = 1; i < ticks.values.size(); ++i) {
                    const double apart = std::log(ticks.values.at(i) / ticks.values.at(i - 1));
                    QVERIFY(apart * pixels >= 32 - 1e-6);
                }
            }
        }
    }

    void staysInsideAndApart()
    {
        for (double range = 0.03; range < 5'000; range *= 1.37) {
            const PriceTicks ticks = PriceTicks::between(100, 100 + range, 300, 40, 2);
            QVERIFY(!ticks.values.isEmpty());
            QVERIFY(ticks.values.first() >= 100 - 1e-9);
            QVERIFY(ticks.values.last() <= 100 + range * (1 + 1e-9));
            for (qsizetype i = 1; i < ticks.values.size(); ++i) {
                const double gap = (ticks.values.at(i) - ticks.values.at(i - 1)) / range * 300;
                QVERIFY(gap > 40 - 1e-6);
            }
        }
    }

    void hasNoTicksWhereThereIsNoRange()
    {
        QVERIFY(PriceTicks::between(5, 5, 300, 40, 2).values.isEmpty());
        QVERIFY(PriceTicks::between(5, 6, 0, 40, 2).values.isEmpty());
        QVERIFY(PriceTicks::between(std::nan(""), 6, 300, 40, 2).values.isEmpty());
    }

    void roundsUpToANiceNumber_data()
    {
        QTest::addColumn<double>("value");
        QTest::addColumn<double>("nice");
        QTest::newRow("1") << 1.0 << 1.0;
        QTest::newRow("1.01") << 1.01 << 2.0;
        QTest::newRow("2.2") << 2.2 << 2.5;
        QTest::newRow("81") << 81.0 << 100.0;
        QTest::newRow("1.2 MB/s") << 1.2e6 << 2e6;
        QTest::newRow("0.003") << 0.003 << 0.005;
    }
    void roundsUpToANiceNumber()
    {
        QFETCH(double, value);
        QTEST(niceCeiling(value), "nice");
    }

    void writesPricesWithTheFeedsDigits()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        QCOMPARE(formatPrice(97'214.5, 2), QStringLiteral("97,214.50"));
        QCOMPARE(formatPrice(0.0001234, 7), QStringLiteral("0.0001234"));
        QCOMPARE(formatPrice(189.4, 2), QStringLiteral("189.40"));
    }

    void writesVolumesInFewCharacters_data()
    {
        QTest::addColumn<double>("volume");
        QTest::addColumn<QString>("text");
        QTest::newRow("shares") << 82'411.0 << "82,411";
        QTest::newRow("none") << 0.0 << "0";
        QTest::newRow("fraction of a coin") << 0.1234 << "0.123";
        QTest::newRow("millions") << 1'254'000.0 << "1.25 M";
        QTest::newRow("billions") << 3.2e9 << "3.20 B";
    }
    void writesVolumesInFewCharacters()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        QFETCH(double, volume);
        QTEST(formatVolume(volume), "text");
    }
};

QTEST_GUILESS_MAIN(tst_PriceTicks)
#include "tst_PriceTicks.moc"
