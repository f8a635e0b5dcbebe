// SPDX-License-Identifier: GPL-3.0-or-later
#include "RawClient.h"

#include "core/Background.h"
#include "eventloop/ServerThread.h"
#include "http/HttpServer.h"

#include <QLoggingCategory>
#include <QSignalSpy>
#include <QThreadPool>
#include <QTimer>

using namespace Tickwell;

class tst_HttpServer : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
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
    void aForgottenAnswerIsA500();
    void aForgottenAnswerOnAPoolIsA500();
    void anExceptionIsA500();
    void onlyTheFirstAnswerCounts();
    void aLateAnswerIsA503();
    void dropsTheAnswerWhenTheClientLeaves();
    void dropsBackgroundWorkWhenTheClientLeaves();
    void compressesWhenAccepted();
    void compressesLargeBodiesOnThePool();
    void leavesSmallBodiesAlone();
    void answersPreflightBeforeRouting();
    void foreignPagesMayReadButNotChange();
    void refusesHostsThatAreNotTrusted();
    void tellsTheObserver();
    void explainsWhyItCannotListen();
    void shutdownLetsRunningRequestsEnd();
    void shutdownCutsOffAfterTheGrace();
    void runsOnAServerThread();
    void survivesItsHandlersResponders();

private:
    void start(HttpOptions options = {});

    std::unique_ptr<HttpServer> m_server;
    quint16 m_port = 0;
    QThreadPool m_pool;
    QList<RequestRecord> m_records;
    int m_dropped = 0;
    bool m_handlerRan = false;
};

void tst_HttpServer::init()
{
    // Thousands of lines would hide the warnings that tests wait for.
    QLoggingCategory::setFilterRules(QStringLiteral("tickwell.access.info=false"));
    m_records.clear();
    m_dropped = 0;
    m_handlerRan = false;
}

void tst_HttpServer::cleanup()
{
    m_server.reset();
    m_pool.waitForDone();
}

void tst_HttpServer::start(HttpOptions options)
{
    options.pool = &m_pool;
    m_server = std::make_unique<HttpServer>(options);
    Router &router = m_server->router();
    router.get("/plain", [](const Request &, const Responder &responder) {
        responder.send(Response::text("plain"));
    });
    router.get("/users/{user_id:int}", [](const Request &request, const Responder &responder) {
        responder.send(Response::text(request.pathParameter(u"user_id").toUtf8()));
    });
    router.post("/users/", [this](const Request &, const Responder &responder) {
        m_handlerRan = true;
        responder.send(Response::text("made", 201));
    });
    router.post("/echo", [](const Request &request, const Responder &responder) {
        QByteArray text = request.method + '\n' + request.path + '\n'
            + request.headers.values("X-Many").join('|') + '\n'
            + request.peerAddress.toString().toUtf8() + '\n';
        for (const Parameter &item : request.query)
            text += item.name.toUtf8() + '=' + item.value.toUtf8() + '\n';
        responder.send(Response::text(text + request.body));
    });
    // Answers after as many milliseconds as it is told.
    router.get("/after/{ms:int}", [](const Request &request, const Responder &responder) {
        const QByteArray text = request.pathParameter(u"ms").toUtf8();
        QTimer::singleShot(text.toInt(), responder.context(),
                           [responder, text] { responder.send(Response::text(text)); });
    });
    router.get("/forgets", [](const Request &, const Responder &) {});
    router.get("/forgets-on-pool", [this](const Request &, const Responder &responder) {
        m_pool.start([responder] {});
    });
    router.get("/throws",
               [](const Request &, const Responder &) { throw std::runtime_error("on purpose"); });
    router.get("/twice", [](const Request &, const Responder &responder) {
        responder.send(Response::text("first"));
        responder.send(Response::text("second"));
    });
    router.add({"GET", "/never",
                [](const Request &, const Responder &responder) {
                    QTimer::singleShot(60'000, responder.context(), [responder] {});
                },
                std::chrono::milliseconds(50)});
    router.get("/held", [this](const Request &, const Responder &responder) {
        m_handlerRan = true;
        QTimer::singleShot(60'000, responder.context(), [responder] {});
        connect(responder.context(), &QObject::destroyed, this, [this] { ++m_dropped; });
    });
    router.get("/background", [this](const Request &, const Responder &responder) {
        m_handlerRan = true;
        connect(responder.context(), &QObject::destroyed, this, [this] { ++m_dropped; });
        runInBackground(
            &m_pool, responder.context(),
            [] {
                QThread::msleep(100);
                return QByteArray("done");
            },
            [responder](const QByteArray &text) { responder.send(Response::text(text)); });
    });
    router.get("/body/{size:int}", [](const Request &request, const Responder &responder) {
        responder.send(Response::json(QByteArray(request.pathParameter(u"size").toInt(), 'a')));
    });
    m_server->setObserver([this](const RequestRecord &record) { m_records.append(record); });
    const auto port = m_server->listen(QStringLiteral("127.0.0.1"), 0);
    QVERIFY(port);
    m_port = *port;
}

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

void tst_HttpServer::aForgottenAnswerIsA500()
{
    start();
    QTest::ignoreMessage(QtWarningMsg, "The handler of GET /forgets forgot to answer");
    RawClient client(m_port);
    client.get("/forgets");
    QCOMPARE(client.answer().status, 500);
}

void tst_HttpServer::aForgottenAnswerOnAPoolIsA500()
{
    start();
    QTest::ignoreMessage(QtWarningMsg, "The handler of GET /forgets-on-pool forgot to answer");
    RawClient client(m_port);
    client.get("/forgets-on-pool");
    QCOMPARE(client.answer().status, 500);
}

void tst_HttpServer::anExceptionIsA500()
{
    start();
    QTest::ignoreMessage(QtCriticalMsg, "The handler of GET /throws threw: on purpose");
    RawClient client(m_port);
    client.get("/throws");
    const RawAnswer answer = client.answer();
    QCOMPARE(answer.status, 500);
    QVERIFY(!answer.body.contains("purpose"));
    QCOMPARE(m_records.size(), 1);
}

void tst_HttpServer::onlyTheFirstAnswerCounts()
{
    start();
    RawClient client(m_port);
    client.get("/twice");
    QCOMPARE(client.answer().body, "first");
    client.get("/plain");
    QCOMPARE(client.answer().body, "plain");
}

void tst_HttpServer::aLateAnswerIsA503()
{
    start({.limits = {.tick = std::chrono::milliseconds(10)}});
    QTest::ignoreMessage(QtWarningMsg, "GET /never was not answered in time");
    RawClient client(m_port);
    client.get("/never");
    const RawAnswer answer = client.answer();
    QCOMPARE(answer.status, 503);
    QVERIFY(!answer.header("Retry-After").isEmpty());
    QCOMPARE(m_server->statistics().timedOut, 1);
    client.get("/plain");
    QCOMPARE(client.answer().body, "plain");
}

void tst_HttpServer::dropsTheAnswerWhenTheClientLeaves()
{
    start();
    RawClient client(m_port);
    client.get("/held");
    QTRY_VERIFY(m_handlerRan);
    QCOMPARE(m_server->statistics().inFlight, 1);
    client.abort();
    QTRY_COMPARE(m_dropped, 1);
    QTRY_COMPARE(m_server->statistics().connections, 0);
    QCOMPARE(m_server->statistics().inFlight, 0);
    QCOMPARE(m_records.last().status, 499);
}

void tst_HttpServer::dropsBackgroundWorkWhenTheClientLeaves()
{
    start();
    RawClient client(m_port);
    client.get("/background");
    QCOMPARE(client.answer().body, "done");
    QTRY_COMPARE(m_dropped, 1);

    m_handlerRan = false;
    client.get("/background");
    QTRY_VERIFY(m_handlerRan);
    client.abort();
    QTRY_COMPARE(m_dropped, 2);
    m_pool.waitForDone();
    QCoreApplication::processEvents();
    QCOMPARE(m_records.last().status, 499);
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

void tst_HttpServer::explainsWhyItCannotListen()
{
    start();
    HttpServer second;
    const auto busy = second.listen(QStringLiteral("127.0.0.1"), m_port);
    QVERIFY(!busy);
    QVERIFY(busy.error().message.contains(QString::number(m_port)));
    QVERIFY(busy.error().message.contains(QStringLiteral("in use")));
    const auto elsewhere = second.listen(QStringLiteral("192.0.2.1"), 0);
    QVERIFY(!elsewhere);
    QVERIFY(elsewhere.error().message.contains(QStringLiteral("not an address of this machine")));
    QVERIFY(!second.listen(QStringLiteral("not a host"), 0));
    QVERIFY(second.listen(QStringLiteral("localhost"), 0));
}

void tst_HttpServer::shutdownLetsRunningRequestsEnd()
{
    start();
    RawClient idle(m_port);
    idle.get("/plain");
    QCOMPARE(idle.answer().body, "plain");
    RawClient busy(m_port);
    busy.get("/after/100");
    QTRY_COMPARE(m_server->statistics().inFlight, 1);

    QSignalSpy finished(m_server.get(), &HttpServer::finished);
    m_server->shutdown(std::chrono::seconds(5));
    QVERIFY(idle.waitForClose());
    const RawAnswer answer = busy.answer();
    QCOMPARE(answer.body, "100");
    QCOMPARE(answer.header("Connection"), "close");
    QTRY_COMPARE(finished.size(), 1);
    RawClient late(m_port);
    QVERIFY(late.waitForClose());
    QCOMPARE(finished.size(), 1);
}

void tst_HttpServer::shutdownCutsOffAfterTheGrace()
{
    start();
    RawClient client(m_port);
    client.get("/held");
    QTRY_VERIFY(m_handlerRan);
    QSignalSpy finished(m_server.get(), &HttpServer::finished);
    m_server->shutdown(std::chrono::milliseconds(50));
    QTRY_COMPARE(finished.size(), 1);
    QVERIFY(client.waitForClose());
    QTRY_COMPARE(m_dropped, 1);
}

void tst_HttpServer::runsOnAServerThread()
{
    ServerThread thread;
    thread.start();
    std::unique_ptr<HttpServer> server;
    quint16 port = 0;
    thread.runAndWait([&] {
        server = std::make_unique<HttpServer>();
        server->router().get("/thread", [](const Request &, const Responder &responder) {
            responder.send(Response::text(QThread::currentThread()->objectName().toUtf8()));
        });
        port = server->listen(QStringLiteral("127.0.0.1"), 0).value_or(0);
    });
    RawClient client(port);
    client.get("/thread");
    QCOMPARE(client.answer().body, "server");
    thread.runAndWait([&] { server.reset(); });
    thread.stop();
    QVERIFY(!thread.isRunning());
}

void tst_HttpServer::survivesItsHandlersResponders()
{
    std::optional<Responder> kept;
    start();
    m_server->router().get(
        "/keeps", [&kept](const Request &, const Responder &responder) { kept = responder; });
    RawClient client(m_port);
    client.get("/keeps");
    QTRY_VERIFY(kept);
    QVERIFY(kept->isAlive());
    m_server.reset();
    QVERIFY(!kept->isAlive());
    QCOMPARE(kept->context(), nullptr);
    kept->send(Response::text("too late"));
}

QTEST_GUILESS_MAIN(tst_HttpServer)
#include "tst_HttpServer.moc"
