// SPDX-License-Identifier: GPL-3.0-or-later
#include "ProviderServer.h"
#include "market/FeedLink.h"

#include <QSignalSpy>
#include <QTest>

using namespace Tickwell;
using namespace std::chrono_literals;

using State = FeedStatus::State;

class tst_FeedLink : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void isLiveOnceTheFeedIsReady();
    void comesBackAfterALoss();
    void waitsDoubleUpToAMinute();
    void aStableStretchEndsTheDoubling();
    void aBarredRegionIsRefusedAndNotTriedAgain();
    void aRefusedKeyIsNotTriedAgain_data();
    void aRefusedKeyIsNotTriedAgain();
    void otherStatusesAreTriedAgain();
    void aSilentHandshakeTimesOut();
    void aFeedThatNeverGetsReadyTimesOut();
    void silenceIsStaleAndAPriceEndsIt();
    void aPeerThatAnswersNoPingIsLeft();
    void pongsKeepASilentPeer();
    void anOversizedMessageEndsTheConnection();
    void fragmentsMakeOneMessage();
    void halfAMessageIsNoMessage();
    void aViolationOfTheProtocolEndsTheConnection();
    void binaryMessagesAreGarbage();
    void nothingComesAfterClose();
    void refusingStopsAllTries();

private:
    void open(const QUrl &url)
    {
        m_link->open(url);
        connect(m_link.get(), &FeedLink::connected, this, [this] { m_link->setReady(); });
    }

    FeedLink::Options m_options;
    std::unique_ptr<ManualTimers> m_timers;
    std::unique_ptr<FeedLink> m_link;
};

void tst_FeedLink::init()
{
    m_link.reset();
    m_timers = std::make_unique<ManualTimers>();
    m_options = FeedLink::Options();
    m_link = std::make_unique<FeedLink>(m_options, *m_timers);
}

void tst_FeedLink::isLiveOnceTheFeedIsReady()
{
    ProviderServer provider;
    QSignalSpy connected(m_link.get(), &FeedLink::connected);
    m_link->open(provider.url());
    QCOMPARE(m_link->state(), State::Connecting);
    QVERIFY(!m_link->message().isEmpty());
    QTRY_COMPARE(connected.size(), 1);
    QCOMPARE(m_link->state(), State::Connecting);
    m_link->setReady();
    QCOMPARE(m_link->state(), State::Live);
    QCOMPARE(m_link->message(), QString());
}

void tst_FeedLink::comesBackAfterALoss()
{
    ProviderServer provider;
    QSignalSpy lost(m_link.get(), &FeedLink::lost);
    open(provider.url());
    QTRY_COMPARE(m_link->state(), State::Live);
    provider.client->close(QWebSocketProtocol::CloseCodeGoingAway, QStringLiteral("24 hours"));
    QTRY_COMPARE(lost.size(), 1);
    QCOMPARE(m_link->state(), State::Connecting);
    QVERIFY2(m_link->message().contains(QStringLiteral("24 hours")), qPrintable(m_link->message()));
    QCOMPARE(m_link->losses(), quint64(1));
    m_timers->advanceToNext();
    QTRY_COMPARE(m_link->state(), State::Live);
    QCOMPARE(provider.requested.size(), 2);
}

void tst_FeedLink::waitsDoubleUpToAMinute()
{
    QUrl url;
    {
        const ProviderServer gone;
        url = gone.url();
    }
    QSignalSpy lost(m_link.get(), &FeedLink::lost);
    m_link->open(url);
    auto whole = 1'000ms;
    for (int tries = 1; tries < 10; ++tries) {
        QTRY_COMPARE(lost.size(), tries);
        const auto wait = m_timers->advanceToNext();
        QVERIFY2(wait >= whole / 2 && wait <= whole, qPrintable(QString::number(wait.count())));
        whole = std::min<std::chrono::milliseconds>(whole * 2, 60s);
    }
    QCOMPARE(whole, 60'000ms);
}

void tst_FeedLink::aStableStretchEndsTheDoubling()
{
    ProviderServer provider;
    open(provider.url());
    const auto loseAndWait = [&] {
        provider.client->abort();
        const bool isLost = QTest::qWaitFor([&] { return m_link->state() == State::Connecting; });
        return isLost ? m_timers->advanceToNext() : -1ms;
    };
    QTRY_COMPARE(m_link->state(), State::Live);
    for (int i = 0; i < 4; ++i) {
        QVERIFY(loseAndWait() > 0ms);
        QTRY_COMPARE(m_link->state(), State::Live);
    }
    QVERIFY(loseAndWait() >= 8s);
    QTRY_COMPARE(m_link->state(), State::Live);
    for (int second = 0; second < 61; ++second) {
        m_timers->advance(1s);
        m_link->notePrice();
        provider.say("[]");
        QSignalSpy received(m_link.get(), &FeedLink::received);
        QVERIFY(received.wait());
    }
    const auto wait = loseAndWait();
    QVERIFY2(wait <= 1s && wait >= 500ms, qPrintable(QString::number(wait.count())));
}

void tst_FeedLink::aBarredRegionIsRefusedAndNotTriedAgain()
{
    RawProvider provider;
    provider.refusal = "HTTP/1.1 451 Unavailable For Legal Reasons\r\nContent-Length: 0\r\n\r\n";
    m_link->open(provider.url());
    QTRY_COMPARE(m_link->state(), State::Refused);
    QVERIFY2(m_link->message().contains(QStringLiteral("451")), qPrintable(m_link->message()));
    QCOMPARE(m_timers->pending(), 0u);
}

void tst_FeedLink::aRefusedKeyIsNotTriedAgain_data()
{
    // QWebSocket says each of them in other words, depending on Qt's version.
    QTest::addColumn<QByteArray>("challenge");
    QTest::newRow("without a challenge") << QByteArray();
    QTest::newRow("Basic") << QByteArray("WWW-Authenticate: Basic realm=\"prices\"\r\n");
    QTest::newRow("Bearer") << QByteArray("WWW-Authenticate: Bearer\r\n");
}

void tst_FeedLink::aRefusedKeyIsNotTriedAgain()
{
    QFETCH(QByteArray, challenge);
    RawProvider provider;
    provider.refusal = "HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n" + challenge + "\r\n";
    m_link->open(provider.url());
    QTRY_COMPARE(m_link->state(), State::Refused);
    QCOMPARE(m_timers->pending(), 0u);
}

void tst_FeedLink::otherStatusesAreTriedAgain()
{
    RawProvider provider;
    provider.refusal = "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n";
    QSignalSpy lost(m_link.get(), &FeedLink::lost);
    m_link->open(provider.url());
    QTRY_COMPARE(lost.size(), 1);
    QCOMPARE(m_link->state(), State::Connecting);
    QVERIFY2(m_link->message().contains(QStringLiteral("503")), qPrintable(m_link->message()));
    provider.refusal.clear();
    connect(m_link.get(), &FeedLink::connected, this, [this] { m_link->setReady(); });
    m_timers->advanceToNext();
    QTRY_COMPARE(m_link->state(), State::Live);
}

void tst_FeedLink::aSilentHandshakeTimesOut()
{
    QTcpServer mute;
    QVERIFY(mute.listen(QHostAddress::LocalHost));
    QSignalSpy lost(m_link.get(), &FeedLink::lost);
    m_link->open(QUrl(QStringLiteral("ws://127.0.0.1:%1").arg(mute.serverPort())));
    m_timers->advance(14s);
    QCOMPARE(lost.size(), 0);
    m_timers->advance(1s);
    QCOMPARE(lost.size(), 1);
    QVERIFY2(m_link->message().contains(QStringLiteral("15 s")), qPrintable(m_link->message()));
}

void tst_FeedLink::aFeedThatNeverGetsReadyTimesOut()
{
    ProviderServer provider;
    QSignalSpy connected(m_link.get(), &FeedLink::connected);
    QSignalSpy lost(m_link.get(), &FeedLink::lost);
    m_link->open(provider.url());
    QTRY_COMPARE(connected.size(), 1);
    m_timers->advance(15s);
    QCOMPARE(lost.size(), 1);
}

void tst_FeedLink::silenceIsStaleAndAPriceEndsIt()
{
    ProviderServer provider;
    open(provider.url());
    QTRY_COMPARE(m_link->state(), State::Live);
    m_timers->advance(9s);
    QCOMPARE(m_link->state(), State::Live);
    m_timers->advance(3s);
    QCOMPARE(m_link->state(), State::Stale);
    QCOMPARE(m_link->message(), QStringLiteral("No price for 12 s"));
    m_timers->advance(3s);
    QCOMPARE(m_link->message(), QStringLiteral("No price for 15 s"));
    m_link->notePrice();
    QCOMPARE(m_link->state(), State::Live);
    QCOMPARE(m_link->message(), QString());
}

void tst_FeedLink::aPeerThatAnswersNoPingIsLeft()
{
    RawProvider provider;
    open(provider.url());
    QTRY_COMPARE(m_link->state(), State::Live);
    m_timers->advance(59s);
    QCOMPARE(m_link->state(), State::Stale);
    m_timers->advance(1s);
    QCOMPARE(m_link->state(), State::Connecting);
    QVERIFY2(m_link->message().contains(QStringLiteral("silent")), qPrintable(m_link->message()));
}

void tst_FeedLink::pongsKeepASilentPeer()
{
    ProviderServer provider;
    open(provider.url());
    QTRY_COMPARE(m_link->state(), State::Live);
    for (int i = 0; i < 5; ++i) {
        m_timers->advance(20s);
        QTest::qWait(20); // for the pong, which nothing announces
    }
    QCOMPARE(m_link->state(), State::Stale);
    QCOMPARE(m_link->losses(), quint64(0));
}

void tst_FeedLink::anOversizedMessageEndsTheConnection()
{
    m_options.messageBytes = 10'000;
    m_link = std::make_unique<FeedLink>(m_options, *m_timers);
    ProviderServer provider;
    QSignalSpy received(m_link.get(), &FeedLink::received);
    open(provider.url());
    QTRY_COMPARE(m_link->state(), State::Live);
    provider.say(QByteArray(10'000, 'x'));
    QTRY_COMPARE(received.size(), 1);
    provider.say(QByteArray(10'001, 'x'));
    QTRY_COMPARE(m_link->state(), State::Connecting);
    QCOMPARE(received.size(), 1);
}

void tst_FeedLink::fragmentsMakeOneMessage()
{
    RawProvider provider;
    QSignalSpy received(m_link.get(), &FeedLink::received);
    open(provider.url());
    QTRY_COMPARE(m_link->state(), State::Live);
    provider.client->write(RawProvider::frame("[1,", 1, false));
    provider.client->write(RawProvider::frame("", 9)); // a ping in between
    const QByteArray rest = RawProvider::frame("2]", 0, true);
    for (const char byte : rest) {
        provider.client->write(&byte, 1);
        provider.client->flush();
        QTest::qWait(1);
    }
    QTRY_COMPARE(received.size(), 1);
    QCOMPARE(received.first().first().toByteArray(), QByteArray("[1,2]"));
    QTRY_VERIFY(!provider.received.isEmpty());
    QCOMPARE(provider.received[0] & 0x0f, 10); // the pong
}

void tst_FeedLink::halfAMessageIsNoMessage()
{
    RawProvider provider;
    QSignalSpy received(m_link.get(), &FeedLink::received);
    open(provider.url());
    QTRY_COMPARE(m_link->state(), State::Live);
    const QByteArray whole = RawProvider::frame("[{\"T\":\"t\"}]");
    provider.client->write(whole.first(whole.size() - 3));
    QVERIFY(provider.client->flush());
    provider.client->disconnectFromHost();
    QTRY_COMPARE(m_link->state(), State::Connecting);
    QCOMPARE(received.size(), 0);
}

void tst_FeedLink::aViolationOfTheProtocolEndsTheConnection()
{
    RawProvider provider;
    open(provider.url());
    QTRY_COMPARE(m_link->state(), State::Live);
    provider.client->write(RawProvider::frame("x", 7)); // a reserved opcode
    QTRY_COMPARE(m_link->state(), State::Connecting);
}

void tst_FeedLink::binaryMessagesAreGarbage()
{
    ProviderServer provider;
    QSignalSpy garbage(m_link.get(), &FeedLink::garbageReceived);
    open(provider.url());
    QTRY_COMPARE(m_link->state(), State::Live);
    provider.client->sendBinaryMessage("\x01\x02");
    QTRY_COMPARE(garbage.size(), 1);
    QCOMPARE(m_link->state(), State::Live);
}

void tst_FeedLink::nothingComesAfterClose()
{
    ProviderServer provider;
    open(provider.url());
    QTRY_COMPARE(m_link->state(), State::Live);
    QSignalSpy received(m_link.get(), &FeedLink::received);
    QSignalSpy changed(m_link.get(), &FeedLink::stateChanged);
    provider.say("[]");
    m_link->close();
    QTRY_VERIFY(!provider.client);
    m_timers->advance(300s);
    QCOMPARE(received.size(), 0);
    QCOMPARE(changed.size(), 0);
    QCOMPARE(m_timers->pending(), 0u);
    QCOMPARE(provider.requested.size(), 1);
}

void tst_FeedLink::refusingStopsAllTries()
{
    ProviderServer provider;
    open(provider.url());
    QTRY_COMPARE(m_link->state(), State::Live);
    m_link->refuse(QStringLiteral("The key is wrong"));
    QCOMPARE(m_link->state(), State::Refused);
    QCOMPARE(m_link->message(), QStringLiteral("The key is wrong"));
    QCOMPARE(m_timers->pending(), 0u);
    m_link->open(provider.url());
    QTRY_COMPARE(m_link->state(), State::Live);
}

QTEST_GUILESS_MAIN(tst_FeedLink)
#include "tst_FeedLink.moc"
