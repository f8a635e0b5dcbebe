// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/JsonWriter.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <limits>

using namespace Tickwell;

class tst_JsonWriter : public QObject
{
    Q_OBJECT

private slots:
    void escapesStrings_data();
    void escapesStrings();
    void readsBackEveryUtf16Unit();
    void writesTheShortestNumber_data();
    void writesTheShortestNumber();
    void readsBackTheSameDouble();
    void saysNullForWhatIsNoNumber();
    void writesIntegersWhole();
    void writesSecondsExactly_data();
    void writesSecondsExactly();
    void keepsTheDigitsOfADecimal();
    void putsCommasBetweenValuesOnly();
    void escapesKeysThatComeFromOutside();
    void saysNullForAMissingValue();
};

void tst_JsonWriter::escapesStrings_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("empty") << QString() << QByteArray("\"\"");
    QTest::newRow("plain") << QStringLiteral("ana") << QByteArray("\"ana\"");
    QTest::newRow("quote and backslash")
        << QStringLiteral("a\"b\\c") << QByteArray("\"a\\\"b\\\\c\"");
    QTest::newRow("short escapes")
        << QStringLiteral("\b\f\n\r\t") << QByteArray("\"\\b\\f\\n\\r\\t\"");
    QTest::newRow("control") << QString(QChar(0)) + QChar(0x1f) << QByteArray("\"\\u0000\\u001f\"");
    QTest::newRow("delete is no control character of JSON's")
        << QString(QChar(0x7f)) << QByteArray("\"\x7f\"");
    QTest::newRow("two bytes") << QStringLiteral("é") << QByteArray("\"\xc3\xa9\"");
    QTest::newRow("three bytes") << QStringLiteral("價") << QByteArray("\"\xe5\x83\xb9\"");
    QTest::newRow("four bytes") << QStringLiteral("📈") << QByteArray("\"\xf0\x9f\x93\x88\"");
    QTest::newRow("line separator") << QString(QChar(0x2028)) << QByteArray("\"\xe2\x80\xa8\"");
    QTest::newRow("lone high surrogate")
        << QStringLiteral("a") + QChar(0xd800) + QStringLiteral("b")
        << QByteArray("\"a\xef\xbf\xbd"
                      "b\"");
    QTest::newRow("high surrogate at the end")
        << QString(QChar(0xd83d)) << QByteArray("\"\xef\xbf\xbd\"");
    QTest::newRow("lone low surrogate") << QString(QChar(0xdc00)) << QByteArray("\"\xef\xbf\xbd\"");
    QTest::newRow("slash stays") << QStringLiteral("</a>") << QByteArray("\"</a>\"");
}

void tst_JsonWriter::escapesStrings()
{
    QFETCH(QString, text);
    QByteArray out;
    appendJsonString(out, text);
    QTEST(out, "json");
}

void tst_JsonWriter::readsBackEveryUtf16Unit()
{
    QString all;
    for (int unit = 0; unit < 0x10000; ++unit) {
        if (!QChar::isSurrogate(static_cast<char32_t>(unit)))
            all.append(QChar(unit));
    }
    QByteArray out;
    JsonWriter(out).beginArray().value(all).endArray();
    const QJsonDocument document = QJsonDocument::fromJson(out);
    QVERIFY(document.array().at(0).toString() == all);
}

void tst_JsonWriter::writesTheShortestNumber_data()
{
    QTest::addColumn<double>("number");
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("zero") << 0.0 << QByteArray("0");
    QTest::newRow("whole") << 100000.0 << QByteArray("100000");
    QTest::newRow("tenth") << 0.1 << QByteArray("0.1");
    QTest::newRow("sum") << 0.1 + 0.2 << QByteArray("0.30000000000000004");
    QTest::newRow("negative") << -12.5 << QByteArray("-12.5");
    QTest::newRow("small") << 0.000001 << QByteArray("0.000001");
    QTest::newRow("smaller") << 0.0000001 << QByteArray("1e-07");
    QTest::newRow("large") << 1e22 << QByteArray("1e+22");
}

void tst_JsonWriter::writesTheShortestNumber()
{
    QFETCH(double, number);
    QByteArray out;
    appendJsonNumber(out, number);
    QTEST(out, "json");
}

void tst_JsonWriter::readsBackTheSameDouble()
{
    for (const double number :
         {std::numeric_limits<double>::max(), std::numeric_limits<double>::min(),
          std::numeric_limits<double>::denorm_min(), 1.0 / 3.0, 2.0 / 3e15, 123456789.123456789,
          -9.999999999999999e16, 5e-324}) {
        QByteArray out;
        appendJsonNumber(out, number);
        QCOMPARE(out.toDouble(), number);
    }
}

void tst_JsonWriter::saysNullForWhatIsNoNumber()
{
    QByteArray out;
    JsonWriter(out)
        .beginArray()
        .value(std::numeric_limits<double>::quiet_NaN())
        .value(-std::numeric_limits<double>::infinity())
        .endArray();
    QCOMPARE(out, QByteArray("[null,null]"));
}

void tst_JsonWriter::writesIntegersWhole()
{
    QByteArray out;
    JsonWriter(out)
        .beginArray()
        .value(std::numeric_limits<qint64>::min())
        .value(std::numeric_limits<quint64>::max())
        .value(7)
        .value(true)
        .value(false)
        .endArray();
    QCOMPARE(out, QByteArray("[-9223372036854775808,18446744073709551615,7,true,false]"));
}

void tst_JsonWriter::writesSecondsExactly_data()
{
    QTest::addColumn<qint64>("micros");
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("whole") << qint64(1'700'000'000'000'000) << QByteArray("1700000000");
    QTest::newRow("micros") << qint64(1'700'000'000'123'456) << QByteArray("1700000000.123456");
    QTest::newRow("trailing zeros") << qint64(1'700'000'000'120'000) << QByteArray("1700000000.12");
    QTest::newRow("leading zeros") << qint64(1'000'007) << QByteArray("1.000007");
    QTest::newRow("inner zeros") << qint64(1'100'100) << QByteArray("1.1001");
    QTest::newRow("before the epoch") << qint64(-500'000) << QByteArray("-0.5");
}

void tst_JsonWriter::writesSecondsExactly()
{
    QFETCH(qint64, micros);
    QByteArray out;
    JsonWriter(out).seconds(fromMicros(micros));
    QTEST(out, "json");
}

void tst_JsonWriter::keepsTheDigitsOfADecimal()
{
    QByteArray out;
    JsonWriter(out).value(Decimal(18940, 2));
    QCOMPARE(out, QByteArray("189.40"));
}

void tst_JsonWriter::putsCommasBetweenValuesOnly()
{
    QByteArray out;
    JsonWriter json(out);
    json.beginObject().key("a").beginArray().endArray().key("b").beginObject().endObject();
    json.key("c").beginArray().value(1).beginArray().value(2).endArray().value(3).endArray();
    json.field("d", QStringLiteral("x")).field("e", "y").key("f").raw("{\"g\":0}").endObject();
    QCOMPARE(
        out,
        QByteArray("{\"a\":[],\"b\":{},\"c\":[1,[2],3],\"d\":\"x\",\"e\":\"y\",\"f\":{\"g\":0}}"));
}

void tst_JsonWriter::escapesKeysThatComeFromOutside()
{
    QByteArray out;
    JsonWriter(out).beginObject().keyOf(u"a\"b").value(1).keyOf(u"c").null().endObject();
    QCOMPARE(out, QByteArray("{\"a\\\"b\":1,\"c\":null}"));
}

void tst_JsonWriter::saysNullForAMissingValue()
{
    QByteArray out;
    JsonWriter(out)
        .beginObject()
        .field("here", std::optional<double>(1.5))
        .field("missing", std::optional<double>())
        .endObject();
    QCOMPARE(out, QByteArray("{\"here\":1.5,\"missing\":null}"));
}

QTEST_APPLESS_MAIN(tst_JsonWriter)
#include "tst_JsonWriter.moc"
