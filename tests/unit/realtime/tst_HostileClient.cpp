// SPDX-License-Identifier: GPL-3.0-or-later
#include "ClientFrames.h"
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
    void mayBreakNoRuleOfFraming_data();
    void mayBreakNoRuleOfFraming();
    void isToldWhatItDidWrong();
    void maySplitACharacterOverFrames();
    void maySendByteByByte();
    void hearsWhatIsSaidTooEarly();
    void keepsAByteOrderMark();
    void maySendPastNoLimitInFragments();
    void holdsNothingForALengthItAnnounces();
    void isAnsweredAnEmptyClose();
    void mayCloseInTheMiddleOfAMessage();
    void starvesNobodyWithTinyFrames();
    void isReadNoMoreOnceItHasClosed();

private:
    WebSocketSession *open(SocketServer &server, RawClient &client);
};

WebSocketSession *tst_HostileClient::open(SocketServer &server, RawClient &client)
{
    client.sendHandshake();
    const bool upgraded = QTest::qWaitFor([&] { return client.isUpgraded(); });
    return upgraded ? server.sessions().constLast() : nullptr;
}

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

void tst_HostileClient::mayBreakNoRuleOfFraming_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("code");
    QTest::newRow("unmasked") << QByteArray("\x81\x01x") << 1002;
    QTest::newRow("RSV1") << clientFrame(0xc1, "x") << 1002;
    QTest::newRow("RSV2") << clientFrame(0xa1, "x") << 1002;
    QTest::newRow("RSV3") << clientFrame(0x91, "x") << 1002;
    QTest::newRow("reserved opcode") << clientFrame(0x83, "x") << 1002;
    QTest::newRow("reserved control opcode") << clientFrame(0x8b, "x") << 1002;
    QTest::newRow("fragmented ping") << clientFrame(0x09, "x") << 1002;
    QTest::newRow("long ping") << clientFrame(0x89, QByteArray(126, 'x')) << 1002;
    QTest::newRow("continuation of nothing") << clientFrame(0x80, "x") << 1002;
    QTest::newRow("text within a text") << clientFrame(0x01, "x") + clientFrame(0x81, "x") << 1002;
    QTest::newRow("needlessly long length") << QByteArray("\x81\xfe\x00\x01", 4) << 1002;
    QTest::newRow("length of 64 bits") << QByteArray("\x81\xff", 2) + QByteArray(8, '\xff') << 1002;
    QTest::newRow("close of one byte") << clientFrame(0x88, "x") << 1002;
    QTest::newRow("close code 1005") << clientFrame(0x88, "\x03\xed") << 1002;
    QTest::newRow("close reason of no UTF-8") << clientFrame(0x88, "\x03\xe8\xff") << 1007;
    QTest::newRow("half a character at the end")
        << clientFrame(0x01, "\xe4") + clientFrame(0x80, "\xbb") << 1007;
    QTest::newRow("no UTF-8 in an unfinished message") << clientFrame(0x01, "\xff") << 1007;
    QTest::newRow("binary") << clientFrame(0x82, "x") << 1003;
}

void tst_HostileClient::mayBreakNoRuleOfFraming()
{
    QFETCH(QByteArray, bytes);
    SocketServer server;
    RawClient client(server.port());
    WebSocketSession *session = open(server, client);
    QVERIFY(session);
    QSignalSpy texts(session, &WebSocketSession::textReceived);
    client.sendRaw(bytes);
    client.sendFrame(RawClient::Text, "too late");
    QTRY_VERIFY(!client.isConnected());
    QTEST(client.closeCode(), "code");
    QCOMPARE(texts.size(), 0);
    QTRY_VERIFY(server.sessions().isEmpty());
}

void tst_HostileClient::isToldWhatItDidWrong()
{
    SocketServer server;
    RawClient client(server.port());
    QVERIFY(open(server, client));
    client.sendRaw("\x81\x01x");
    QTRY_COMPARE(client.closeCode(), 1002);
    QCOMPARE(client.received().constLast().payload.mid(2),
             QByteArray("frames of a client must be masked"));
}

void tst_HostileClient::maySplitACharacterOverFrames()
{
    SocketServer server;
    RawClient client(server.port());
    WebSocketSession *session = open(server, client);
    QVERIFY(session);
    QSignalSpy texts(session, &WebSocketSession::textReceived);
    const QByteArray smile("\xf0\x9f\x98\x80");
    for (qsizetype cut = 0; cut <= smile.size(); ++cut) {
        client.sendFrame(RawClient::Text, smile.first(cut), false);
        client.sendFrame(RawClient::Ping, "between");
        client.sendFrame(0, smile.sliced(cut), true);
    }
    QTRY_COMPARE(texts.size(), smile.size() + 1);
    for (const auto &text : texts)
        QCOMPARE(text.at(0).toString().toUtf8(), smile);
    QVERIFY(session->isOpen());
}

void tst_HostileClient::maySendByteByByte()
{
    SocketServer server;
    RawClient client(server.port());
    WebSocketSession *session = open(server, client);
    QVERIFY(session);
    QSignalSpy texts(session, &WebSocketSession::textReceived);
    const QByteArray stream =
        clientFrame(0x01, "价") + clientFrame(0x89, "p") + clientFrame(0x80, QByteArray(130, 'x'));
    for (const char byte : stream) {
        client.sendRaw(QByteArray(1, byte));
        client.socket().flush();
        QCoreApplication::processEvents();
    }
    QTRY_COMPARE(texts.size(), 1);
    QCOMPARE(texts.at(0).at(0).toString().toUtf8(), "价" + QByteArray(130, 'x'));
}

/// A client must wait for the answer to its handshake (RFC 6455 §4.1); nothing is lost if not.
void tst_HostileClient::hearsWhatIsSaidTooEarly()
{
    SocketServer server;
    QStringList texts;
    connect(&server.acceptor(), &WebSocketAcceptor::sessionOpened, this,
            [&texts](WebSocketSession *session) {
                connect(session, &WebSocketSession::textReceived, session,
                        [&texts](const QString &text) { texts.append(text); });
            });
    RawClient client(server.port());
    client.sendHandshake();
    client.sendFrame(RawClient::Text, "too early");
    QTRY_VERIFY(client.isUpgraded());
    client.sendFrame(RawClient::Text, "in time");
    QTRY_COMPARE(texts, (QStringList{QStringLiteral("too early"), QStringLiteral("in time")}));
}

void tst_HostileClient::keepsAByteOrderMark()
{
    SocketServer server;
    RawClient client(server.port());
    WebSocketSession *session = open(server, client);
    QVERIFY(session);
    QSignalSpy texts(session, &WebSocketSession::textReceived);
    client.sendFrame(RawClient::Text, "\xef\xbb\xbfx");
    QTRY_COMPARE(texts.size(), 1);
    QCOMPARE(texts.at(0).at(0).toString(), QString(QChar(0xfeff)) + u'x');
}

void tst_HostileClient::maySendPastNoLimitInFragments()
{
    SocketServer server;
    RawClient client(server.port());
    QVERIFY(open(server, client));
    client.sendFrame(RawClient::Text, QByteArray(40'000, 'x'), false);
    client.sendFrame(0, QByteArray(40'000, 'x'), false);
    QTRY_COMPARE(client.closeCode(), 1009);
}

void tst_HostileClient::holdsNothingForALengthItAnnounces()
{
    SocketServer server;
    RawClient client(server.port());
    QVERIFY(open(server, client));
    client.sendRaw(QByteArray("\x81\xff\x00\x00\x01\x00\x00\x00\x00\x00", 10)); // a terabyte
    QTRY_COMPARE(client.closeCode(), 1009);
}

void tst_HostileClient::isAnsweredAnEmptyClose()
{
    SocketServer server;
    RawClient client(server.port());
    WebSocketSession *session = open(server, client);
    QVERIFY(session);
    int code = 0;
    connect(session, &WebSocketSession::closed, this, [&] { code = session->closeCode(); });
    client.sendFrame(RawClient::Close, "");
    QTRY_VERIFY(!client.isConnected());
    QCOMPARE(client.received().constLast().opcode, int(RawClient::Close));
    QCOMPARE(client.received().constLast().payload, QByteArray());
    QTRY_COMPARE(code, 1005);
}

void tst_HostileClient::mayCloseInTheMiddleOfAMessage()
{
    SocketServer server;
    RawClient client(server.port());
    WebSocketSession *session = open(server, client);
    QVERIFY(session);
    QSignalSpy texts(session, &WebSocketSession::textReceived);
    client.sendFrame(RawClient::Text, "unfinished", false);
    client.sendFrame(RawClient::Close, "\x03\xe8");
    QTRY_COMPARE(client.closeCode(), 1000);
    QTRY_VERIFY(server.sessions().isEmpty());
    QCOMPARE(texts.size(), 0);
}

void tst_HostileClient::starvesNobodyWithTinyFrames()
{
    SocketServer server;
    RawClient hostile(server.port());
    RawClient honest(server.port());
    QVERIFY(open(server, hostile));
    WebSocketSession *session = open(server, honest);
    QVERIFY(session);
    const QByteArray flood = clientFrame(0x81, "x").repeated(200'000);
    hostile.sendRaw(flood);
    quint64 before = 0;
    connect(session, &WebSocketSession::textReceived, this,
            [&] { before = server.acceptor().statistics().messagesReceived; });
    honest.sendFrame(RawClient::Text, "me too");
    QTRY_VERIFY(before > 0);
    QVERIFY2(before < 200'000, qPrintable(QString::number(before)));
}

void tst_HostileClient::isReadNoMoreOnceItHasClosed()
{
    SocketServer server({.closeTimeout = 200ms});
    RawClient client(server.port());
    WebSocketSession *session = open(server, client);
    QVERIFY(session);
    QSignalSpy texts(session, &WebSocketSession::textReceived);
    client.sendRaw(clientFrame(0x88, "\x03\xe8") + clientFrame(0x81, "x").repeated(1000));
    QTRY_VERIFY(server.sessions().isEmpty());
    QCOMPARE(texts.size(), 0);
}

QTEST_GUILESS_MAIN(tst_HostileClient)
#include "tst_HostileClient.moc"
