// SPDX-License-Identifier: GPL-3.0-or-later
#include "HttpFixture.h"

#include "eventloop/ServerThread.h"

#include <QSignalSpy>

#include <optional>

using namespace Tickwell;

/// Answers, clients and servers that come late, never, or go too early.
class tst_HttpLifetime : public HttpFixture
{
    Q_OBJECT

private slots:
    void init() { reset(); }
    void cleanup() { stop(); }
    void aForgottenAnswerIsA500();
    void aForgottenAnswerOnAPoolIsA500();
    void anExceptionIsA500();
    void onlyTheFirstAnswerCounts();
    void aLateAnswerIsA503();
    void dropsTheAnswerWhenTheClientLeaves();
    void dropsBackgroundWorkWhenTheClientLeaves();
    void explainsWhyItCannotListen();
    void shutdownLetsRunningRequestsEnd();
    void shutdownCutsOffAfterTheGrace();
    void runsOnAServerThread();
    void survivesItsHandlersResponders();
};

void tst_HttpLifetime::aForgottenAnswerIsA500()
{
    start();
    QTest::ignoreMessage(QtWarningMsg, "The handler of GET /forgets forgot to answer");
    RawClient client(m_port);
    client.get("/forgets");
    QCOMPARE(client.answer().status, 500);
}

void tst_HttpLifetime::aForgottenAnswerOnAPoolIsA500()
{
    start();
    QTest::ignoreMessage(QtWarningMsg, "The handler of GET /forgets-on-pool forgot to answer");
    RawClient client(m_port);
    client.get("/forgets-on-pool");
    QCOMPARE(client.answer().status, 500);
}

void tst_HttpLifetime::anExceptionIsA500()
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

void tst_HttpLifetime::onlyTheFirstAnswerCounts()
{
    start();
    RawClient client(m_port);
    client.get("/twice");
    QCOMPARE(client.answer().body, "first");
    client.get("/plain");
    QCOMPARE(client.answer().body, "plain");
}

void tst_HttpLifetime::aLateAnswerIsA503()
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

void tst_HttpLifetime::dropsTheAnswerWhenTheClientLeaves()
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

void tst_HttpLifetime::dropsBackgroundWorkWhenTheClientLeaves()
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

void tst_HttpLifetime::explainsWhyItCannotListen()
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

void tst_HttpLifetime::shutdownLetsRunningRequestsEnd()
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

void tst_HttpLifetime::shutdownCutsOffAfterTheGrace()
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

void tst_HttpLifetime::runsOnAServerThread()
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

void tst_HttpLifetime::survivesItsHandlersResponders()
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

QTEST_GUILESS_MAIN(tst_HttpLifetime)
#include "tst_HttpLifetime.moc"
