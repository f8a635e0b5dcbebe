// SPDX-License-Identifier: GPL-3.0-or-later
#include "../outbound/RawUpstream.h"
#include "ProviderServer.h"
#include "market/BinanceFeed.h"
#include "market/FeedJson.h"
#include "outbound/HttpClient.h"

#include <QSignalSpy>
#include <QTest>
#include <QUrlQuery>

using namespace Tickwell;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

using State = FeedStatus::State;

namespace {

constexpr Timestamp Noon = fromMicros(1'769'860'800'000'000); // 2026-01-31T12:00:00Z
const QString Btc = u"BTCUSDT"_s;

QByteArray trade(qint64 id, const char *price, Timestamp time = Noon, const char *quantity = "0.5",
                 const char *symbol = "BTCUSDT")
{
    const QByteArray millis = QByteArray::number(toMillis(time));
    return QByteArray(R"({"stream":"btcusdt@trade","data":{"e":"trade","E":)") + millis
        + R"(,"s":")" + symbol + R"(","t":)" + QByteArray::number(id) + R"(,"p":")" + price
        + R"(","q":")" + quantity + R"(","T":)" + millis + R"(,"m":true,"M":true}})";
}

/// The exchange's REST address: its bars are made of one trade in each second, at 100 + the second
/// of the day / 1000.
class Exchange : public RawUpstream
{
public:
    Timestamp now = Noon + 90s + 250ms;
    bool isDown = false;

    Exchange()
    {
        onRequest = [this](QTcpSocket &socket, const QByteArray &head) {
            const QUrl url = QUrl::fromEncoded(head.split(' ')[1]);
            if (isDown)
                socket.write(answer("451 Unavailable", "{}"));
            else if (url.path() == u"/api/v3/time")
                socket.write(
                    answer("200 OK", "{\"serverTime\":" + QByteArray::number(toMillis(now)) + "}"));
            else
                socket.write(klines(QUrlQuery(url)));
        };
    }
    static Decimal priceAt(Timestamp second)
    {
        return {100'000 + (second - bucketStart(second, Interval::Day1)) / 1s, 3};
    }

private:
    static QByteArray klines(const QUrlQuery &query)
    {
        if (query.queryItemValue(u"symbol"_s) != Btc)
            return answer("400 Bad Request", R"({"code":-1121,"msg":"Invalid symbol."})");
        const Interval interval = *parseInterval(query.queryItemValue(u"interval"_s));
        const Timestamp end(
            std::chrono::milliseconds(query.queryItemValue(u"endTime"_s).toLongLong()));
        QByteArrayList rows;
        Timestamp start = bucketStart(end, interval);
        for (int n = query.queryItemValue(u"limit"_s).toInt(); n > 0; --n) {
            const auto seconds = duration(interval).count();
            const QByteArray low = priceAt(start).toByteArray();
            const QByteArray high = priceAt(start + duration(interval) - 1s).toByteArray();
            rows.prepend('[' + QByteArray::number(toMillis(start)) + ",\"" + low + "00000\",\""
                         + high + "00000\",\"" + low + "00000\",\"" + high + "00000\",\""
                         + QByteArray::number(seconds) + ".00000000\",0,\"0\","
                         + QByteArray::number(seconds) + ",\"0\",\"0\",\"0\"]");
            start -= duration(interval);
        }
        return answer("200 OK", '[' + rows.join(',') + ']');
    }
};

} // namespace

class tst_BinanceFeed : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void theAddressNamesTheStreams();
    void pricesAreExact();
    void tradesThatComeTwiceAreTakenOnce();
    void theDayEndsAndItComesBack();
    void symbolsComeAndGo();
    void saysLittleAndInTurn();
    void aBarredRegionIsRefused();
    void garbageIsCountedAndHarmless();
    void withoutRestThereIsNoPast();
    void aSymbolOpensWithItsBarsToTheSecond();
    void tradesOfTheSeamAreTakenOnce();
    void whileRestIsOutTheLiveStreamGoesOn();
    void anUnknownSymbolIsFoundOut();
    void historyJoinsTheLiveStream();

private:
    void make(bool withRest)
    {
        m_feed = std::make_unique<BinanceFeed>(
            BinanceFeed::Settings{m_provider->url(),
                                  withRest ? m_exchange->url({u"127.0.0.1"_s}, {}) : QUrl()},
            *m_client, BinanceFeed::World{&m_clock, m_timers.get()});
        m_diary = std::make_unique<FeedDiary>(*m_feed);
        m_feed->watch(Btc);
    }
    void follow(bool withRest = false)
    {
        make(withRest);
        m_feed->start();
        QTRY_COMPARE(m_feed->status().state, State::Live);
    }
    /// The second is agreed on, and over.
    void settle()
    {
        QTRY_COMPARE(m_exchange->heads.size(), 1);
        const qsizetype before = m_diary->snapshots.size();
        // Its time first: it is not waited for before it is known.
        const auto asksForBars = [this] {
            if (m_exchange->heads.size() == 1)
                m_timers->advance(250ms);
            return m_exchange->heads.size() > 1;
        };
        QTRY_VERIFY(asksForBars());
        QTRY_COMPARE(m_diary->snapshots.size(), before + 1);
    }

    std::unique_ptr<ProviderServer> m_provider;
    std::unique_ptr<Exchange> m_exchange;
    std::unique_ptr<HttpClient> m_client;
    std::unique_ptr<ManualTimers> m_timers;
    ManualClock m_clock{Noon + 90s};
    std::unique_ptr<BinanceFeed> m_feed;
    std::unique_ptr<FeedDiary> m_diary;
};

void tst_BinanceFeed::init()
{
    m_provider = std::make_unique<ProviderServer>();
    m_exchange = std::make_unique<Exchange>();
    m_client = std::make_unique<HttpClient>(OutboundOptions());
    m_timers = std::make_unique<ManualTimers>();
    m_clock.set(Noon + 90s);
}

void tst_BinanceFeed::cleanup()
{
    m_feed.reset();
    m_client.reset();
}

void tst_BinanceFeed::theAddressNamesTheStreams()
{
    make(false);
    m_feed->watch(u"ETHUSDT"_s);
    m_feed->start();
    QTRY_COMPARE(m_feed->status().state, State::Live);
    QTRY_COMPARE(m_provider->requested.size(), 1);
    QCOMPARE(m_provider->requested[0].path(), u"/stream"_s);
    QCOMPARE(m_provider->requested[0].query(), u"streams=btcusdt@trade/ethusdt@trade"_s);
    QCOMPARE(m_provider->received, QStringList());
    QCOMPARE(m_diary->snapshots.size(), 2);
}

void tst_BinanceFeed::pricesAreExact()
{
    follow();
    m_provider->say(trade(1, "87500.10000000"));
    m_provider->say(trade(2, "0.00000812", Noon, "184467440.00000001"));
    QTRY_COMPARE(m_diary->ticks.size(), 2);
    QCOMPARE(m_diary->ticks[0].price.toByteArray(), QByteArray("87500.10"));
    QCOMPARE(m_diary->ticks[0].volume.toByteArray(), QByteArray("0.5"));
    QCOMPARE(m_diary->ticks[0].time, Noon);
    QCOMPARE(m_diary->ticks[1].price.toByteArray(), QByteArray("0.00000812"));
    QCOMPARE(m_diary->ticks[1].volume.toByteArray(), QByteArray("184467440.00000001"));
    QCOMPARE(m_feed->describe(Btc).priceScale, 8);
}

void tst_BinanceFeed::tradesThatComeTwiceAreTakenOnce()
{
    follow();
    for (const int id : {1, 2, 2, 1, 3})
        m_provider->say(trade(id, "10.0"));
    QTRY_COMPARE(m_diary->ticks.size(), 3);
    QCOMPARE(m_feed->counters().duplicates, quint64(2));
}

void tst_BinanceFeed::theDayEndsAndItComesBack()
{
    follow();
    m_feed->watch(u"ETHUSDT"_s);
    m_provider->client->close();
    QTRY_COMPARE(m_feed->status().state, State::Connecting);
    m_timers->advance(1s);
    QTRY_COMPARE(m_feed->status().state, State::Live);
    QTRY_COMPARE(m_provider->requested.size(), 2);
    QCOMPARE(m_provider->requested[1].query(), u"streams=btcusdt@trade/ethusdt@trade"_s);
    QCOMPARE(m_diary->snapshots.last().symbol, u"ETHUSDT"_s);
    QCOMPARE(m_feed->counters().reconnects, quint64(1));
    // Ids of before the loss say nothing: the symbols were opened anew.
    m_provider->say(trade(1, "10.0"));
    QTRY_COMPARE(m_diary->ticks.size(), 1);
}

void tst_BinanceFeed::symbolsComeAndGo()
{
    follow();
    m_feed->watch(u"ETHUSDT"_s);
    QTRY_COMPARE(m_provider->received.size(), 1);
    QCOMPARE(m_provider->received[0],
             uR"({"method":"SUBSCRIBE","params":["ethusdt@trade"],"id":1})"_s);
    QCOMPARE(m_diary->snapshots.size(), 1);
    m_provider->say(R"({"result":null,"id":1})");
    QTRY_COMPARE(m_diary->snapshots.size(), 2);
    m_feed->unwatch(Btc);
    m_timers->advance(250ms);
    QTRY_COMPARE(m_provider->received.size(), 2);
    QCOMPARE(m_provider->received[1],
             uR"({"method":"UNSUBSCRIBE","params":["btcusdt@trade"],"id":2})"_s);
    m_provider->say(trade(1, "10.0"));
    m_provider->say(trade(1, "20.0", Noon, "1", "ETHUSDT"));
    QTRY_COMPARE(m_diary->ticks.size(), 1);
    QCOMPARE(m_diary->ticks[0].symbol, u"ETHUSDT"_s);
}

void tst_BinanceFeed::saysLittleAndInTurn()
{
    make(false);
    for (int i = 1; i < BinanceFeed::MaxStreams; ++i) {
        QVERIFY(m_feed->canWatch(u"S%1USDT"_s.arg(i)));
        m_feed->watch(u"S%1USDT"_s.arg(i));
    }
    QCOMPARE(m_feed->canWatch(u"ETHUSDT"_s).error().kind, Error::Kind::Limit);
    m_feed->start();
    QTRY_COMPARE(m_feed->status().state, State::Live);
    for (int second = 0; second < 4; ++second) {
        const auto before = m_provider->received.size();
        for (int step = 0; step < 4; ++step)
            m_timers->advance(250ms);
        QTest::qWait(20); // for more than may come
        QVERIFY(m_provider->received.size() - before <= 5);
    }
    // A hundred are in the address.
    QTRY_COMPARE(m_provider->received.size(), 10);
    qsizetype streams = m_provider->requested[0].query().count(u"@trade"_s);
    for (const QString &message : std::as_const(m_provider->received))
        streams += message.count(u"@trade"_s);
    QCOMPARE(streams, BinanceFeed::MaxStreams);
}

void tst_BinanceFeed::aBarredRegionIsRefused()
{
    RawProvider barred;
    barred.refusal = "HTTP/1.1 451 \r\nContent-Length: 0\r\n\r\n";
    BinanceFeed feed({barred.url(), {}}, *m_client, {&m_clock, m_timers.get()});
    feed.watch(Btc);
    feed.start();
    QTRY_COMPARE(feed.status().state, State::Refused);
    QVERIFY2(feed.status().message.contains(u"region"), qPrintable(feed.status().message));
    m_timers->advance(300s);
    QCOMPARE(barred.connections, 1);
}

void tst_BinanceFeed::garbageIsCountedAndHarmless()
{
    follow();
    const QByteArray fine = trade(1, "10.0");
    for (const QByteArray &message :
         {QByteArray("{"), QByteArray("[]"), QByteArray("7"), QByteArray(R"({"stream":"x"})"),
          QByteArray(fine).replace("\"10.0\"", "\"ten\""),
          QByteArray(fine).replace("\"T\"", "\"X\""),
          QByteArray(fine).replace("\"t\":1", "\"t\":\"1\""), QByteArray(R"({"hello":1})")})
        m_provider->say(message);
    m_provider->say(fine);
    QTRY_COMPARE(m_diary->ticks.size(), 1);
    QCOMPARE(m_feed->counters().garbage, quint64(8));
    QCOMPARE(m_feed->status().state, State::Live);
}

void tst_BinanceFeed::withoutRestThereIsNoPast()
{
    follow();
    QCOMPARE(m_diary->snapshots[0].asOf, m_clock.now());
    QVERIFY(m_diary->snapshots[0].bars.isEmpty());
    std::optional<Result<QList<Candle>>> answer;
    m_feed->history({Btc, Interval::Minute1, {}, Noon, 10}, nullptr,
                    [&](Result<QList<Candle>> bars) { answer = std::move(bars); });
    QVERIFY(!answer);
    QTRY_VERIFY(answer);
    QVERIFY((*answer)->isEmpty());
}

void tst_BinanceFeed::aSymbolOpensWithItsBarsToTheSecond()
{
    follow(true);
    settle();
    const FeedSnapshot &snapshot = m_diary->snapshots[0];
    const Timestamp asOf = Noon + 91s;
    QCOMPARE(snapshot.asOf, asOf);
    QCOMPARE(snapshot.last->price, Exchange::priceAt(asOf - 1s));
    QCOMPARE(snapshot.previousClose, Exchange::priceAt(Noon - 12h - 1s));
    QCOMPARE(snapshot.bars.size(), 4);
    for (const Candle &bar : snapshot.bars) {
        QCOMPARE(bar.start, bucketStart(asOf, bar.interval));
        QCOMPARE(bar.ticks, (asOf - bar.start) / 1s);
        QCOMPARE(bar.volume, Decimal((asOf - bar.start) / 1s, 0));
        QCOMPARE(bar.open, Exchange::priceAt(bar.start));
        QCOMPARE(bar.low, Exchange::priceAt(bar.start));
        QCOMPARE(bar.high, Exchange::priceAt(asOf - 1s));
        QCOMPARE(bar.close, Exchange::priceAt(asOf - 1s));
        QVERIFY(!bar.closed);
    }
}

void tst_BinanceFeed::tradesOfTheSeamAreTakenOnce()
{
    follow(true);
    m_provider->say(trade(1, "143.290", Noon + 90s + 500ms)); // in the bars that are asked for
    m_provider->say(trade(2, "143.291", Noon + 91s));
    m_provider->say(trade(3, "143.291", Noon + 91s + 1ms));
    settle();
    QCOMPARE(m_diary->ticks.size(), 2);
    QCOMPARE(m_diary->ticks[0].time, Noon + 91s);
    m_provider->say(trade(4, "143.292", Noon + 92s));
    QTRY_COMPARE(m_diary->ticks.size(), 3);
}

void tst_BinanceFeed::whileRestIsOutTheLiveStreamGoesOn()
{
    m_exchange->isDown = true;
    follow(true);
    QTRY_COMPARE(m_diary->snapshots.size(), 1);
    QVERIFY(m_diary->snapshots[0].bars.isEmpty());
    m_provider->say(trade(1, "10.0", Noon + 91s));
    QTRY_COMPARE(m_diary->ticks.size(), 1);
}

void tst_BinanceFeed::anUnknownSymbolIsFoundOut()
{
    follow(true);
    m_feed->watch(u"NONEUSDT"_s);
    settle();
    m_provider->say(R"({"result":null,"id":1})");
    QTRY_VERIFY_WITH_TIMEOUT(
        (m_timers->advance(250ms), !m_feed->canWatch(u"NONEUSDT"_s).has_value()), 5'000);
    QCOMPARE(m_feed->canWatch(u"NONEUSDT"_s).error().kind, Error::Kind::NotFound);
    QTRY_VERIFY((m_timers->advance(250ms), m_provider->received.last().contains(u"UNSUBSCRIBE")));
}

void tst_BinanceFeed::historyJoinsTheLiveStream()
{
    follow(true);
    std::optional<Result<QList<Candle>>> answer;
    m_feed->history({Btc, Interval::Minute1, {}, Noon, 2'500}, nullptr,
                    [&](Result<QList<Candle>> bars) { answer = std::move(bars); });
    QTRY_VERIFY(answer);
    QVERIFY2(*answer, qPrintable(answer->has_value() ? QString() : answer->error().message));
    const QList<Candle> bars = answer->value();
    QCOMPARE(bars.size(), 2'500);
    for (qsizetype i = 0; i < bars.size(); ++i) {
        QCOMPARE(bars[i].start, Noon - (2'500 - i) * 1min);
        QCOMPARE(bars[i].open, Exchange::priceAt(bars[i].start));
        QVERIFY(bars[i].closed);
    }
}

QTEST_GUILESS_MAIN(tst_BinanceFeed)
#include "tst_BinanceFeed.moc"
