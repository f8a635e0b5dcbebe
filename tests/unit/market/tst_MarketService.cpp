// SPDX-License-Identifier: GPL-3.0-or-later
#include "FakeFeed.h"
#include "market/MarketService.h"

#include <QSignalSpy>
#include <QTest>

using namespace Tickwell;
using namespace std::chrono_literals;

namespace {

constexpr Timestamp Noon = fromMicros(1'769'860'800'000'000); // 2026-01-31T12:00:00Z

Tick tick(Timestamp time, qint64 cents, qint64 volume = 1, const char *symbol = "AAPL")
{
    return {QString::fromLatin1(symbol), time, Decimal(cents, 2), Decimal(volume, 0), 0};
}

Candle bar(Interval interval, Timestamp start, qint64 open, qint64 high, qint64 low, qint64 close,
           qint64 volume, qint64 ticks)
{
    return {QStringLiteral("AAPL"),
            interval,
            start,
            Decimal(open, 2),
            Decimal(high, 2),
            Decimal(low, 2),
            Decimal(close, 2),
            Decimal(volume, 0),
            ticks,
            false};
}

} // namespace

class tst_MarketService : public QObject
{
    Q_OBJECT

private:
    QThreadPool m_pool;
    ManualClock m_clock{Noon};
    FakeFeed *m_feed = nullptr;
    std::unique_ptr<MarketService> m_service;
    QList<Tick> m_ticks;
    QList<Quote> m_quotes;
    QList<Candle> m_candles;

    void make(quint64 lastSeq = 0)
    {
        auto feed = std::make_unique<FakeFeed>();
        m_feed = feed.get();
        m_feed->asOf = Noon;
        m_service = std::make_unique<MarketService>(std::move(feed), &m_pool, lastSeq, m_clock);
        connect(m_service.get(), &MarketService::ticked, this,
                [this](const Tick &one) { m_ticks.append(one); });
        connect(m_service.get(), &MarketService::quoteChanged, this,
                [this](const Quote &one) { m_quotes.append(one); });
        connect(m_service.get(), &MarketService::candleChanged, this,
                [this](const Candle &one) { m_candles.append(one); });
    }
    /// A service that follows AAPL, where the day so far is known.
    void makeOpened()
    {
        make();
        m_feed->opensAtOnce = false;
        m_service->start({QStringLiteral("AAPL")});
        FeedSnapshot snapshot{QStringLiteral("AAPL"), Noon, tick(Noon - 1s, 18'900), {}, {}};
        snapshot.previousClose = Decimal(18'000, 2);
        snapshot.bars = {
            bar(Interval::Day1, Noon - 12h, 18'500, 19'000, 18'400, 18'900, 5'000, 99)};
        emit m_feed->opened(snapshot);
    }
    QList<Candle> candlesOf(Interval interval) const
    {
        QList<Candle> some;
        for (const Candle &one : m_candles) {
            if (one.interval == interval)
                some.append(one);
        }
        return some;
    }

private slots:
    void init()
    {
        m_clock.set(Noon);
        m_ticks.clear();
        m_quotes.clear();
        m_candles.clear();
        make();
    }

    void seqGoesOnAfterTheLastRecorded();
    void badTicksTakeNoSeqAndReachNobody();
    void ticksOfAnUnwatchedSymbolAreRefused();
    void aQuoteTellsWhereTheSessionStands();
    void aQuoteIsThereBeforeTheFirstTick();
    void aNewDayStartsANewSession();
    void anOutOfOrderTickKeepsTheLatestPrice();
    void aTickThatIsTooLateIsOnlyRecorded();
    void everyTickChangesABarOfEachInterval();
    void theClockClosesBars();
    void barsCloseByThemselves();
    void stopTellsTheOpenBars();
    void watchRefusesWhatCannotBeFollowed_data();
    void watchRefusesWhatCannotBeFollowed();
    void watchRefusesOneMoreThanTheFeedFollows();
    void watchIsHarmlessTwice();
    void quotesComeInTheOrderTheyWereWatched();
    void aSymbolThatCannotBeFollowedStopsNoOther();
    void statusTellsTheFeedsAndCountsSymbols();
    void anotherFeedBeginsAnew();
    void anotherFeedFollowsWhatItKnows();
    void aPriceByHandIsATrade();
    void aPriceByHandHoldsUpNoneOfTheFeeds();
    void aPriceByHandThatIsNoneChangesNothing();
    void aListenerMayWatchMoreSymbols_data();
    void aListenerMayWatchMoreSymbols();
    void movesToAnotherThreadWithItsFeed();
};

void tst_MarketService::seqGoesOnAfterTheLastRecorded()
{
    make(41);
    m_service->start({QStringLiteral("AAPL"), QStringLiteral("MSFT")});
    emit m_feed->tickReceived(tick(Noon, 100));
    emit m_feed->tickReceived(tick(Noon, 200, 1, "MSFT"));
    QCOMPARE(m_ticks.size(), 2);
    QCOMPARE(m_ticks[0].seq, 42U);
    QCOMPARE(m_ticks[1].seq, 43U);
    QCOMPARE(m_quotes.last().seq, 43U);
}

void tst_MarketService::badTicksTakeNoSeqAndReachNobody()
{
    m_service->start({QStringLiteral("AAPL")});
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("not above zero")));
    emit m_feed->tickReceived(tick(Noon, 0));
    emit m_feed->tickReceived(tick(Noon, -5));
    emit m_feed->tickReceived(tick(Noon + 1h, 100));
    QVERIFY(m_ticks.isEmpty());
    QVERIFY(m_quotes.isEmpty());
    QVERIFY(m_candles.isEmpty());
    QCOMPARE(m_service->counters().rejected, 3U);
    emit m_feed->tickReceived(tick(Noon, 100));
    QCOMPARE(m_ticks.last().seq, 1U);
    QCOMPARE(m_service->counters().ticks, 1U);
}

void tst_MarketService::ticksOfAnUnwatchedSymbolAreRefused()
{
    m_service->start({QStringLiteral("AAPL")});
    emit m_feed->tickReceived(tick(Noon, 100, 1, "MSFT"));
    QVERIFY(m_ticks.isEmpty());
    QCOMPARE(m_service->counters().unfollowed, 1U);
    // Nothing is wrong with it.
    QCOMPARE(m_service->counters().rejected, 0U);
    QVERIFY(m_service->quarantine().isEmpty());
}

void tst_MarketService::aQuoteTellsWhereTheSessionStands()
{
    makeOpened();
    emit m_feed->tickReceived(tick(Noon + 1s, 19'100, 20));
    const auto quote = m_service->quote(QStringLiteral("AAPL"));
    QVERIFY(quote);
    QCOMPARE(quote->symbol, QStringLiteral("AAPL"));
    QCOMPARE(quote->name, QStringLiteral("AAPL Inc."));
    QCOMPARE(quote->time, Noon + 1s);
    QCOMPARE(quote->price, Decimal(19'100, 2));
    QCOMPARE(quote->previousClose, Decimal(18'000, 2));
    QCOMPARE(quote->open, Decimal(18'500, 2));
    QCOMPARE(quote->high, Decimal(19'100, 2));
    QCOMPARE(quote->low, Decimal(18'400, 2));
    QCOMPARE(quote->volume, Decimal(5'020, 0));
    QCOMPARE(quote->seq, 1U);
    QCOMPARE(m_quotes.last().price, quote->price);
}

void tst_MarketService::aQuoteIsThereBeforeTheFirstTick()
{
    makeOpened();
    QCOMPARE(m_quotes.size(), 1);
    QCOMPARE(m_quotes.first().price, Decimal(18'900, 2));
    QCOMPARE(m_quotes.first().change(), Decimal(900, 2));
    QVERIFY(m_ticks.isEmpty());
}

void tst_MarketService::aNewDayStartsANewSession()
{
    makeOpened();
    m_clock.set(Noon + 13h);
    emit m_feed->tickReceived(tick(Noon + 11h, 19'200));
    emit m_feed->tickReceived(tick(Noon + 13h, 19'300, 7));
    const auto quote = m_service->quote(QStringLiteral("AAPL"));
    QCOMPARE(quote->previousClose, Decimal(19'200, 2));
    QCOMPARE(quote->open, Decimal(19'300, 2));
    QCOMPARE(quote->low, Decimal(19'300, 2));
    QCOMPARE(quote->volume, Decimal(7, 0));
}

void tst_MarketService::anOutOfOrderTickKeepsTheLatestPrice()
{
    makeOpened();
    emit m_feed->tickReceived(tick(Noon + 5s, 19'100, 1));
    emit m_feed->tickReceived(tick(Noon + 2s, 19'400, 1));
    const auto quote = m_service->quote(QStringLiteral("AAPL"));
    QCOMPARE(quote->time, Noon + 5s);
    QCOMPARE(quote->price, Decimal(19'100, 2));
    QCOMPARE(quote->high, Decimal(19'400, 2));
    QCOMPARE(quote->volume, Decimal(5'002, 0));
}

void tst_MarketService::aTickThatIsTooLateIsOnlyRecorded()
{
    makeOpened();
    emit m_feed->tickReceived(tick(Noon + 20s, 19'100));
    m_candles.clear();
    m_quotes.clear();
    emit m_feed->tickReceived(tick(Noon + 9s, 19'500));
    QCOMPARE(m_ticks.size(), 2);
    QVERIFY(m_candles.isEmpty());
    QVERIFY(m_quotes.isEmpty());
    QCOMPARE(m_service->counters().late, 1U);
}

void tst_MarketService::everyTickChangesABarOfEachInterval()
{
    m_service->start({QStringLiteral("AAPL")});
    emit m_feed->tickReceived(tick(Noon, 100));
    QCOMPARE(m_candles.size(), 5);
    for (const Candle &one : std::as_const(m_candles))
        QVERIFY(!one.closed);
}

void tst_MarketService::theClockClosesBars()
{
    m_service->start({QStringLiteral("AAPL")});
    emit m_feed->tickReceived(tick(Noon, 100));
    m_candles.clear();
    m_clock.set(Noon + 1min);
    m_service->advance();
    m_service->advance();
    QCOMPARE(m_candles.size(), 2); // the second and the minute, once
    QVERIFY(m_candles[0].closed && m_candles[1].closed);
}

void tst_MarketService::barsCloseByThemselves()
{
    m_service->start({QStringLiteral("AAPL")});
    emit m_feed->tickReceived(tick(Noon, 100));
    m_clock.set(Noon + 1s);
    QTRY_VERIFY(!candlesOf(Interval::Second1).isEmpty()
                && candlesOf(Interval::Second1).last().closed);
}

void tst_MarketService::stopTellsTheOpenBars()
{
    m_service->start({QStringLiteral("AAPL")});
    emit m_feed->tickReceived(tick(Noon, 100));
    m_candles.clear();
    m_clock.set(Noon + 1s);
    m_service->stop();
    QVERIFY(!m_feed->running);
    QCOMPARE(m_candles.size(), 5);
    for (const Candle &one : std::as_const(m_candles))
        QCOMPARE(one.closed, one.interval == Interval::Second1);
}

void tst_MarketService::watchRefusesWhatCannotBeFollowed_data()
{
    QTest::addColumn<QString>("symbol");
    QTest::newRow("empty") << "";
    QTest::newRow("lower case") << "aapl";
    QTest::newRow("blank") << "A B";
    QTest::newRow("too long") << "ABCDEFGHIJKLM";
    QTest::newRow("unknown to the feed") << "NONE";
}

void tst_MarketService::watchRefusesWhatCannotBeFollowed()
{
    QFETCH(QString, symbol);
    const auto watched = m_service->watch(symbol);
    QVERIFY(!watched);
    QCOMPARE(watched.error().kind, Error::Kind::NotFound);
    QVERIFY(!watched.error().message.isEmpty());
    QVERIFY(m_feed->watched.isEmpty());
}

void tst_MarketService::watchRefusesOneMoreThanTheFeedFollows()
{
    m_feed->maxSymbols = 2;
    m_service->start({QStringLiteral("AAPL"), QStringLiteral("MSFT")});
    const auto third = m_service->watch(QStringLiteral("TSLA"));
    QVERIFY(!third);
    QCOMPARE(third.error().kind, Error::Kind::Limit);
    QVERIFY(m_service->watch(QStringLiteral("AAPL")));
}

void tst_MarketService::watchIsHarmlessTwice()
{
    QVERIFY(m_service->watch(QStringLiteral("AAPL")));
    QVERIFY(m_service->watch(QStringLiteral("AAPL")));
    QCOMPARE(m_feed->watched, QStringList{QStringLiteral("AAPL")});
}

void tst_MarketService::quotesComeInTheOrderTheyWereWatched()
{
    m_service->start({QStringLiteral("ZZZ"), QStringLiteral("AAPL"), QStringLiteral("MSFT")});
    emit m_feed->tickReceived(tick(Noon, 100, 1, "MSFT"));
    emit m_feed->tickReceived(tick(Noon, 100, 1, "ZZZ"));
    const auto quotes = m_service->quotes();
    QCOMPARE(quotes.size(), 2); // AAPL has no price yet
    QCOMPARE(quotes[0].symbol, QStringLiteral("ZZZ"));
    QCOMPARE(quotes[1].symbol, QStringLiteral("MSFT"));
}

void tst_MarketService::aSymbolThatCannotBeFollowedStopsNoOther()
{
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("NONE is not followed")));
    m_service->start({QStringLiteral("NONE"), QStringLiteral("AAPL")});
    QCOMPARE(m_feed->watched, QStringList{QStringLiteral("AAPL")});
    QVERIFY(m_feed->running);
}

void tst_MarketService::statusTellsTheFeedsAndCountsSymbols()
{
    QSignalSpy changed(m_service.get(), &MarketService::statusChanged);
    m_service->start({QStringLiteral("AAPL"), QStringLiteral("MSFT")});
    QCOMPARE(m_service->status().feed, QStringLiteral("fake"));
    QCOMPARE(m_service->status().state, FeedStatus::State::Live);
    QCOMPARE(m_service->status().symbols, 2);
    changed.clear();
    m_feed->setState(FeedStatus::State::Stale);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.first().first().value<FeedStatus>(), m_service->status());
}

void tst_MarketService::anotherFeedBeginsAnew()
{
    makeOpened();
    emit m_feed->tickReceived(tick(Noon + 1s, 19'000));
    QVERIFY(m_service->quote(QStringLiteral("AAPL")));
    const quint64 ticks = m_service->counters().ticks;
    QList<Result<QList<Candle>>> answers;
    m_service->candles({QStringLiteral("AAPL"), Interval::Minute1, {}, {}, 10}, this,
                       [&](Result<QList<Candle>> bars) { answers.append(std::move(bars)); });
    QSignalSpy replaced(m_service.get(), &MarketService::feedReplaced);
    QSignalSpy changed(m_service.get(), &MarketService::statusChanged);
    QPointer<FakeFeed> old = m_feed;
    m_candles.clear();
    m_quotes.clear();

    auto feed = std::make_unique<FakeFeed>();
    FakeFeed *other = feed.get();
    other->opensAtOnce = false;
    m_service->setFeed(std::move(feed), {QStringLiteral("MSFT")});
    QVERIFY(!old);
    QCOMPARE(replaced.size(), 1);
    QVERIFY(!changed.isEmpty());
    QVERIFY(other->running);
    QCOMPARE(other->watched, QStringList({QStringLiteral("AAPL"), QStringLiteral("MSFT")}));
    // The old bars were told for the last time, and nothing of them is left.
    QCOMPARE(m_candles.size(), qsizetype(AllIntervals.size()));
    QVERIFY(!m_service->quote(QStringLiteral("AAPL")));
    QVERIFY(m_service->quotes().isEmpty());
    QTRY_COMPARE(answers.size(), 1);
    QVERIFY(!answers[0]);
    // A jump that would be a misprint of the old feed's symbol is none of the new one's.
    emit other->opened({QStringLiteral("AAPL"), Noon + 2s, {}, {}, {}});
    m_candles.clear();
    m_clock.set(Noon + 3s);
    emit other->tickReceived(tick(Noon + 3s, 5'000'000));
    QCOMPARE(m_quotes.size(), 1);
    QCOMPARE(m_quotes[0].open, Decimal(5'000'000, 2));
    QCOMPARE(m_quotes[0].previousClose, Decimal());
    for (const Candle &candle : std::as_const(m_candles))
        QCOMPARE(candle.ticks, 1);
    QCOMPARE(m_service->counters().ticks, ticks + 1);
    QCOMPARE(m_ticks[m_ticks.size() - 1].seq, m_ticks[m_ticks.size() - 2].seq + 1);
}

void tst_MarketService::anotherFeedFollowsWhatItKnows()
{
    m_service->start({QStringLiteral("AAPL"), QStringLiteral("MSFT")});
    auto feed = std::make_unique<FakeFeed>();
    FakeFeed *other = feed.get();
    other->unknown = QStringLiteral("MSFT");
    m_service->setFeed(std::move(feed));
    QCOMPARE(other->watched, QStringList(QStringLiteral("AAPL")));
    QCOMPARE(m_service->status().symbols, 1);
    emit other->symbolsListed({QStringLiteral("TSLA")});
    QCOMPARE(other->watched, QStringList({QStringLiteral("AAPL"), QStringLiteral("TSLA")}));
}

void tst_MarketService::aPriceByHandIsATrade()
{
    makeOpened();
    const auto quote =
        m_service->feedPrice(QStringLiteral("AAPL"), Decimal(20'000, 2), Decimal(3, 0));
    QVERIFY(quote);
    QCOMPARE(quote->price, Decimal(20'000, 2));
    QCOMPARE(quote->high, Decimal(20'000, 2));
    QCOMPARE(m_ticks.size(), 1);
    QCOMPARE(m_ticks[0].volume, Decimal(3, 0));
    QCOMPARE(m_ticks[0].seq, 1U);
    QCOMPARE(candlesOf(Interval::Day1).last().volume, Decimal(5'003, 0));
}

void tst_MarketService::aPriceByHandHoldsUpNoneOfTheFeeds()
{
    makeOpened();
    QVERIFY(m_service->feedPrice(QStringLiteral("AAPL"), Decimal(100, 2), Decimal()));
    emit m_feed->tickReceived(tick(Noon + 1s, 18'901));
    QCOMPARE(m_ticks.size(), 2);
    QCOMPARE(m_service->quote(QStringLiteral("AAPL"))->price, Decimal(18'901, 2));
}

void tst_MarketService::aPriceByHandThatIsNoneChangesNothing()
{
    makeOpened();
    const auto kindOf = [&](const char *symbol, Decimal price, Decimal volume) {
        const auto quote = m_service->feedPrice(QLatin1String(symbol), price, volume);
        return quote ? std::nullopt : std::optional(quote.error().kind);
    };
    QCOMPARE(kindOf("AAPL", {}, {}), Error::Kind::Invalid);
    QCOMPARE(kindOf("AAPL", Decimal(-1, 0), {}), Error::Kind::Invalid);
    QCOMPARE(kindOf("AAPL", Decimal(1, 3), {}), Error::Kind::Invalid);
    QCOMPARE(kindOf("AAPL", Decimal(1, 0), Decimal(-1, 0)), Error::Kind::Invalid);
    QCOMPARE(kindOf("no such", Decimal(1, 0), {}), Error::Kind::NotFound);
    QCOMPARE(kindOf("NONE", Decimal(1, 0), {}), Error::Kind::NotFound);
    QCOMPARE(kindOf("MSFT", Decimal(1, 0), {}), Error::Kind::Unavailable);
    QVERIFY(m_ticks.isEmpty());
}

void tst_MarketService::aListenerMayWatchMoreSymbols_data()
{
    QTest::addColumn<bool>("onClosing");
    QTest::newRow("from a tick") << false;
    QTest::newRow("from a bar that closes") << true;
}

void tst_MarketService::aListenerMayWatchMoreSymbols()
{
    QFETCH(bool, onClosing);
    const auto watchMore = [this] {
        for (int i = 0; i < 200; ++i)
            QVERIFY(m_service->watch(QStringLiteral("S%1").arg(i)));
    };
    if (onClosing) {
        connect(m_service.get(), &MarketService::candleChanged, m_service.get(),
                [&](const Candle &candle) {
                    if (candle.closed)
                        watchMore();
                });
    } else {
        connect(m_service.get(), &MarketService::ticked, m_service.get(), watchMore);
    }
    m_service->start({QStringLiteral("AAPL"), QStringLiteral("MSFT")});
    emit m_feed->tickReceived(tick(Noon, 100));
    emit m_feed->tickReceived(tick(Noon, 100, 1, "MSFT"));
    m_clock.set(Noon + 1s);
    m_service->advance();
    emit m_feed->tickReceived(tick(Noon + 5s, 200));
    QCOMPARE(m_service->status().symbols, 202);
    QCOMPARE(m_quotes.last().symbol, QStringLiteral("AAPL"));
    QCOMPARE(candlesOf(Interval::Second1).size(), 2 + 2 + 1);
    QCOMPARE(candlesOf(Interval::Day1).last().ticks, 2);
}

void tst_MarketService::movesToAnotherThreadWithItsFeed()
{
    QThread thread;
    thread.start();
    MarketService *service = m_service.release();
    service->moveToThread(&thread);
    QCOMPARE(m_feed->thread(), &thread);
    QMetaObject::invokeMethod(service, [service] { service->start({QStringLiteral("AAPL")}); });
    QMetaObject::invokeMethod(
        service,
        [service] {
            service->stop();
            delete service;
        },
        Qt::BlockingQueuedConnection);
    thread.quit();
    QVERIFY(thread.wait());
}

QTEST_GUILESS_MAIN(tst_MarketService)
#include "tst_MarketService.moc"
