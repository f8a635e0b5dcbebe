// SPDX-License-Identifier: GPL-3.0-or-later
#include "RawClient.h"
#include "SocketServer.h"

#include <QElapsedTimer>
#include <QTest>

using namespace Tickwell;
using namespace std::chrono_literals;

namespace {

constexpr int Rate = 20;
constexpr int Burst = 2 * Rate;

SessionLimits limitedTo(int rate)
{
    SessionLimits limits;
    limits.messagesPerSecond = rate;
    limits.limitLoopback = true;
    return limits;
}

QByteArrayList numbers(int count)
{
    QByteArrayList all;
    for (int i = 0; i < count; ++i)
        all.append(QByteArray::number(i));
    return all;
}

void say(RawClient &client, const QByteArrayList &texts, int opcode = RawClient::Text)
{
    for (const QByteArray &text : texts)
        client.sendFrame(opcode, text);
}

} // namespace

/// A client that says more than a client may.
class tst_MessageRate : public QObject
{
    Q_OBJECT

private slots:
    void aBurstIsHeardAtOnce();
    void whatIsTooMuchWaits();
    void pingsCountAsWell();
    void oneWhoWaitsIsStillToldThings();
    void oneWhoWaitsIsNotTakenForDead();
    void oneWhoWaitsIsClosedAsAnyOther();
    void clientsDoNotShare();
    void thisMachineIsFree();
    void noRateIsNoLimit();

private:
    /// Opens @p client, and collects in m_heard what it says.
    WebSocketSession *open(SocketServer &server, RawClient &client);

    QByteArrayList m_heard;
};

WebSocketSession *tst_MessageRate::open(SocketServer &server, RawClient &client)
{
    m_heard.clear();
    client.sendHandshake();
    if (!QTest::qWaitFor([&] { return client.isUpgraded(); }))
        return nullptr;
    WebSocketSession *session = server.sessions().last();
    connect(session, &WebSocketSession::textReceived, this,
            [this](const QString &text) { m_heard.append(text.toUtf8()); });
    return session;
}

void tst_MessageRate::aBurstIsHeardAtOnce()
{
    SocketServer server(limitedTo(Rate));
    RawClient client(server.port());
    QVERIFY(open(server, client));
    say(client, numbers(Burst));
    QTRY_COMPARE(m_heard, numbers(Burst));
    QCOMPARE(server.acceptor().statistics().throttled, quint64(0));
}

void tst_MessageRate::whatIsTooMuchWaits()
{
    SocketServer server(limitedTo(Rate));
    RawClient client(server.port());
    QVERIFY(open(server, client));
    QElapsedTimer time;
    time.start();
    const QByteArrayList all = numbers(Burst + Rate);
    say(client, all);
    QTRY_COMPARE(m_heard, all);
    QVERIFY2(time.elapsed() >= 950, qPrintable(QString::number(time.elapsed())));
    QVERIFY(server.acceptor().statistics().throttled > 0);
}

void tst_MessageRate::pingsCountAsWell()
{
    SocketServer server(limitedTo(Rate));
    RawClient client(server.port());
    QVERIFY(open(server, client));
    QElapsedTimer time;
    time.start();
    say(client, numbers(Burst + Rate / 2), RawClient::Ping);
    QTRY_COMPARE(client.received().size(), Burst + Rate / 2);
    QVERIFY2(time.elapsed() >= 450, qPrintable(QString::number(time.elapsed())));
}

void tst_MessageRate::oneWhoWaitsIsStillToldThings()
{
    SocketServer server(limitedTo(1));
    RawClient client(server.port());
    WebSocketSession *session = open(server, client);
    QVERIFY(session);
    say(client, numbers(9));
    QTRY_VERIFY(server.acceptor().statistics().throttled > 0);
    session->sendText("news");
    QTRY_COMPARE(client.texts(), QByteArrayList{"news"});
    QVERIFY(m_heard.size() < 9);
}

void tst_MessageRate::oneWhoWaitsIsNotTakenForDead()
{
    SessionLimits limits = limitedTo(1);
    limits.pingInterval = 60ms;
    SocketServer server(limits);
    RawClient client(server.port());
    QVERIFY(open(server, client));
    const QByteArrayList all = numbers(4);
    say(client, all);
    QTRY_COMPARE(m_heard, all);
    QVERIFY(client.isConnected());
    QCOMPARE(server.acceptor().statistics().pingTimeouts, quint64(0));
}

void tst_MessageRate::oneWhoWaitsIsClosedAsAnyOther()
{
    SocketServer server(limitedTo(1));
    RawClient client(server.port());
    WebSocketSession *session = open(server, client);
    QVERIFY(session);
    say(client, numbers(9));
    QTRY_VERIFY(m_heard.size() >= 2);
    session->close(CloseCode::GoingAway);
    QTRY_COMPARE(client.closeCode(), 1001);
    QTRY_VERIFY(server.sessions().isEmpty());
    QVERIFY(m_heard.size() < 9);
}

void tst_MessageRate::clientsDoNotShare()
{
    SocketServer server(limitedTo(1));
    RawClient loud(server.port());
    QVERIFY(open(server, loud));
    say(loud, numbers(9));
    QTRY_VERIFY(server.acceptor().statistics().throttled > 0);
    RawClient quiet(server.port());
    QVERIFY(open(server, quiet));
    quiet.sendFrame(RawClient::Text, "quiet");
    QTRY_VERIFY(m_heard.contains("quiet"));
    QVERIFY(!m_heard.contains("8"));
}

void tst_MessageRate::thisMachineIsFree()
{
    SessionLimits limits = limitedTo(1);
    limits.limitLoopback = false;
    SocketServer server(limits);
    RawClient client(server.port());
    QVERIFY(open(server, client));
    say(client, numbers(1'000));
    QTRY_COMPARE(m_heard, numbers(1'000));
    QCOMPARE(server.acceptor().statistics().throttled, quint64(0));
}

void tst_MessageRate::noRateIsNoLimit()
{
    SocketServer server(limitedTo(0));
    RawClient client(server.port());
    QVERIFY(open(server, client));
    say(client, numbers(1'000));
    QTRY_COMPARE(m_heard, numbers(1'000));
}

QTEST_GUILESS_MAIN(tst_MessageRate)
#include "tst_MessageRate.moc"
