// SPDX-License-Identifier: GPL-3.0-or-later
#include "PaperExchangeFixture.h"

#include <QTest>

using namespace Tickwell;
using namespace Qt::StringLiterals;

/// What open orders hold back.
class tst_PaperReservations
    : public QObject
    , private PaperExchangeFixture
{
    Q_OBJECT

private slots:
    void init() { reset(); }

    void reservesCashForOpenBuys();
    void reservesSharesForOpenSells();
    void rejectsABuyBeyondTheCash();
    void rejectsASellBeyondThePosition();
    void rejectsAMarketBuyWithoutAPrice();
    void cancelsAndLetsGoOfWhatWasReserved();
    void reservesAnewWhereTheMarketRunsAway();
};

void tst_PaperReservations::reservesCashForOpenBuys()
{
    tick("10");
    place(request(Ana, Side::Buy, "100", "9"));
    QCOMPARE(m_exchange->account(Ana).reserved, decimal("900"));
    QCOMPARE(m_exchange->account(Ana).cash, decimal("100000"));
    tick("9", "40");
    QCOMPARE(m_exchange->account(Ana).reserved, decimal("540"));
    QCOMPARE(m_exchange->account(Ana).cash, decimal("99640"));
}

void tst_PaperReservations::reservesSharesForOpenSells()
{
    give(Ana, "10", "100");
    place(request(Ana, Side::Sell, "7", "120"));
    QCOMPARE(position(Ana).quantity, decimal("10"));
    QCOMPARE(position(Ana).available, decimal("3"));
}

void tst_PaperReservations::rejectsABuyBeyondTheCash()
{
    tick("10");
    place(request(Ana, Side::Buy, "10000", "9"));
    const Order order = place(request(Ana, Side::Buy, "1112", "9"));
    QCOMPARE(toString(order.state), toString(OrderState::Rejected));
    QCOMPARE(order.reason, u"It needs 10008.00, and 10000.00 is free"_s);
    QCOMPARE(m_exchange->account(Ana).reserved, decimal("90000"));
}

void tst_PaperReservations::rejectsASellBeyondThePosition()
{
    give(Ana, "10", "100");
    place(request(Ana, Side::Sell, "7", "120"));
    const Order order = place(request(Ana, Side::Sell, "4", "120"));
    QCOMPARE(toString(order.state), toString(OrderState::Rejected));
    QCOMPARE(order.reason, u"It sells 4 ACME, and 3 are held and free to be sold"_s);
    QCOMPARE(position(Ana).available, decimal("3"));
}

void tst_PaperReservations::rejectsAMarketBuyWithoutAPrice()
{
    const Order order = place(request(Ana, Side::Buy, "1"));
    QCOMPARE(toString(order.state), toString(OrderState::Rejected));
    QCOMPARE(order.reason, u"There is no price of ACME yet"_s);
}

void tst_PaperReservations::cancelsAndLetsGoOfWhatWasReserved()
{
    tick("10");
    const Order order = place(request(Ana, Side::Buy, "5", "9"));
    const auto cancelled = m_exchange->cancel(Ana, order.id, at(++m_now));
    QVERIFY(cancelled);
    QCOMPARE(toString(cancelled->state), toString(OrderState::Canceled));
    QCOMPARE(m_exchange->account(Ana).reserved, Decimal());
    QCOMPARE(m_exchange->openOrders(), 0U);
    const auto again = m_exchange->cancel(Ana, order.id, at(++m_now));
    QCOMPARE(again.error().kind, Error::Kind::Conflict);
    tick("8");
    QCOMPARE(now(order).filledQuantity, Decimal());
}

void tst_PaperReservations::reservesAnewWhereTheMarketRunsAway()
{
    tick("10", "1");
    const Order order = place(request(Ana, Side::Buy, "9001"));
    QCOMPARE(m_exchange->account(Ana).reserved, decimal("94500")); // 9,000 at 10.50
    tick("11", "1000");
    QCOMPARE(now(order).filledQuantity, decimal("1001"));
    QCOMPARE(m_exchange->account(Ana).reserved, decimal("88000")); // 8,000 at 11
    tick("20", "1000");
    QCOMPARE(toString(now(order).state), toString(OrderState::Canceled));
    QCOMPARE(now(order).reason, u"The price has risen beyond the cash"_s);
    QCOMPARE(m_exchange->account(Ana).reserved, Decimal());
    QVERIFY(m_exchange->account(Ana).cash > Decimal());
}

QTEST_APPLESS_MAIN(tst_PaperReservations)
#include "tst_PaperReservations.moc"
