// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/Format.h"
#include "models/Preferences.h"
#include "support/WindowFixture.h"

#include <QTest>

using namespace Tickwell;

class tst_Format : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { Preferences::instance()->setLanguage(QStringLiteral("en")); }

    void averagesHaveTheDigitsThatTell_data()
    {
        QTest::addColumn<QByteArray>("mean");
        QTest::addColumn<QString>("text");
        QTest::newRow("cents") << QByteArray("264.422750") << "264.42";
        QTest::newRow("as given") << QByteArray("97214.5") << "97,214.5";
        QTest::newRow("a few") << QByteArray("1.234567") << "1.2346";
        QTest::newRow("zeros") << QByteArray("1.500000") << "1.50";
        QTest::newRow("small") << QByteArray("0.000123") << "0.000123";
    }
    void averagesHaveTheDigitsThatTell()
    {
        QFETCH(QByteArray, mean);
        QFETCH(QString, text);
        QCOMPARE(Format::average(Decimal::parse(mean).value()), text);
    }

    void pricesKeepTheirDigits_data()
    {
        QTest::addColumn<QByteArray>("price");
        QTest::addColumn<QString>("text");
        QTest::newRow("cents") << QByteArray("189.40") << "189.40";
        QTest::newRow("thousands") << QByteArray("97214.50") << "97,214.50";
        QTest::newRow("millions") << QByteArray("1234567") << "1,234,567";
        QTest::newRow("small") << QByteArray("0.00001234") << "0.00001234";
        QTest::newRow("three digits below zero") << QByteArray("-123.5") << "-123.5";
        QTest::newRow("four digits below zero") << QByteArray("-1234") << "-1,234";
    }
    void pricesKeepTheirDigits()
    {
        QFETCH(QByteArray, price);
        QFETCH(QString, text);
        QCOMPARE(Format::price(Decimal::parse(price).value()), text);
    }

    void moneyIsRoundedToCents()
    {
        QCOMPARE(Format::money({1'888'000'499, 5}), QStringLiteral("18,880.00"));
        QCOMPARE(Format::gain({225, 0}), QStringLiteral("+225.00"));
        QCOMPARE(Format::gain({-76'685, 3}), QStringLiteral("−76.69"));
        QCOMPARE(Format::gain({-4, 3}), QStringLiteral("0.00"));
        QCOMPARE(Format::quantity({100'000, 2}), QStringLiteral("1,000"));
        QCOMPARE(Format::quantity({25, 2}), QStringLiteral("0.25"));
    }

    void readsWhatAPersonTypes_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("number");
        QTest::newRow("plain") << "188.80"
                               << "188.80";
        QTest::newRow("groups and blanks") << " 1,000.5 "
                                           << "1000.5";
        QTest::newRow("negative") << "-3"
                                  << "-3";
        QTest::newRow("nothing") << ""
                                 << "";
        QTest::newRow("word") << "many"
                              << "";
        QTest::newRow("exponent") << "1e3"
                                  << "";
    }
    void readsWhatAPersonTypes()
    {
        QFETCH(QString, text);
        const std::optional<Decimal> number = Format::number(text);
        QTEST(number ? number->toString() : QString(), "number");
    }

    void bytesHaveThreeDigits_data()
    {
        QTest::addColumn<double>("bytes");
        QTest::addColumn<QString>("text");
        QTest::newRow("none") << 0.0 << "0 B";
        QTest::newRow("bytes") << 812.0 << "812 B";
        QTest::newRow("below a kilobyte") << 999.9 << "1,000 B";
        QTest::newRow("kilobytes") << 80'000.0 << "80.0 kB";
        QTest::newRow("hundreds") << 148'000'000.0 << "148 MB";
        QTest::newRow("below a gigabyte") << 999'990'000.0 << "1.0 GB";
        QTest::newRow("gigabytes") << 14.7e9 << "14.7 GB";
        QTest::newRow("beyond") << 5e18 << "5,000 PB";
    }
    void bytesHaveThreeDigits()
    {
        QFETCH(double, bytes);
        QFETCH(QString, text);
        QCOMPARE(Format::bytes(bytes), text);
    }

    void countsAreGrouped() { QCOMPARE(Format::count(1'204'311), QStringLiteral("1,204,311")); }
    void percentHasASpace() { QCOMPARE(Format::percent(22.6), QStringLiteral("23 %")); }
    void aChangeLeavesItsSignToTheArrow()
    {
        QCOMPARE(Format::change(-0.314), QStringLiteral("0.31 %"));
    }
};

TICKWELL_WINDOW_TEST(tst_Format)
#include "tst_Format.moc"
