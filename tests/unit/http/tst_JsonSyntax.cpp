// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/JsonSyntax.h"

#include <QTest>

using namespace Tickwell;

class tst_JsonSyntax : public QObject
{
    Q_OBJECT

private slots:
    void takesWhatIsJson_data();
    void takesWhatIsJson();
    void saysWhatPythonSays_data();
    void saysWhatPythonSays();
    void boundsTheDepth();
};

void tst_JsonSyntax::takesWhatIsJson_data()
{
    QTest::addColumn<QByteArray>("json");
    for (const char *json :
         {"{}", "[]", " {\"a\" : [1, -0.5e+3, 1E9, true, false, null] } ", "\"\\u00e9\\n\\/\"", "0",
          "\"\xc3\xa9\"", "{\"a\":{\"a\":1},\"a\":2}", "\"\x7f\""})
        QTest::newRow(json) << QByteArray(json);
}

void tst_JsonSyntax::takesWhatIsJson()
{
    QFETCH(QByteArray, json);
    QVERIFY(!findJsonFault(json, 64));
}

void tst_JsonSyntax::saysWhatPythonSays_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<int>("position");
    QTest::addColumn<QString>("error");
    const auto row = [](const char *json, int position, const char *error) {
        QTest::newRow(json) << QByteArray(json) << position << QString::fromLatin1(error);
    };
    row("name=x", 0, "Expecting value");
    row("{\"a\": nope}", 6, "Expecting value");
    row("{\"a\":tru}", 5, "Expecting value");
    row("{\"a\":}", 5, "Expecting value");
    row("[1,]", 3, "Expecting value");
    row("[1,", 3, "Expecting value");
    row("-", 0, "Expecting value");
    row(".5", 0, "Expecting value");
    row("+1", 0, "Expecting value");
    row("{\"a\" 1}", 5, "Expecting ':' delimiter");
    row("{\"a\":1,\"b\"}", 10, "Expecting ':' delimiter");
    row("{\"a\":1", 6, "Expecting ',' delimiter");
    row("[1,2", 4, "Expecting ',' delimiter");
    row("{\"a\":1 \"b\":2}", 7, "Expecting ',' delimiter");
    row("[1 2]", 3, "Expecting ',' delimiter");
    row("{\"a\":01}", 6, "Expecting ',' delimiter");
    row("{\"a\":1.}", 6, "Expecting ',' delimiter");
    row("[1e]", 2, "Expecting ',' delimiter");
    row("{", 1, "Expecting property name enclosed in double quotes");
    row("{a:1}", 1, "Expecting property name enclosed in double quotes");
    row("{\"a\":1,}", 7, "Expecting property name enclosed in double quotes");
    row("{\"a\":\"x", 5, "Unterminated string starting at");
    row("\"\\", 0, "Unterminated string starting at");
    row("{\"a\":\"\\q\"}", 6, "Invalid \\escape");
    row("\"\\u12g4\"", 2, "Invalid \\uXXXX escape");
    row("\"a\nb\"", 2, "Invalid control character at");
    row("{\"a\":1}x", 7, "Extra data");
    row("{\"\xc3\xa9\":x}", 5, "Expecting value");
}

void tst_JsonSyntax::saysWhatPythonSays()
{
    QFETCH(QByteArray, json);
    const auto fault = findJsonFault(json, 64);
    QVERIFY(fault);
    QTEST(fault->error, "error");
    QTEST(static_cast<int>(fault->position), "position");
}

void tst_JsonSyntax::boundsTheDepth()
{
    QVERIFY(!findJsonFault("[[[]]]", 3));
    QCOMPARE(findJsonFault("[[[[]]]]", 3),
             (JsonFault{3, QStringLiteral("Nested deeper than 3 levels")}));
    QVERIFY(findJsonFault(QByteArray(1'000'000, '['), 64));
}

QTEST_APPLESS_MAIN(tst_JsonSyntax)
#include "tst_JsonSyntax.moc"
