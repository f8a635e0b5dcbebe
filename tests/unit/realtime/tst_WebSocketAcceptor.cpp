// SPDX-License-Identifier: GPL-3.0-or-later
#include "RawClient.h"
#include "SocketServer.h"

#include <QSignalSpy>
#include <QTcpServer>
#include <QTest>
#include <QWebSocket>

using namespace Tickwell;
using namespace std::chrono_literals;

class tst_WebSocketAcceptor : public QObject
{
    Q_OBJECT

private slots:
    void opensASession();
    void answersTheKey();
    void forgetsAClientThatHasGoneBefore();
    void refusesMoreThanItsMaximum();
    void listsItsSessions();
    void closesAllOfThemInTime();
    void abortsThoseThatDoNotCompleteTheClose();
    void acceptsNothingOnceClosing();
    void diesWithSessionsOpen();
};

void tst_WebSocketAcceptor::opensASession()
{
    SocketServer server;
    QSignalSpy opened(&server.acceptor(), &WebSocketAcceptor::sessionOpened);
    QWebSocket client;
    QSignalSpy connected(&client, &QWebSocket::connected);
    client.open(server.url());
    QTRY_COMPARE(connected.size(), 1);
    QCOMPARE(opened.size(), 1);
    WebSocketSession *session = server.sessions().value(0);
    QVERIFY(session);
    QVERIFY(session->isOpen());
    QCOMPARE(session->id(), quint64(1));
    QCOMPARE(session->info().peer, QHostAddress(QHostAddress::LocalHost));
    QCOMPARE(session->info().peerPort, client.localPort());
    QCOMPARE(session->info().path, QStringLiteral("/ws/test"));
    QVERIFY(session->info().since > Timestamp());
}

/// The example of RFC 6455 §1.3.
void tst_WebSocketAcceptor::answersTheKey()
{
    SocketServer server;
    RawClient client(server.port());
    client.sendHandshake();
    QTRY_VERIFY(client.isUpgraded());
    QVERIFY(client.answer().contains("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo="));
    QVERIFY(client.answer().contains("Upgrade: websocket\r\nConnection: Upgrade\r\n"));
}

void tst_WebSocketAcceptor::forgetsAClientThatHasGoneBefore()
{
    WebSocketAcceptor acceptor;
    QTcpServer listener;
    QVERIFY(listener.listen(QHostAddress::LocalHost));
    QTcpSocket client;
    client.connectToHost(QHostAddress::LocalHost, listener.serverPort());
    QVERIFY(listener.waitForNewConnection(5000));
    QTcpSocket *socket = listener.nextPendingConnection();
    client.abort();
    QTRY_COMPARE(socket->state(), QAbstractSocket::UnconnectedState);
    QVERIFY(acceptor.accept(socket, "dGhlIHNhbXBsZSBub25jZQ=="));
    QTRY_COMPARE(acceptor.statistics().sessions, 0);
}

void tst_WebSocketAcceptor::refusesMoreThanItsMaximum()
{
    SocketServer server({.maxSessions = 2});
    RawClient first(server.port());
    RawClient second(server.port());
    first.sendHandshake();
    second.sendHandshake();
    QTRY_VERIFY(first.isUpgraded() && second.isUpgraded());
    QVERIFY(!server.acceptor().hasRoom());
    RawClient third(server.port());
    third.sendHandshake();
    QTRY_COMPARE(server.acceptor().statistics().refused, quint64(1));
    QTRY_VERIFY(!third.isConnected());
    first.socket().abort();
    QTRY_VERIFY(server.acceptor().hasRoom());
}

void tst_WebSocketAcceptor::listsItsSessions()
{
    SocketServer server;
    RawClient client(server.port());
    client.sendHandshake();
    QTRY_VERIFY(client.isUpgraded());
    server.sessions().first()->sendText("hello");
    QTRY_COMPARE(client.texts().size(), 1);
    const auto list = server.acceptor().snapshots();
    QCOMPARE(list.size(), 1);
    QCOMPARE(list.first().id, quint64(1));
    QCOMPARE(list.first().peer, QStringLiteral("127.0.0.1:%1").arg(client.socket().localPort()));
    QCOMPARE(list.first().path, QStringLiteral("/ws/test"));
    QCOMPARE(list.first().sent, quint64(1));
    QCOMPARE(list.first().queuedBytes, 0);
    QCOMPARE(server.acceptor().statistics().framesSent, quint64(1));
}

void tst_WebSocketAcceptor::closesAllOfThemInTime()
{
    SocketServer server;
    QSignalSpy allClosed(&server.acceptor(), &WebSocketAcceptor::allClosed);
    QWebSocket first;
    QWebSocket second;
    first.open(server.url());
    second.open(server.url());
    QTRY_COMPARE(server.acceptor().statistics().sessions, 2);
    server.acceptor().closeAll(CloseCode::GoingAway, QStringLiteral("closing"));
    QTRY_COMPARE(allClosed.size(), 1);
    QTRY_COMPARE(first.closeCode(), QWebSocketProtocol::CloseCodeGoingAway);
    QTRY_COMPARE(second.closeCode(), QWebSocketProtocol::CloseCodeGoingAway);
    QCOMPARE(server.acceptor().statistics().sessions, 0);
}

void tst_WebSocketAcceptor::abortsThoseThatDoNotCompleteTheClose()
{
    SocketServer server; // whose own close time-out is longer
    QSignalSpy allClosed(&server.acceptor(), &WebSocketAcceptor::allClosed);
    RawClient client(server.port());
    client.sendHandshake();
    QTRY_VERIFY(client.isUpgraded());
    client.setReading(false);
    server.sessions().first()->sendText(QByteArray(8'000'000, 'x'));
    server.acceptor().closeAll(CloseCode::GoingAway, {}, 200ms);
    QTRY_COMPARE_WITH_TIMEOUT(allClosed.size(), 1, 1500);
}

void tst_WebSocketAcceptor::acceptsNothingOnceClosing()
{
    SocketServer server;
    QSignalSpy allClosed(&server.acceptor(), &WebSocketAcceptor::allClosed);
    server.acceptor().closeAll(CloseCode::GoingAway, {});
    QTRY_COMPARE(allClosed.size(), 1);
    RawClient client(server.port());
    client.sendHandshake();
    QTRY_COMPARE(server.acceptor().statistics().refused, quint64(1));
    QVERIFY(!client.isUpgraded());
}

void tst_WebSocketAcceptor::diesWithSessionsOpen()
{
    QWebSocket client;
    QSignalSpy disconnected(&client, &QWebSocket::disconnected);
    {
        SocketServer server;
        client.open(server.url());
        QTRY_COMPARE(server.acceptor().statistics().sessions, 1);
        server.sessions().first()->sendText("never sent");
    }
    QTRY_COMPARE(disconnected.size(), 1);
}

QTEST_GUILESS_MAIN(tst_WebSocketAcceptor)
#include "tst_WebSocketAcceptor.moc"
