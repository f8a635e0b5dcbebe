// SPDX-License-Identifier: GPL-3.0-or-later
#include "market/TickFilter.h"

#include <QTest>

using namespace Tickwell;
using namespace std::chrono_literals;

namespace {
constexpr Timestamp Now = fromMicros(1'769'860'800'000'000);

Tick tick(Decimal price, Decimal volume = Decimal(1, 0), Timestamp time = Now)
{
    return {QStringLiteral("AAPL"), time, price, volume, 0};
}
} // namespace

class tst_TickFilter : public QObject
{
    Q_OBJECT

private slots:
    void refusesWhatCannotBeATrade_data();
    void refusesWhatCannotBeATrade();
    void takesWhatCanBeATrade_data();
    void takesWhatCanBeATrade();
    void aMisprintIsRefusedAndTheNextTradeTaken();
    void aSecondTickConfirmsANewLevel();
    void theFirstTickIsMeasuredAgainstTheExpectedPrice();
    void quarantineKeepsTheLatest();
    void logsAtALimitedRate();
};

void tst_TickFilter::refusesWhatCannotBeATrade_data()
{
    QTest::addColumn<Tick>("bad");
    QTest::addColumn<TickFault>("fault");
    QTest::newRow("price 0") << tick(Decimal(0, 2)) << TickFault::Price;
    QTest::newRow("negative price") << tick(Decimal(-1, 2)) << TickFault::Price;
    QTest::newRow("price over all bounds")
        << tick(Decimal(1'000'000'000'001'000'000, 6)) << TickFault::HighPrice;
    QTest::newRow("negative volume") << tick(Decimal(100, 2), Decimal(-1, 0)) << TickFault::Volume;
    QTest::newRow("volume over all bounds")
        << tick(Decimal(100, 2), Decimal(2'000'000'000'000'000, 0)) << TickFault::Volume;
    QTest::newRow("no time") << tick(Decimal(100, 2), Decimal(1, 0), Timestamp())
                             << TickFault::NoTime;
    QTest::newRow("from the future")
        << tick(Decimal(100, 2), Decimal(1, 0), Now + 61s) << TickFault::Future;
}

void tst_TickFilter::refusesWhatCannotBeATrade()
{
    QFETCH(Tick, bad);
    QFETCH(TickFault, fault);
    TickFilter filter;
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("AAPL .* was refused")));
    QVERIFY(!filter.accepts(bad, Now));
    QCOMPARE(filter.rejected(), 1U);
    QCOMPARE(filter.quarantine().size(), 1);
    QCOMPARE(filter.quarantine().first().tick, bad);
    QVERIFY(filter.quarantine().first().fault == fault);
}

void tst_TickFilter::takesWhatCanBeATrade_data()
{
    QTest::addColumn<Tick>("good");
    QTest::newRow("plain") << tick(Decimal(18'942, 2));
    QTest::newRow("tiny") << tick(Decimal(1, 12));
    QTest::newRow("no volume") << tick(Decimal(100, 2), Decimal(0, 0));
    QTest::newRow("a little ahead") << tick(Decimal(100, 2), Decimal(1, 0), Now + 60s);
    QTest::newRow("days old") << tick(Decimal(100, 2), Decimal(1, 0), Now - 72h);
}

void tst_TickFilter::takesWhatCanBeATrade()
{
    QFETCH(Tick, good);
    TickFilter filter;
    QVERIFY(filter.accepts(good, Now));
    QCOMPARE(filter.rejected(), 0U);
}

void tst_TickFilter::aMisprintIsRefusedAndTheNextTradeTaken()
{
    TickFilter filter;
    QVERIFY(filter.accepts(tick(Decimal(18'942, 2)), Now));
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("far from the last one")));
    QVERIFY(!filter.accepts(tick(Decimal(1'894'200, 2)), Now));
    QVERIFY(filter.accepts(tick(Decimal(18'943, 2)), Now));
    QVERIFY(!filter.accepts(tick(Decimal(1'894'200, 2)), Now));
}

void tst_TickFilter::aSecondTickConfirmsANewLevel()
{
    TickFilter filter;
    QVERIFY(filter.accepts(tick(Decimal(100'000, 2)), Now));
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("far from the last one")));
    QVERIFY(!filter.accepts(tick(Decimal(5'000, 2)), Now)); // a split, 20 to 1
    QVERIFY(filter.accepts(tick(Decimal(5'010, 2)), Now));
    QVERIFY(filter.accepts(tick(Decimal(5'020, 2)), Now));
}

void tst_TickFilter::theFirstTickIsMeasuredAgainstTheExpectedPrice()
{
    TickFilter filter;
    filter.expect(QStringLiteral("AAPL"), Decimal(18'942, 2));
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("far from the last one")));
    QVERIFY(!filter.accepts(tick(Decimal(189, 2)), Now));
}

void tst_TickFilter::quarantineKeepsTheLatest()
{
    TickFilter filter;
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("was refused")));
    for (qint64 i = 1; i <= 500; ++i)
        (void)filter.accepts(tick(Decimal(-i, 0)), Now);
    QCOMPARE(filter.rejected(), 500U);
    QCOMPARE(filter.quarantine().size(), TickFilter::Quarantine);
    QCOMPARE(filter.quarantine().last().tick.price, Decimal(-500, 0));
}

void tst_TickFilter::logsAtALimitedRate()
{
    TickFilter filter;
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("\\(0 more")));
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("\\(99 more")));
    for (int i = 0; i < 100; ++i)
        (void)filter.accepts(tick(Decimal()), Now + i * 10ms);
    (void)filter.accepts(tick(Decimal()), Now + 11s);
}

QTEST_APPLESS_MAIN(tst_TickFilter)
#include "tst_TickFilter.moc"
