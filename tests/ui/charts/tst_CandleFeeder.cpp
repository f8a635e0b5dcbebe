// SPDX-License-Identifier: GPL-3.0-or-later
#include "FakeSource.h"
#include "charts/CandleFeeder.h"

#include <QPen>
#include <QSignalSpy>
#include <QTest>
#include <QtCharts/QCandlestickSet>

using namespace Tickwell;

namespace {

constexpr qint64 Now = 1'795'182'127;

QList<double> starts(const QCandlestickSeries &series)
{
    QList<double> times;
    for (const QCandlestickSet *set : series.sets())
        times.append(set->timestamp());
    std::sort(times.begin(), times.end());
    return times;
}

} // namespace

class tst_CandleFeeder : public QObject
{
    Q_OBJECT

    QCandlestickSeries *m_closed = nullptr;
    QCandlestickSeries *m_newest = nullptr;
    CandleFeeder *m_feeder = nullptr;
    BarHistory m_bars;
    QList<Candle> m_candles;

private slots:
    void init()
    {
        m_closed = new QCandlestickSeries(this);
        m_newest = new QCandlestickSeries(this);
        m_feeder = new CandleFeeder([](const Bar &bar) {
            return CandleFeeder::Prices{bar.open, bar.high, bar.low, bar.close};
        });
        m_feeder->setSeries(m_closed, m_newest);
        m_feeder->setStyle({Qt::green, Qt::transparent, Qt::red, Qt::red, 1, 7});
        m_bars.clear();
        m_candles = FakeSource::walk(QStringLiteral("A"), Interval::Minute1, 500, Now, 100);
        m_bars.merge(m_candles);
    }
    void cleanup()
    {
        delete m_feeder;
        delete m_closed;
        delete m_newest;
    }

    void putsTheNewestBarInASeriesOfItsOwn()
    {
        m_feeder->feed(m_bars, 400, 500);
        QCOMPARE(m_newest->count(), 1);
        QCOMPARE(m_newest->sets().first()->timestamp(), static_cast<double>(m_bars.last().start));
        QVERIFY(!starts(*m_closed).contains(static_cast<double>(m_bars.last().start)));
    }

    void hasSetsForTheBarsInSightAndAMargin()
    {
        m_feeder->feed(m_bars, 200, 300);
        const QList<double> times = starts(*m_closed);
        QVERIFY(times.first() <= static_cast<double>(m_bars.at(200).start));
        QVERIFY(times.last() >= static_cast<double>(m_bars.at(299).start));
        QVERIFY(times.size() < 200);
        QCOMPARE(m_newest->count(), 0);
    }

    void aNewPriceTouchesOneSetOnly()
    {
        m_feeder->feed(m_bars, 400, 500);
        QSignalSpy added(m_closed, &QCandlestickSeries::candlestickSetsAdded);
        QSignalSpy removed(m_closed, &QCandlestickSeries::candlestickSetsRemoved);
        QCandlestickSet *newest = m_newest->sets().first();
        Candle candle = m_candles.last();
        candle.close = Decimal(12'345, 2);
        candle.ticks += 1;
        m_bars.apply(candle);
        m_feeder->feed(m_bars, 400, 500);
        QCOMPARE(newest->close(), 123.45);
        QCOMPARE(m_newest->sets().first(), newest);
        QCOMPARE(added.count() + removed.count(), 0);
    }

    void panningWithinTheMarginTouchesNoSet()
    {
        m_feeder->feed(m_bars, 200, 300);
        QSignalSpy added(m_closed, &QCandlestickSeries::candlestickSetsAdded);
        for (int i = 1; i <= 20; ++i)
            m_feeder->feed(m_bars, 200 - i, 300 - i);
        QCOMPARE(added.count(), 0);
    }

    void coversWhateverIsShown()
    {
        // A long random tour: at every stop all bars in sight have exactly one set.
        std::mt19937 random(4);
        for (int i = 0; i < 200; ++i) {
            const auto first = static_cast<qsizetype>(random() % 480);
            const auto last =
                qMin<qsizetype>(first + 1 + static_cast<qsizetype>(random() % 150), 500);
            m_feeder->feed(m_bars, first, last);
            QList<double> times = starts(*m_closed) + starts(*m_newest);
            QCOMPARE(QSet<double>(times.begin(), times.end()).size(), times.size());
            for (qsizetype bar = first; bar < last; ++bar)
                QVERIFY(times.contains(static_cast<double>(m_bars.at(bar).start)));
        }
    }

    void movesAClosedBarToTheOthers()
    {
        m_feeder->feed(m_bars, 400, 500);
        const auto before = static_cast<double>(m_bars.last().start);
        Candle next = m_candles.last();
        next.start += std::chrono::minutes(1);
        m_bars.apply(next);
        m_feeder->feed(m_bars, 401, 501);
        QVERIFY(starts(*m_closed).contains(before));
        QCOMPARE(m_newest->count(), 1);
        QCOMPARE(m_newest->sets().first()->timestamp(), before + 60'000);
    }

    void doesNotGrowWhileBarsComeIn()
    {
        m_feeder->feed(m_bars, 400, 500);
        Candle next = m_candles.last();
        for (int i = 0; i < 2'000; ++i) {
            next.start += std::chrono::minutes(1);
            m_bars.apply(next);
            m_feeder->feed(m_bars, m_bars.size() - 100, m_bars.size());
        }
        QVERIFY(m_closed->count() < 200);
    }

    void redrawsARevisedBar()
    {
        m_feeder->feed(m_bars, 400, 500);
        Candle revised = m_candles.at(450);
        revised.close = Decimal(7'777, 2);
        revised.ticks += 1;
        QCOMPARE(m_bars.apply(revised), BarHistory::Change::Other);
        m_feeder->feed(m_bars, 400, 500);
        bool found = false;
        for (const QCandlestickSet *set : m_closed->sets())
            found = found || set->close() == 77.77;
        QVERIFY(found);
    }

    void outlinesRisingAndFallingBarsApart()
    {
        m_feeder->feed(m_bars, 0, 500);
        for (const QCandlestickSet *set : m_closed->sets())
            QCOMPARE(set->pen().color(), QColor(set->close() >= set->open() ? Qt::green : Qt::red));
    }

    void showsASingleBar()
    {
        m_bars.clear();
        m_bars.merge({m_candles.first()});
        m_feeder->feed(m_bars, 0, 1);
        QCOMPARE(m_closed->count(), 0);
        QCOMPARE(m_newest->count(), 1);
    }

    void showsNothingOfNothing()
    {
        m_feeder->feed(m_bars, 0, 500);
        m_bars.clear();
        m_feeder->feed(m_bars, 0, 0);
        QCOMPARE(m_closed->count() + m_newest->count(), 0);
    }
};

QTEST_MAIN(tst_CandleFeeder)
#include "tst_CandleFeeder.moc"
