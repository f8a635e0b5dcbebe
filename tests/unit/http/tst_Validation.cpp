// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/Validation.h"
#include "http/Values.h"

#include <QJsonDocument>
#include <QTest>

using namespace Tickwell;

namespace {

Request withQuery(const QByteArray &query)
{
    Request request;
    request.query = *decodeQuery(query);
    return request;
}

Request withBody(const QByteArray &body)
{
    Request request;
    request.body = body;
    return request;
}

/// The only fault of @p validation, as JSON.
QByteArray onlyFault(const Validation &validation)
{
    if (validation.faults().size() != 1)
        return QByteArray::number(validation.faults().size()) + " faults";
    return QJsonDocument(validation.faults().first().toObject()).toJson(QJsonDocument::Compact);
}

} // namespace

class tst_Validation : public QObject
{
    Q_OBJECT

private slots:
    void readsIntegers_data();
    void readsIntegers();
    void faultsOfQueryIntegers_data();
    void faultsOfQueryIntegers();
    void faultsOfBodyValues_data();
    void faultsOfBodyValues();
    void faultsOfBodies_data();
    void faultsOfBodies();
    void gathersAllFaults();
    void namesThePathParameter();
    void absentValuesTakeTheFallback();
    void nullIsAbsentWhereThereIsAFallback();
    void readsTimes();
    void readsLists();
    void readsForms();
    void readsDecimalsExactly();
    void countsCodePoints();
    void answersWith422();
    void concealsSecrets_data();
    void concealsSecrets();
};

void tst_Validation::readsIntegers_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qint64>("number");
    QTest::newRow("plain") << QByteArray("42") << qint64(42);
    QTest::newRow("negative") << QByteArray("-3") << qint64(-3);
    QTest::newRow("signed") << QByteArray("%2B3") << qint64(3);
    QTest::newRow("blanks") << QByteArray("%207%20") << qint64(7);
    QTest::newRow("zeros after the point") << QByteArray("5.0") << qint64(5);
    QTest::newRow("largest") << QByteArray("9223372036854775807")
                             << std::numeric_limits<qint64>::max();
}

void tst_Validation::readsIntegers()
{
    QFETCH(QByteArray, text);
    const Request request = withQuery("n=" + text);
    Validation v(request);
    QTEST(v.query("n").integer(), "number");
    QVERIFY(v.ok());
}

void tst_Validation::faultsOfQueryIntegers_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QByteArray>("fault");
    QTest::newRow("missing")
        << QByteArray()
        << QByteArray(
               R"({"input":null,"loc":["query","n"],"msg":"Field required","type":"missing"})");
    QTest::newRow("text")
        << QByteArray("n=abc")
        << QByteArray(
               R"({"input":"abc","loc":["query","n"],"msg":"Input should be a valid integer, unable to parse string as an integer","type":"int_parsing"})");
    QTest::newRow("empty")
        << QByteArray("n=")
        << QByteArray(
               R"({"input":"","loc":["query","n"],"msg":"Input should be a valid integer, unable to parse string as an integer","type":"int_parsing"})");
    QTest::newRow("fraction")
        << QByteArray("n=1.5")
        << QByteArray(
               R"({"input":"1.5","loc":["query","n"],"msg":"Input should be a valid integer, unable to parse string as an integer","type":"int_parsing"})");
    QTest::newRow("too small")
        << QByteArray("n=0")
        << QByteArray(
               R"({"ctx":{"ge":1},"input":"0","loc":["query","n"],"msg":"Input should be greater than or equal to 1","type":"greater_than_equal"})");
    QTest::newRow("too large")
        << QByteArray("n=1001")
        << QByteArray(
               R"({"ctx":{"le":1000},"input":"1001","loc":["query","n"],"msg":"Input should be less than or equal to 1000","type":"less_than_equal"})");
    QTest::newRow("beyond 64 bits")
        << QByteArray("n=9223372036854775808")
        << QByteArray(
               R"({"input":"9223372036854775808","loc":["query","n"],"msg":"Unable to parse input string as an integer, exceeded maximum size","type":"int_parsing_size"})");
}

void tst_Validation::faultsOfQueryIntegers()
{
    QFETCH(QByteArray, query);
    const Request request = withQuery(query);
    Validation v(request);
    QCOMPARE(v.query("n").integer({.ge = 1, .le = 1000}), 0);
    QTEST(onlyFault(v), "fault");
}

void tst_Validation::faultsOfBodyValues_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QString>("reader");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("message");
    const auto row = [](const char *value, const char *reader, const char *type,
                        const char *message) {
        QTest::newRow(
            qPrintable(QStringLiteral("%1 %2").arg(QLatin1String(reader), QLatin1String(value))))
            << QByteArray(value) << QString::fromLatin1(reader) << QByteArray(type)
            << QByteArray(message);
    };
    row("1.5", "integer", "int_from_float",
        "Input should be a valid integer, got a number with a fractional part");
    row("null", "integer", "int_type", "Input should be a valid integer");
    row("[]", "integer", "int_type", "Input should be a valid integer");
    row("\"x\"", "real", "float_parsing",
        "Input should be a valid number, unable to parse string as a number");
    row("{}", "real", "float_type", "Input should be a valid number");
    row("\"inf\"", "real", "finite_number", "Input should be a finite number");
    row("-0.5", "real", "greater_than_equal", "Input should be greater than or equal to 0");
    row("5", "string", "string_type", "Input should be a valid string");
    row("\"\"", "string", "string_too_short", "String should have at least 1 character");
    row("\"abcdef\"", "string", "string_too_long", "String should have at most 5 characters");
    row("\"a b\"", "string", "string_pattern_mismatch", "String should match pattern '^[a-z]+$'");
    row("\"ab\\n\"", "string", "string_pattern_mismatch", "String should match pattern '^[a-z]+$'");
    row("\"hold\"", "choice", "literal_error", "Input should be 'buy', 'sell' or 'both'");
    row("2", "boolean", "bool_parsing",
        "Input should be a valid boolean, unable to interpret input");
    row("[]", "boolean", "bool_type", "Input should be a valid boolean");
    row("{}", "list", "list_type", "Input should be a valid list");
    row("[]", "short list", "too_short",
        "List should have at least 1 item after validation, not 0");
    row("[1,2,3]", "short list", "too_long",
        "List should have at most 2 items after validation, not 3");
    row("{}", "short list", "list_type", "Input should be a valid list");
    row("5", "object", "model_attributes_type",
        "Input should be a valid dictionary or object to extract fields from");
    row("true", "decimal", "decimal_type",
        "Decimal input should be an integer, float, string or Decimal object");
    row("\"1e\"", "decimal", "decimal_parsing", "Input should be a valid decimal");
    row("true", "time", "datetime_type", "Input should be a valid datetime");
}

void tst_Validation::faultsOfBodyValues()
{
    QFETCH(QByteArray, value);
    QFETCH(QString, reader);
    const Request request = withBody("{\"x\":" + value + "}");
    Validation v(request);
    const Field field = v.body().field("x");
    if (reader == u"integer")
        (void)field.integer();
    else if (reader == u"real")
        (void)field.real({.ge = 0});
    else if (reader == u"string")
        (void)field.string({.minLength = 1, .maxLength = 5, .pattern = "^[a-z]+$"});
    else if (reader == u"choice")
        (void)field.oneOf({"buy", "sell", "both"});
    else if (reader == u"boolean")
        (void)field.boolean();
    else if (reader == u"list")
        (void)field.items();
    else if (reader == u"short list")
        (void)field.items(1, 2);
    else if (reader == u"object")
        (void)field.field("y").integer();
    else if (reader == u"decimal")
        (void)field.decimal();
    else if (reader == u"time")
        (void)field.timestamp();
    QCOMPARE(v.faults().size(), 1);
    const QJsonObject fault = v.faults().first().toObject();
    QCOMPARE(fault["loc"].toArray(), (QJsonArray{"body", "x"}));
    QTEST(fault["type"].toString().toUtf8(), "type");
    QTEST(fault["msg"].toString().toUtf8(), "message");
}

void tst_Validation::faultsOfBodies_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("fault");
    QTest::newRow("none")
        << QByteArray()
        << QByteArray(R"({"input":null,"loc":["body"],"msg":"Field required","type":"missing"})");
    QTest::newRow("no JSON")
        << QByteArray("name=x")
        << QByteArray(
               R"({"ctx":{"error":"Expecting value"},"input":{},"loc":["body",0],"msg":"JSON decode error","type":"json_invalid"})");
    QTest::newRow("array")
        << QByteArray("[1]")
        << QByteArray(
               R"({"input":[1],"loc":["body"],"msg":"Input should be a valid dictionary or object to extract fields from","type":"model_attributes_type"})");
    QTest::newRow("number")
        << QByteArray(" 5 ")
        << QByteArray(
               R"({"input":5,"loc":["body"],"msg":"Input should be a valid dictionary or object to extract fields from","type":"model_attributes_type"})");
    QTest::newRow("too deep")
        << QByteArray("{\"a\":" + QByteArray(64, '[') + QByteArray(64, ']') + "}")
        << QByteArray(
               R"({"ctx":{"error":"Nested deeper than 64 levels"},"input":{},"loc":["body",68],"msg":"JSON decode error","type":"json_invalid"})");
    QTest::newRow("number out of range")
        << QByteArray(R"({"x":1e999})")
        << QByteArray(
               R"({"ctx":{"error":"Number out of range"},"input":{},"loc":["body",0],"msg":"JSON decode error","type":"json_invalid"})");
    QTest::newRow("not UTF-8")
        << QByteArray("{\"x\":\"\xc3\x28\"}")
        << QByteArray(
               R"({"ctx":{"error":"Invalid UTF-8"},"input":{},"loc":["body",0],"msg":"JSON decode error","type":"json_invalid"})");
}

void tst_Validation::faultsOfBodies()
{
    QFETCH(QByteArray, body);
    const Request request = withBody(body);
    Validation v(request);
    const Field object = v.body();
    (void)object.field("name").string();
    (void)object.field("value").integer();
    QTEST(onlyFault(v), "fault");
}

void tst_Validation::gathersAllFaults()
{
    Request request = withBody(R"({"name":"","value":"x"})");
    request.query = *decodeQuery("limit=0");
    Validation v(request);
    (void)v.query("limit").integer({.ge = 1});
    const Field body = v.body();
    (void)body.field("name").string({.minLength = 1});
    (void)body.field("value").integer();
    (void)body.field("tags").items();
    QCOMPARE(v.faults().size(), 4);
    QCOMPARE(v.faults().last().toObject()["input"].toObject()["value"].toString(), "x");
}

void tst_Validation::concealsSecrets_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("too short") << QByteArray(R"({"name":"a","password":"hunter"})");
    QTest::newRow("in what lacks a field") << QByteArray(R"({"password":"hunter2hunter2"})");
    QTest::newRow("twice") << QByteArray(R"({"password":"hunter","password":"hunter2hunter2"})");
    QTest::newRow("of another type") << QByteArray(R"({"name":"a","password":["hunter2hunter2"]})");
    QTest::newRow("in what is no object") << QByteArray(R"([{"password":"hunter2hunter2"}])");
    QTest::newRow("the whole body") << QByteArray(R"("hunter2hunter2")");
}

void tst_Validation::concealsSecrets()
{
    QFETCH(QByteArray, body);
    const Request request = withBody(body);
    Validation v(request);
    const Field object = v.body();
    const Field password = object.field("password");
    password.conceal();
    (void)password.string({.minLength = 8});
    (void)object.field("name").string();
    QVERIFY(!v.ok());
    for (const QJsonValue &fault : v.faults()) {
        const QByteArray input = QJsonDocument(QJsonArray{fault[u"input"]}).toJson();
        QVERIFY2(!input.contains("hunter"), input.constData());
    }
}

void tst_Validation::namesThePathParameter()
{
    Request request;
    request.pathParameters = {{"user_id", "abc"}};
    Validation v(request);
    (void)v.path("user_id").integer();
    QCOMPARE(v.faults().first().toObject()["loc"].toArray(), (QJsonArray{"path", "user_id"}));
}

void tst_Validation::absentValuesTakeTheFallback()
{
    const Request request = withQuery("");
    Validation v(request);
    QCOMPARE(Integer({.ge = 1}).orElse(100).read(v.query("a")), 100);
    QCOMPARE(Text().orElse("x").read(v.query("b")), "x");
    QCOMPARE(Flag().orElse(true).read(v.query("c")), true);
    QCOMPARE(Choice({"1m"}).orElse("1m").read(v.query("d")), "1m");
    QCOMPARE(OptionalTime().read(v.query("e")), std::nullopt);
    QVERIFY(v.ok());
}

void tst_Validation::nullIsAbsentWhereThereIsAFallback()
{
    const Request request = withBody(R"({"x":null})");
    Validation v(request);
    QCOMPARE(Integer().orElse(5).read(v.body().field("x")), 5);
    QVERIFY(v.ok());
}

void tst_Validation::readsTimes()
{
    const Request request = withQuery("from=2026-01-31T09:30:00Z&to=noon");
    Validation v(request);
    QCOMPARE(toMicros(v.query("from").timestamp()), 1'769'851'800'000'000);
    QVERIFY(v.ok());
    QVERIFY(OptionalTime().read(v.query("to")));
    const QJsonObject fault = v.faults().first().toObject();
    QCOMPARE(fault["type"].toString(), "datetime_from_date_parsing");
    QVERIFY(fault["msg"].toString().startsWith("Input should be a valid datetime or date, "));
}

void tst_Validation::readsLists()
{
    const Request request = withBody(R"({"tags":["a",5]})");
    Validation v(request);
    const auto items = v.body().field("tags").items();
    QCOMPARE(items.size(), 2);
    QCOMPARE(items[0].string(), "a");
    (void)items[1].string();
    QCOMPARE(v.faults().first().toObject()["loc"].toArray(), (QJsonArray{"body", "tags", 1}));
}

void tst_Validation::readsForms()
{
    const Request request = withBody("username=anna&password=a%2Bb+c");
    Validation v(request);
    QCOMPARE(v.form("password").string(), "a+b c");
    (void)v.form("grant_type").string();
    QCOMPARE(
        onlyFault(v),
        R"({"input":null,"loc":["body","grant_type"],"msg":"Field required","type":"missing"})");
}

void tst_Validation::readsDecimalsExactly()
{
    const Request request = withBody(R"({"a":189.4,"b":"189.40","c":0.1})");
    Validation v(request);
    QCOMPARE(v.body().field("a").decimal().toByteArray(), "189.4");
    QCOMPARE(v.body().field("b").decimal().toByteArray(), "189.40");
    QCOMPARE(v.body().field("c").decimal().toByteArray(), "0.1");
    QVERIFY(v.ok());
}

void tst_Validation::countsCodePoints()
{
    const Request request = withBody("{\"x\":\"😀😀\"}");
    Validation v(request);
    QCOMPARE(v.body().field("x").string({.maxLength = 2}), QString::fromUtf8("😀😀"));
    QVERIFY(v.ok());
}

void tst_Validation::answersWith422()
{
    const Request request = withQuery("n=x");
    Validation v(request);
    (void)v.query("n").integer();
    const Response response = v.response();
    QCOMPARE(response.status, 422);
    QVERIFY(response.body.startsWith(R"({"detail":[{)"));
}

QTEST_APPLESS_MAIN(tst_Validation)
#include "tst_Validation.moc"
