// SPDX-License-Identifier: GPL-3.0-or-later
#include "ProviderServer.h"
#include "core/AsyncTimers.h"
#include "market/AlpacaFeed.h"

#include <QSignalSpy>
#include <QTest>

using namespace Tickwell;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

using State = FeedStatus::State;

namespace {

constexpr auto Login = R"({"action":"auth","key":"MYKEY","secret":"MYSECRET"})";
constexpr auto Connected = R"([{"T":"success","msg":"connected"}])";
constexpr auto Authenticated = R"([{"T":"success","msg":"authenticated"}])";

QByteArray trade(const char *symbol, int id, const char *price, const char *size = "100")
{
    return QByteArray(R"({"T":"t","i":)") + QByteArray::number(id) + R"(,"S":")" + symbol
        + R"(","x":"V","p":)" + price + R"(,"s":)" + size
        + R"(,"t":"2026-01-30T15:04:05.123456789Z","c":["@"],"z":"C"})";
}

QByteArray subscription(const char *symbols)
{
    return QByteArray(R"([{"T":"subscription","trades":)") + symbols
        + R"(,"quotes":[],"bars":[]}])";
}

} // namespace

class tst_AlpacaFeed : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_feed.reset(); }
    void logsInSubscribesAndOpens();
    void pricesAreExact();
    void tradesThatComeTwiceAreTakenOnce();
    void comesBackAndSubscribesAnew();
    void errorsOfTheProvider_data();
    void errorsOfTheProvider();
    void neitherKeyNorSecretIsTold();
    void symbolsMayComeAndGo();
    void garbageIsCountedAndHarmless();
    void silenceIsStale();
    void takesStocksOnly();
    void hasNoPast();

private:
    /// Follows FAKEPACA, logged in and subscribed.
    void follow()
    {
        m_feed->watch(u"FAKEPACA"_s);
        m_feed->start();
        QTRY_COMPARE(m_feed->status().state, State::Live);
    }
    /// Plays the provider as far as it needs no telling.
    void answer(const QString &message)
    {
        if (message.contains(u"\"auth\""))
            m_provider->say(Authenticated);
        else if (message.contains(u"\"subscribe\""))
            m_provider->say(subscription(R"(["FAKEPACA"])"));
    }

    std::unique_ptr<ProviderServer> m_provider;
    std::unique_ptr<ManualTimers> m_timers;
    ManualClock m_clock{Timestamp(1'769'860'800s)};
    std::unique_ptr<AlpacaFeed> m_feed;
    std::unique_ptr<FeedDiary> m_diary;
};

void tst_AlpacaFeed::init()
{
    m_provider = std::make_unique<ProviderServer>();
    m_provider->onConnected = [this] { m_provider->say(Connected); };
    m_provider->onMessage = [this](const QString &message) { answer(message); };
    m_timers = std::make_unique<ManualTimers>();
    m_feed = std::make_unique<AlpacaFeed>(
        AlpacaFeed::Settings{m_provider->url(), {u"MYKEY"_s, u"MYSECRET"_s}},
        AlpacaFeed::World{&m_clock, m_timers.get()});
    m_diary = std::make_unique<FeedDiary>(*m_feed);
}

void tst_AlpacaFeed::logsInSubscribesAndOpens()
{
    follow();
    QCOMPARE(m_provider->received.size(), 2);
    QCOMPARE(m_provider->received[0], QString::fromLatin1(Login));
    QCOMPARE(m_provider->received[1], uR"({"action":"subscribe","trades":["FAKEPACA"]})"_s);
    QCOMPARE(m_diary->snapshots.size(), 1);
    QCOMPARE(m_diary->snapshots[0].symbol, u"FAKEPACA"_s);
    QCOMPARE(m_diary->snapshots[0].asOf, m_clock.now());
    QCOMPARE(m_feed->status().feed, u"alpaca"_s);
    QVERIFY(!m_feed->status().simulated);
}

void tst_AlpacaFeed::pricesAreExact()
{
    follow();
    // As doubles, these would be 0.1 + 0.2 and the like.
    m_provider->say('[' + trade("FAKEPACA", 1, "133.85", "1") + ','
                    + trade("FAKEPACA", 2, "133.8512", "0.123456789") + ','
                    + trade("FAKEPACA", 3, "133.9") + ']');
    QTRY_COMPARE(m_diary->ticks.size(), 3);
    QCOMPARE(m_diary->ticks[0].price.toByteArray(), QByteArray("133.85"));
    QCOMPARE(m_diary->ticks[1].price.toByteArray(), QByteArray("133.8512"));
    QCOMPARE(m_diary->ticks[1].volume.toByteArray(), QByteArray("0.123456789"));
    QCOMPARE(m_diary->ticks[2].price, Decimal(1339, 1));
    QCOMPARE(toRfc3339(m_diary->ticks[0].time), QByteArray("2026-01-30T15:04:05.123456Z"));
    QCOMPARE(m_feed->describe(u"FAKEPACA"_s).priceScale, 4);
}

void tst_AlpacaFeed::tradesThatComeTwiceAreTakenOnce()
{
    follow();
    m_provider->say('[' + trade("FAKEPACA", 1, "10.00") + ',' + trade("FAKEPACA", 1, "10.00")
                    + ']');
    m_provider->say('[' + trade("FAKEPACA", 1, "10.00") + ',' + trade("FAKEPACA", 2, "10.01")
                    + ']');
    QTRY_COMPARE(m_diary->ticks.size(), 2);
    QCOMPARE(m_feed->counters().duplicates, quint64(2));
}

void tst_AlpacaFeed::comesBackAndSubscribesAnew()
{
    follow();
    m_clock.advance(1h);
    m_provider->client->abort();
    QTRY_COMPARE(m_feed->status().state, State::Connecting);
    QCOMPARE(m_feed->status().since, m_clock.now());
    m_timers->advanceToNext();
    QTRY_COMPARE(m_feed->status().state, State::Live);
    QCOMPARE(m_provider->received.size(), 4);
    QCOMPARE(m_diary->snapshots.size(), 2);
    QCOMPARE(m_diary->snapshots[1].asOf, m_clock.now());
    QCOMPARE(m_feed->counters().reconnects, quint64(1));
}

void tst_AlpacaFeed::errorsOfTheProvider_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<State>("state");
    QTest::newRow("400 syntax") << 400 << State::Live;
    QTest::newRow("401 not authenticated") << 401 << State::Connecting;
    QTest::newRow("402 wrong key") << 402 << State::Refused;
    QTest::newRow("403 authenticated already") << 403 << State::Live;
    QTest::newRow("404 too slow to log in") << 404 << State::Connecting;
    QTest::newRow("405 too many symbols") << 405 << State::Live;
    QTest::newRow("406 one connection") << 406 << State::Connecting;
    QTest::newRow("407 slow client") << 407 << State::Connecting;
    QTest::newRow("409 plan") << 409 << State::Refused;
    QTest::newRow("500 internal") << 500 << State::Connecting;
}

void tst_AlpacaFeed::errorsOfTheProvider()
{
    QFETCH(int, code);
    QFETCH(State, state);
    follow();
    // What follows in the same message of a connection that is over is not taken.
    m_provider->say(R"([{"T":"error","code":)" + QByteArray::number(code) + R"(,"msg":"so it is"},)"
                    + trade("FAKEPACA", 9, "10.00") + ']');
    if (state == State::Live)
        QTRY_COMPARE(m_diary->ticks.size(), 1);
    QTRY_COMPARE(m_feed->status().state, state);
    QCOMPARE(m_diary->ticks.size(), state == State::Live ? 1 : 0);
    QCOMPARE(m_feed->status().message.isEmpty(), state == State::Live);
    m_timers->advance(60s);
    QCOMPARE(m_timers->pending() > 0, state != State::Refused);
}

void tst_AlpacaFeed::neitherKeyNorSecretIsTold()
{
    m_provider->onMessage = [this](const QString &message) {
        m_provider->say(R"([{"T":"error","code":402,"msg":"auth failed"}])");
        QVERIFY(message.contains(u"MYSECRET"));
    };
    static QStringList logged;
    logged.clear();
    const auto previous = qInstallMessageHandler(
        [](QtMsgType, const QMessageLogContext &, const QString &text) { logged.append(text); });
    m_feed->watch(u"FAKEPACA"_s);
    m_feed->start();
    const bool isRefused =
        QTest::qWaitFor([this] { return m_feed->status().state == State::Refused; });
    qInstallMessageHandler(previous);
    QVERIFY(isRefused);
    for (const FeedStatus &status : std::as_const(m_diary->states))
        logged.append(status.message);
    QVERIFY(!logged.isEmpty());
    for (const QString &line : std::as_const(logged))
        QVERIFY2(!line.contains(u"MYSECRET") && !line.contains(u"MYKEY"), qPrintable(line));
}

void tst_AlpacaFeed::symbolsMayComeAndGo()
{
    follow();
    m_feed->watch(u"AAPL"_s);
    QTRY_COMPARE(m_provider->received.size(), 3);
    QCOMPARE(m_provider->received[2], uR"({"action":"subscribe","trades":["AAPL"]})"_s);
    QCOMPARE(m_diary->snapshots.size(), 1);
    m_provider->say(subscription(R"(["AAPL","FAKEPACA"])"));
    QTRY_COMPARE(m_diary->snapshots.size(), 2);
    QCOMPARE(m_diary->snapshots[1].symbol, u"AAPL"_s);
    m_feed->unwatch(u"FAKEPACA"_s);
    QTRY_COMPARE(m_provider->received.size(), 4);
    QCOMPARE(m_provider->received[3], uR"({"action":"unsubscribe","trades":["FAKEPACA"]})"_s);
    m_provider->say('[' + trade("FAKEPACA", 1, "10.00") + ',' + trade("AAPL", 1, "10.00") + ']');
    QTRY_COMPARE(m_diary->ticks.size(), 1);
    QCOMPARE(m_diary->ticks[0].symbol, u"AAPL"_s);
}

void tst_AlpacaFeed::garbageIsCountedAndHarmless()
{
    follow();
    m_provider->say("not JSON");
    m_provider->say(R"({"T":"t"})");
    m_provider->say(R"([{"T":"?"},7,null])");
    m_provider->say(R"([{"T":"t","S":"FAKEPACA","p":"x","s":1,"t":"2026-01-30T15:04:05Z"}])");
    m_provider->say(R"([{"T":"t","S":"FAKEPACA","p":1,"s":1,"t":"yesterday"}])");
    m_provider->client->sendBinaryMessage("\xff");
    m_provider->say('[' + trade("FAKEPACA", 1, "10.00") + ']');
    QTRY_COMPARE(m_diary->ticks.size(), 1);
    QCOMPARE(m_feed->counters().garbage, quint64(8));
    QCOMPARE(m_feed->status().state, State::Live);
}

void tst_AlpacaFeed::silenceIsStale()
{
    follow();
    m_timers->advance(12s);
    QCOMPARE(m_feed->status().state, State::Stale);
    QCOMPARE(m_feed->status().message, u"No price for 12 s"_s);
    m_provider->say('[' + trade("FAKEPACA", 1, "10.00") + ']');
    QTRY_COMPARE(m_feed->status().state, State::Live);
}

void tst_AlpacaFeed::takesStocksOnly()
{
    QVERIFY(m_feed->canWatch(u"BRK.B"_s));
    QCOMPARE(m_feed->canWatch(u"EUR=X"_s).error().kind, Error::Kind::NotFound);
    QCOMPARE(m_feed->canWatch(u"^GSPC"_s).error().kind, Error::Kind::NotFound);
    for (int i = 0; i < AlpacaFeed::MaxSymbols; ++i)
        m_feed->watch(u"S%1"_s.arg(i));
    QCOMPARE(m_feed->canWatch(u"AAPL"_s).error().kind, Error::Kind::Limit);
}

void tst_AlpacaFeed::hasNoPast()
{
    std::optional<Result<QList<Candle>>> answer;
    m_feed->history({u"AAPL"_s, Interval::Minute1, {}, m_clock.now(), 10}, nullptr,
                    [&](Result<QList<Candle>> bars) { answer = std::move(bars); });
    QVERIFY(!answer);
    QTRY_VERIFY(answer);
    QVERIFY((*answer)->isEmpty());
}

QTEST_GUILESS_MAIN(tst_AlpacaFeed)
#include "tst_AlpacaFeed.moc"
