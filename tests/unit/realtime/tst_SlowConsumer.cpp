// SPDX-License-Identifier: GPL-3.0-or-later
#include "RawClient.h"
#include "SocketServer.h"
#include "realtime/TopicHub.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>
#include <QWebSocket>

using namespace Tickwell;
using namespace std::chrono_literals;

namespace {

/// More than the buffers of both systems hold together.
constexpr int MoreThanBuffers = 20'000;

Frame numbered(int number)
{
    return Frame::text(QByteArray::number(number) + ' ' + QByteArray(1000, 'x'));
}

int numberOf(const QByteArray &text)
{
    return text.left(text.indexOf(' ')).toInt();
}

} // namespace

class tst_SlowConsumer : public QObject
{
    Q_OBJECT

private slots:
    void getsTheLatestStateWhenItReadsAgain();
    void keepsOneFrameForEachKey();
    void isClosedWhenItMissesEvents();
    void isAbortedWhenItNeverReadsAgain();
    void doesNotSlowTheOthers();
    void isClosedForPingsWhoseAnswersItDoesNotRead();

private:
    std::unique_ptr<RawClient> openClient(SocketServer &server);
};

std::unique_ptr<RawClient> tst_SlowConsumer::openClient(SocketServer &server)
{
    auto client = std::make_unique<RawClient>(server.port());
    client->sendHandshake();
    if (!QTest::qWaitFor([&] { return client->isUpgraded(); }))
        return nullptr;
    return client;
}

void tst_SlowConsumer::getsTheLatestStateWhenItReadsAgain()
{
    SocketServer server;
    const auto client = openClient(server);
    QVERIFY(client);
    TopicHub hub;
    hub.subscribe(server.sessions().first(), QStringLiteral("t"), Delivery::State);
    client->setReading(false);
    for (int i = 0; i < MoreThanBuffers; ++i) {
        hub.publish(QStringLiteral("t"), QStringLiteral("k"), numbered(i));
        if (i % 10 == 0)
            QCoreApplication::processEvents();
    }
    const SessionSnapshot stalled = server.sessions().first()->snapshot();
    QVERIFY(stalled.conflated > 0);
    QVERIFY2(stalled.queuedBytes < 256 * 1024, qPrintable(QString::number(stalled.queuedBytes)));

    client->setReading(true);
    QTRY_VERIFY(!client->texts().isEmpty()
                && numberOf(client->texts().constLast()) == MoreThanBuffers - 1);
    QVERIFY(server.sessions().first()->isOpen());
    QVERIFY(client->texts().size() < MoreThanBuffers);
    int previous = -1;
    const auto texts = client->texts();
    for (const QByteArray &text : texts) {
        QVERIFY(numberOf(text) > previous);
        previous = numberOf(text);
    }
    QCOMPARE(quint64(texts.size()) + server.sessions().first()->snapshot().conflated,
             quint64(MoreThanBuffers));
    QCOMPARE(server.sessions().first()->queuedBytes(), 0);
}

void tst_SlowConsumer::keepsOneFrameForEachKey()
{
    SocketServer server;
    const auto client = openClient(server);
    QVERIFY(client);
    TopicHub hub;
    hub.subscribe(server.sessions().first(), QStringLiteral("t"), Delivery::State);
    client->setReading(false);
    for (int i = 0; i < MoreThanBuffers; ++i) {
        hub.publish(QStringLiteral("t"), QString::number(i % 7), numbered(i));
        if (i % 10 == 0)
            QCoreApplication::processEvents();
    }
    client->setReading(true);
    QTRY_COMPARE(server.sessions().first()->queuedBytes(), 0);
    QTRY_VERIFY(!client->texts().isEmpty()
                && numberOf(client->texts().constLast()) >= MoreThanBuffers - 7);
    QSet<int> last;
    const auto texts = client->texts();
    for (const QByteArray &text : texts.last(7))
        last.insert(numberOf(text));
    QSet<int> expected;
    for (int i = MoreThanBuffers - 7; i < MoreThanBuffers; ++i)
        expected.insert(i);
    QCOMPARE(last, expected);
}

void tst_SlowConsumer::isClosedWhenItMissesEvents()
{
    SocketServer server;
    const auto client = openClient(server);
    QVERIFY(client);
    TopicHub hub;
    WebSocketSession *session = server.sessions().first();
    QSignalSpy closed(session, &WebSocketSession::closed);
    hub.subscribe(session, QStringLiteral("t"), Delivery::Events);
    client->setReading(false);
    int published = 0;
    for (; session->isOpen() && published < MoreThanBuffers; ++published) {
        hub.publishEvent(QStringLiteral("t"), numbered(published));
        QVERIFY(session->queuedBytes() < 1'300'000);
        if (published % 10 == 0)
            QCoreApplication::processEvents();
    }
    QVERIFY(!session->isOpen());
    QCOMPARE(session->closeCode(), quint16(4001));
    QVERIFY(session->snapshot().dropped > 900);
    QCOMPARE(server.acceptor().statistics().slowConsumerCloses, quint64(1));

    // It reads again in time: everything up to a point, without a gap, and then why.
    client->setReading(true);
    QTRY_COMPARE(client->closeCode(), 4001);
    const auto texts = client->texts();
    QVERIFY(texts.size() > 10 && texts.size() < published);
    for (int i = 0; i < texts.size(); ++i)
        QCOMPARE(numberOf(texts.at(i)), i);
    QTRY_COMPARE(closed.size(), 1);
    QTRY_COMPARE(hub.subscribers(QStringLiteral("t")), 0);
}

void tst_SlowConsumer::isAbortedWhenItNeverReadsAgain()
{
    SocketServer server({.closeTimeout = 200ms});
    const auto client = openClient(server);
    QVERIFY(client);
    WebSocketSession *session = server.sessions().first();
    QSignalSpy closed(session, &WebSocketSession::closed);
    client->setReading(false);
    for (int i = 0; session->isOpen() && i < MoreThanBuffers; ++i) {
        session->send(numbered(i));
        QCoreApplication::processEvents();
    }
    QCOMPARE(session->closeCode(), quint16(4001));
    QTRY_COMPARE(closed.size(), 1);
    QTRY_VERIFY(server.sessions().isEmpty());
}

void tst_SlowConsumer::doesNotSlowTheOthers()
{
    SocketServer server({.closeTimeout = 60s});
    const auto stalled = openClient(server);
    const auto healthy = openClient(server);
    QVERIFY(stalled && healthy);
    TopicHub hub;
    const auto sessions = server.sessions();
    for (WebSocketSession *session : sessions) {
        hub.subscribe(session, QStringLiteral("states"), Delivery::State);
        hub.subscribe(session, QStringLiteral("events"), Delivery::Events);
    }
    stalled->setReading(false);
    QElapsedTimer elapsed;
    elapsed.start();
    constexpr int Rounds = 5000;
    for (int i = 0; i < Rounds; ++i) {
        hub.publish(QStringLiteral("states"), QStringLiteral("k"), numbered(2 * i));
        hub.publishEvent(QStringLiteral("events"), numbered(2 * i + 1));
        QCoreApplication::processEvents();
    }
    QTRY_COMPARE(healthy->texts().size(), 2 * Rounds);
    QVERIFY(elapsed.elapsed() < 20'000);
    const auto texts = healthy->texts();
    for (int i = 0; i < 2 * Rounds; ++i)
        QCOMPARE(numberOf(texts.at(i)), i);
    QVERIFY(!sessions.first()->isOpen()); // its close is still under way
    QVERIFY(sessions.last()->isOpen());
}

void tst_SlowConsumer::isClosedForPingsWhoseAnswersItDoesNotRead()
{
    SocketServer server({.closeTimeout = 200ms});
    const auto client = openClient(server);
    QVERIFY(client);
    QSignalSpy closed(server.sessions().first(), &WebSocketSession::closed);
    client->setReading(false);
    for (int i = 0; closed.isEmpty() && i < 5000; ++i) {
        for (int ping = 0; ping < 50; ++ping)
            client->sendFrame(RawClient::Ping, QByteArray(125, 'p'));
        QCoreApplication::processEvents();
    }
    QTRY_COMPARE(closed.size(), 1);
    QCOMPARE(server.acceptor().statistics().slowConsumerCloses, quint64(1));
}

QTEST_GUILESS_MAIN(tst_SlowConsumer)
#include "tst_SlowConsumer.moc"
