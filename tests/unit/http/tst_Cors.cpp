// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/Cors.h"

#include <QTest>

using namespace Tickwell;

namespace {

Request requestFrom(const QByteArray &origin, const QByteArray &method = "GET")
{
    Request request;
    request.method = method;
    request.headers.append("Host", "dash.example:8000");
    if (!origin.isEmpty())
        request.headers.append("Origin", origin);
    return request;
}

} // namespace

class tst_Cors : public QObject
{
    Q_OBJECT

private slots:
    void answersPreflight();
    void refusesThePreflightOfOthers();
    void refusesAPreflightForAnUnknownMethod();
    void anOptionsRequestAloneIsNoPreflight();
    void allowsTheListedOrigin();
    void allowsAnyOrigin();
    void saysNothingWhenNobodyIsAllowed();
    void knowsForeignPages_data();
    void knowsForeignPages();
};

void tst_Cors::answersPreflight()
{
    Request request = requestFrom("https://app.example", "OPTIONS");
    request.headers.append("Access-Control-Request-Method", "PATCH");
    request.headers.append("Access-Control-Request-Headers", "authorization, x-a");
    const auto response = Cors({"https://app.example"}).preflight(request);
    QVERIFY(response);
    QCOMPARE(response->status, 200);
    QCOMPARE(response->body, "OK");
    QCOMPARE(response->headers.value("Access-Control-Allow-Origin"), "https://app.example");
    QCOMPARE(response->headers.value("Access-Control-Allow-Methods"),
             "DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT");
    QCOMPARE(response->headers.value("Access-Control-Allow-Headers"), "authorization, x-a");
    QCOMPARE(response->headers.value("Access-Control-Max-Age"), "600");
    QCOMPARE(response->headers.value("Vary"), "Origin");
}

void tst_Cors::refusesThePreflightOfOthers()
{
    Request request = requestFrom("https://evil.example", "OPTIONS");
    request.headers.append("Access-Control-Request-Method", "GET");
    const auto response = Cors({"https://app.example"}).preflight(request);
    QVERIFY(response);
    QCOMPARE(response->status, 400);
    QCOMPARE(response->body, "Disallowed CORS origin");
    QVERIFY(!response->headers.contains("Access-Control-Allow-Origin"));
}

void tst_Cors::refusesAPreflightForAnUnknownMethod()
{
    Request request = requestFrom("https://app.example", "OPTIONS");
    request.headers.append("Access-Control-Request-Method", "BREW");
    const auto response = Cors({"*"}).preflight(request);
    QVERIFY(response);
    QCOMPARE(response->body, "Disallowed CORS method");
}

void tst_Cors::anOptionsRequestAloneIsNoPreflight()
{
    QVERIFY(!Cors({"*"}).preflight(requestFrom("https://app.example", "OPTIONS")));
}

void tst_Cors::allowsTheListedOrigin()
{
    const Cors cors({"https://app.example"});
    const Headers allowed = cors.responseHeaders(requestFrom("https://app.example"));
    QCOMPARE(allowed.value("Access-Control-Allow-Origin"), "https://app.example");
    QCOMPARE(allowed.value("Vary"), "Origin");
    QVERIFY(!cors.responseHeaders(requestFrom("https://app.example.evil"))
                 .contains("Access-Control-Allow-Origin"));
}

void tst_Cors::allowsAnyOrigin()
{
    QCOMPARE(Cors({"*"})
                 .responseHeaders(requestFrom("https://a.b"))
                 .value("Access-Control-Allow-Origin"),
             "*");
}

void tst_Cors::saysNothingWhenNobodyIsAllowed()
{
    QVERIFY(Cors().responseHeaders(requestFrom("https://a.b")).isEmpty());
}

void tst_Cors::knowsForeignPages_data()
{
    QTest::addColumn<QByteArray>("origin");
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<bool>("isForeign");
    const auto row = [](const char *name, const char *origin, const char *host, bool isForeign) {
        QTest::newRow(name) << QByteArray(origin) << QByteArray(host) << isForeign;
    };
    row("no page", "", "here", false);
    row("ours", "http://here:8000", "here:8000", false);
    row("ours in capitals", "HTTP://Here:8000", "here:8000", false);
    row("ours behind TLS", "https://here", "here", false);
    row("ours with the usual port", "https://here", "here:443", false);
    row("another port", "http://here:9000", "here:8000", true);
    row("another host", "http://evil", "here", true);
    row("a longer host", "http://here.evil", "here", true);
    row("opaque", "null", "here", true);
    row("a file", "file://", "here", true);
    row("allowed", "https://app.example", "here", false);
}

void tst_Cors::knowsForeignPages()
{
    QFETCH(QByteArray, origin);
    QFETCH(QByteArray, host);
    Request request = requestFrom(origin);
    request.headers.set("Host", host);
    QTEST(Cors({"https://app.example"}).isForeign(request), "isForeign");
}

QTEST_APPLESS_MAIN(tst_Cors)
#include "tst_Cors.moc"
