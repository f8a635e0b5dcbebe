// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/Request.h"
#include "http/Response.h"
#include "http/ResponseWriter.h"

#include <QTest>

using namespace Tickwell;

class tst_Request : public QObject
{
    Q_OBJECT

private slots:
    void decodesAQuery_data();
    void decodesAQuery();
    void refusesAQueryThatIsNotUtf8();
    void givesTheLastOfRepeatedValues();
    void findsHeadersWithoutCase();
    void findsTokensInLists();
    void takesTheTokenFromHeaderOrQuery();
    void headerValuesCannotBreakTheLine();
    void writesOneBufferWithTheBody();
    void aHandlerCannotSetASecondLength();
    void writesNoLengthWithoutABody();
    void escapesTheDetail();
    void writesDates();
};

void tst_Request::decodesAQuery_data()
{
    QTest::addColumn<QByteArray>("encoded");
    QTest::addColumn<QList<Parameter>>("items");
    using Items = QList<Parameter>;
    QTest::newRow("empty") << QByteArray() << Items{};
    QTest::newRow("pair") << QByteArray("a=1") << Items{{"a", "1"}};
    QTest::newRow("order and repeats")
        << QByteArray("b=1&a=2&b=3") << Items{{"b", "1"}, {"a", "2"}, {"b", "3"}};
    QTest::newRow("plus") << QByteArray("q=a+b%2Bc") << Items{{"q", "a b+c"}};
    QTest::newRow("no value") << QByteArray("flag&x=") << Items{{"flag", ""}, {"x", ""}};
    QTest::newRow("equals in the value") << QByteArray("x=a=b") << Items{{"x", "a=b"}};
    QTest::newRow("empty pairs") << QByteArray("&&a=1&") << Items{{"a", "1"}};
    QTest::newRow("UTF-8") << QByteArray("n%C3%A4me=%E2%82%AC") << Items{{"näme", "€"}};
    QTest::newRow("a percent that is none")
        << QByteArray("x=100%&y=%zz") << Items{{"x", "100%"}, {"y", "%zz"}};
    QTest::newRow("escaped ampersand") << QByteArray("x=a%26b") << Items{{"x", "a&b"}};
}

void tst_Request::decodesAQuery()
{
    QFETCH(QByteArray, encoded);
    const auto items = decodeQuery(encoded);
    QVERIFY(items);
    QTEST(*items, "items");
}

void tst_Request::refusesAQueryThatIsNotUtf8()
{
    QVERIFY(!decodeQuery("x=%ff"));
    QVERIFY(!decodeQuery("%c0%80=1"));
}

void tst_Request::givesTheLastOfRepeatedValues()
{
    Request request;
    request.query = *decodeQuery("a=1&a=2");
    QCOMPARE(request.queryValue(u"a"), std::optional<QString>("2"));
    QCOMPARE(request.queryValues(u"a"), (QStringList{"1", "2"}));
    QCOMPARE(request.queryValue(u"b"), std::nullopt);
}

void tst_Request::findsHeadersWithoutCase()
{
    Headers headers;
    headers.append("X-One", "1");
    headers.append("x-one", "2");
    QCOMPARE(headers.value("X-ONE"), "1");
    QCOMPARE(headers.values("x-One"), (QList<QByteArray>{"1", "2"}));
    QVERIFY(!headers.contains("X-On"));
    headers.set("X-oNe", "3");
    QCOMPARE(headers.values("x-one"), (QList<QByteArray>{"3"}));
}

void tst_Request::findsTokensInLists()
{
    Headers headers;
    headers.append("Connection", "keep-alive, Upgrade");
    QVERIFY(headers.hasToken("connection", "upgrade"));
    QVERIFY(!headers.hasToken("connection", "up"));
}

void tst_Request::takesTheTokenFromHeaderOrQuery()
{
    Request request;
    request.query = *decodeQuery("token=from-query");
    QCOMPARE(request.bearerToken(), "from-query");
    request.headers.append("authorization", "bearer from-header");
    QCOMPARE(request.bearerToken(), "from-header");
}

void tst_Request::headerValuesCannotBreakTheLine()
{
    Response response = Response::text("x").with("Location", "/a\r\nSet-Cookie: evil=1");
    response.headers.append("Bad\r\nName", "x");
    const QByteArray wire = writeResponse(response, {});
    QVERIFY(wire.contains("Location: /a  Set-Cookie: evil=1\r\n"));
    QVERIFY(!wire.contains("\r\nSet-Cookie"));
    QVERIFY(!wire.contains("Name"));
}

void tst_Request::writesOneBufferWithTheBody()
{
    WireForm form;
    form.id = "abc";
    form.keepAlive = false;
    const QByteArray wire = writeResponse(Response::json("{}"), form);
    QVERIFY(wire.startsWith("HTTP/1.1 200 OK\r\nDate: "));
    QVERIFY(wire.contains("\r\nContent-Length: 2\r\n"));
    QVERIFY(wire.contains("\r\nConnection: close\r\n"));
    QVERIFY(wire.contains("\r\nX-Request-ID: abc\r\n"));
    QVERIFY(wire.endsWith("\r\n\r\n{}"));
}

void tst_Request::aHandlerCannotSetASecondLength()
{
    const QByteArray wire = writeResponse(
        Response::text("four").with("content-length", "99").with("Transfer-Encoding", "chunked"),
        {});
    QCOMPARE(wire.toLower().count("content-length"), 1);
    QVERIFY(!wire.toLower().contains("transfer-encoding"));
}

void tst_Request::writesNoLengthWithoutABody()
{
    QVERIFY(!writeResponse(Response::empty(204), {}).contains("Content-Length"));
    QVERIFY(!writeResponse(Response::empty(304), {}).contains("Content-Length"));
    QVERIFY(writeResponse(Response::empty(200), {}).contains("Content-Length: 0"));
}

void tst_Request::escapesTheDetail()
{
    QCOMPARE(Response::error(400, QStringLiteral("a \"b\"\n\\ \x01 €")).body,
             "{\"detail\":\"a \\\"b\\\"\\n\\\\ \\u0001 €\"}");
    QCOMPARE(Response::error(401).headers.value("WWW-Authenticate"), "Bearer");
}

void tst_Request::writesDates()
{
    QCOMPARE(httpDate(784'111'777), "Sun, 06 Nov 1994 08:49:37 GMT");
}

QTEST_APPLESS_MAIN(tst_Request)
#include "tst_Request.moc"
