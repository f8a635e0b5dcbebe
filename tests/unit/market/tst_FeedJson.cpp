// SPDX-License-Identifier: GPL-3.0-or-later
#include "market/FeedJson.h"

#include <QJsonDocument>
#include <QRandomGenerator>
#include <QTest>

using namespace Tickwell;

class tst_FeedJson : public QObject
{
    Q_OBJECT

private slots:
    void numbersKeepTheirDigits_data();
    void numbersKeepTheirDigits();
    void whatIsNoDecimalIsNone();
    void readsMembersAndElements();
    void readsEscapes();
    void refusesWhatIsNoJson_data();
    void refusesWhatIsNoJson();
    void nestingIsBounded();
    void cutAnywhereItFailsAndDoesNotCrash();
    void takesNothingThatQtRefuses();
};

void tst_FeedJson::numbersKeepTheirDigits_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("digits");
    QTest::newRow("price") << QByteArray("189.40") << QByteArray("189.40");
    QTest::newRow("no double") << QByteArray("0.123456789012") << QByteArray("0.123456789012");
    QTest::newRow("seventeen digits")
        << QByteArray("90071992547409.93") << QByteArray("90071992547409.93");
    QTest::newRow("text") << QByteArray("\"0.00000812\"") << QByteArray("0.00000812");
    QTest::newRow("exponent") << QByteArray("1e-05") << QByteArray("0.00001");
    QTest::newRow("exponent up") << QByteArray("1.25E+3") << QByteArray("1250");
    QTest::newRow("fraction left") << QByteArray("1.2345e2") << QByteArray("123.45");
    QTest::newRow("negative") << QByteArray("-3.5") << QByteArray("-3.5");
    QTest::newRow("zero") << QByteArray("0e-30") << QByteArray("0");
}

void tst_FeedJson::numbersKeepTheirDigits()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, digits);
    const auto json = FeedJson::parse(text);
    QVERIFY(json);
    const auto decimal = json->decimal();
    QVERIFY(decimal);
    QCOMPARE(decimal->toByteArray(), digits);
}

void tst_FeedJson::whatIsNoDecimalIsNone()
{
    for (const char *text : {"\"abc\"", "\"\"", "null", "true", "[]", "1e99", "1e-30",
                             "1234567890123456789012", "\"1e\"", "\"e5\""}) {
        const auto json = FeedJson::parse(text);
        QVERIFY2(json, text);
        QVERIFY2(!json->decimal(), text);
    }
    QVERIFY(!FeedJson::parse("1.5")->integer());
    QVERIFY(!FeedJson::parse("99999999999999999999")->integer());
}

void tst_FeedJson::readsMembersAndElements()
{
    const auto json = FeedJson::parse(R"( [ {"T":"t","i":7,"c":["@","I"]}, null ] )");
    QVERIFY(json);
    QCOMPARE(json->elements().size(), size_t(2));
    const FeedJson &trade = json->elements()[0];
    QCOMPARE(trade["T"].text(), QStringLiteral("t"));
    QCOMPARE(trade["i"].integer(), qint64(7));
    QCOMPARE(trade["c"].elements().size(), size_t(2));
    QCOMPARE(trade["none"].kind(), FeedJson::Kind::Null);
    QCOMPARE(trade["T"]["x"].kind(), FeedJson::Kind::Null);
}

void tst_FeedJson::readsEscapes()
{
    QCOMPARE(FeedJson::parse("\"a\\\"\\\\\\/\\n\\u00e9\\ud83d\\ude00\"")->text(),
             QStringLiteral("a\"\\/\n\u00e9\U0001F600"));
}

void tst_FeedJson::refusesWhatIsNoJson_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text :
         {"",      " ",        "{",       "[1,",       "[1,]",        "{\"a\":}",    "{\"a\" 1}",
          "{a:1}", "01",       "1.",      ".5",        "+1",          "1e",          "tru",
          "nul",   "\"a",      "\"\\x\"", "\"\\u12\"", "\"\\ud800\"", "\"\\udc00\"", "1 2",
          "[] x",  "\"a\tb\"", "--1",     "'a'",       "NaN",         "{\"a\":1,}"})
        QTest::newRow(text) << QByteArray(text);
}

void tst_FeedJson::refusesWhatIsNoJson()
{
    QFETCH(QByteArray, text);
    QVERIFY(!FeedJson::parse(text));
}

void tst_FeedJson::nestingIsBounded()
{
    const int most = FeedJson::MaxDepth;
    QVERIFY(FeedJson::parse(QByteArray(most, '[') + QByteArray(most, ']')));
    QVERIFY(!FeedJson::parse(QByteArray(most + 1, '[') + QByteArray(most + 1, ']')));
    QVERIFY(!FeedJson::parse(QByteArray(1'000'000, '[')));
}

void tst_FeedJson::cutAnywhereItFailsAndDoesNotCrash()
{
    const QByteArray whole =
        "[{\"T\":\"t\",\"S\":\"A\\u00e9\",\"p\":1.25e1,\"c\":[true,null,\"@\"]}]";
    QVERIFY(FeedJson::parse(whole));
    for (qsizetype end = 0; end < whole.size(); ++end)
        QVERIFY(!FeedJson::parse(whole.first(end)));
}

void tst_FeedJson::takesNothingThatQtRefuses()
{
    const QByteArray whole = R"([{"T":"t","S":"AAPL","p":1.25e1,"c":[true,null,"@"]}])";
    QRandomGenerator random(7);
    for (int i = 0; i < 20'000; ++i) {
        QByteArray broken = whole;
        for (int n = 0; n < 3; ++n) {
            broken[random.bounded(int(broken.size()))] =
                static_cast<char>(random.bounded(0x20, 0x7f));
        }
        QJsonParseError fault;
        QJsonDocument::fromJson(broken, &fault);
        QVERIFY2(!FeedJson::parse(broken) || fault.error == QJsonParseError::NoError,
                 broken.constData());
    }
}

QTEST_APPLESS_MAIN(tst_FeedJson)
#include "tst_FeedJson.moc"
