// SPDX-License-Identifier: GPL-3.0-or-later
#include "RawClient.h"
#include "SocketServer.h"

#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace Tickwell;
using namespace std::chrono_literals;

class tst_HostileClient : public QObject
{
    Q_OBJECT

private slots:
    void survivesRandomBytes_data();
    void survivesRandomBytes();
    void survivesRandomHandshakes_data();
    void survivesRandomHandshakes();
};

void tst_HostileClient::survivesRandomBytes_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 60; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void tst_HostileClient::survivesRandomBytes()
{
    QFETCH(quint32, seed);
    QRandomGenerator random(seed);
    SocketServer server({.closeTimeout = 200ms});
    RawClient client(server.port());
    client.sendHandshake();
    QTRY_VERIFY(client.isUpgraded());
    QSignalSpy closed(server.sessions().first(), &WebSocketSession::closed);
    for (int i = 0; i < 20; ++i) {
        QByteArray bytes(random.bounded(1, 300), Qt::Uninitialized);
        for (char &byte : bytes)
            byte = static_cast<char>(random.bounded(256));
        if (i % 2)
            client.sendFrame(random.bounded(16), bytes, random.bounded(2) == 0);
        else
            client.sendRaw(bytes);
    }
    client.socket().disconnectFromHost();
    QTRY_COMPARE(closed.size(), 1);
    QTRY_VERIFY(server.sessions().isEmpty());
}

void tst_HostileClient::survivesRandomHandshakes_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 30; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void tst_HostileClient::survivesRandomHandshakes()
{
    QFETCH(quint32, seed);
    QRandomGenerator random(seed);
    SocketServer server({.handshakeTimeout = 300ms, .closeTimeout = 200ms});
    RawClient client(server.port());
    QByteArray request = "GET /ws HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
                         "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                         "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
    for (int i = 0; i < 4; ++i)
        request[random.bounded(request.size())] = static_cast<char>(random.bounded(256));
    client.sendRaw(request);
    // Whatever it came to, nothing is left of it when the client has gone.
    QTRY_VERIFY(server.acceptor().statistics().accepted
                    + server.acceptor().statistics().failedHandshakes
                == 1);
    client.socket().abort();
    QTRY_COMPARE(server.acceptor().statistics().sessions, 0);
    QCOMPARE(server.acceptor().statistics().handshakes, 0);
}

QTEST_GUILESS_MAIN(tst_HostileClient)
#include "tst_HostileClient.moc"
