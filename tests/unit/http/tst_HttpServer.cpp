// SPDX-License-Identifier: GPL-3.0-or-later
#include "HttpFixture.h"

using namespace Tickwell;

/// What a client reads for what it sends.
class tst_HttpServer : public HttpFixture
{
    Q_OBJECT

private slots:
    void init() { reset(); }
    void cleanup() { stop(); }
    void answersARequest();
    void addsTheHeadersOfEveryAnswer();
    void keepsTheClientsRequestId_data();
    void keepsTheClientsRequestId();
    void givesTheHandlerTheWholeRequest();
    void answersInOrderWhateverTheHandlersTake();
    void answersManyPipelinedRequests();
    void headHasTheLengthAndNoBody();
    void notFound();
    void methodNotAllowed();
    void optionsNamesTheMethods();
    void redirectsWithTheQuery();
    void refusesAPathThatCannotBeDecoded();
    void refusesAQueryThatIsNotUtf8();
    void closesWhenAsked();
    void closesAfterHttp10();
    void keepsHttp10OpenWhenAsked();
    void compressesWhenAccepted();
    void compressesLargeBodiesOnThePool();
    void leavesSmallBodiesAlone();
    void answersPreflightBeforeRouting();
    void foreignPagesMayReadButNotChange();
    void refusesHostsThatAreNotTrusted();
    void namesTheFlagToAClientThatIsRefused();
    void asksNoNameOfAnHttp10Client();
    void countsWhatItRefusesByReason();
    void limitsTheRateOfAClient();
    void letsPagesReadThatTheyAskTooOften();
    void aRouteMayHaveARateOfItsOwn();
    void aRouteMayHaveNoRate();
    void pathsThatAreNotThereCountToo();
    void tellsTheObserver();
};

void tst_HttpServer::answersARequest()
{
    start();
    RawClient client(m_port);
    client.get("/plain");
    const RawAnswer answer = client.answer();
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.body, "plain");
    QVERIFY(answer.head.startsWith("HTTP/1.1 200 OK\r\n"));
}

void tst_HttpServer::addsTheHeadersOfEveryAnswer()
{
    start();
    for (const QByteArray path : {"/plain", "/nowhere"}) {
        RawClient client(m_port);
        client.get(path);
        const RawAnswer answer = client.answer();
        QCOMPARE(answer.header("X-Request-ID").size(), 36);
        bool isNumber = false;
        QVERIFY(answer.header("X-Process-Time").toDouble(&isNumber) >= 0);
        QVERIFY(isNumber);
        QVERIFY(answer.header("Date").endsWith(" GMT"));
    }
    RawClient client(m_port);
    client.send("BREW / HTTP/1.1\r\n\r\n");
    QCOMPARE(client.answer().header("X-Request-ID").size(), 36);
}

void tst_HttpServer::keepsTheClientsRequestId_data()
{
    QTest::addColumn<QByteArray>("id");
    QTest::addColumn<bool>("isKept");
    QTest::newRow("good") << QByteArray("a-Z_0.9") << true;
    QTest::newRow("longest") << QByteArray(128, 'x') << true;
    QTest::newRow("too long") << QByteArray(129, 'x') << false;
    QTest::newRow("blank") << QByteArray("a b") << false;
    QTest::newRow("slash") << QByteArray("a/b") << false;
    QTest::newRow("not ASCII") << QByteArray("caf\xc3\xa9") << false;
}

void tst_HttpServer::keepsTheClientsRequestId()
{
    QFETCH(QByteArray, id);
    start();
    RawClient client(m_port);
    client.get("/plain", "X-Request-ID: " + id + "\r\n");
    const QByteArray answered = client.answer().header("X-Request-ID");
    QTEST(answered == id, "isKept");
    QVERIFY(!answered.isEmpty());
}

void tst_HttpServer::givesTheHandlerTheWholeRequest()
{
    start();
    RawClient client(m_port);
    client.send("POST /echo?a=1&b=x+y%2Fz HTTP/1.1\r\nHost: here\r\nX-Many: 1\r\nx-many: 2\r\n"
                "Transfer-Encoding: chunked\r\n\r\n3\r\nfoo\r\n3\r\nbar\r\n0\r\n\r\n");
    QCOMPARE(client.answer().body, "POST\n/echo\n1|2\n127.0.0.1\na=1\nb=x y/z\nfoobar");
}

void tst_HttpServer::answersInOrderWhateverTheHandlersTake()
{
    start();
    RawClient client(m_port);
    QByteArray requests;
    for (const QByteArray path : {"/after/60", "/plain", "/after/1", "/after/30", "/users/9"})
        requests += "GET " + path + " HTTP/1.1\r\nHost: here\r\n\r\n";
    client.send(requests);
    for (const QByteArray body : {"60", "plain", "1", "30", "9"})
        QCOMPARE(client.answer().body, body);
}

void tst_HttpServer::answersManyPipelinedRequests()
{
    start();
    RawClient client(m_port);
    constexpr int Count = 5000;
    QByteArray requests;
    for (int i = 0; i < Count; ++i)
        requests += "GET /users/" + QByteArray::number(i) + " HTTP/1.1\r\nHost: here\r\n\r\n";
    client.send(requests);
    for (int i = 0; i < Count; ++i)
        QCOMPARE(client.answer().body, QByteArray::number(i));
}

void tst_HttpServer::headHasTheLengthAndNoBody()
{
    start();
    RawClient client(m_port);
    client.get("/plain", {}, "HEAD");
    const RawAnswer answer = client.answer(false);
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.header("Content-Length"), "5");
    client.get("/users/3");
    QCOMPARE(client.answer().body, "3");
}

void tst_HttpServer::notFound()
{
    start();
    RawClient client(m_port);
    client.get("/nowhere");
    const RawAnswer answer = client.answer();
    QCOMPARE(answer.status, 404);
    QCOMPARE(answer.header("Content-Type"), "application/json");
    QCOMPARE(answer.body, R"({"detail":"Not Found"})");
}

void tst_HttpServer::methodNotAllowed()
{
    start();
    RawClient client(m_port);
    client.get("/plain", {}, "DELETE");
    const RawAnswer answer = client.answer();
    QCOMPARE(answer.status, 405);
    QCOMPARE(answer.header("Allow"), "GET, HEAD, OPTIONS");
    QCOMPARE(answer.body, R"({"detail":"Method Not Allowed"})");
}

void tst_HttpServer::optionsNamesTheMethods()
{
    start();
    RawClient client(m_port);
    client.get("/users/", {}, "OPTIONS");
    QCOMPARE(client.answer().header("Allow"), "OPTIONS, POST");
    client.get("*", {}, "OPTIONS");
    QCOMPARE(client.answer().status, 204);
}

void tst_HttpServer::redirectsWithTheQuery()
{
    start();
    RawClient client(m_port);
    client.get("/users?x=%20a", {}, "POST");
    const RawAnswer answer = client.answer();
    QCOMPARE(answer.status, 307);
    QCOMPARE(answer.header("Location"), "/users/?x=%20a");
}

void tst_HttpServer::refusesAPathThatCannotBeDecoded()
{
    start();
    RawClient client(m_port);
    for (const QByteArray path : {"/users/%00", "/users/%ff", "/users/%", "/%zz"}) {
        client.get(path);
        QCOMPARE(client.answer().status, 400);
    }
}

void tst_HttpServer::refusesAQueryThatIsNotUtf8()
{
    start();
    RawClient client(m_port);
    client.get("/plain?x=%ff");
    QCOMPARE(client.answer().status, 400);
}

void tst_HttpServer::closesWhenAsked()
{
    start();
    RawClient client(m_port);
    client.get("/plain", "Connection: close\r\n");
    const RawAnswer answer = client.answer();
    QCOMPARE(answer.body, "plain");
    QCOMPARE(answer.header("Connection"), "close");
    QVERIFY(client.waitForClose());
}

void tst_HttpServer::closesAfterHttp10()
{
    start();
    RawClient client(m_port);
    client.send("GET /plain HTTP/1.0\r\n\r\n");
    const RawAnswer answer = client.answer();
    QCOMPARE(answer.body, "plain");
    QCOMPARE(answer.header("Connection"), "close");
    QVERIFY(client.waitForClose());
}

void tst_HttpServer::keepsHttp10OpenWhenAsked()
{
    start();
    RawClient client(m_port);
    client.send("GET /plain HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
    QCOMPARE(client.answer().header("Connection"), "keep-alive");
    client.send("GET /users/1 HTTP/1.0\r\n\r\n");
    QCOMPARE(client.answer().body, "1");
}

void tst_HttpServer::compressesWhenAccepted()
{
    start();
    RawClient client(m_port);
    client.get("/body/1024", "Accept-Encoding: deflate, gzip;q=0.5\r\n");
    const RawAnswer packed = client.answer();
    QCOMPARE(packed.header("Content-Encoding"), "gzip");
    QCOMPARE(packed.header("Vary"), "Accept-Encoding");
    QVERIFY(packed.body.size() < 100);
    QVERIFY(packed.body.startsWith("\x1f\x8b"));

    client.get("/body/1024", "Accept-Encoding: gzip;q=0\r\n");
    const RawAnswer plain = client.answer();
    QCOMPARE(plain.header("Content-Encoding"), "");
    QCOMPARE(plain.header("Vary"), "Accept-Encoding");
    QCOMPARE(plain.body.size(), 1024);

    client.get("/body/1024", "Accept-Encoding: gzip\r\n", "HEAD");
    QCOMPARE(client.answer(false).header("Content-Length").toLongLong(), packed.body.size());
}

void tst_HttpServer::compressesLargeBodiesOnThePool()
{
    start();
    RawClient client(m_port);
    client.get("/body/1000000", "Accept-Encoding: gzip\r\n");
    client.get("/plain");
    const RawAnswer answer = client.answer();
    QCOMPARE(answer.header("Content-Encoding"), "gzip");
    QVERIFY(answer.body.size() < 10'000);
    QCOMPARE(client.answer().body, "plain");

    client.get("/body/9000000", "Accept-Encoding: gzip\r\n");
    QTRY_COMPARE(m_server->statistics().inFlight, 1);
    client.abort();
    QTRY_COMPARE(m_server->statistics().inFlight, 0);
}

void tst_HttpServer::leavesSmallBodiesAlone()
{
    start();
    RawClient client(m_port);
    client.get("/body/1023", "Accept-Encoding: gzip\r\n");
    const RawAnswer answer = client.answer();
    QCOMPARE(answer.body.size(), 1023);
    QCOMPARE(answer.header("Vary"), "");
}

void tst_HttpServer::answersPreflightBeforeRouting()
{
    start({.corsOrigins = {"https://app.example"}});
    RawClient client(m_port);
    const QByteArray origin = "Origin: https://app.example\r\n";
    client.get("/users/", origin + "Access-Control-Request-Method: POST\r\n", "OPTIONS");
    const RawAnswer preflight = client.answer();
    QCOMPARE(preflight.status, 200);
    QCOMPARE(preflight.header("Access-Control-Allow-Origin"), "https://app.example");
    client.get("/body/2000", origin);
    const RawAnswer simple = client.answer();
    QCOMPARE(simple.header("Access-Control-Allow-Origin"), "https://app.example");
    QCOMPARE(simple.header("Vary"), "Accept-Encoding, Origin");
}

void tst_HttpServer::foreignPagesMayReadButNotChange()
{
    start();
    RawClient client(m_port);
    client.get("/plain", "Origin: http://evil.example\r\n");
    QCOMPARE(client.answer().status, 200);
    client.get("/users/", "Origin: http://evil.example\r\n", "POST");
    QCOMPARE(client.answer().status, 403);
    QVERIFY(!m_handlerRan);
    client.get("/users/", "Origin: http://here\r\n", "POST");
    QCOMPARE(client.answer().status, 201);
}

void tst_HttpServer::refusesHostsThatAreNotTrusted()
{
    start({.trustedHosts = {"127.0.0.1", "*.example", "[::1]"}});
    RawClient client(m_port);
    const auto statusFor = [&client](const QByteArray &host) {
        client.send("GET /plain HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
        return client.answer().status;
    };
    QCOMPARE(statusFor("127.0.0.1:8000"), 200);
    QCOMPARE(statusFor("Dash.Example"), 200);
    QCOMPARE(statusFor("[::1]:8000"), 200);
    QCOMPARE(statusFor("example"), 400);
    QCOMPARE(statusFor("evil.test"), 400);
}

void tst_HttpServer::namesTheFlagToAClientThatIsRefused()
{
    start({.trustedHosts = {"localhost"}});
    RawClient client(m_port);
    client.send("GET /plain HTTP/1.1\r\nHost: evil.test:80\r\n\r\n");
    const RawAnswer answer = client.answer();
    QCOMPARE(answer.status, 400);
    QVERIFY2(answer.body.contains("--trusted-host evil.test "), answer.body);
}

void tst_HttpServer::asksNoNameOfAnHttp10Client()
{
    start({.trustedHosts = {"localhost"}});
    RawClient client(m_port);
    client.send("GET /plain HTTP/1.0\r\n\r\n");
    QCOMPARE(client.answer().status, 200);
}

void tst_HttpServer::countsWhatItRefusesByReason()
{
    start({.limits = {.requestsPerMinute = 1, .requestBurst = 1, .limitLoopback = true},
           .trustedHosts = {"here"}});
    RawClient client(m_port);
    client.send("GET /plain HTTP/1.1\r\nHost: evil.test\r\n\r\n");
    QCOMPARE(client.answer().status, 400);
    client.get("/users/", "Origin: http://evil.test\r\n", "POST");
    QCOMPARE(client.answer().status, 403);
    client.get("/%FF");
    QCOMPARE(client.answer().status, 400);
    client.get("/plain?%FF");
    QCOMPARE(client.answer().status, 400);
    client.get("/plain");
    QCOMPARE(client.answer().status, 200);
    client.get("/plain");
    QCOMPARE(client.answer().status, 429);
    QCOMPARE(m_server->statistics().refusals,
             (QMap<QByteArray, qint64>{{"untrusted_host", 1},
                                       {"foreign_origin", 1},
                                       {"bad_path", 1},
                                       {"bad_query", 1},
                                       {"rate_limited", 1}}));
}

void tst_HttpServer::limitsTheRateOfAClient()
{
    start({.limits = {.requestsPerMinute = 2, .requestBurst = 3, .limitLoopback = true}});
    RawClient client(m_port);
    for (int i = 0; i < 3; ++i) {
        client.get("/plain");
        QCOMPARE(client.answer().status, 200);
    }
    client.get("/plain");
    const RawAnswer answer = client.answer();
    QCOMPARE(answer.status, 429);
    QCOMPARE(answer.body, R"({"detail":"Rate limit exceeded: 2 per minute"})");
    QCOMPARE(answer.header("Retry-After"), "30");
    // It is told, not cut off.
    QVERIFY(answer.header("Connection") != "close");
}

void tst_HttpServer::letsPagesReadThatTheyAskTooOften()
{
    start({.limits = {.requestsPerMinute = 1, .requestBurst = 1, .limitLoopback = true},
           .corsOrigins = {"https://app.example"}});
    RawClient client(m_port);
    for (const int status : {200, 429}) {
        client.get("/plain", "Origin: https://app.example\r\n");
        const RawAnswer answer = client.answer();
        QCOMPARE(answer.status, status);
        QCOMPARE(answer.header("Access-Control-Allow-Origin"), "https://app.example");
    }
}

void tst_HttpServer::aRouteMayHaveARateOfItsOwn()
{
    start();
    RawClient client(m_port);
    for (const int status : {200, 200, 429}) {
        client.get("/twice-a-minute");
        QCOMPARE(client.answer().status, status);
    }
    client.get("/plain");
    QCOMPARE(client.answer().status, 200);
}

void tst_HttpServer::aRouteMayHaveNoRate()
{
    start({.limits = {.requestsPerMinute = 1, .requestBurst = 1, .limitLoopback = true}});
    RawClient client(m_port);
    for (int i = 0; i < 5; ++i) {
        client.get("/as-often-as-you-like");
        QCOMPARE(client.answer().status, 200);
    }
    client.get("/plain");
    QCOMPARE(client.answer().status, 200);
}

void tst_HttpServer::pathsThatAreNotThereCountToo()
{
    start({.limits = {.requestsPerMinute = 1, .requestBurst = 1, .limitLoopback = true}});
    RawClient client(m_port);
    for (const int status : {404, 429}) {
        client.get("/nowhere");
        QCOMPARE(client.answer().status, status);
    }
}

void tst_HttpServer::tellsTheObserver()
{
    start();
    RawClient client(m_port);
    client.get("/users/5?token=secret");
    client.answer();
    client.get("/nowhere");
    client.answer();
    QCOMPARE(m_records.size(), 2);
    QCOMPARE(m_records[0].method, "GET");
    QCOMPARE(m_records[0].routeTemplate, "/users/{user_id:int}");
    QCOMPARE(m_records[0].status, 200);
    QVERIFY(m_records[0].seconds > 0);
    QCOMPARE(m_records[1].routeTemplate, "");
    QCOMPARE(m_server->statistics().requests, 2);
}

QTEST_GUILESS_MAIN(tst_HttpServer)
#include "tst_HttpServer.moc"
