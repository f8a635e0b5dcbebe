// SPDX-License-Identifier: GPL-3.0-or-later
#include "RawClient.h"
#include "TestCertificate.h"

#include "http/HttpServer.h"
#include "http/TlsIdentity.h"
#include "realtime/WebSocketAcceptor.h"

#include <QLoggingCategory>
#include <QPointer>
#include <QSignalSpy>
#include <QSslSocket>
#include <QTemporaryDir>
#include <QWebSocket>

using namespace Tickwell;
using namespace std::chrono_literals;

namespace {

/// A client over TLS that keeps what it got.
class TlsClient
{
public:
    explicit TlsClient(quint16 port)
    {
        QObject::connect(&m_socket, &QSslSocket::readyRead, &m_socket, [this] {
            if (m_isReading)
                m_received += m_socket.readAll();
        });
        m_socket.setPeerVerifyMode(QSslSocket::VerifyNone);
        m_socket.connectToHostEncrypted(QStringLiteral("127.0.0.1"), port);
    }
    bool waitForEncrypted()
    {
        return QTest::qWaitFor([this] { return m_socket.isEncrypted(); }, 10'000);
    }
    void send(const QByteArray &bytes) { m_socket.write(bytes); }
    void stall()
    {
        m_isReading = false;
        m_socket.setReadBufferSize(1024);
    }
    bool waitFor(const QByteArray &text)
    {
        return QTest::qWaitFor([&] { return m_received.contains(text); }, 10'000);
    }
    bool waitForClose()
    {
        return QTest::qWaitFor(
            [this] { return m_socket.state() == QAbstractSocket::UnconnectedState; }, 10'000);
    }
    [[nodiscard]] QString certificateName() const
    {
        return m_socket.peerCertificate().subjectInfo(QSslCertificate::CommonName).value(0);
    }
    [[nodiscard]] QSslSocket &socket() { return m_socket; }
    [[nodiscard]] const QByteArray &received() const { return m_received; }

private:
    QSslSocket m_socket;
    QByteArray m_received;
    bool m_isReading = true;
};

const QByteArray Get = "GET / HTTP/1.1\r\nHost: here\r\n\r\n";

} // namespace

/// The gate with TLS beneath it.
class tst_HttpTls : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();

    void answersPipelinedRequestsInOrder();
    void takesALargeBody();
    void sendsALargeBody();
    void refusesWithWordsThatArrive();
    void endsInOrderWhenAsked();
    void slowHandshakesAreCutOff();
    void anIdleClientAfterTheHandshakeIsClosed();
    void plainHttpIsCutOff();
    void aClientThatGoesDuringTheHandshakeIsForgotten();
    void aClientThatTakesNothingIsHeldBackAndCutOff();
    void countsHandshakesAmongTheConnections();
    void newConnectionsSeeANewCertificate();
    void handsOverWebSockets();
    void shutsDownDuringAHandshake();

private:
    void start(const HttpLimits &limits = {});

    std::optional<QTemporaryDir> m_dir;
    QSslConfiguration m_first;
    QSslConfiguration m_second;
    std::unique_ptr<HttpServer> m_server;
    std::unique_ptr<WebSocketAcceptor> m_webSockets;
    QPointer<QTcpSocket> m_handedOver;
    quint16 m_port = 0;
    int m_handled = 0;
};

void tst_HttpTls::initTestCase()
{
    m_dir.emplace();
    for (const auto &[name, tls] : {std::pair{"first", &m_first}, std::pair{"second", &m_second}}) {
        const TestCertificate made(m_dir->path(), QLatin1String(name));
        const auto loaded = loadTls(made.certificateFile, made.keyFile);
        QVERIFY2(loaded, loaded ? "" : qPrintable(loaded.error().message));
        *tls = *loaded;
    }
}

void tst_HttpTls::init()
{
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

void tst_HttpTls::cleanup()
{
    QTRY_VERIFY(m_handedOver.isNull());
    m_server.reset();
    m_webSockets.reset();
}

void tst_HttpTls::start(const HttpLimits &limits)
{
    m_server = std::make_unique<HttpServer>(HttpOptions{.limits = limits, .tls = m_first});
    Router &router = m_server->router();
    router.get("/", [this](const Request &, const Responder &responder) {
        responder.send(Response::text("root " + QByteArray::number(++m_handled)));
    });
    router.get("/big", [this](const Request &, const Responder &responder) {
        ++m_handled;
        responder.send(Response::text(QByteArray(1'000'000, 'x') + "end"));
    });
    router.post("/size", [](const Request &request, const Responder &responder) {
        responder.send(Response::text("size " + QByteArray::number(request.body.size())));
    });
    m_server->addUpgrade("/ws", [this](QTcpSocket *socket, const Request &request) {
        m_handedOver = socket;
        m_webSockets->accept(socket, request.headers.value("Sec-WebSocket-Key"));
    });
    m_port = m_server->listen(QStringLiteral("127.0.0.1"), 0).value_or(0);
    QVERIFY(m_port > 0);
}

void tst_HttpTls::answersPipelinedRequestsInOrder()
{
    TlsClient client(m_port);
    client.send(Get + Get + Get);
    QVERIFY(client.waitFor("root 3"));
    const QByteArray &all = client.received();
    QVERIFY(all.indexOf("root 1") < all.indexOf("root 2"));
    QVERIFY(all.indexOf("root 2") < all.indexOf("root 3"));
}

void tst_HttpTls::takesALargeBody()
{
    TlsClient client(m_port);
    client.send("POST /size HTTP/1.1\r\nHost: here\r\nContent-Length: 5000000\r\n\r\n"
                + QByteArray(5'000'000, 'x') + Get);
    QVERIFY(client.waitFor("size 5000000"));
    QVERIFY(client.waitFor("root 1"));
}

void tst_HttpTls::sendsALargeBody()
{
    TlsClient client(m_port);
    client.send("GET /big HTTP/1.1\r\nHost: here\r\n\r\n");
    QVERIFY(client.waitFor("end"));
}

void tst_HttpTls::refusesWithWordsThatArrive()
{
    TlsClient client(m_port);
    client.send("POST /size HTTP/1.1\r\nHost: here\r\nContent-Length: 50000000\r\n\r\n"
                + QByteArray(3'000'000, 'x'));
    QVERIFY(client.waitFor("413 Content Too Large"));
    QVERIFY(client.waitForClose());
}

void tst_HttpTls::endsInOrderWhenAsked()
{
    TlsClient client(m_port);
    QSignalSpy errors(&client.socket(), &QSslSocket::errorOccurred);
    client.send("GET /big HTTP/1.0\r\n\r\n");
    QVERIFY(client.waitFor("end"));
    QVERIFY(client.waitForClose());
    for (const auto &error : std::as_const(errors))
        QCOMPARE(error[0].value<QAbstractSocket::SocketError>(),
                 QAbstractSocket::RemoteHostClosedError);
}

void tst_HttpTls::slowHandshakesAreCutOff()
{
    start({.header = 60ms, .tick = 10ms});
    RawClient client(m_port); // says nothing
    QVERIFY(client.waitForClose());
    QVERIFY(client.received().isEmpty());
    QTRY_COMPARE(m_server->statistics().refusals["tls_handshake"], 1);
    QCOMPARE(m_server->statistics().connections, 0);
}

void tst_HttpTls::anIdleClientAfterTheHandshakeIsClosed()
{
    start({.header = 300ms, .tick = 10ms});
    TlsClient client(m_port);
    QVERIFY(client.waitForEncrypted());
    QVERIFY(client.waitForClose());
    QVERIFY(!m_server->statistics().refusals.contains("tls_handshake"));
}

void tst_HttpTls::plainHttpIsCutOff()
{
    RawClient client(m_port);
    client.send(Get);
    QVERIFY(client.waitForClose());
    QVERIFY(!client.received().contains("HTTP"));
    QTRY_COMPARE(m_server->statistics().refusals["tls_handshake"], 1);
    QCOMPARE(m_handled, 0);
}

void tst_HttpTls::aClientThatGoesDuringTheHandshakeIsForgotten()
{
    RawClient client(m_port);
    QTRY_COMPARE(m_server->statistics().connections, 1);
    client.send(QByteArray::fromHex("1603010200"));
    client.abort();
    QTRY_COMPARE(m_server->statistics().connections, 0);
}

void tst_HttpTls::aClientThatTakesNothingIsHeldBackAndCutOff()
{
    start({.stalledWrite = 300ms, .tick = 10ms});
    TlsClient client(m_port);
    QVERIFY(client.waitForEncrypted());
    client.stall();
    for (int i = 0; i < 200; ++i)
        client.send("GET /big HTTP/1.1\r\nHost: here\r\n\r\n");
    QTRY_COMPARE(m_server->statistics().stalled, 1);
    // The kernel's buffers and ours, not two hundred megabytes.
    QVERIFY2(m_handled < 20, qPrintable(QString::number(m_handled)));
    QTRY_COMPARE(m_server->statistics().connections, 0);
}

void tst_HttpTls::countsHandshakesAmongTheConnections()
{
    start({.connections = 1});
    RawClient slow(m_port);
    QTRY_COMPARE(m_server->statistics().connections, 1);
    RawClient next(m_port);
    QVERIFY(next.waitForClose());
    QCOMPARE(m_server->statistics().refusals["full"], 1);
}

void tst_HttpTls::newConnectionsSeeANewCertificate()
{
    TlsClient before(m_port);
    QVERIFY(before.waitForEncrypted());
    QCOMPARE(before.certificateName(), "first");
    m_server->setTls(m_second);
    TlsClient after(m_port);
    QVERIFY(after.waitForEncrypted());
    QCOMPARE(after.certificateName(), "second");
    before.send(Get);
    QVERIFY(before.waitFor("root 1"));
}

void tst_HttpTls::handsOverWebSockets()
{
    QWebSocket socket;
    connect(&socket, &QWebSocket::sslErrors, &socket, [&] { socket.ignoreSslErrors(); });
    QSignalSpy texts(&socket, &QWebSocket::textMessageReceived);
    connect(&socket, &QWebSocket::connected, &socket, [&] { socket.sendTextMessage("hello"); });
    socket.open(QUrl(QStringLiteral("wss://127.0.0.1:%1/ws").arg(m_port)));
    QTRY_COMPARE(texts.size(), 1);
    QCOMPARE(texts[0][0].toString(), "echo hello");
    socket.sendTextMessage(QString(200'000, u'x'));
    QTRY_COMPARE(texts.size(), 2);
    QCOMPARE(texts[1][0].toString().size(), 200'005);
}

void tst_HttpTls::shutsDownDuringAHandshake()
{
    RawClient client(m_port);
    QTRY_COMPARE(m_server->statistics().connections, 1);
    QSignalSpy finished(m_server.get(), &HttpServer::finished);
    m_server->shutdown(60s);
    QTRY_COMPARE(finished.size(), 1);
}

QTEST_GUILESS_MAIN(tst_HttpTls)
#include "tst_HttpTls.moc"
