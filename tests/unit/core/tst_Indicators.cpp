// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/Indicators.h"

#include <QTest>

#include <cmath>
#include <random>
#include <vector>

using namespace Tickwell;

namespace {

/// StockCharts' example of the RSI (MARKETS.md, Indicators).
const std::vector<double> GoldenCloses{
    44.3389, 44.0902, 44.1497, 43.6124, 44.3278, 44.8264, 45.0955, 45.4245, 45.8433,
    46.0826, 45.8931, 46.0328, 45.6140, 46.2820, 46.2820, 46.0028, 46.0328, 46.4116,
    46.2222, 45.6439, 46.2122, 46.2521, 45.7137, 46.4515, 45.7835, 45.3548, 44.0288,
    44.1783, 44.2181, 44.5672, 43.4205, 42.6628, 43.1314};

std::vector<double> walk(int count, double start = 100, double step = 0.4)
{
    std::mt19937 random(11);
    std::normal_distribution<double> change(0, step);
    std::vector<double> closes;
    for (double close = start; std::ssize(closes) < count; close = std::abs(close + change(random)))
        closes.push_back(close);
    return closes;
}

double meanOf(const std::vector<double> &values, std::size_t end, std::size_t period)
{
    long double sum = 0;
    for (std::size_t i = end - period; i < end; ++i)
        sum += values[i];
    return static_cast<double>(sum / period);
}

double deviationOf(const std::vector<double> &values, std::size_t end, std::size_t period)
{
    const long double mean = meanOf(values, end, period);
    long double squares = 0;
    for (std::size_t i = end - period; i < end; ++i)
        squares += (values[i] - mean) * (values[i] - mean);
    return static_cast<double>(std::sqrt(squares / period));
}

bool isNear(double a, double b, double tolerance = 1e-9)
{
    return std::abs(a - b) <= tolerance * std::max(1.0, std::abs(b));
}

} // namespace

class tst_Indicators : public QObject
{
    Q_OBJECT

private slots:
    void rsiIsTheGoldenSeries()
    {
        const std::vector<double> golden{70.53278948, 66.32, 66.55, 69.41, 66.36,      57.97, 62.93,
                                         63.26,       56.06, 62.38, 54.71, 50.42,      39.99, 41.46,
                                         41.87,       45.46, 37.30, 33.08, 37.77295211};
        Rsi rsi(14);
        std::vector<double> values;
        for (const double close : GoldenCloses) {
            if (const auto value = rsi.add(close))
                values.push_back(*value);
        }
        QCOMPARE(values.size(), golden.size());
        for (std::size_t i = 0; i < golden.size(); ++i)
            QVERIFY2(
                std::abs(values[i] - golden[i]) <= 0.01,
                qPrintable(QStringLiteral("%1: %2, not %3").arg(i).arg(values[i]).arg(golden[i])));
    }

    void rsiOfWhatOnlyRisesOrNeverMoves()
    {
        Rsi rising(2);
        rising.add(1);
        rising.add(2);
        QCOMPARE(rising.add(3), 100.0);
        Rsi falling(2);
        falling.add(3);
        falling.add(2);
        QCOMPARE(falling.add(1), 0.0);
        Rsi still(2);
        still.add(1);
        still.add(1);
        QCOMPARE(still.add(1), 50.0);
    }

    void smaAndBollingerAreThoseOfTheLastCloses()
    {
        const auto closes = walk(2'000);
        Sma sma(20);
        Bollinger bollinger(20, 2);
        for (std::size_t i = 0; i < closes.size(); ++i) {
            const auto average = sma.add(closes[i]);
            const auto bands = bollinger.add(closes[i]);
            QCOMPARE(average.has_value(), i >= 19);
            QCOMPARE(bands.has_value(), i >= 19);
            if (!average)
                continue;
            const double mean = meanOf(closes, i + 1, 20);
            const double deviation = deviationOf(closes, i + 1, 20);
            QVERIFY(isNear(*average, mean));
            QVERIFY(isNear(bands->middle, mean));
            QVERIFY(isNear(bands->upper, mean + 2 * deviation));
            QVERIFY(isNear(bands->lower, mean - 2 * deviation));
        }
    }

    void aMillionBarsLoseNoDigits()
    {
        // Where the price falls from high up, sums that slide would keep the large ones' errors.
        auto closes = walk(1'000'000, 1e9, 1e6);
        for (std::size_t i = closes.size() - 100; i < closes.size(); ++i)
            closes[i] = 1 + static_cast<double>(i % 7) * 0.01;
        Bollinger bollinger(20, 1);
        std::optional<Bollinger::Value> last;
        for (const double close : closes)
            last = bollinger.add(close);
        QVERIFY(isNear(last->middle, meanOf(closes, closes.size(), 20)));
        QVERIFY(isNear(last->upper - last->middle, deviationOf(closes, closes.size(), 20), 1e-6));
    }

    void aFlatMarketHasNoDeviation()
    {
        Bollinger bollinger(5, 2);
        std::optional<Bollinger::Value> last;
        for (int i = 0; i < 1'003; ++i)
            last = bollinger.add(i < 500 ? 0.1 * i : 0.3);
        QCOMPARE(last->lower, 0.3);
        QCOMPARE(last->upper, 0.3);
    }

    void emaIsSeededWithTheMeanOfTheFirst()
    {
        Ema ema(3);
        QVERIFY(!ema.add(1));
        QVERIFY(!ema.add(2));
        QCOMPARE(ema.add(6), 3.0);
        QCOMPARE(ema.add(5), 4.0); // k = 1/2
        QCOMPARE(ema.add(4), 4.0);
    }

    void macdIsTheDifferenceOfTwoAveragesAndItsOwn()
    {
        const auto closes = walk(200);
        Macd macd(12, 26, 9);
        Ema fast(12);
        Ema slow(26);
        Ema signal(9);
        for (std::size_t i = 0; i < closes.size(); ++i) {
            const auto value = macd.add(closes[i]);
            const auto f = fast.add(closes[i]);
            const auto s = slow.add(closes[i]);
            QCOMPARE(value.has_value(), i >= 25);
            if (!value)
                continue;
            QCOMPARE(value->line, *f - *s);
            const auto average = signal.add(*f - *s);
            QCOMPARE(value->signal, average);
            QCOMPARE(value->signal.has_value(), i >= 33);
            if (average)
                QCOMPARE(*value->histogram(), value->line - *average);
        }
    }

    void vwapWeighsByVolumeSinceTheSessionBegan()
    {
        Vwap vwap;
        QVERIFY(!vwap.add({10, 10, 10, 0}));
        QCOMPARE(vwap.add({12, 9, 9, 100}), 10.0);
        QCOMPARE(vwap.add({20, 20, 20, 100}), 15.0);
        vwap.restart();
        QCOMPARE(vwap.add({7, 7, 7, 1}), 7.0);
    }

    void aPreviewIsWhatTheNextBarGives()
    {
        const auto closes = walk(300);
        Sma sma(10);
        Ema ema(10);
        Rsi rsi(14);
        Macd macd;
        Bollinger bollinger(20, 2);
        Vwap vwap;
        for (const double close : closes) {
            const Vwap::Bar bar{close + 1, close - 1, close, close};
            const auto average = sma.preview(close);
            const auto exponential = ema.preview(close);
            const auto strength = rsi.preview(close);
            const auto convergence = macd.preview(close);
            const auto bands = bollinger.preview(close);
            const auto weighted = vwap.preview(bar);
            // Another look in between changes nothing.
            (void)sma.preview(0);
            (void)rsi.preview(0);
            const auto sameAverage = sma.add(close);
            QCOMPARE(average.has_value(), sameAverage.has_value());
            QVERIFY(!average || isNear(*average, *sameAverage, 1e-12));
            QCOMPARE(ema.add(close), exponential);
            QCOMPARE(rsi.add(close), strength);
            const auto sameConvergence = macd.add(close);
            QCOMPARE(convergence.has_value(), sameConvergence.has_value());
            if (convergence)
                QCOMPARE(convergence->line, sameConvergence->line);
            const auto sameBands = bollinger.add(close);
            QCOMPARE(bands.has_value(), sameBands.has_value());
            QVERIFY(!bands || isNear(bands->upper, sameBands->upper));
            QCOMPARE(vwap.add(bar), weighted);
        }
    }

    void aPeriodOfOneIsTheCloseItself()
    {
        Sma sma(1);
        QCOMPARE(sma.add(5), 5.0);
        QCOMPARE(sma.preview(7), 7.0);
        QCOMPARE(Ema(1).add(5), 5.0);
        QCOMPARE(Bollinger(1, 2).add(5)->upper, 5.0);
    }
};

QTEST_APPLESS_MAIN(tst_Indicators)
#include "tst_Indicators.moc"
