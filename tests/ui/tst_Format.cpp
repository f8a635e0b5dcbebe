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
