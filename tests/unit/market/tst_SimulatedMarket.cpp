// SPDX-License-Identifier: GPL-3.0-or-later
#include "CandleDesk.h"
#include "core/ExchangeDays.h"
#include "market/SimulatorFeed.h"
#include "market/SymbolCatalog.h"

#include <QTest>

using namespace Tickwell;

class tst_SimulatedMarket
    : public QObject
    , private CandleDesk
{
    Q_OBJECT

private slots:
    void init() { open(); }

    void quotesAreThereAtOnce();
    void barsJoinWithoutASeam_data();
    void barsJoinWithoutASeam();
};

void tst_SimulatedMarket::quotesAreThereAtOnce()
{
    MarketService service(std::make_unique<SimulatorFeed>(1, m_clock), &m_pool, 0, m_clock);
    service.start(wellKnownSymbols());
    const auto quotes = service.quotes();
    QCOMPARE(quotes.size(), 12);
    for (const Quote &quote : quotes) {
        QVERIFY(quote.previousClose > Decimal());
        QVERIFY(quote.low <= quote.open && quote.open <= quote.high);
        QVERIFY(quote.low <= quote.price && quote.price <= quote.high);
        QVERIFY(std::abs(quote.changePercent()) < 20);
        QVERIFY(quote.time <= m_clock.now() && quote.time > m_clock.now() - 30s);
    }
    QVERIFY(service.watch(QStringLiteral("NEW.1")));
    QVERIFY(service.quote(QStringLiteral("NEW.1")));
}

void tst_SimulatedMarket::barsJoinWithoutASeam_data()
{
    QTest::addColumn<Interval>("interval");
    for (const Interval interval : AllIntervals)
        QTest::newRow(qPrintable(toString(interval))) << interval;
}

void tst_SimulatedMarket::barsJoinWithoutASeam()
{
    QFETCH(Interval, interval);
    const ExchangeDays days(exchangeZone(Aapl));
    m_clock.set(days.day(Noon).end - 45s); // midnight comes while it runs
    auto feed = std::make_unique<SimulatorFeed>(1, m_clock);
    SimulatorFeed *simulator = feed.get();
    m_service = std::make_unique<MarketService>(std::move(feed), &m_pool, 0, m_clock);
    m_service->start({Aapl});
    for (int i = 0; i < 900; ++i) {
        m_clock.advance(100ms);
        simulator->emitDue();
        m_service->advance();
    }
    const int limit = interval == Interval::Day1 ? 3 : 120;
    const Answer answer = ask({Aapl, interval, {}, {}, limit});
    QTRY_VERIFY(answer.came());

    // The same bars, made by the simulator at once; the open one up to now.
    const SimulatedSymbol symbol(Aapl, 1);
    const Timestamp now = m_clock.now();
    auto expected = symbol.history(interval, SimulatedSymbol::Beginning,
                                   days.bucket(now, interval).start, limit);
    for (const Candle &bar : symbol.snapshot(now + 1us).bars) {
        if (bar.interval == interval && bar.start == days.bucket(now, interval).start)
            expected.append(bar);
    }
    expected = expected.last(limit);
    QCOMPARE(answer.bars().size(), expected.size());
    for (qsizetype i = 0; i < expected.size(); ++i)
        QCOMPARE(answer.bars()[i], expected[i]);
}

QTEST_GUILESS_MAIN(tst_SimulatedMarket)
#include "tst_SimulatedMarket.moc"
