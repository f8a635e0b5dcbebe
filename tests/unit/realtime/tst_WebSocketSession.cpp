// SPDX-License-Identifier: GPL-3.0-or-later
#include "RawClient.h"
#include "SocketServer.h"

#include <QSignalSpy>
#include <QTest>
#include <QWebSocket>

#include <memory>

using namespace Tickwell;
using namespace std::chrono_literals;

class tst_WebSocketSession : public QObject
{
    Q_OBJECT

private slots:
    void receivesTexts();
    void joinsAFragmentedText();
    void sendsInOrder();
    void sendsOneTurnsFramesTogether();
    void keepsTheOrderWithPongs();
    void sendsALargeFrame();
    void closesWithCodeAndReason();
    void sendsWhatWasQueuedBeforeTheClose();
    void answersThePeersClose();
    void isSilentAfterClose();
    void putsNothingBehindTheCloseFrame();
    void endsWhenThePeerVanishes();
    void abortsAPeerThatIgnoresTheClose();
    void closesOnAFault_data();
    void closesOnAFault();
    void takesAMessageOfExactlyTheLimit();
    void pingsAndKeepsAPeerThatAnswers();
    void abortsAPeerThatMissesTwoPings();
    void mayBeClosedFromItsOwnSignal();
    void mayBeAbortedFromItsOwnSignal();

private:
    WebSocketSession *openSession(SocketServer &server, RawClient &client);
    /// What the session said when it closed, and after which it is deleted; 0 until then.
    std::shared_ptr<int> watchCloseCode(WebSocketSession *session);
};

std::shared_ptr<int> tst_WebSocketSession::watchCloseCode(WebSocketSession *session)
{
    auto code = std::make_shared<int>(0);
    connect(session, &WebSocketSession::closed, session,
            [session, code] { *code = session->closeCode(); });
    return code;
}

WebSocketSession *tst_WebSocketSession::openSession(SocketServer &server, RawClient &client)
{
    client.sendHandshake();
    const bool upgraded = QTest::qWaitFor([&] { return client.isUpgraded(); });
    return upgraded ? server.sessions().value(0) : nullptr;
}

void tst_WebSocketSession::receivesTexts()
{
    SocketServer server;
    RawClient client(server.port());
    WebSocketSession *session = openSession(server, client);
    QVERIFY(session);
    QSignalSpy texts(session, &WebSocketSession::textReceived);
    client.sendFrame(RawClient::Text, "première");
    client.sendFrame(RawClient::Text, "");
    QTRY_COMPARE(texts.size(), 2);
    QCOMPARE(texts.at(0).at(0).toString(), QStringLiteral("première"));
    QCOMPARE(texts.at(1).at(0).toString(), QString());
    QCOMPARE(server.acceptor().statistics().messagesReceived, quint64(2));
}

void tst_WebSocketSession::joinsAFragmentedText()
{
    SocketServer server;
    RawClient client(server.port());
    WebSocketSession *session = openSession(server, client);
    QVERIFY(session);
    QSignalSpy texts(session, &WebSocketSession::textReceived);
    client.sendFrame(RawClient::Text, "one ", false);
    client.sendFrame(RawClient::Ping, "between");
    client.sendFrame(0, "two ", false);
    client.sendFrame(0, "three");
    QTRY_COMPARE(texts.size(), 1);
    QCOMPARE(texts.at(0).at(0).toString(), QStringLiteral("one two three"));
}

void tst_WebSocketSession::sendsInOrder()
{
    SocketServer server;
    RawClient client(server.port());
    WebSocketSession *session = openSession(server, client);
    QVERIFY(session);
    QList<QByteArray> expected;
    for (int turn = 0; turn < 50; ++turn) {
        for (int i = 0; i < 20; ++i) {
            expected.append(QByteArray::number(turn * 20 + i) + QByteArray(turn * 13, 'x'));
            if (i % 2)
                session->sendText(expected.last());
            else
                session->sendState(7, Frame::text(expected.last()));
        }
        QCoreApplication::processEvents();
    }
    QTRY_COMPARE(client.texts().size(), expected.size());
    QVERIFY(client.texts() == expected);
}

void tst_WebSocketSession::sendsOneTurnsFramesTogether()
{
    SocketServer server;
    RawClient client(server.port());
    WebSocketSession *session = openSession(server, client);
    QVERIFY(session);
    session->sendText("a");
    session->sendText("b");
    QCOMPARE(session->snapshot().sent, quint64(0));
    QCOMPARE(session->queuedBytes(), 6);
    QTRY_COMPARE(client.texts(), QList<QByteArray>({"a", "b"}));
    QCOMPARE(session->snapshot().sent, quint64(2));
    QCOMPARE(session->queuedBytes(), 0);
}

void tst_WebSocketSession::keepsTheOrderWithPongs()
{
    SocketServer server;
    RawClient client(server.port());
    WebSocketSession *session = openSession(server, client);
    QVERIFY(session);
    connect(session, &WebSocketSession::textReceived, session,
            [session](const QString &text) { session->sendText(text.toUtf8()); });
    for (int i = 0; i < 500; ++i) {
        client.sendFrame(RawClient::Ping, QByteArray::number(i));
        client.sendFrame(RawClient::Text, QByteArray::number(i) + QByteArray(i, 'x'));
    }
    QTRY_COMPARE(client.received().size(), 1000);
    int pongs = 0;
    for (const RawClient::Message &message : client.received()) {
        if (message.opcode == RawClient::Pong)
            QCOMPARE(message.payload, QByteArray::number(pongs++));
        else
            QCOMPARE(message.opcode, int(RawClient::Text));
    }
    QCOMPARE(pongs, 500);
}

void tst_WebSocketSession::sendsALargeFrame()
{
    SocketServer server;
    RawClient client(server.port());
    WebSocketSession *session = openSession(server, client);
    QVERIFY(session);
    const QByteArray large(3'000'000, 'y');
    session->sendText(large);
    session->sendText("after");
    QTRY_COMPARE(client.texts().size(), 2);
    QVERIFY(client.texts().at(0) == large);
    QCOMPARE(client.texts().at(1), QByteArray("after"));
}

void tst_WebSocketSession::closesWithCodeAndReason()
{
    SocketServer server;
    QWebSocket client;
    client.open(server.url());
    QTRY_COMPARE(server.sessions().size(), 1);
    WebSocketSession *session = server.sessions().first();
    const auto code = watchCloseCode(session);
    session->close(CloseCode::NotFound, QStringLiteral("unknown symbol"));
    QVERIFY(!session->isOpen());
    QCOMPARE(*code, 0);
    QTRY_COMPARE(*code, 4404);
    QTRY_COMPARE(client.state(), QAbstractSocket::UnconnectedState);
    QCOMPARE(int(client.closeCode()), 4404);
    QCOMPARE(client.closeReason(), QStringLiteral("unknown symbol"));
    QTRY_VERIFY(server.sessions().isEmpty());
}

void tst_WebSocketSession::sendsWhatWasQueuedBeforeTheClose()
{
    SocketServer server;
    RawClient client(server.port());
    WebSocketSession *session = openSession(server, client);
    QVERIFY(session);
    const QByteArray large(900'000, 'z');
    session->sendText("first");
    session->sendText(large);
    session->close(CloseCode::Normal);
    session->sendText("too late");
    QTRY_COMPARE(client.closeCode(), 1000);
    QCOMPARE(client.texts().size(), 2);
    QVERIFY(client.texts().at(1) == large);
    QTRY_VERIFY(!client.isConnected());
}

void tst_WebSocketSession::answersThePeersClose()
{
    SocketServer server;
    RawClient client(server.port());
    WebSocketSession *session = openSession(server, client);
    QVERIFY(session);
    const auto code = watchCloseCode(session);
    client.sendFrame(RawClient::Close, QByteArray::fromHex("0bb8")); // 3000
    QTRY_COMPARE(*code, 3000);
    QTRY_COMPARE(client.closeCode(), 3000);
}

void tst_WebSocketSession::isSilentAfterClose()
{
    SocketServer server;
    RawClient client(server.port());
    WebSocketSession *session = openSession(server, client);
    QVERIFY(session);
    QSignalSpy texts(session, &WebSocketSession::textReceived);
    session->close(CloseCode::Normal);
    client.sendFrame(RawClient::Ping, "x");
    client.sendFrame(RawClient::Text, "x");
    QTRY_VERIFY(!client.isConnected());
    QCOMPARE(texts.size(), 0);
    QCOMPARE(client.received().size(), 1); // the close frame
}

void tst_WebSocketSession::putsNothingBehindTheCloseFrame()
{
    SocketServer server;
    RawClient client(server.port());
    WebSocketSession *session = openSession(server, client);
    QVERIFY(session);
    client.setReading(false);
    session->sendText(QByteArray(8'000'000, 'x')); // so that the close frame has to wait
    session->close(CloseCode::Normal);
    client.sendFrame(RawClient::Ping, "x");
    client.sendFrame(RawClient::Close, QByteArray::fromHex("03e8"));
    QTRY_COMPARE(client.socket().bytesToWrite(), 0);
    QTest::qWait(20); // for the server to have read it
    client.setReading(true);
    QTRY_VERIFY(!client.isConnected());
    QCOMPARE(client.received().size(), 2);
    QCOMPARE(client.received().last().opcode, int(RawClient::Close));
}

void tst_WebSocketSession::endsWhenThePeerVanishes()
{
    SocketServer server;
    RawClient client(server.port());
    WebSocketSession *session = openSession(server, client);
    QVERIFY(session);
    const auto code = watchCloseCode(session);
    client.socket().abort();
    QTRY_COMPARE(*code, 1006);
    QTRY_VERIFY(server.sessions().isEmpty());
}

void tst_WebSocketSession::abortsAPeerThatIgnoresTheClose()
{
    SocketServer server({.closeTimeout = 200ms});
    RawClient client(server.port());
    WebSocketSession *session = openSession(server, client);
    QVERIFY(session);
    client.setReading(false);
    session->sendText(QByteArray(8'000'000, 'x'));
    QSignalSpy closed(session, &WebSocketSession::closed);
    session->close(CloseCode::Normal);
    QTRY_COMPARE(closed.size(), 1);
}

void tst_WebSocketSession::closesOnAFault_data()
{
    QTest::addColumn<int>("opcode");
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<int>("code");
    QTest::newRow("message over the limit")
        << int(RawClient::Text) << QByteArray(64 * 1024 + 1, 'x') << 1009;
    QTest::newRow("far over the limit")
        << int(RawClient::Text) << QByteArray(3'000'000, 'x') << 1009;
    QTest::newRow("invalid UTF-8") << int(RawClient::Text) << QByteArray("a\xff\xfe") << 1007;
    QTest::newRow("surrogate in UTF-8")
        << int(RawClient::Text) << QByteArray("\xed\xa0\x80") << 1007;
    QTest::newRow("binary") << int(RawClient::Binary) << QByteArray("\x01\x02") << 1003;
    QTest::newRow("reserved opcode") << 3 << QByteArray("x") << 1002;
    QTest::newRow("continuation of nothing") << 0 << QByteArray("x") << 1002;
}

void tst_WebSocketSession::closesOnAFault()
{
    QFETCH(int, opcode);
    QFETCH(QByteArray, payload);
    SocketServer server;
    RawClient client(server.port());
    WebSocketSession *session = openSession(server, client);
    QVERIFY(session);
    const auto code = watchCloseCode(session);
    QSignalSpy texts(session, &WebSocketSession::textReceived);
    client.sendFrame(opcode, payload);
    QTRY_VERIFY(*code != 0);
    QTEST(*code, "code");
    QTRY_VERIFY(!client.isConnected());
    QTEST(client.closeCode(), "code");
    QCOMPARE(texts.size(), 0);
}

void tst_WebSocketSession::takesAMessageOfExactlyTheLimit()
{
    SocketServer server;
    RawClient client(server.port());
    WebSocketSession *session = openSession(server, client);
    QVERIFY(session);
    QSignalSpy texts(session, &WebSocketSession::textReceived);
    client.sendFrame(RawClient::Text, QByteArray(64 * 1024, 'x'));
    QTRY_COMPARE(texts.size(), 1);
    QCOMPARE(texts.at(0).at(0).toString().size(), 64 * 1024);
}

void tst_WebSocketSession::pingsAndKeepsAPeerThatAnswers()
{
    SocketServer server(quickLimits());
    QWebSocket client; // answers pings by itself
    client.open(server.url());
    QTRY_COMPARE(server.sessions().size(), 1);
    QSignalSpy closed(server.sessions().first(), &WebSocketSession::closed);
    QVERIFY(!closed.wait(10 * 60));
}

void tst_WebSocketSession::abortsAPeerThatMissesTwoPings()
{
    SocketServer server(quickLimits());
    RawClient client(server.port());
    WebSocketSession *session = openSession(server, client);
    QVERIFY(session);
    QSignalSpy closed(session, &WebSocketSession::closed);
    QTRY_COMPARE(closed.size(), 1);
    QCOMPARE(server.acceptor().statistics().pingTimeouts, quint64(1));
    QTRY_VERIFY(!client.isConnected());
    QCOMPARE(client.received().size(), 2);
    QCOMPARE(client.received().at(1).opcode, int(RawClient::Ping));
}

void tst_WebSocketSession::mayBeClosedFromItsOwnSignal()
{
    SocketServer server;
    RawClient client(server.port());
    WebSocketSession *session = openSession(server, client);
    QVERIFY(session);
    QSignalSpy texts(session, &WebSocketSession::textReceived);
    connect(session, &WebSocketSession::textReceived, session,
            [session] { session->close(CloseCode::PolicyViolation); });
    client.sendFrame(RawClient::Text, "one");
    client.sendFrame(RawClient::Text, "two");
    QTRY_COMPARE(client.closeCode(), 1008);
    QTRY_VERIFY(server.sessions().isEmpty());
    QCOMPARE(texts.size(), 1);
}

void tst_WebSocketSession::mayBeAbortedFromItsOwnSignal()
{
    SocketServer server;
    RawClient client(server.port());
    WebSocketSession *session = openSession(server, client);
    QVERIFY(session);
    connect(session, &WebSocketSession::textReceived, session, [session] { session->abort(); });
    client.sendFrame(RawClient::Text, "one");
    client.sendFrame(RawClient::Text, "two");
    QTRY_VERIFY(server.sessions().isEmpty());
    QTRY_VERIFY(!client.isConnected());
}

QTEST_GUILESS_MAIN(tst_WebSocketSession)
#include "tst_WebSocketSession.moc"
