// SPDX-License-Identifier: GPL-3.0-or-later
#include "market/BarAggregator.h"
#include "market/StoredBars.h"
#include "store/SqliteStore.h"

#include <QTemporaryDir>
#include <QTest>

#include <random>

using namespace Tickwell;
using namespace std::chrono_literals;

namespace {

constexpr Timestamp Noon = fromMicros(1'769'860'800'000'000); // 2026-01-31T12:00:00Z
const QString Aapl = QStringLiteral("AAPL");
const QByteArray NewYork = "America/New_York";

Tick tick(Timestamp time, qint64 cents, quint64 seq)
{
    return {Aapl, time, Decimal(cents, 2), Decimal(static_cast<qint64>(seq % 7), 0), seq};
}

} // namespace

class tst_StoredBars : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<Store> m_store;

    void write(const QList<Tick> &ticks) { QVERIFY(m_store->write({.ticks = ticks})); }
    [[nodiscard]] static StoredBars::Source source(const QList<SeqRange> &seqs = {{1}},
                                                   quint64 written = 0)
    {
        return {Aapl, ExchangeDays(NewYork), seqs, written};
    }
    [[nodiscard]] StoredBars::Past ask(const HistoryQuery &query,
                                       const StoredBars::Source &from = source()) const
    {
        return StoredBars(*m_store).bars(from, query).value();
    }
    /// A minute's ticks, one each second, their seq counted from @p seq.
    static QList<Tick> minute(Timestamp start, quint64 seq)
    {
        QList<Tick> ticks;
        for (int i = 0; i < 60; ++i)
            ticks.append(tick(start + i * 1s, 10'000 + i, seq++));
        return ticks;
    }

private slots:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_store = std::move(openSqliteStore(m_dir->path()).value());
    }
    void cleanup()
    {
        m_store.reset();
        m_dir.reset();
    }

    void barsAreThoseThatWereLive_data()
    {
        QTest::addColumn<Interval>("interval");
        for (const Interval interval : AllIntervals)
            QTest::newRow(qPrintable(toString(interval))) << interval;
    }
    void barsAreThoseThatWereLive()
    {
        QFETCH(Interval, interval);
        std::mt19937_64 random(11);
        BarAggregator live;
        BarAggregator::Changes changes;
        live.open({Aapl, Noon - 7h, std::nullopt, {}, {}}, changes, ExchangeDays(NewYork));
        live.series(Aapl, interval)->setKept(100'000);
        QList<Tick> ticks;
        Timestamp newest = Noon;
        // More than a page, over a midnight, with ticks of one moment and such that are too late.
        for (quint64 seq = 1; seq <= 30'000; ++seq) {
            newest += Microseconds(random() % 3'000'000);
            const Timestamp time =
                random() % 4 ? newest : newest - Microseconds(random() % 25 * 1'000'000);
            ticks.append(
                tick(std::max(time, Noon), 10'000 + static_cast<qint64>(random() % 500), seq));
            changes.clear();
            live.add(ticks.last(), changes);
        }
        QVERIFY(live.lateTicks() > 1'000);
        live.advance(newest + 48h, [](const QString &, const BarAggregator::Change &) {});
        write(ticks);

        const auto expected =
            live.series(Aapl, interval)->candles(Aapl, Timestamp::min(), Timestamp::max(), 100'000);
        const auto past = ask({Aapl, interval, {}, newest + 48h, 100'000});
        QVERIFY(past.isAll);
        QCOMPARE(past.bars.size(), expected.size());
        for (qsizetype i = 0; i < expected.size(); ++i)
            QCOMPARE(past.bars[i], expected[i]);
    }

    void givesTheNewestUpToTheLimit()
    {
        for (int i = 0; i < 5; ++i)
            write(minute(Noon + i * 1min, 1 + static_cast<quint64>(i) * 60));
        const auto past = ask({Aapl, Interval::Minute1, {}, Noon + 4min, 2});
        QVERIFY(!past.isAll);
        QCOMPARE(past.bars.size(), 2);
        QCOMPARE(past.bars[0].start, Noon + 2min);
        QCOMPARE(past.bars[1].start, Noon + 3min);
        QCOMPARE(past.bars[1].ticks, 60);
    }

    void barsThatStartBeforeTheQueryAreNotGiven()
    {
        write(minute(Noon, 1) + minute(Noon + 1min, 61));
        const auto past = ask({Aapl, Interval::Minute1, Noon + 1s, Noon + 2min, 10});
        QVERIFY(past.isAll);
        QCOMPARE(past.bars.size(), 1);
        QCOMPARE(past.bars[0].start, Noon + 1min);
    }

    void aGapStaysAGap()
    {
        write(minute(Noon, 1) + minute(Noon + 30min, 61));
        QCOMPARE(ask({Aapl, Interval::Minute1, {}, Noon + 1h, 100}).bars.size(), 2);
    }

    void ticksOfAnotherFeedAreInNoBar()
    {
        write(minute(Noon, 1) + minute(Noon + 1min, 61) + minute(Noon + 2min, 121));
        const auto past =
            ask({Aapl, Interval::Minute1, {}, Noon + 3min, 10}, source({{1, 60}, {121, 180}}));
        QCOMPARE(past.bars.size(), 2);
        QCOMPARE(past.bars[0].start, Noon);
        QCOMPARE(past.bars[1].start, Noon + 2min);
    }

    void aRecordingThatWasPlayedTwiceCountsOnce()
    {
        write(minute(Noon, 1) + minute(Noon + 1min, 61));
        write(minute(Noon, 121) + minute(Noon + 1min, 181));
        QCOMPARE(ask({Aapl, Interval::Minute1, {}, Noon + 2min, 10}).bars[0].ticks, 60);
    }

    void aBarThatIsNotWhollyReadIsNotGiven()
    {
        write(minute(Noon, 1) + minute(Noon + 1min, 61) + minute(Noon + 2min, 121));
        const auto past = StoredBars(*m_store, 130)
                              .bars(source(), {Aapl, Interval::Minute1, {}, Noon + 3min, 10});
        QVERIFY(past);
        QVERIFY(!past->isAll);
        QCOMPARE(past->bars.size(), 2);
        QCOMPARE(past->bars[0].start, Noon + 1min);
        QCOMPARE(past->bars[0].ticks, 60);
    }

    void waitsForWhatIsStillToBeWritten()
    {
        write(minute(Noon, 1));
        const auto past = StoredBars(*m_store).bars(source({{1}}, 61),
                                                    {Aapl, Interval::Minute1, {}, Noon + 3min, 10});
        QVERIFY(!past);
        QVERIFY(past.error().kind == Error::Kind::Unavailable);
    }

    void aBegunBarHasTheTicksOfBefore()
    {
        write(minute(Noon - 8h, 1) + minute(Noon - 7h, 61) + minute(Noon, 121));
        const auto begun =
            StoredBars(*m_store).begun(source({{1}}, 150), Noon + 31s, Noon + 12h).value();
        QCOMPARE(begun.size(), 4); // no tick of that second
        QVERIFY(begun[0].interval == Interval::Minute1);
        QCOMPARE(begun[0].bar.ticks, 30); // later ones are live
        QCOMPARE(begun[0].bar.open, Decimal(10'000, 2));
        QCOMPARE(begun[0].bar.close, Decimal(10'029, 2));
        QVERIFY(begun[3].interval == Interval::Day1);
        QCOMPARE(begun[3].bar.start, Noon - 7h);
        QCOMPARE(begun[3].bar.ticks, 90);
    }

    void aBegunBarOfTooManyTicksIsLeftOut()
    {
        write(minute(Noon - 7h, 1) + minute(Noon, 61));
        const auto begun =
            StoredBars(*m_store, 70).begun(source({{1}}, 120), Noon + 50s, Noon + 12h).value();
        QVERIFY(begun.last().interval == Interval::Hour1);
        QCOMPARE(begun.last().bar.ticks, 60);
    }
};

QTEST_GUILESS_MAIN(tst_StoredBars)
#include "tst_StoredBars.moc"
