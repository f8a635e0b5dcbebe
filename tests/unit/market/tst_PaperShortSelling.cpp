// SPDX-License-Identifier: GPL-3.0-or-later
#include "PaperExchangeFixture.h"

#include <QTest>

using namespace Tickwell;
using namespace Qt::StringLiterals;

/// Selling what is not held.
class tst_PaperShortSelling
    : public QObject
    , private PaperExchangeFixture
{
    Q_OBJECT

private slots:
    void init() { reset(); }

    void sellsShortWhereThatIsAllowed();
    void holdsMarginBackForWhatIsSoldShort();
    void holdsHalfBackForAnOpenShortSell();
    void sellsNoMoreShortThanTheMarginAllows();
    void buysBackWhateverItCosts();
    void knowsTheMarginAfterARestart();
};

void tst_PaperShortSelling::sellsShortWhereThatIsAllowed()
{
    maySellShort();
    tick("50");
    QCOMPARE(toString(place(request(Ana, Side::Sell, "10")).state), toString(OrderState::Filled));
    QCOMPARE(position(Ana).quantity, decimal("-10"));
    QCOMPARE(position(Ana).averagePrice(), decimal("50"));
    QCOMPARE(position(Ana).unrealizedProfit(decimal("40")), decimal("100"));
    tick("40");
    place(request(Ana, Side::Buy, "15"));
    QCOMPARE(position(Ana).quantity, decimal("5"));
    QCOMPARE(position(Ana).realizedProfit, decimal("100"));
    QCOMPARE(position(Ana).averagePrice(), decimal("40"));
}

void tst_PaperShortSelling::holdsMarginBackForWhatIsSoldShort()
{
    maySellShort();
    give(Ana, "4", "50");
    place(request(Ana, Side::Sell, "10"));
    QCOMPARE(position(Ana).quantity, decimal("-6"));
    QCOMPARE(m_exchange->account(Ana).reserved, decimal("450")); // 300 came in, and half of it more
    tick("40");
    place(request(Ana, Side::Buy, "3"));
    QCOMPARE(m_exchange->account(Ana).reserved, decimal("225"));
    place(request(Ana, Side::Buy, "3"));
    QCOMPARE(m_exchange->account(Ana).reserved, Decimal());
    QCOMPARE(m_exchange->account(Ana).cash, decimal("100060"));
}

void tst_PaperShortSelling::holdsHalfBackForAnOpenShortSell()
{
    maySellShort();
    give(Ana, "4", "50");
    const Order order = place(request(Ana, Side::Sell, "10", "60"));
    QCOMPARE(m_exchange->account(Ana).reserved, decimal("180")); // of 6 at 60
    QVERIFY(m_exchange->cancel(Ana, order.id, at(++m_now)));
    QCOMPARE(m_exchange->account(Ana).reserved, Decimal());
}

void tst_PaperShortSelling::sellsNoMoreShortThanTheMarginAllows()
{
    maySellShort();
    tick("50");
    const Order order = place(request(Ana, Side::Sell, "4001", "50"));
    QCOMPARE(toString(order.state), toString(OrderState::Rejected));
    QCOMPARE(order.reason, u"It needs 100025.00, and 100000.00 is free"_s);
    QCOMPARE(toString(place(request(Ana, Side::Sell, "4000", "50")).state),
             toString(OrderState::Filled));
    QCOMPARE(m_exchange->account(Ana).available(), Decimal());
    QCOMPARE(toString(place(request(Ana, Side::Sell, "1", "50")).state),
             toString(OrderState::Rejected));
}

void tst_PaperShortSelling::buysBackWhateverItCosts()
{
    maySellShort();
    tick("50");
    place(request(Ana, Side::Sell, "4000", "50"));
    tick("90");
    QCOMPARE(toString(place(request(Ana, Side::Buy, "4001")).state),
             toString(OrderState::Rejected)); // the one beyond needs cash
    QCOMPARE(toString(place(request(Ana, Side::Buy, "4000")).state), toString(OrderState::Filled));
    QCOMPARE(m_exchange->account(Ana).cash, decimal("-60000"));
    QCOMPARE(m_exchange->account(Ana).reserved, Decimal());
}

void tst_PaperShortSelling::knowsTheMarginAfterARestart()
{
    maySellShort();
    tick("50");
    place(request(Ana, Side::Sell, "10"));
    const Order open = place(request(Ana, Side::Sell, "10", "60"));
    const TradingAccount before = m_exchange->account(Ana);
    QCOMPARE(before.reserved, decimal("1050"));
    TradingState state;
    state.orders = {open};
    state.lastOrderId = open.id;
    state.accounts = {before};
    state.holdings = {{Ana, position(Ana)}};
    maySellShort();
    QVERIFY(m_exchange->restore(state));
    QCOMPARE(m_exchange->account(Ana), before);
}

QTEST_APPLESS_MAIN(tst_PaperShortSelling)
#include "tst_PaperShortSelling.moc"
