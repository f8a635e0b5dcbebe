// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/Decimal.h"

#include <QTest>

using namespace Tickwell;

class tst_Decimal : public QObject
{
    Q_OBJECT

private slots:
    void keepsTheDigitsItWasGiven_data();
    void keepsTheDigitsItWasGiven();
    void refusesWhatIsNotPlainDigits_data();
    void refusesWhatIsNotPlainDigits();
    void comparesByValueAcrossScales();
    void addsExactlyAcrossScales();
    void roundsHalfAwayFromZero();
    void saturatesInsteadOfWrapping();
};

void tst_Decimal::keepsTheDigitsItWasGiven_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text : {"0", "1", "-1", "189.40", "0.00012300", "-0.5", "97214.50000000",
                             "999999999999999999", "0.000000000001", "-12.05"})
        QTest::newRow(text) << QByteArray(text);
}

void tst_Decimal::keepsTheDigitsItWasGiven()
{
    QFETCH(QByteArray, text);
    const auto value = Decimal::parse(text);
    QVERIFY(value);
    QCOMPARE(value->toByteArray(), text);
}

void tst_Decimal::refusesWhatIsNotPlainDigits_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text : {"", "-", ".", ".5", "1.", "1e5", "+1", " 1", "1 ", "1.2.3", "0x10",
                             "nan", "1234567890123456789", "0.0000000000001", "--1"})
        QTest::newRow(text) << QByteArray(text);
}

void tst_Decimal::refusesWhatIsNotPlainDigits()
{
    QFETCH(QByteArray, text);
    QVERIFY(!Decimal::parse(text));
}

void tst_Decimal::comparesByValueAcrossScales()
{
    QVERIFY(Decimal(15, 1) == Decimal(150, 2));
    QVERIFY(Decimal(-15, 1) < Decimal(0, 5));
    QVERIFY(Decimal(999'999'999'999'999'999, 0) > Decimal(1, 12));
}

void tst_Decimal::addsExactlyAcrossScales()
{
    QCOMPARE((Decimal(18940, 2) + Decimal(5, 3)).toByteArray(), QByteArray("189.405"));
    QCOMPARE((Decimal(1, 1) - Decimal(3, 1)).toByteArray(), QByteArray("-0.2"));
}

void tst_Decimal::roundsHalfAwayFromZero()
{
    QCOMPARE(Decimal(125, 2).rescaled(1).toByteArray(), QByteArray("1.3"));
    QCOMPARE(Decimal(-125, 2).rescaled(1).toByteArray(), QByteArray("-1.3"));
    QCOMPARE(Decimal::fromDouble(189.405, 2).toByteArray(), QByteArray("189.41"));
    QCOMPARE(Decimal(15, 1).rescaled(4).toByteArray(), QByteArray("1.5000"));
}

void tst_Decimal::saturatesInsteadOfWrapping()
{
    const Decimal max(std::numeric_limits<qint64>::max(), 0);
    QVERIFY((max + max).units() == max.units());
}

QTEST_APPLESS_MAIN(tst_Decimal)
#include "tst_Decimal.moc"
