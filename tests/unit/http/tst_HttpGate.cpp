// SPDX-License-Identifier: GPL-3.0-or-later
#include "RawClient.h"

#include "http/HttpServer.h"
#include "realtime/WebSocketAcceptor.h"

#include <QLoggingCategory>
#include <QPointer>
#include <QSignalSpy>
#include <QTimer>
#include <QWebSocket>

using namespace Tickwell;
using namespace std::chrono_literals;

namespace {

const QByteArray Upgrade = "Connection: Upgrade\r\nUpgrade: websocket\r\n"
                           "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                           "Sec-WebSocket-Version: 13\r\n";

} // namespace

/// What is refused at the gate, and what is let through to WebSockets.
class tst_HttpGate : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void refusesInJsonAndCloses_data();
    void refusesInJsonAndCloses();
    void refusesABodyWhileItIsBeingSent();
    void aRouteMayTakeALargerBody();
    void aRouteMayTakeOnlyASmallerBody();
    void forgetsTheBodyLimitOfTheRequestBefore();
    void doesNotRunASmuggledRequest();
    void takesAHeadOfManyLargeHeaders();
    void takesTheLargestHeadThatCanBeConfigured();
    void takesARequestByteByByte();
    void answersExpect100Continue();
    void slowHeadersAre408();
    void slowBodiesAre408();
    void bodiesThatTrickleAre408();
    void bodiesInTimeMayTakeLong();
    void idleConnectionsAreClosed();
    void refusesWhenFull();
    void webSocketsTakeRoomToo();
    void refusesManyConnectionsOfOneAddress();
    void thisMachinesOwnConnectionsAreNotCountedByAddress();
    void aConnectionThatEndsMakesRoomForItsAddress();
    void answersLateWithTheServersOwnDeadline();
    void countsRefusalsByReason();
    void aClientThatPipelinesWithoutReadingIsHeldBack();
    void handsOverWebSockets();
    void handsOverAfterOtherRequests();
    void handsOverWhenPipelinedBehindAnother();
    void givesTheUpgradeItsParameters();
    void refusesUpgradesOfForeignPages();
    void refusesUpgradesUnderAForeignName();
    void limitsTheRateOfUpgrades();
    void refusesUnknownUpgrades();
    void refusesAnUpgradeOnBehalfOfItsHandler();
    void refusesOldWebSockets();

private:
    void start(const HttpLimits &limits = {}, const QStringList &trustedHosts = {});

    std::unique_ptr<HttpServer> m_server;
    std::unique_ptr<WebSocketAcceptor> m_webSockets;
    quint16 m_port = 0;
    int m_handled = 0;
    QList<Parameter> m_upgradeParameters;
    QList<QPointer<QTcpSocket>> m_handedOver;
};

void tst_HttpGate::init()
{
    // Thousands of lines would hide the warnings that tests wait for.
    QLoggingCategory::setFilterRules(QStringLiteral("tickwell.access.info=false"));
    m_handled = 0;
    m_webSockets = std::make_unique<WebSocketAcceptor>(SessionLimits{.maxMessageBytes = 1'000'000});
    connect(
        m_webSockets.get(), &WebSocketAcceptor::sessionOpened, this, [](WebSocketSession *session) {
            connect(session, &WebSocketSession::textReceived, session,
                    [session](const QString &text) { session->sendText("echo " + text.toUtf8()); });
        });
    start();
}

void tst_HttpGate::cleanup()
{
    // None of them outlives its client.
    const auto gone = [](const QPointer<QTcpSocket> &socket) { return socket.isNull(); };
    QTRY_VERIFY(std::all_of(m_handedOver.begin(), m_handedOver.end(), gone));
    m_handedOver.clear();
    m_server.reset();
    m_webSockets.reset();
}

void tst_HttpGate::start(const HttpLimits &limits, const QStringList &trustedHosts)
{
    m_server =
        std::make_unique<HttpServer>(HttpOptions{.limits = limits, .trustedHosts = trustedHosts});
    m_server->router().get("/", [this](const Request &, const Responder &responder) {
        ++m_handled;
        responder.send(Response::text("root"));
    });
    m_server->router().post("/", [this](const Request &request, const Responder &responder) {
        ++m_handled;
        responder.send(Response::text(request.body));
    });
    m_server->router().add({.method = "POST",
                            .pathTemplate = "/files/{name}",
                            .handler =
                                [](const Request &request, const Responder &responder) {
                                    responder.send(
                                        Response::text(QByteArray::number(request.body.size())));
                                },
                            .maxBody = 1000});
    m_server->router().get("/late", [](const Request &, const Responder &responder) {
        QTimer::singleShot(60'000, responder.context(), [responder] {});
    });
    m_server->router().get("/big", [this](const Request &, const Responder &responder) {
        ++m_handled;
        responder.send(Response::text(QByteArray(200'000, 'x')));
    });
    m_server->router().get("/headers", [](const Request &request, const Responder &responder) {
        responder.send(Response::text(QByteArray::number(request.headers.all().size()) + ' '
                                      + QByteArray::number(request.headers.value("X-9").size())));
    });
    m_server->addUpgrade("/ws/{client_id}", [this](QTcpSocket *socket, const Request &request) {
        m_upgradeParameters = request.pathParameters;
        m_handedOver.append(socket);
        m_webSockets->accept(socket, request.headers.value("Sec-WebSocket-Key"));
    });
    m_server->addUpgrade("/refused", [this](QTcpSocket *socket, const Request &request) {
        m_server->refuseUpgrade(socket, request, Response::error(401, "No token"));
    });
    m_port = m_server->listen(QStringLiteral("127.0.0.1"), 0).value_or(0);
    QVERIFY(m_port > 0);
}

void tst_HttpGate::refusesInJsonAndCloses_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");
    const QByteArray post = "POST / HTTP/1.1\r\nHost: here\r\n";
    QTest::newRow("malformed") << QByteArray("nonsense\r\n\r\n") << 400;
    QTest::newRow("smuggling") << post
            + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET / HTTP/1.1\r\n"
                               << 400;
    QTest::newRow("bad chunk") << post + "Transfer-Encoding: chunked\r\n\r\nxyz\r\n" << 400;
    QTest::newRow("large body") << post + "Content-Length: 99999999\r\n\r\n" << 413;
    QTest::newRow("long line") << "GET /" + QByteArray(20'000, 'a') << 414;
    QTest::newRow("large headers") << "GET / HTTP/1.1\r\nX: " + QByteArray(60'000, 'a') + "\r\n\r\n"
                                   << 431;
    QTest::newRow("unknown method") << QByteArray("BREW / HTTP/1.1\r\n\r\n") << 501;
    QTest::newRow("unknown version") << QByteArray("GET / HTTP/3.0\r\n\r\n") << 505;
}

void tst_HttpGate::refusesInJsonAndCloses()
{
    QFETCH(QByteArray, bytes);
    RawClient client(m_port);
    client.send(bytes);
    const RawAnswer answer = client.answer();
    QTEST(answer.status, "status");
    QVERIFY(answer.body.startsWith("{\"detail\":\""));
    QCOMPARE(answer.header("Connection"), "close");
    QVERIFY(client.waitForClose());
    QCOMPARE(m_handled, 0);
}

void tst_HttpGate::refusesABodyWhileItIsBeingSent()
{
    RawClient client(m_port);
    client.send("POST / HTTP/1.1\r\nHost: here\r\nTransfer-Encoding: chunked\r\n\r\n");
    const QByteArray chunk = "100000\r\n" + QByteArray(0x100000, 'x') + "\r\n";
    for (int i = 0; i < 20; ++i)
        client.send(chunk);
    QCOMPARE(client.answer().status, 413);
    QVERIFY(client.waitForClose());
}

void tst_HttpGate::aRouteMayTakeALargerBody()
{
    start({.body = 100});
    RawClient client(m_port);
    const QByteArray body(1000, 'x');
    client.send("POST /files/a?b HTTP/1.1\r\nHost: here\r\nContent-Length: 1000\r\n\r\n" + body);
    QCOMPARE(client.answer().body, "1000");
    client.send("POST /files/a HTTP/1.1\r\nHost: here\r\nTransfer-Encoding: chunked\r\n\r\n"
                "3e8\r\n"
                + body + "\r\n1\r\n");
    QCOMPARE(client.answer().status, 413);
}

void tst_HttpGate::aRouteMayTakeOnlyASmallerBody()
{
    RawClient client(m_port);
    client.send("POST /files/a HTTP/1.1\r\nHost: here\r\nContent-Length: 1001\r\n\r\n");
    const RawAnswer answer = client.answer();
    QCOMPARE(answer.status, 413);
    QCOMPARE(answer.body, R"({"detail":"The body is larger than 1000 bytes"})");
}

void tst_HttpGate::forgetsTheBodyLimitOfTheRequestBefore()
{
    start({.body = 100});
    RawClient client(m_port);
    client.send("POST /files/a HTTP/1.1\r\nHost: here\r\nContent-Length: 1\r\n\r\nx"
                "POST / HTTP/1.1\r\nHost: here\r\nContent-Length: 101\r\n\r\n");
    QCOMPARE(client.answer().status, 200);
    QCOMPARE(client.answer().status, 413);
}

void tst_HttpGate::doesNotRunASmuggledRequest()
{
    RawClient client(m_port);
    // The trailer looks like a request to who does not know trailers.
    client.send("POST / HTTP/1.1\r\nHost: here\r\nTransfer-Encoding: chunked\r\n\r\n"
                "0\r\nX: GET / HTTP/1.1\r\n\r\n");
    QCOMPARE(client.answer().status, 200);
    client.send("GET / HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n");
    QCOMPARE(client.answer().body, "root");
    QVERIFY(client.waitForClose());
    QVERIFY(client.received().isEmpty());
    QCOMPARE(m_handled, 2);
}

void tst_HttpGate::takesAHeadOfManyLargeHeaders()
{
    RawClient client(m_port);
    QByteArray many;
    for (int i = 0; i < 99; ++i)
        many += "X-" + QByteArray::number(i) + ": " + QByteArray(300, 'v') + "\r\n";
    client.get("/headers", many);
    QCOMPARE(client.answer().body, "100 300");
    client.get("/headers", "X-9: " + QByteArray(32'000, 'v') + "\r\n");
    QCOMPARE(client.answer().body, "2 32000");
}

void tst_HttpGate::takesTheLargestHeadThatCanBeConfigured()
{
    start({.requestLine = 64 * 1024, .headerBytes = 64 * 1024});
    RawClient client(m_port);
    client.get("/headers?" + QByteArray(65'000, 'q'), "X-9: " + QByteArray(65'000, 'v') + "\r\n");
    QCOMPARE(client.answer().body, "2 65000");
}

void tst_HttpGate::takesARequestByteByByte()
{
    RawClient client(m_port);
    const QByteArray bytes = "POST / HTTP/1.1\r\nHost: here\r\nTransfer-Encoding: chunked\r\n\r\n"
                             "2\r\nhi\r\n3;x\r\n yo\r\n0\r\n\r\n";
    for (const char byte : bytes) {
        client.send(QByteArray(1, byte));
        QCoreApplication::processEvents();
    }
    QCOMPARE(client.answer().body, "hi yo");
}

void tst_HttpGate::answersExpect100Continue()
{
    RawClient client(m_port);
    client.send("POST / HTTP/1.1\r\nHost: here\r\nContent-Length: 2\r\n"
                "Expect: 100-continue\r\n\r\n");
    QCOMPARE(client.answer().status, 100);
    client.send("hi");
    QCOMPARE(client.answer().body, "hi");
}

void tst_HttpGate::slowHeadersAre408()
{
    start({.header = 60ms, .tick = 10ms});
    RawClient client(m_port);
    client.send("GET / HTTP/1.1\r\nHost: he");
    QCOMPARE(client.answer().status, 408);
    QVERIFY(client.waitForClose());
    QCOMPARE(m_server->statistics().refusals["header_timeout"], 1);
}

void tst_HttpGate::slowBodiesAre408()
{
    start({.bodyIdle = 60ms, .tick = 10ms});
    RawClient client(m_port);
    client.send("POST / HTTP/1.1\r\nHost: here\r\nContent-Length: 5\r\n\r\nhal");
    QCOMPARE(client.answer().status, 408);
    QVERIFY(client.waitForClose());
    QCOMPARE(m_server->statistics().refusals["body_timeout"], 1);
}

void tst_HttpGate::bodiesThatTrickleAre408()
{
    start({.bodyIdle = 200ms, .bodyRate = 10'000, .tick = 10ms});
    RawClient client(m_port);
    client.send("POST / HTTP/1.1\r\nHost: here\r\nContent-Length: 500\r\n\r\n");
    QTimer trickle; // a hundredth of the rate, and never idle
    connect(&trickle, &QTimer::timeout, &trickle, [&client] { client.send("x"); });
    trickle.start(10ms);
    QCOMPARE(client.answer().status, 408);
    QCOMPARE(m_server->statistics().refusals["body_timeout"], 1);
}

void tst_HttpGate::bodiesInTimeMayTakeLong()
{
    start({.bodyIdle = 200ms, .bodyRate = 100, .tick = 10ms});
    RawClient client(m_port);
    client.send("POST / HTTP/1.1\r\nHost: here\r\nContent-Length: 500\r\n\r\n");
    QTimer steady; // ten times the rate, for longer than bodyIdle
    int sent = 0;
    connect(&steady, &QTimer::timeout, &steady, [&] {
        client.send(QByteArray(10, 'x'));
        if (++sent == 50)
            steady.stop();
    });
    steady.start(10ms);
    QCOMPARE(client.answer().status, 200);
}

void tst_HttpGate::idleConnectionsAreClosed()
{
    start({.header = 60ms, .keepAlive = 60ms, .tick = 10ms});
    RawClient used(m_port);
    used.get("/");
    QCOMPARE(used.answer().body, "root");
    RawClient fresh(m_port);
    QVERIFY(used.waitForClose());
    QVERIFY(fresh.waitForClose());
    QVERIFY(fresh.received().isEmpty());
    QCOMPARE(m_server->statistics().connections, 0);
}

void tst_HttpGate::refusesWhenFull()
{
    start({.connections = 2});
    RawClient first(m_port);
    RawClient second(m_port);
    QTRY_COMPARE(m_server->statistics().connections, 2);
    RawClient third(m_port);
    const RawAnswer answer = third.answer();
    QCOMPARE(answer.status, 503);
    QVERIFY(!answer.header("Retry-After").isEmpty());
    QVERIFY(third.waitForClose());
    first.close();
    QTRY_COMPARE(m_server->statistics().connections, 1);
    RawClient fourth(m_port);
    fourth.get("/");
    QCOMPARE(fourth.answer().status, 200);
}

void tst_HttpGate::webSocketsTakeRoomToo()
{
    start({.connections = 1});
    RawClient socket(m_port);
    socket.get("/ws/7", Upgrade);
    QCOMPARE(socket.answer().status, 101);
    RawClient client(m_port);
    QCOMPARE(client.answer().status, 503);
    QCOMPARE(m_server->statistics().refusals["full"], 1);
    socket.close();
    QTRY_VERIFY(m_handedOver.first().isNull());
    RawClient next(m_port);
    next.get("/");
    QCOMPARE(next.answer().status, 200);
}

void tst_HttpGate::refusesManyConnectionsOfOneAddress()
{
    start({.connectionsPerAddress = 2, .limitLoopback = true});
    RawClient first(m_port);
    RawClient second(m_port);
    QTRY_COMPARE(m_server->statistics().connections, 2);
    RawClient third(m_port);
    const RawAnswer answer = third.answer();
    QCOMPARE(answer.status, 503);
    QVERIFY(!answer.header("Retry-After").isEmpty());
    QCOMPARE(m_server->statistics().refusals["full_for_address"], 1);
    // Another address of this machine.
    QTcpSocket other;
    QVERIFY(other.bind(QHostAddress(QStringLiteral("127.0.0.2"))));
    other.connectToHost(QHostAddress(QStringLiteral("127.0.0.1")), m_port);
    QTRY_COMPARE(m_server->statistics().connections, 3);
}

void tst_HttpGate::thisMachinesOwnConnectionsAreNotCountedByAddress()
{
    start({.connectionsPerAddress = 1});
    RawClient first(m_port);
    RawClient second(m_port);
    second.get("/");
    QCOMPARE(second.answer().status, 200);
}

void tst_HttpGate::aConnectionThatEndsMakesRoomForItsAddress()
{
    start({.connectionsPerAddress = 1, .limitLoopback = true});
    for (int i = 0; i < 3; ++i) {
        RawClient client(m_port);
        client.get("/");
        QCOMPARE(client.answer().status, 200);
        client.close();
        QTRY_COMPARE(m_server->statistics().connections, 0);
    }
}

void tst_HttpGate::answersLateWithTheServersOwnDeadline()
{
    QTest::ignoreMessage(QtWarningMsg, "GET /late was not answered in time");
    start({.handler = 60ms, .tick = 10ms});
    RawClient client(m_port);
    client.get("/late");
    const RawAnswer answer = client.answer();
    QCOMPARE(answer.status, 503);
    QVERIFY(!answer.header("Retry-After").isEmpty());
}

void tst_HttpGate::countsRefusalsByReason()
{
    for (int i = 0; i < 2; ++i) {
        RawClient client(m_port);
        client.send("BREW / HTTP/1.1\r\n\r\n");
        QCOMPARE(client.answer().status, 501);
    }
    QCOMPARE(m_server->statistics().refusals, (QMap<QByteArray, qint64>{{"unknown_method", 2}}));
}

void tst_HttpGate::aClientThatPipelinesWithoutReadingIsHeldBack()
{
    RawClient client(m_port);
    client.stall();
    for (int i = 0; i < 1000; ++i)
        client.get("/big");
    QTRY_VERIFY(m_handled > 1);
    int before = -1;
    while (before != m_handled) {
        before = m_handled;
        QTest::qWait(50);
    }
    // The kernel's buffers and ours, not a thousand answers.
    QVERIFY2(m_handled < 100, qPrintable(QString::number(m_handled)));
}

void tst_HttpGate::handsOverWebSockets()
{
    QWebSocket socket;
    QSignalSpy texts(&socket, &QWebSocket::textMessageReceived);
    connect(&socket, &QWebSocket::connected, &socket, [&] { socket.sendTextMessage("hello"); });
    socket.open(QUrl(QStringLiteral("ws://127.0.0.1:%1/ws/7").arg(m_port)));
    QTRY_COMPARE(texts.size(), 1);
    QCOMPARE(texts[0][0].toString(), "echo hello");
    QCOMPARE(m_server->statistics().upgrades, 1);
    QCOMPARE(m_server->statistics().connections, 0);
    // Larger than what the gate lets an HTTP client send ahead.
    socket.sendTextMessage(QString(200'000, u'x'));
    QTRY_COMPARE(texts.size(), 2);
    QCOMPARE(texts[1][0].toString().size(), 200'005);
}

void tst_HttpGate::handsOverAfterOtherRequests()
{
    RawClient client(m_port);
    client.get("/");
    QCOMPARE(client.answer().body, "root");
    client.get("/ws/7", Upgrade);
    const RawAnswer answer = client.answer();
    QCOMPARE(answer.status, 101);
    QCOMPARE(answer.header("Sec-WebSocket-Accept"), "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    client.send(QByteArray::fromHex("818200000000") + "hi");
    QTRY_COMPARE(client.received(), QByteArray("\x81\x07") + "echo hi");
}

void tst_HttpGate::handsOverWhenPipelinedBehindAnother()
{
    RawClient client(m_port);
    client.send("GET / HTTP/1.1\r\nHost: here\r\n\r\n\r\nGET /ws/7 HTTP/1.1\r\nHost: here\r\n"
                + Upgrade + "\r\n");
    QCOMPARE(client.answer().body, "root");
    QCOMPARE(client.answer().status, 101);
    client.send(QByteArray::fromHex("818200000000") + "hi");
    QTRY_COMPARE(client.received(), QByteArray("\x81\x07") + "echo hi");
}

void tst_HttpGate::givesTheUpgradeItsParameters()
{
    RawClient client(m_port);
    client.get("/ws/a%2Fb?x=1", Upgrade);
    QCOMPARE(client.answer().status, 101);
    QCOMPARE(m_upgradeParameters, (QList<Parameter>{{"client_id", "a/b"}}));
}

void tst_HttpGate::refusesUpgradesOfForeignPages()
{
    RawClient client(m_port);
    client.get("/ws/7", Upgrade + "Origin: http://evil.example\r\n");
    QCOMPARE(client.answer().status, 403);
    QVERIFY(client.waitForClose());
    RawClient own(m_port);
    own.get("/ws/7", Upgrade + "Origin: http://here\r\n");
    QCOMPARE(own.answer().status, 101);
}

void tst_HttpGate::refusesUpgradesUnderAForeignName()
{
    start({}, {"localhost"});
    RawClient client(m_port);
    // Such a page is of the origin that it names, so the origin alone would let it in.
    client.get("/ws/7", Upgrade + "Origin: http://here\r\n");
    QCOMPARE(client.answer().status, 400);
    QVERIFY(client.waitForClose());
    QCOMPARE(m_server->statistics().refusals["untrusted_host"], 1);
}

void tst_HttpGate::limitsTheRateOfUpgrades()
{
    start({.requestsPerMinute = 1, .requestBurst = 1, .limitLoopback = true});
    RawClient first(m_port);
    first.get("/ws/7", Upgrade);
    QCOMPARE(first.answer().status, 101);
    RawClient second(m_port);
    second.get("/ws/7", Upgrade);
    const RawAnswer answer = second.answer();
    QCOMPARE(answer.status, 429);
    QCOMPARE(answer.header("Retry-After"), "60");
}

void tst_HttpGate::refusesUnknownUpgrades()
{
    RawClient client(m_port);
    client.get("/nowhere", Upgrade);
    QCOMPARE(client.answer().status, 404);
    QVERIFY(client.waitForClose());
}

void tst_HttpGate::refusesAnUpgradeOnBehalfOfItsHandler()
{
    RawClient client(m_port);
    client.get("/refused", Upgrade + "X-Request-ID: mine\r\n");
    const RawAnswer answer = client.answer();
    QCOMPARE(answer.status, 401);
    QCOMPARE(answer.body, R"({"detail":"No token"})");
    QCOMPARE(answer.header("X-Request-ID"), "mine");
    QVERIFY(client.waitForClose());
}

void tst_HttpGate::refusesOldWebSockets()
{
    RawClient client(m_port);
    client.get("/ws/7", QByteArray(Upgrade).replace("13", "8"));
    const RawAnswer answer = client.answer();
    QCOMPARE(answer.status, 426);
    QCOMPARE(answer.header("Sec-WebSocket-Version"), "13");
}

QTEST_GUILESS_MAIN(tst_HttpGate)
#include "tst_HttpGate.moc"
