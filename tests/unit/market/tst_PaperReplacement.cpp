// SPDX-License-Identifier: GPL-3.0-or-later
#include "PaperExchangeFixture.h"

#include <QTest>

using namespace Tickwell;
using namespace Qt::StringLiterals;

/// Open orders that get other terms.
class tst_PaperReplacement
    : public QObject
    , private PaperExchangeFixture
{
    Q_OBJECT

private slots:
    void init() { reset(); }

    void keepsItsPlaceWhenCut();
    void losesItsPlaceForAnotherPrice();
    void changesNothingWhenAReplacementIsRefused();
    void movesAStopThatWasNotReached();
    void triggersAStopThatIsMovedWhereTheMarketIs();
    void refusesToMoveAStopThatWasReached();
};

void tst_PaperReplacement::keepsItsPlaceWhenCut()
{
    tick("10", "1");
    const Order first = place(request(Ana, Side::Buy, "10", "9"));
    const Order second = place(request(Bob, Side::Buy, "10", "9"));
    const auto cut = m_exchange->replace(Ana, first.id, {decimal("6")}, at(++m_now));
    QVERIFY(cut);
    QCOMPARE(cut->id, first.id);
    QCOMPARE(m_exchange->account(Ana).reserved, decimal("54"));
    tick("9", "8");
    QCOMPARE(toString(now(first).state), toString(OrderState::Filled));
    QCOMPARE(now(second).filledQuantity, decimal("2"));
}

void tst_PaperReplacement::losesItsPlaceForAnotherPrice()
{
    tick("10", "1");
    const Order first = place(request(Ana, Side::Buy, "10", "9"));
    const Order second = place(request(Bob, Side::Buy, "10", "8"));
    const auto moved = m_exchange->replace(Ana, first.id, {{}, decimal("8")}, at(++m_now));
    QVERIFY(moved);
    QCOMPARE(toString(now(first).state), toString(OrderState::Replaced));
    QCOMPARE(now(first).replacedBy, moved->id);
    QCOMPARE(m_exchange->account(Ana).reserved, decimal("80"));
    tick("8", "12");
    QCOMPARE(toString(now(second).state), toString(OrderState::Filled));
    QCOMPARE(now(*moved).filledQuantity, decimal("2"));
}

void tst_PaperReplacement::changesNothingWhenAReplacementIsRefused()
{
    tick("10", "1");
    const Order order = place(request(Ana, Side::Buy, "10", "9"));
    (void)m_exchange->takeChanges();
    const auto refused = m_exchange->replace(Ana, order.id, {decimal("20000")}, at(++m_now));
    QCOMPARE(refused.error().kind, Error::Kind::Conflict);
    QCOMPARE(now(order), order);
    QCOMPARE(m_exchange->account(Ana).reserved, decimal("90"));
    QVERIFY(m_exchange->takeChanges().orders.isEmpty());
}

void tst_PaperReplacement::movesAStopThatWasNotReached()
{
    tick("10", "1");
    OrderRequest asked = request(Ana, Side::Buy, "100");
    asked.type = OrderType::Stop;
    asked.stopPrice = decimal("12");
    const Order order = place(asked);
    QCOMPARE(m_exchange->account(Ana).reserved, decimal("1260"));
    const auto moved = m_exchange->replace(Ana, order.id, {{}, {}, decimal("11")}, at(++m_now));
    QVERIFY(moved);
    QCOMPARE(now(order).replacedBy, moved->id);
    QCOMPARE(m_exchange->account(Ana).reserved, decimal("1155"));
    tick("10.99", "100");
    QCOMPARE(toString(now(*moved).state), toString(OrderState::New));
    tick("11", "100");
    QCOMPARE(toString(now(*moved).state), toString(OrderState::Filled));
}

void tst_PaperReplacement::triggersAStopThatIsMovedWhereTheMarketIs()
{
    tick("10", "100");
    OrderRequest asked = request(Ana, Side::Buy, "5");
    asked.type = OrderType::Stop;
    asked.stopPrice = decimal("12");
    const Order order = place(asked);
    const auto moved = m_exchange->replace(Ana, order.id, {{}, {}, decimal("9.90")}, at(++m_now));
    QVERIFY(moved);
    QCOMPARE(toString(moved->state), toString(OrderState::Filled));
    QCOMPARE(moved->averageFillPrice(), decimal("10"));
}

void tst_PaperReplacement::refusesToMoveAStopThatWasReached()
{
    tick("10", "1");
    OrderRequest asked = request(Ana, Side::Buy, "5", "9");
    asked.type = OrderType::StopLimit;
    asked.stopPrice = decimal("9.50");
    const Order order = place(asked);
    QVERIFY(order.place > 0);
    const auto refused = m_exchange->replace(Ana, order.id, {{}, {}, decimal("11")}, at(++m_now));
    QCOMPARE(refused.error().message, u"The stop of order %1 was reached"_s.arg(order.id));
    QCOMPARE(now(order), order);
}

QTEST_APPLESS_MAIN(tst_PaperReplacement)
#include "tst_PaperReplacement.moc"
