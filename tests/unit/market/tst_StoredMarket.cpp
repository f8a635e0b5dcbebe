// SPDX-License-Identifier: GPL-3.0-or-later
#include "CandleDesk.h"
#include "market/StoredBars.h"
#include "store/SqliteStore.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Tickwell;

/// A market whose feed knows nothing of the past, over a store that does.
class tst_StoredMarket
    : public QObject
    , private CandleDesk
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<Store> m_store;
    QList<Candle> m_told;

    /// One tick each second of [@p from, @p to), their seq from @p seq.
    void write(Timestamp from, Timestamp to, quint64 seq)
    {
        QList<Tick> ticks;
        for (; from < to; from += 1s)
            ticks.append({Aapl, from, Decimal(10'000, 2), Decimal(1, 0), seq++});
        QVERIFY(m_store->write({.ticks = ticks}));
    }
    /// The program starts anew at half a minute past noon; @p origin told what is stored.
    void restart(const QString &origin = QStringLiteral("fake"))
    {
        auto feed = std::make_unique<FakeFeed>();
        m_feed = feed.get();
        m_feed->asOf = Noon + 30s;
        const auto reader = m_store->openReader();
        m_service = std::make_unique<MarketService>(std::move(feed), &m_pool,
                                                    (*reader)->lastTickSeq().value(), m_clock);
        m_told.clear();
        connect(m_service.get(), &MarketService::candleChanged, this,
                [this](const Candle &candle) { m_told.append(candle); });
        TickOrigins origins = TickOrigins::load(m_dir->filePath(QStringLiteral("origins")));
        origins.note(origin, 1);
        m_service->setStored(std::make_shared<StoredBars>(*m_store), origins);
        m_service->start({Aapl});
    }
    [[nodiscard]] Candle told(Interval interval) const
    {
        for (auto bar = m_told.crbegin(); bar != m_told.crend(); ++bar) {
            if (bar->interval == interval)
                return *bar;
        }
        return {};
    }

private slots:
    void init()
    {
        m_clock.set(Noon + 30s);
        m_dir = std::make_unique<QTemporaryDir>();
        m_store = std::move(openSqliteStore(m_dir->path()).value());
    }
    void cleanup()
    {
        m_service.reset();
        m_pool.waitForDone();
        QCoreApplication::processEvents();
        m_store.reset();
        m_dir.reset();
    }

    void pastBarsAreMadeOfStoredTicks()
    {
        write(Noon - 3min, Noon, 1);
        restart();
        const Answer answer = ask(10);
        QTRY_COMPARE(m_feed->asked.size(), 1);
        m_feed->asked.takeFirst().ready(QList<Candle>());
        QTRY_VERIFY(answer.came());
        QCOMPARE(answer.bars().size(), 3);
        QCOMPARE(answer.bars()[0].start, Noon - 3min);
        QCOMPARE(answer.bars()[0].ticks, 60);
        const Answer again = ask(10);
        QTRY_VERIFY(again.came());
        QCOMPARE(again.bars(), answer.bars());
        QVERIFY(m_feed->asked.isEmpty()); // they are in memory now
    }

    void storedTicksStandInForAFeedThatFails()
    {
        write(Noon - 3min, Noon, 1);
        restart();
        for (int i = 0; i < 2; ++i) { // it is asked again each time
            const Answer answer = ask(10);
            QTRY_COMPARE(m_feed->asked.size(), 1);
            m_feed->asked.takeFirst().ready(
                failure(QStringLiteral("down"), Error::Kind::Unavailable));
            QTRY_VERIFY(answer.came());
            QCOMPARE(answer.bars().size(), 3);
        }
    }

    void aFailureWithoutStoredTicksIsTold()
    {
        restart();
        const Answer answer = ask(10);
        QTRY_COMPARE(m_feed->asked.size(), 1);
        m_feed->asked.takeFirst().ready(failure(QStringLiteral("down"), Error::Kind::Unavailable));
        QTRY_VERIFY(answer.came());
        QCOMPARE(answer.error().message, QStringLiteral("down"));
    }

    void whatAnotherFeedToldIsNoPast()
    {
        write(Noon - 3min, Noon, 1);
        restart(QStringLiteral("simulator"));
        const Answer answer = ask(10);
        QTRY_COMPARE(m_feed->asked.size(), 1);
        m_feed->asked.takeFirst().ready(QList<Candle>());
        QTRY_VERIFY(answer.came());
        QVERIFY(answer.bars().isEmpty());
    }

    void aRestartWithinABarLosesNothingOfIt()
    {
        write(Noon - 1min, Noon + 20s, 1);
        restart();
        tell(Noon + 31s, 9'000);
        tell(Noon + 32s, 11'000);
        QTRY_COMPARE(told(Interval::Minute1).ticks, 22);
        const Candle minute = told(Interval::Minute1);
        QCOMPARE(minute.start, Noon);
        QCOMPARE(minute.open, Decimal(10'000, 2));
        QCOMPARE(minute.low, Decimal(9'000, 2));
        QCOMPARE(minute.close, Decimal(11'000, 2));
        QCOMPARE(minute.volume, Decimal(22, 0));
        QCOMPARE(told(Interval::Day1).ticks, 82);
        QCOMPARE(m_service->quote(Aapl)->volume, Decimal(82, 0));
    }

    void aBegunBarIsThereBeforeItsNextTick()
    {
        write(Noon - 1min, Noon + 20s, 1);
        restart();
        QTRY_COMPARE(told(Interval::Minute1).ticks, 20);
        QVERIFY(!told(Interval::Minute1).closed);
        m_clock.set(Noon + 1min);
        m_service->advance();
        QVERIFY(told(Interval::Minute1).closed);
    }

    void historyAndTheBegunBarJoin()
    {
        write(Noon - 2min, Noon + 20s, 1);
        restart();
        QTRY_COMPARE(told(Interval::Minute1).ticks, 20);
        const Answer answer = ask(10);
        QTRY_COMPARE(m_feed->asked.size(), 1);
        m_feed->asked.takeFirst().ready(QList<Candle>());
        QTRY_VERIFY(answer.came());
        QCOMPARE(answer.bars().size(), 3);
        QCOMPARE(answer.bars()[1].ticks, 60);
        QCOMPARE(answer.bars()[2].ticks, 20);
    }
};

QTEST_GUILESS_MAIN(tst_StoredMarket)
#include "tst_StoredMarket.moc"
