// SPDX-License-Identifier: GPL-3.0-or-later
#include "FakeSource.h"
#include "charts/IndicatorSeries.h"

#include <QTest>

#include <array>
#include <cmath>

using namespace Tickwell;

namespace {

const QString A = QStringLiteral("A");
constexpr qint64 Now = 1'795'182'127;

Candle bar(qint64 minute, double close, qint64 ticks = 10)
{
    Candle candle =
        FakeSource::candle(A, Interval::Minute1, minute * 60, close, close, close, close, 1'000, 4);
    candle.ticks = ticks;
    return candle;
}

Indicator make(const char *text)
{
    return parseIndicator(QString::fromLatin1(text)).value();
}

bool same(double one, double other)
{
    if (std::isnan(one) || std::isnan(other))
        return std::isnan(one) && std::isnan(other);
    return std::abs(one - other) <= 1e-9 * qMax(1.0, std::abs(one));
}

/// The series has for each bar what a new one computes from all of them.
bool isAsComputedAnew(const IndicatorSeries &series, const BarHistory &bars)
{
    IndicatorSeries fresh(series.indicator());
    fresh.update(bars);
    if (series.size() != bars.size() || fresh.size() != bars.size())
        return false;
    for (qsizetype i = 0; i < bars.size(); ++i) {
        for (std::size_t value = 0; value < 3; ++value) {
            if (!same(series.at(i)[value], fresh.at(i)[value]))
                return false;
        }
    }
    return true;
}

constexpr std::array Kinds{"sma 9", "ema 21", "bb 20 2", "vwap", "rsi 14", "macd 12 26 9"};

} // namespace

class tst_IndicatorSeries : public QObject
{
    Q_OBJECT

private slots:
    void rsiHasItsGoldenValues()
    {
        constexpr std::array closes{44.3389, 44.0902, 44.1497, 43.6124, 44.3278, 44.8264, 45.0955,
                                    45.4245, 45.8433, 46.0826, 45.8931, 46.0328, 45.6140, 46.2820,
                                    46.2820, 46.0028, 46.0328, 46.4116, 46.2222, 45.6439, 46.2122,
                                    46.2521, 45.7137, 46.4515, 45.7835, 45.3548, 44.0288, 44.1783,
                                    44.2181, 44.5672, 43.4205, 42.6628, 43.1314};
        constexpr std::array golden{70.53, 66.32, 66.55, 69.41, 66.36, 57.97, 62.93,
                                    63.26, 56.06, 62.38, 54.71, 50.42, 39.99, 41.46,
                                    41.87, 45.46, 37.30, 33.08, 37.77};
        BarHistory bars;
        IndicatorSeries rsi(make("rsi 14"));
        for (std::size_t i = 0; i < closes.size(); ++i) {
            bars.apply(bar(static_cast<qint64>(i), closes[i]));
            rsi.update(bars);
        }
        for (std::size_t i = 0; i < closes.size(); ++i) {
            const double value = rsi.at(static_cast<qsizetype>(i))[0];
            if (i < 14)
                QVERIFY(std::isnan(value));
            else
                QVERIFY2(std::abs(value - golden[i - 14]) <= 0.01,
                         qPrintable(QString::number(value)));
        }
    }

    void followsBarsAsIfComputedAnew_data()
    {
        QTest::addColumn<QString>("indicator");
        for (const char *kind : Kinds)
            QTest::newRow(kind) << QString::fromLatin1(kind);
    }
    void followsBarsAsIfComputedAnew()
    {
        QFETCH(QString, indicator);
        const QList<Candle> walk = FakeSource::walk(A, Interval::Minute1, 4'000, Now, 187);
        BarHistory bars;
        IndicatorSeries series(*parseIndicator(indicator));
        std::mt19937 random(11);
        for (const Candle &candle : walk) {
            // A bar that grows trade by trade, seen now and then.
            Candle open = candle;
            open.close = candle.open;
            open.ticks = 1;
            bars.apply(open);
            if (random() % 3 == 0)
                series.update(bars);
            bars.apply(candle);
            if (random() % 5 != 0)
                series.update(bars);
        }
        series.update(bars);
        QVERIFY(isAsComputedAnew(series, bars));
    }

    void takesUpOlderBarsAndLateRevisions()
    {
        const QList<Candle> walk = FakeSource::walk(A, Interval::Minute1, 900, Now, 187);
        for (const char *kind : Kinds) {
            BarHistory bars;
            IndicatorSeries series(make(kind));
            bars.merge(walk.last(300));
            series.update(bars);
            bars.merge(walk.mid(300, 300));
            series.update(bars);
            QVERIFY2(isAsComputedAnew(series, bars), kind);
            Candle revised = walk.at(walk.size() - 2);
            revised.close = revised.high;
            revised.ticks += 1;
            QCOMPARE(bars.apply(revised), BarHistory::Change::Other);
            series.update(bars);
            QVERIFY2(isAsComputedAnew(series, bars), kind);
        }
    }

    void keepsItsPlaceWhenTheOldestBarsGo()
    {
        BarHistory bars(50);
        IndicatorSeries series(make("sma 9"));
        for (int minute = 0; minute < 230; ++minute) {
            bars.apply(bar(minute, 100 + minute % 17));
            if (minute % 4 == 0)
                series.update(bars);
        }
        series.update(bars);
        QCOMPARE(series.size(), 50);
        double sum = 0;
        for (qsizetype i = 50 - 9; i < 50; ++i)
            sum += bars.at(i).close;
        QVERIFY(same(series.at(49)[0], sum / 9));
        QVERIFY(!std::isnan(series.at(0)[0]));
    }

    void aNewBarAndATradeCostOneBar()
    {
        BarHistory bars;
        bars.merge(FakeSource::walk(A, Interval::Minute1, 20'000, Now, 187));
        IndicatorSeries series(make("bb 20 2"));
        series.update(bars);
        const quint64 before = series.computed();
        Candle next = bar(Now / 60 + 1, 190);
        bars.apply(next);
        series.update(bars);
        QVERIFY(series.computed() - before <= 2);
        next.close = Decimal::fromDouble(191, 4);
        next.ticks += 1;
        bars.apply(next);
        series.update(bars);
        QVERIFY(series.computed() - before <= 3);
    }

    void aVwapBeginsAnewAtTheExchangesMidnight()
    {
        BarHistory bars;
        const qint64 utc = Now / 86'400 * 1'440;
        const qint64 midnight = utc + 5 * 60; // of New York in winter
        bars.apply(bar(utc - 1, 10));
        bars.apply(bar(utc, 20));
        bars.apply(bar(midnight - 1, 60));
        bars.apply(bar(midnight, 50));
        IndicatorSeries vwap(make("vwap"), ExchangeDays("America/New_York"));
        vwap.update(bars);
        QCOMPARE(vwap.at(1)[0], 15.0);
        QCOMPARE(vwap.at(2)[0], 30.0);
        QCOMPARE(vwap.at(3)[0], 50.0);
    }

    void aVwapBeginsAnewEachDay()
    {
        BarHistory bars;
        const qint64 midnight = Now / 86'400 * 1'440;
        bars.apply(bar(midnight - 2, 10));
        bars.apply(bar(midnight - 1, 20));
        bars.apply(bar(midnight, 30));
        bars.apply(bar(midnight + 1, 50));
        IndicatorSeries vwap(make("vwap"));
        vwap.update(bars);
        QCOMPARE(vwap.at(1)[0], 15.0);
        QCOMPARE(vwap.at(2)[0], 30.0);
        QCOMPARE(vwap.at(3)[0], 40.0);
    }
};

QTEST_GUILESS_MAIN(tst_IndicatorSeries)
#include "tst_IndicatorSeries.moc"
