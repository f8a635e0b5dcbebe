// SPDX-License-Identifier: GPL-3.0-or-later
#include "alerts/AlertText.h"
#include "alerts/AlertWatch.h"

#include <QTest>

#include <random>

using namespace Tickwell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr Timestamp Noon = fromMicros(1'769'860'800'000'000); // 2026-01-31T12:00:00Z

AlertTerms terms(AlertKind kind, Decimal threshold,
                 AlertDirection direction = AlertDirection::Above)
{
    AlertTerms terms;
    terms.kind = kind;
    terms.symbol = u"AAPL"_s;
    terms.direction = direction;
    terms.threshold = threshold;
    terms.repeats = true;
    return terms;
}

AlertWatch watchOf(const AlertTerms &terms)
{
    Alert alert;
    alert.id = 1;
    alert.terms = terms;
    return AlertWatch(alert);
}

Candle minute(int number, double close)
{
    const Decimal price = Decimal::fromDouble(close, 4);
    return {u"AAPL"_s,
            Interval::Minute1,
            Noon + number * 1min,
            price,
            price,
            price,
            price,
            Decimal(1, 0),
            1,
            true};
}

} // namespace

class tst_AlertWatch : public QObject
{
    Q_OBJECT

private slots:
    void measuresTheMoveWithinTheWindow();
    void movesAreThoseOfAPlainSearch();
    void keepsFewPrices();
    void firesForAMove();
    void firesForAFallWithItsSign();
    void indicatorsCrossOnClosedBars_data();
    void indicatorsCrossOnClosedBars();
    void anIndicatorWaitsForItsPast();
    void asksAgainForABarThatItMissed();
    void firesOnceForWhatItsPastHolds();
    void aDayClosesAtTheExchangesMidnight();
    void watchesTheHost();
    void asksForEnoughBars();
    void refusesWhatCouldNeverFire_data();
    void refusesWhatCouldNeverFire();
    void says_data();
    void says();
};

void tst_AlertWatch::measuresTheMoveWithinTheWindow()
{
    MoveWindow window(60s);
    QCOMPARE(window.take(Noon, 100).rise, 0.0);
    QCOMPARE(window.take(Noon + 30s, 110).rise, 10.0);
    const auto move = window.take(Noon + 60s, 105);
    QCOMPARE(move.rise, 5.0);
    QVERIFY(std::abs(move.fall - 100.0 * 5 / 110) < 1e-9);
    // The 100 has left.
    QCOMPARE(window.take(Noon + 61s, 105).rise, 0.0);
    window.clear();
    QCOMPARE(window.take(Noon, 200).rise, 0.0);
}

void tst_AlertWatch::movesAreThoseOfAPlainSearch()
{
    std::mt19937 random(5);
    std::normal_distribution<double> step(0, 0.01);
    MoveWindow window(60s);
    std::vector<std::pair<Timestamp, double>> all;
    double price = 100;
    for (int i = 0; i < 2'000; ++i) {
        price *= 1 + step(random);
        const Timestamp time = Noon + i * 1s;
        all.emplace_back(time, price);
        double low = price;
        double high = price;
        for (const auto &[when, other] : all) {
            if (time - when > 60s)
                continue;
            low = std::min(low, other);
            high = std::max(high, other);
        }
        const auto move = window.take(time, price);
        QVERIFY(std::abs(move.rise - (price / low - 1) * 100) < 1e-9);
        QVERIFY(std::abs(move.fall - (1 - price / high) * 100) < 1e-9);
    }
}

void tst_AlertWatch::keepsFewPrices()
{
    MoveWindow window(60s);
    for (int i = 0; i < 200'000; ++i) {
        (void)window.take(Noon + i * 1ms, 100 + i * 0.001);
        QVERIFY(window.kept() <= 2 * MoveWindow::Parts + 4);
    }
}

void tst_AlertWatch::firesForAMove()
{
    AlertTerms rise = terms(AlertKind::PercentMove, Decimal(5, 0));
    rise.window = 60s;
    AlertWatch watch = watchOf(rise);
    QVERIFY(!watch.takePrice(Noon, Decimal(100, 0)).firing);
    QVERIFY(!watch.takePrice(Noon + 10s, Decimal(90, 0)).firing);
    QVERIFY(!watch.takePrice(Noon + 20s, Decimal(94, 0)).firing);
    const auto outcome = watch.takePrice(Noon + 30s, Decimal(99, 0));
    QVERIFY(outcome.isChanged && outcome.firing);
    QCOMPARE(outcome.firing->value, 10.0);
    QCOMPARE(outcome.firing->text, u"AAPL rose 10.00 % within 1 min, alert at 5 %"_s);
}

void tst_AlertWatch::firesForAFallWithItsSign()
{
    AlertWatch watch =
        watchOf(terms(AlertKind::PercentMove, Decimal(5, 0), AlertDirection::Either));
    QVERIFY(!watch.takePrice(Noon, Decimal(100, 0)).firing);
    const auto outcome = watch.takePrice(Noon + 30s, Decimal(90, 0));
    QVERIFY(outcome.firing);
    QCOMPARE(outcome.firing->value, -10.0);
    QCOMPARE(outcome.firing->text, u"AAPL fell 10.00 % within 15 min, alert at 5 %"_s);
}

void tst_AlertWatch::indicatorsCrossOnClosedBars_data()
{
    QTest::addColumn<AlertIndicator>("indicator");
    QTest::addColumn<int>("period");
    QTest::addColumn<int>("slow");
    QTest::addColumn<Decimal>("threshold");
    QTest::addColumn<QString>("text");
    QTest::newRow("SMA") << AlertIndicator::PriceSma << 5 << 0 << Decimal()
                         << u"AAPL 1m: the price crossed above SMA(5)"_s;
    QTest::newRow("EMA") << AlertIndicator::PriceEma << 5 << 0 << Decimal()
                         << u"AAPL 1m: the price crossed above EMA(5)"_s;
    QTest::newRow("two SMA") << AlertIndicator::SmaSma << 3 << 10 << Decimal()
                             << u"AAPL 1m: SMA(3) crossed above SMA(10)"_s;
    QTest::newRow("RSI") << AlertIndicator::Rsi << 5 << 0 << Decimal(50, 0)
                         << u"AAPL 1m: RSI(5) rose to"_s;
    QTest::newRow("MACD") << AlertIndicator::MacdSignal << 3 << 6 << Decimal()
                          << u"AAPL 1m: MACD(3, 6, 9) crossed above its signal"_s;
}

void tst_AlertWatch::indicatorsCrossOnClosedBars()
{
    QFETCH(AlertIndicator, indicator);
    QFETCH(int, period);
    QFETCH(int, slow);
    QFETCH(Decimal, threshold);
    QFETCH(QString, text);
    AlertTerms asked = terms(AlertKind::Indicator, threshold);
    asked.indicator = indicator;
    asked.period = period;
    asked.slowPeriod = slow;
    AlertWatch watch = watchOf(asked);
    // Falls ever faster, then rises.
    QList<Candle> past;
    for (int i = 0; i < 60; ++i)
        past.append(minute(i, 200 - i * i * 0.02));
    QVERIFY(!watch.warm(past).firing);
    QVERIFY(watch.isWarm());
    int firings = 0;
    QString said;
    for (int i = 60; i < 100; ++i) {
        Candle open = minute(i, 1'000);
        open.closed = false;
        QVERIFY(!watch.takeBar(open).firing);
        if (const auto outcome = watch.takeBar(minute(i, 128 + (i - 60) * 2)); outcome.firing) {
            ++firings;
            said = outcome.firing->text;
            QCOMPARE(outcome.firing->time, Noon + (i + 1) * 1min);
        }
    }
    QCOMPARE(firings, 1);
    QVERIFY2(said.startsWith(text), qPrintable(said));
}

void tst_AlertWatch::anIndicatorWaitsForItsPast()
{
    AlertTerms asked = terms(AlertKind::Indicator, Decimal());
    asked.indicator = AlertIndicator::PriceSma;
    asked.period = 2;
    AlertWatch watch = watchOf(asked);
    QVERIFY(!watch.isWarm());
    for (int i = 0; i < 10; ++i)
        QVERIFY(!watch.takeBar(minute(i, i % 2 ? 100 : 200)).isChanged);
}

void tst_AlertWatch::asksAgainForABarThatItMissed()
{
    AlertTerms asked = terms(AlertKind::Indicator, Decimal());
    asked.indicator = AlertIndicator::PriceSma;
    asked.period = 2;
    AlertWatch watch = watchOf(asked);
    (void)watch.takeBar(minute(5, 100));
    (void)watch.warm({minute(3, 100), minute(4, 100)});
    QVERIFY(!watch.isWarm());
    (void)watch.warm({minute(3, 100), minute(4, 100), minute(5, 90)});
    QVERIFY(watch.isWarm());
    QVERIFY(watch.takeBar(minute(6, 120)).firing);
    // A late tick revises a bar that was judged.
    QVERIFY(!watch.takeBar(minute(6, 80)).isChanged);
}

void tst_AlertWatch::firesOnceForWhatItsPastHolds()
{
    Alert alert;
    alert.id = 1;
    alert.terms = terms(AlertKind::Indicator, Decimal());
    alert.terms.indicator = AlertIndicator::PriceSma;
    alert.terms.period = 2;
    alert.side = AlertSide::Below; // as it was kept
    AlertWatch watch(alert);
    QVERIFY(watch.warm({minute(0, 100), minute(1, 90), minute(2, 120)}).firing);
}

void tst_AlertWatch::aDayClosesAtTheExchangesMidnight()
{
    AlertTerms asked = terms(AlertKind::Indicator, Decimal());
    asked.indicator = AlertIndicator::PriceSma;
    asked.interval = Interval::Day1;
    asked.period = 2;
    AlertWatch watch = watchOf(asked);
    const ExchangeDays days("America/New_York");
    const auto day = [&](QDate date, int close) {
        Candle bar = minute(0, close);
        bar.interval = Interval::Day1;
        bar.start = days.start(date);
        return bar;
    };
    // On the 9th of March 2025, a day of 23 hours, clocks went forward.
    (void)watch.warm({day({2025, 3, 7}, 100), day({2025, 3, 8}, 90)}, days);
    const auto outcome = watch.takeBar(day({2025, 3, 9}, 120));
    QVERIFY(outcome.firing);
    QCOMPARE(outcome.firing->time, days.start({2025, 3, 10}));
}

void tst_AlertWatch::watchesTheHost()
{
    AlertTerms asked = terms(AlertKind::Host, Decimal(90, 0));
    asked.reading = HostReading::MemoryUsage;
    AlertWatch watch = watchOf(asked);
    HostSample sample;
    sample.time = Noon;
    QVERIFY(!watch.takeSample(sample).isChanged);
    sample.memoryTotal = 1'000;
    sample.memoryAvailable = 500;
    QVERIFY(!watch.takeSample(sample).firing);
    sample.memoryAvailable = 50;
    const auto outcome = watch.takeSample(sample);
    QVERIFY(outcome.firing);
    QCOMPARE(outcome.firing->text, u"Memory is at 95.0 %, alert at 90.0 %"_s);
    QVERIFY(!watch.takePrice(Noon, Decimal(1, 0)).isChanged);
    QVERIFY(!watch.forget());
}

void tst_AlertWatch::asksForEnoughBars()
{
    AlertTerms asked = terms(AlertKind::Indicator, Decimal());
    asked.indicator = AlertIndicator::PriceSma;
    asked.period = 20;
    QCOMPARE(IndicatorReading::barsNeeded(asked), 21);
    asked.indicator = AlertIndicator::PriceEma;
    asked.period = AlertTerms::MaxPeriod;
    QCOMPARE(IndicatorReading::barsNeeded(asked), 5'000);
}

void tst_AlertWatch::refusesWhatCouldNeverFire_data()
{
    QTest::addColumn<std::function<void(AlertTerms &)>>("change");
    const auto row = [](const char *name, const std::function<void(AlertTerms &)> &change) {
        QTest::newRow(name) << change;
    };
    row("no price", [](AlertTerms &t) { t.threshold = Decimal(); });
    row("a hysteresis below zero", [](AlertTerms &t) { t.hysteresis = Decimal(-1, 0); });
    row("a hysteresis beyond zero", [](AlertTerms &t) { t.hysteresis = Decimal(200, 0); });
    row("a cool-down below zero", [](AlertTerms &t) { t.coolDown = -1s; });
    row("a cool-down of years", [](AlertTerms &t) { t.coolDown = std::chrono::hours(20'000); });
    row("a move of nothing", [](AlertTerms &t) {
        t.kind = AlertKind::PercentMove;
        t.threshold = Decimal();
    });
    row("a move within a moment", [](AlertTerms &t) {
        t.kind = AlertKind::PercentMove;
        t.window = 1s;
    });
    row("no period", [](AlertTerms &t) {
        t.kind = AlertKind::Indicator;
        t.period = 0;
        t.threshold = Decimal(50, 0);
    });
    row("a slow average that is fast", [](AlertTerms &t) {
        t.kind = AlertKind::Indicator;
        t.indicator = AlertIndicator::SmaSma;
        t.period = t.slowPeriod = 5;
    });
    row("an RSI of 100", [](AlertTerms &t) { t.kind = AlertKind::Indicator; });
    row("more than all of a processor", [](AlertTerms &t) {
        t.kind = AlertKind::Host;
        t.threshold = Decimal(101, 0);
    });
}

void tst_AlertWatch::refusesWhatCouldNeverFire()
{
    QFETCH(std::function<void(AlertTerms &)>, change);
    AlertTerms asked = terms(AlertKind::Price, Decimal(100, 0));
    QVERIFY(checkAlert(asked));
    change(asked);
    const auto checked = checkAlert(asked);
    QVERIFY(!checked && checked.error().kind == Error::Kind::Invalid);
    QVERIFY(!checked.error().message.isEmpty());
}

void tst_AlertWatch::says_data()
{
    QTest::addColumn<AlertTerms>("asked");
    QTest::addColumn<double>("value");
    QTest::addColumn<bool>("rises");
    QTest::addColumn<QString>("text");
    const auto row = [](const AlertTerms &asked, double value, bool rises, const QString &text) {
        QTest::newRow(qPrintable(text)) << asked << value << rises << text;
    };
    row(terms(AlertKind::Price, Decimal(19'000, 2)), 190.02, true,
        u"AAPL rose to 190.02, alert at 190.00"_s);
    row(terms(AlertKind::Price, Decimal(190, 0)), 189.9, false,
        u"AAPL fell to 189.90, alert at 190"_s);
    row(terms(AlertKind::Price, Decimal(190, 0)), 190.0123, true,
        u"AAPL rose to 190.0123, alert at 190"_s);
    AlertTerms host = terms(AlertKind::Host, Decimal(100'000'000, 0));
    host.reading = HostReading::DiskWrite;
    row(host, 123'456'789, true, u"Writing to disk is at 123.5 MB/s, alert at 100.0 MB/s"_s);
    host.reading = HostReading::Load1;
    host.threshold = Decimal(4, 0);
    row(host, 3.987, false, u"Load is at 3.99, alert at 4.00"_s);
    AlertTerms apart = terms(AlertKind::Indicator, Decimal(15, 1));
    apart.indicator = AlertIndicator::PriceSma;
    row(apart, 1.6, true, u"AAPL 1m: the price crossed above SMA(14) by 1.5"_s);
}

void tst_AlertWatch::says()
{
    QFETCH(AlertTerms, asked);
    QFETCH(double, value);
    QFETCH(bool, rises);
    QFETCH(QString, text);
    QCOMPARE(alertText(asked, value, rises ? AlertSide::Below : AlertSide::Above), text);
}

QTEST_APPLESS_MAIN(tst_AlertWatch)
#include "tst_AlertWatch.moc"
