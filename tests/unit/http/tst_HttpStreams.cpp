// SPDX-License-Identifier: GPL-3.0-or-later
#include "RawClient.h"

#include "http/HttpServer.h"

#include <QLoggingCategory>
#include <QTimer>

#include <cerrno>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace Tickwell;

class tst_HttpStreams : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void sendsPiecesAsChunks();
    void sendsPiecesUpToTheEndForHttp10();
    void headOfAStreamAsksForNothing();
    void goesOnAfterAStream();
    void asksOnlyWhenTheClientTakes();
    void waitsForALateProducer();
    void takesPiecesThatWereNotAskedFor();
    void anEmptyPieceAsksAgain();
    void aFailureCutsTheBody();
    void aFailureCutsTheBodyForHttp10();
    void aSilentProducerIsCutOff();
    void stopsAskingWhenTheClientLeaves();
    void dropsAStalledReader();

private:
    void add(const QByteArray &path, std::function<void(BodyStream)> wanted,
             std::chrono::milliseconds deadline = std::chrono::seconds(30));

    std::unique_ptr<HttpServer> m_server;
    quint16 m_port = 0;
    int m_asked = 0;
    BodyStream m_stream;
};

void tst_HttpStreams::init()
{
    // Thousands of lines would hide the warnings that tests wait for.
    QLoggingCategory::setFilterRules(QStringLiteral("tickwell.access.info=false"));
    m_asked = 0;
    m_stream = {};
    m_server = std::make_unique<HttpServer>(
        HttpOptions{.limits = {.stalledWrite = std::chrono::milliseconds(300),
                               .tick = std::chrono::milliseconds(20)}});
    m_port = m_server->listen(QStringLiteral("127.0.0.1"), 0).value_or(0);
    add("/three", [this](BodyStream stream) {
        if (++m_asked > 3)
            stream.finish();
        else
            stream.write(QByteArray::number(m_asked));
    });
    add("/endless", [this](BodyStream stream) {
        ++m_asked;
        m_stream = stream;
        stream.write(QByteArray(32 * 1024, 'x'));
    });
    add("/fails", [this](BodyStream stream) {
        if (++m_asked > 1)
            stream.fail(QStringLiteral("the disk is gone"));
        else
            stream.write("begun");
    });
}

void tst_HttpStreams::add(const QByteArray &path, std::function<void(BodyStream)> wanted,
                          std::chrono::milliseconds deadline)
{
    m_server->router().add({"GET", path,
                            [wanted](const Request &, const Responder &responder) {
                                responder.beginStream(Response::data({}, "text/csv"), wanted);
                            },
                            deadline});
}

void tst_HttpStreams::sendsPiecesAsChunks()
{
    RawClient client(m_port);
    client.get("/three");
    const RawAnswer answer = client.answer();
    QCOMPARE(answer.header("Transfer-Encoding"), "chunked");
    QCOMPARE(answer.header("Content-Length"), "");
    QCOMPARE(answer.body, "123");
    QVERIFY(answer.isComplete);
}

void tst_HttpStreams::sendsPiecesUpToTheEndForHttp10()
{
    RawClient client(m_port);
    client.send("GET /three HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
    const RawAnswer answer = client.answer();
    QCOMPARE(answer.header("Transfer-Encoding"), "");
    QCOMPARE(answer.header("Connection"), "close");
    QCOMPARE(answer.body, "123");
    QVERIFY(client.isClosed());
}

void tst_HttpStreams::headOfAStreamAsksForNothing()
{
    RawClient client(m_port);
    client.get("/three", {}, "HEAD");
    QCOMPARE(client.answer(false).header("Transfer-Encoding"), "chunked");
    client.get("/nowhere");
    QCOMPARE(client.answer().status, 404);
    QCOMPARE(m_asked, 0);
}

void tst_HttpStreams::goesOnAfterAStream()
{
    RawClient client(m_port);
    client.get("/three");
    client.get("/nowhere");
    QCOMPARE(client.answer().body, "123");
    QCOMPARE(client.answer().status, 404);
}

void tst_HttpStreams::asksOnlyWhenTheClientTakes()
{
    RawClient client(m_port);
    client.stall();
    client.get("/endless");
    QTRY_VERIFY(m_stream.bytesWaiting() >= 64 * 1024);
    // What the kernel and one low-water mark hold, and no byte more.
    int before = -1;
    while (before != m_asked) {
        before = m_asked;
        QTest::qWait(50);
    }
    QVERIFY(m_stream.bytesWaiting() < 128 * 1024);
}

void tst_HttpStreams::waitsForALateProducer()
{
    add("/late", [this](BodyStream stream) {
        if (++m_asked > 2) {
            stream.finish();
            return;
        }
        QTimer::singleShot(20, stream.context(), [stream]() mutable { stream.write("late "); });
    });
    RawClient client(m_port);
    client.get("/late");
    QCOMPARE(client.answer().body, "late late ");
}

void tst_HttpStreams::takesPiecesThatWereNotAskedFor()
{
    m_server->router().get("/pushed", [](const Request &, const Responder &responder) {
        BodyStream stream = responder.beginStream(Response::text({}), {});
        stream.write("a");
        stream.write("b");
        QTimer::singleShot(10, stream.context(), [stream]() mutable {
            stream.write("c");
            stream.finish();
            stream.write("after the end");
        });
    });
    RawClient client(m_port);
    client.get("/pushed");
    QCOMPARE(client.answer().body, "abc");
}

void tst_HttpStreams::anEmptyPieceAsksAgain()
{
    add("/empty", [this](BodyStream stream) {
        if (++m_asked > 3)
            stream.finish();
        else
            stream.write(m_asked == 3 ? "x" : "");
    });
    RawClient client(m_port);
    client.get("/empty");
    QCOMPARE(client.answer().body, "x");
}

void tst_HttpStreams::aFailureCutsTheBody()
{
    QTest::ignoreMessage(QtWarningMsg, "The body of GET /fails broke off: the disk is gone");
    RawClient client(m_port);
    client.get("/fails");
    QVERIFY(client.waitForClose());
    QVERIFY(!client.received().contains("\r\n0\r\n"));
}

void tst_HttpStreams::aFailureCutsTheBodyForHttp10()
{
    QTest::ignoreMessage(QtWarningMsg, "The body of GET /fails broke off: the disk is gone");
    // A reset, not an end: without chunks it is the only way to tell. QTcpSocket does not.
    const int descriptor = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(m_port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    QCOMPARE(::connect(descriptor, reinterpret_cast<const sockaddr *>(&address), sizeof address),
             0);
    const QByteArray request = "GET /fails HTTP/1.0\r\n\r\n";
    QCOMPARE(::send(descriptor, request.constData(), static_cast<size_t>(request.size()), 0),
             request.size());
    int error = EAGAIN;
    const bool ended = QTest::qWaitFor([descriptor, &error] {
        char buffer[4096];
        const ssize_t got = ::recv(descriptor, buffer, sizeof buffer, MSG_DONTWAIT);
        error = got < 0 ? errno : got == 0 ? 0 : EAGAIN;
        return error != EAGAIN;
    });
    ::close(descriptor);
    QVERIFY(ended);
    QCOMPARE(error, ECONNRESET);
}

void tst_HttpStreams::aSilentProducerIsCutOff()
{
    add(
        "/silent", [](const BodyStream &) {}, std::chrono::milliseconds(50));
    QTest::ignoreMessage(QtWarningMsg,
                         "The body of GET /silent broke off: nothing was produced in time");
    RawClient client(m_port);
    client.get("/silent");
    QVERIFY(client.waitForClose());
}

void tst_HttpStreams::stopsAskingWhenTheClientLeaves()
{
    RawClient client(m_port);
    client.get("/endless");
    QTRY_VERIFY(m_asked > 5);
    client.abort();
    QTRY_VERIFY(!m_stream.isAlive());
    QCOMPARE(m_stream.context(), nullptr);
    const int asked = m_asked;
    m_stream.write("nobody listens");
    QTest::qWait(20);
    QCOMPARE(m_asked, asked);
}

void tst_HttpStreams::dropsAStalledReader()
{
    RawClient client(m_port);
    client.stall();
    client.get("/endless");
    QTRY_COMPARE(m_server->statistics().stalled, 1);
    QCOMPARE(m_server->statistics().connections, 0);
    QVERIFY(!m_stream.isAlive());
}

QTEST_GUILESS_MAIN(tst_HttpStreams)
#include "tst_HttpStreams.moc"
