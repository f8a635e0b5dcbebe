// SPDX-License-Identifier: GPL-3.0-or-later
#include "RawClient.h"
#include "SocketServer.h"
#include "realtime/TopicHub.h"

#include <QElapsedTimer>
#include <QTest>

#include <memory>
#include <vector>

using namespace Tickwell;

namespace {

const QString Topic = QStringLiteral("stock:AAPL");
const QString Key = QStringLiteral("AAPL");

} // namespace

class tst_TopicHub : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void sendsAFrameToEverySubscriber();
    void sendsNothingToThoseWhoAreNot();
    void keepsTopicsApart();
    void givesANewcomerTheLatestOfEachKey();
    void doesNotRememberEvents();
    void forgetsATopicWithoutSubscribers();
    void endsWithItsSession();
    void survivesASessionThatDiesWhileItIsSubscribed();
    void unsubscribesOneAndKeepsTheOthers();
    void replacesASubscription();
    void limitsTheRateAndDeliversTheLastValue();
    void limitsTheRateOfEachKeyByItself();
    void neverLimitsEvents();
    void releasesNothingAfterUnsubscribing();
    void countsWhatItDoes();
    void fansOutToHundredsInOneTurn();
    void eventsOfOneTurnArriveInOrder();
    void eventsOfOneTurnLeaveBeforeTheNext();
    void eventsOfSeveralTopicsLeaveBeforeTheNextTurn();
    void eventsAndWhatOneIsToldArriveInOrder();
    void eventsAndStatesArriveInOrder();
    void aNewcomerDoesNotGetWhatWasSaidBefore();
    void whoLeavesGetsWhatWasSaidBefore();
    void whoIsClosedGetsWhatWasSaidBefore();
    void aHubMayEndBeforeTheTurn();

private:
    std::unique_ptr<SocketServer> m_server;
    std::unique_ptr<TopicHub> m_hub;
    std::vector<std::unique_ptr<RawClient>> m_clients;

    WebSocketSession *connectClient();
};

void tst_TopicHub::init()
{
    m_server = std::make_unique<SocketServer>();
    m_hub = std::make_unique<TopicHub>();
}

void tst_TopicHub::cleanup()
{
    m_clients.clear();
    m_hub.reset();
    m_server.reset();
}

WebSocketSession *tst_TopicHub::connectClient()
{
    m_clients.push_back(std::make_unique<RawClient>(m_server->port()));
    m_clients.back()->sendHandshake();
    if (!QTest::qWaitFor([this] { return m_clients.back()->isUpgraded(); }))
        return nullptr;
    return m_server->sessions().constLast();
}

void tst_TopicHub::sendsAFrameToEverySubscriber()
{
    for (int i = 0; i < 3; ++i)
        QCOMPARE(m_hub->subscribe(connectClient(), Topic, Delivery::State), i + 1);
    QCOMPARE(m_hub->publish(Topic, Key, Frame::text("1")), 3);
    for (const auto &client : m_clients)
        QTRY_COMPARE(client->texts(), QList<QByteArray>{"1"});
}

void tst_TopicHub::sendsNothingToThoseWhoAreNot()
{
    WebSocketSession *listener = connectClient();
    QVERIFY(connectClient());
    m_hub->subscribe(listener, Topic, Delivery::Events);
    m_hub->publishEvent(Topic, Frame::text("1"));
    QTRY_COMPARE(m_clients.at(0)->texts().size(), 1);
    QVERIFY(m_clients.at(1)->received().isEmpty());
}

void tst_TopicHub::keepsTopicsApart()
{
    WebSocketSession *session = connectClient();
    m_hub->subscribe(session, Topic, Delivery::State);
    m_hub->subscribe(session, QStringLiteral("monitor"), Delivery::State);
    QCOMPARE(m_hub->topicsOf(session), QStringList({QStringLiteral("monitor"), Topic}));
    QCOMPARE(m_hub->publish(QStringLiteral("stock:MSFT"), Key, Frame::text("no")), 0);
    m_hub->publish(QStringLiteral("monitor"), QStringLiteral("m"), Frame::text("yes"));
    QTRY_COMPARE(m_clients.at(0)->texts(), QList<QByteArray>{"yes"});
}

void tst_TopicHub::givesANewcomerTheLatestOfEachKey()
{
    m_hub->subscribe(connectClient(), Topic, Delivery::State);
    m_hub->publish(Topic, QStringLiteral("a"), Frame::text("a1"));
    m_hub->publish(Topic, QStringLiteral("a"), Frame::text("a2"));
    m_hub->publish(Topic, QStringLiteral("b"), Frame::text("b1"));
    m_hub->subscribe(connectClient(), Topic, Delivery::State);
    QTRY_COMPARE(m_clients.at(1)->texts().size(), 2);
    QVERIFY(m_clients.at(1)->texts().contains("a2"));
    QVERIFY(m_clients.at(1)->texts().contains("b1"));
}

void tst_TopicHub::doesNotRememberEvents()
{
    m_hub->subscribe(connectClient(), Topic, Delivery::Events);
    m_hub->publishEvent(Topic, Frame::text("past"));
    m_hub->subscribe(connectClient(), Topic, Delivery::Events);
    m_hub->publishEvent(Topic, Frame::text("now"));
    QTRY_COMPARE(m_clients.at(1)->texts(), QList<QByteArray>{"now"});
}

void tst_TopicHub::forgetsATopicWithoutSubscribers()
{
    WebSocketSession *session = connectClient();
    m_hub->subscribe(session, Topic, Delivery::State);
    QVERIFY(m_hub->hasSubscribers(Topic));
    m_hub->publish(Topic, Key, Frame::text("old"));
    QVERIFY(m_hub->unsubscribe(session, Topic));
    QVERIFY(!m_hub->hasSubscribers(Topic));
    QCOMPARE(m_hub->statistics().topics, 0);
    QCOMPARE(m_hub->subscribe(session, Topic, Delivery::State), 1);
    m_hub->publish(Topic, Key, Frame::text("new"));
    QTRY_COMPARE(m_clients.at(0)->texts(), QList<QByteArray>({"old", "new"}));
    QVERIFY(!m_hub->unsubscribe(session, QStringLiteral("never")));
}

void tst_TopicHub::endsWithItsSession()
{
    m_hub->subscribe(connectClient(), Topic, Delivery::State);
    m_hub->subscribe(connectClient(), Topic, Delivery::State);
    m_clients.at(0)->socket().abort();
    QTRY_COMPARE(m_hub->subscribers(Topic), 1);
    QCOMPARE(m_hub->publish(Topic, Key, Frame::text("1")), 1);
    QTRY_COMPARE(m_clients.at(1)->texts().size(), 1);
}

void tst_TopicHub::survivesASessionThatDiesWhileItIsSubscribed()
{
    WebSocketSession *first = connectClient();
    WebSocketSession *second = connectClient();
    m_hub->subscribe(first, Topic, Delivery::Events);
    m_hub->subscribe(second, Topic, Delivery::Events);
    first->abort(); // closed() has not been told yet
    QCOMPARE(m_hub->publishEvent(Topic, Frame::text("1")), 2);
    QTRY_COMPARE(m_clients.at(1)->texts().size(), 1);
    QCOMPARE(m_hub->subscribers(Topic), 1);
    m_server.reset(); // all at once, without closed()
    QCOMPARE(m_hub->subscribers(Topic), 0);
    QCOMPARE(m_hub->publishEvent(Topic, Frame::text("2")), 0);
}

void tst_TopicHub::unsubscribesOneAndKeepsTheOthers()
{
    QList<WebSocketSession *> sessions;
    for (int i = 0; i < 5; ++i) {
        sessions.append(connectClient());
        m_hub->subscribe(sessions.last(), Topic, Delivery::Events);
    }
    m_hub->unsubscribe(sessions.at(1), Topic);
    m_hub->unsubscribeAll(sessions.at(4));
    QCOMPARE(m_hub->publishEvent(Topic, Frame::text("1")), 3);
    for (const int listener : {0, 2, 3})
        QTRY_COMPARE(m_clients.at(static_cast<std::size_t>(listener))->texts().size(), 1);
    QVERIFY(m_clients.at(1)->texts().isEmpty());
    QVERIFY(m_clients.at(4)->texts().isEmpty());
}

void tst_TopicHub::replacesASubscription()
{
    WebSocketSession *session = connectClient();
    m_hub->subscribe(session, Topic, Delivery::State, {.maxRate = 1});
    QCOMPARE(m_hub->subscribe(session, Topic, Delivery::State), 1);
    m_hub->publish(Topic, Key, Frame::text("1"));
    m_hub->publish(Topic, Key, Frame::text("2"));
    QTRY_COMPARE(m_clients.at(0)->texts(), QList<QByteArray>({"1", "2"}));
}

void tst_TopicHub::limitsTheRateAndDeliversTheLastValue()
{
    m_hub->subscribe(connectClient(), Topic, Delivery::State, {.maxRate = 20});
    QElapsedTimer elapsed;
    elapsed.start();
    int last = 0;
    while (elapsed.elapsed() < 300) {
        m_hub->publish(Topic, Key, Frame::text(QByteArray::number(++last)));
        QTest::qWait(1);
    }
    QTRY_COMPARE(m_clients.at(0)->texts().constLast(), QByteArray::number(last));
    const qint64 most = 1 + (elapsed.elapsed() + 49) / 50;
    QVERIFY2(m_clients.at(0)->texts().size() <= most,
             qPrintable(QString::number(m_clients.at(0)->texts().size())));
    QVERIFY(m_hub->statistics().rateLimited > 0);
}

void tst_TopicHub::limitsTheRateOfEachKeyByItself()
{
    m_hub->subscribe(connectClient(), Topic, Delivery::State, {.maxRate = 0.01});
    for (const char *key : {"a", "b", "c", "a", "b"})
        m_hub->publish(Topic, QString::fromLatin1(key), Frame::text(key));
    QTRY_COMPARE(m_clients.at(0)->texts(), QList<QByteArray>({"a", "b", "c"}));
}

void tst_TopicHub::neverLimitsEvents()
{
    m_hub->subscribe(connectClient(), Topic, Delivery::Events, {.maxRate = 0.01});
    for (int i = 0; i < 10; ++i)
        m_hub->publish(Topic, Key, Frame::text("x"));
    QTRY_COMPARE(m_clients.at(0)->texts().size(), 10);
}

void tst_TopicHub::releasesNothingAfterUnsubscribing()
{
    WebSocketSession *session = connectClient();
    m_hub->subscribe(session, Topic, Delivery::State, {.maxRate = 100});
    m_hub->publish(Topic, Key, Frame::text("1"));
    m_hub->publish(Topic, Key, Frame::text("held"));
    m_hub->unsubscribe(session, Topic);
    QTest::qWait(30);
    QCOMPARE(m_clients.at(0)->texts(), QList<QByteArray>{"1"});
}

void tst_TopicHub::countsWhatItDoes()
{
    m_hub->subscribe(connectClient(), Topic, Delivery::State);
    m_hub->subscribe(connectClient(), Topic, Delivery::Events);
    m_hub->publish(Topic, Key, Frame::text("1"));
    m_hub->publish(QStringLiteral("nobody"), Key, Frame::text("1"));
    const TopicStatistics statistics = m_hub->statistics();
    QCOMPARE(statistics.topics, 1);
    QCOMPARE(statistics.subscriptions, 2);
    QCOMPARE(statistics.published, quint64(1));
    QCOMPARE(statistics.delivered, quint64(2));
}

void tst_TopicHub::fansOutToHundredsInOneTurn()
{
    constexpr int Clients = 300;
    for (int i = 0; i < Clients; ++i) {
        m_clients.push_back(std::make_unique<RawClient>(m_server->port()));
        m_clients.back()->sendHandshake();
    }
    QTRY_COMPARE(m_server->acceptor().statistics().sessions, Clients);
    const auto sessions = m_server->sessions();
    for (WebSocketSession *session : sessions)
        m_hub->subscribe(session, Topic, Delivery::Events);
    for (int i = 0; i < 100; ++i)
        m_hub->publishEvent(Topic, Frame::text(QByteArray::number(i)));
    for (const auto &client : m_clients) {
        QTRY_COMPARE(client->texts().size(), 100);
        QCOMPARE(client->texts().constLast(), QByteArray("99"));
    }
}

void tst_TopicHub::eventsOfOneTurnArriveInOrder()
{
    for (int i = 0; i < 2; ++i)
        m_hub->subscribe(connectClient(), Topic, Delivery::Events);
    QList<QByteArray> said;
    // More than is held back at a time.
    for (int i = 0; i < 1'000; ++i) {
        said.append(QByteArray::number(i).rightJustified(100, '0'));
        QCOMPARE(m_hub->publishEvent(Topic, Frame::text(said.constLast())), 2);
    }
    for (const auto &client : m_clients)
        QTRY_COMPARE(client->texts(), said);
    QCOMPARE(m_hub->statistics().delivered, 2'000U);
}

void tst_TopicHub::eventsOfOneTurnLeaveBeforeTheNext()
{
    WebSocketSession *session = connectClient();
    m_hub->subscribe(session, Topic, Delivery::Events);
    m_hub->publishEvent(Topic, Frame::text("1"));
    m_hub->publishEvent(Topic, Frame::text("2"));
    QCOMPARE(session->snapshot().sent, quint64(0));
    QCoreApplication::sendPostedEvents(); // what comes before the next look at the sockets
    QCOMPARE(session->snapshot().sent, quint64(2));
}

void tst_TopicHub::eventsOfSeveralTopicsLeaveBeforeTheNextTurn()
{
    WebSocketSession *session = connectClient();
    const QString other = QStringLiteral("room:other");
    m_hub->subscribe(session, Topic, Delivery::Events);
    m_hub->subscribe(session, other, Delivery::Events);
    m_hub->publishEvent(Topic, Frame::text("1"));
    m_hub->publishEvent(other, Frame::text("2"));
    QCoreApplication::sendPostedEvents();
    QCOMPARE(session->snapshot().sent, quint64(2));
    QTRY_COMPARE(m_clients.at(0)->texts(), (QList<QByteArray>{"1", "2"}));
}

void tst_TopicHub::eventsAndWhatOneIsToldArriveInOrder()
{
    WebSocketSession *session = connectClient();
    m_hub->subscribe(session, Topic, Delivery::Events);
    m_hub->publishEvent(Topic, Frame::text("1"));
    session->sendText("2");
    m_hub->publishEvent(Topic, Frame::text("3"));
    session->sendText("4");
    QTRY_COMPARE(m_clients.at(0)->texts(), QList<QByteArray>({"1", "2", "3", "4"}));
}

void tst_TopicHub::eventsAndStatesArriveInOrder()
{
    const QString other = QStringLiteral("monitor");
    WebSocketSession *session = connectClient();
    m_hub->subscribe(session, Topic, Delivery::Events);
    m_hub->subscribe(session, other, Delivery::State);
    m_hub->publishEvent(Topic, Frame::text("1"));
    m_hub->publish(other, Key, Frame::text("2"));
    m_hub->publishEvent(Topic, Frame::text("3"));
    QTRY_COMPARE(m_clients.at(0)->texts(), QList<QByteArray>({"1", "2", "3"}));
}

void tst_TopicHub::aNewcomerDoesNotGetWhatWasSaidBefore()
{
    m_hub->subscribe(connectClient(), Topic, Delivery::Events);
    WebSocketSession *newcomer = connectClient();
    m_hub->publishEvent(Topic, Frame::text("before"));
    m_hub->subscribe(newcomer, Topic, Delivery::Events);
    m_hub->publishEvent(Topic, Frame::text("after"));
    QTRY_COMPARE(m_clients.at(0)->texts(), QList<QByteArray>({"before", "after"}));
    QTRY_COMPARE(m_clients.at(1)->texts(), QList<QByteArray>({"after"}));
}

void tst_TopicHub::whoLeavesGetsWhatWasSaidBefore()
{
    WebSocketSession *session = connectClient();
    m_hub->subscribe(session, Topic, Delivery::Events);
    m_hub->publishEvent(Topic, Frame::text("before"));
    m_hub->unsubscribe(session, Topic);
    QTRY_COMPARE(m_clients.at(0)->texts(), QList<QByteArray>({"before"}));
}

void tst_TopicHub::whoIsClosedGetsWhatWasSaidBefore()
{
    WebSocketSession *session = connectClient();
    m_hub->subscribe(session, Topic, Delivery::Events);
    m_hub->publishEvent(Topic, Frame::text("before"));
    session->close(CloseCode::GoingAway);
    QTRY_COMPARE(m_clients.at(0)->texts(), QList<QByteArray>({"before"}));
}

void tst_TopicHub::aHubMayEndBeforeTheTurn()
{
    WebSocketSession *session = connectClient();
    m_hub->subscribe(session, Topic, Delivery::Events);
    m_hub->publishEvent(Topic, Frame::text("lost"));
    m_hub.reset();
    session->sendText("alone");
    QTRY_COMPARE(m_clients.at(0)->texts(), QList<QByteArray>({"alone"}));
}

QTEST_GUILESS_MAIN(tst_TopicHub)
#include "tst_TopicHub.moc"
