// SPDX-License-Identifier: GPL-3.0-or-later
#include "PaperExchangeFixture.h"

#include <QTest>

using namespace Tickwell;
using namespace Qt::StringLiterals;

/// Orders of two people and a market whose ticks the test makes.
class tst_PaperExchange
    : public QObject
    , private PaperExchangeFixture
{
    Q_OBJECT

private slots:
    void init() { reset(); }

    void opensAccountsWithTheOpeningCash();
    void fillsAMarketOrderAtTheMarketsPrice();
    void fillsUpToTheTicksVolumeAndLetsTheRestWait();
    void fillsALimitOrderOnceTheMarketIsThere();
    void tradesAtTheRestingOrdersPrice();
    void takesTheSameClientOrderIdOnce();
    void cancelsOnlyOnesOwn();
    void doesNotTradeWithOneself();
    void triggersStops_data();
    void triggersStops();
    void cancelsWhatAnIocCouldNotFill();
    void fillsAFokWholeOrNotAtAll();
    void expiresDayOrders();
    void countsProfitAtAverageCost();
    void ignoresTicksThatCameLate();
    void refusesWhatIsWrongInItself_data();
    void refusesWhatIsWrongInItself();
    void goesOnFromWhatWasKept();
    void forgetsTheOldestEndedOrders();
};

void tst_PaperExchange::opensAccountsWithTheOpeningCash()
{
    QCOMPARE(m_exchange->account(Ana).cash, decimal("100000"));
    QCOMPARE(m_exchange->account(Ana).reserved, Decimal());
    QVERIFY(m_exchange->positions(Ana).isEmpty());
}

void tst_PaperExchange::fillsAMarketOrderAtTheMarketsPrice()
{
    tick("189.40", "500");
    const Order order = place(request(Ana, Side::Buy, "100"));
    QCOMPARE(toString(order.state), toString(OrderState::Filled));
    QCOMPARE(order.averageFillPrice(), decimal("189.40"));
    QCOMPARE(m_exchange->account(Ana).cash, decimal("81060"));
    QCOMPARE(m_exchange->account(Ana).reserved, Decimal());
    QCOMPARE(position(Ana).quantity, decimal("100"));
    QCOMPARE(position(Ana).averagePrice(), decimal("189.40"));
}

void tst_PaperExchange::fillsUpToTheTicksVolumeAndLetsTheRestWait()
{
    tick("10", "30");
    const Order order = place(request(Ana, Side::Buy, "100"));
    QCOMPARE(toString(order.state), toString(OrderState::PartiallyFilled));
    QCOMPARE(order.filledQuantity, decimal("30"));
    tick("11", "50");
    QCOMPARE(now(order).filledQuantity, decimal("80"));
    tick("12", "50");
    QCOMPARE(toString(now(order).state), toString(OrderState::Filled));
    QCOMPARE(now(order).filledValue, decimal("1090")); // 300 + 550 + 240
    QCOMPARE(m_exchange->account(Ana).reserved, Decimal());
}

void tst_PaperExchange::fillsALimitOrderOnceTheMarketIsThere()
{
    tick("10");
    const Order order = place(request(Ana, Side::Buy, "5", "9.50"));
    QCOMPARE(toString(order.state), toString(OrderState::New));
    tick("9.51");
    QCOMPARE(toString(now(order).state), toString(OrderState::New));
    tick("9.40");
    QCOMPARE(toString(now(order).state), toString(OrderState::Filled));
    QCOMPARE(now(order).averageFillPrice(), decimal("9.40"));
}

void tst_PaperExchange::tradesAtTheRestingOrdersPrice()
{
    give(Ana, "10", "100");
    const Order resting = place(request(Ana, Side::Sell, "10", "105"));
    const Order incoming = place(request(Bob, Side::Buy, "4", "110"));
    QCOMPARE(toString(incoming.state), toString(OrderState::Filled));
    QCOMPARE(incoming.averageFillPrice(), decimal("105"));
    QCOMPARE(now(resting).filledQuantity, decimal("4"));
    const Trade trade = m_exchange->takeChanges().trades.constLast();
    QCOMPARE(trade.buyOrder, incoming.id);
    QCOMPARE(trade.sellOrder, resting.id);
    QCOMPARE(trade.buyer, Bob);
    QCOMPARE(trade.price, decimal("105"));
}

void tst_PaperExchange::takesTheSameClientOrderIdOnce()
{
    tick("10");
    OrderRequest asked = request(Ana, Side::Buy, "5", "9");
    asked.clientOrderId = u"mine"_s;
    const Order first = place(asked);
    asked.quantity = decimal("50");
    QCOMPARE(place(asked).id, first.id);
    QCOMPARE(m_exchange->account(Ana).reserved, decimal("45"));
    asked.traderId = Bob;
    QVERIFY(place(asked).id != first.id);
}

void tst_PaperExchange::cancelsOnlyOnesOwn()
{
    tick("10");
    const Order order = place(request(Ana, Side::Buy, "5", "9"));
    QCOMPARE(m_exchange->cancel(Bob, order.id, at(++m_now)).error().kind, Error::Kind::NotFound);
    QCOMPARE(toString(now(order).state), toString(OrderState::New));
}

void tst_PaperExchange::doesNotTradeWithOneself()
{
    give(Ana, "10", "100");
    const Order own = place(request(Ana, Side::Sell, "10", "105"));
    tick("110", "0.5"); // takes half a share
    const Order order = place(request(Ana, Side::Buy, "5", "106"));
    QCOMPARE(toString(order.state), toString(OrderState::Canceled));
    QCOMPARE(order.reason, u"It would trade with an order of the same trader"_s);
    QCOMPARE(now(own).filledQuantity, decimal("0.5"));
}

void tst_PaperExchange::triggersStops_data()
{
    QTest::addColumn<Side>("side");
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("reached");
    QTest::addColumn<QByteArray>("limit");
    QTest::newRow("buy stop") << Side::Buy << QByteArray("104.99") << QByteArray("105.01")
                              << QByteArray();
    QTest::newRow("sell stop") << Side::Sell << QByteArray("95.01") << QByteArray("95")
                               << QByteArray();
    QTest::newRow("buy stop limit")
        << Side::Buy << QByteArray("104") << QByteArray("105") << QByteArray("105.50");
    QTest::newRow("sell stop limit")
        << Side::Sell << QByteArray("96") << QByteArray("94.80") << QByteArray("94.50");
}

void tst_PaperExchange::triggersStops()
{
    QFETCH(Side, side);
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, reached);
    QFETCH(QByteArray, limit);
    give(Ana, "10", "100");
    OrderRequest asked = request(Ana, side, "5");
    asked.type = limit.isEmpty() ? OrderType::Stop : OrderType::StopLimit;
    asked.stopPrice = side == Side::Buy ? decimal("105") : decimal("95");
    if (!limit.isEmpty())
        asked.price = decimal(limit);
    const Order order = place(asked);
    tick(before);
    QCOMPARE(toString(now(order).state), toString(OrderState::New));
    QCOMPARE(now(order).place, 0U);
    tick(reached);
    QCOMPARE(toString(now(order).state), toString(OrderState::Filled));
    QCOMPARE(now(order).averageFillPrice(), decimal(reached));
}

void tst_PaperExchange::cancelsWhatAnIocCouldNotFill()
{
    tick("10", "3");
    OrderRequest asked = request(Ana, Side::Buy, "5", "10");
    asked.timeInForce = TimeInForce::Ioc;
    const Order order = place(asked);
    QCOMPARE(toString(order.state), toString(OrderState::Canceled));
    QCOMPARE(order.filledQuantity, decimal("3"));
    QCOMPARE(m_exchange->account(Ana).reserved, Decimal());
}

void tst_PaperExchange::fillsAFokWholeOrNotAtAll()
{
    give(Bob, "2", "10");
    place(request(Bob, Side::Sell, "2", "10.50"));
    tick("10", "3");
    OrderRequest asked = request(Ana, Side::Buy, "6", "10.50");
    asked.timeInForce = TimeInForce::Fok;
    QCOMPARE(toString(place(asked).state), toString(OrderState::Canceled));
    QCOMPARE(m_exchange->account(Ana).cash, decimal("100000"));
    asked.quantity = decimal("5");
    QCOMPARE(toString(place(asked).state), toString(OrderState::Filled));
    QCOMPARE(position(Ana).cost, decimal("51")); // 2 at 10.50 and 3 at 10
}

void tst_PaperExchange::expiresDayOrders()
{
    tick("10");
    const Order day = place(request(Ana, Side::Buy, "5", "9"));
    OrderRequest asked = request(Ana, Side::Buy, "5", "9");
    asked.timeInForce = TimeInForce::Gtc;
    const Order lasting = place(asked);
    m_exchange->expire([](const QString &) { return at(0); }, at(50));
    QCOMPARE(toString(now(day).state), toString(OrderState::New));
    m_exchange->expire([](const QString &) { return at(50); }, at(51));
    QCOMPARE(toString(now(day).state), toString(OrderState::Expired));
    QCOMPARE(toString(now(lasting).state), toString(OrderState::New));
    QCOMPARE(m_exchange->account(Ana).reserved, decimal("45"));
}

void tst_PaperExchange::countsProfitAtAverageCost()
{
    give(Ana, "3", "10");
    give(Ana, "1", "14");
    QCOMPARE(position(Ana).averagePrice(), decimal("11"));
    tick("12");
    place(request(Ana, Side::Sell, "2"));
    QCOMPARE(position(Ana).realizedProfit, decimal("2"));
    QCOMPARE(position(Ana).averagePrice(), decimal("11"));
    QCOMPARE(position(Ana).unrealizedProfit(decimal("12")), decimal("2"));
    QCOMPARE(m_exchange->account(Ana).cash, decimal("99980")); // 100,000 − 44 + 24
}

void tst_PaperExchange::ignoresTicksThatCameLate()
{
    tick("10");
    const Order order = place(request(Ana, Side::Buy, "5", "9"));
    m_exchange->trade({Symbol, at(0), decimal("8"), decimal("100"), 0}, at(++m_now));
    QCOMPARE(toString(now(order).state), toString(OrderState::New));
}

void tst_PaperExchange::refusesWhatIsWrongInItself_data()
{
    QTest::addColumn<OrderRequest>("asked");
    OrderRequest asked = request(Ana, Side::Buy, "0", "9");
    QTest::newRow("no quantity") << asked;
    asked.quantity = decimal("-1");
    QTest::newRow("negative quantity") << asked;
    asked.quantity = decimal("0.000000001");
    QTest::newRow("too many digits") << asked;
    asked.quantity = decimal("2000000000");
    QTest::newRow("too many") << asked;
    asked = request(Ana, Side::Buy, "1", "0");
    QTest::newRow("price of zero") << asked;
    asked.price.reset();
    QTest::newRow("limit without a price") << asked;
    asked = request(Ana, Side::Buy, "1");
    asked.price = decimal("9");
    QTest::newRow("market with a price") << asked;
    asked = request(Ana, Side::Buy, "1");
    asked.type = OrderType::Stop;
    QTest::newRow("stop without a stop price") << asked;
    asked = request(QString(), Side::Buy, "1", "9");
    QTest::newRow("no trader") << asked;
}

void tst_PaperExchange::refusesWhatIsWrongInItself()
{
    QFETCH(OrderRequest, asked);
    tick("10");
    const auto order = m_exchange->place(asked, at(++m_now));
    QVERIFY(!order);
    QCOMPARE(order.error().kind, Error::Kind::Invalid);
    QVERIFY(m_exchange->takeChanges().isEmpty());
}

void tst_PaperExchange::goesOnFromWhatWasKept()
{
    give(Ana, "10", "100");
    const Order sell = place(request(Ana, Side::Sell, "4", "120"));
    const Order first = place(request(Bob, Side::Buy, "10", "90"));
    const Order second = place(request(Ana, Side::Buy, "10", "90"));
    OrderRequest asked = request(Bob, Side::Buy, "1");
    asked.type = OrderType::Stop;
    asked.stopPrice = decimal("130");
    asked.clientOrderId = u"stop"_s;
    const Order stop = place(asked);
    const TradingChange kept = m_exchange->takeChanges();

    TradingState state{kept.orders, kept.holdings, kept.accounts, stop.id,
                       kept.trades.constLast().seq};
    m_exchange = std::make_unique<PaperExchange>();
    QVERIFY(m_exchange->restore(state));
    QCOMPARE(m_exchange->openOrders(), 4U);
    QCOMPARE(m_exchange->account(Bob).reserved, decimal("1036.50")); // 900 and 136.50
    QCOMPARE(position(Ana).available, decimal("6"));
    QCOMPARE(place(asked).id, stop.id);
    tick("90", "12");
    QCOMPARE(toString(now(first).state), toString(OrderState::Filled));
    QCOMPARE(now(second).filledQuantity, decimal("2"));
    tick("131", "10");
    QCOMPARE(toString(now(stop).state), toString(OrderState::Filled));
    QCOMPARE(toString(now(sell).state), toString(OrderState::Filled));
    QVERIFY(m_exchange->takeChanges().trades.constFirst().seq > state.lastTradeSeq);
}

void tst_PaperExchange::forgetsTheOldestEndedOrders()
{
    ExchangeRules rules;
    rules.keptOrders = 2;
    m_exchange = std::make_unique<PaperExchange>(rules);
    tick("10");
    const Order open = place(request(Ana, Side::Buy, "1", "9"));
    QList<quint64> ids;
    for (int i = 0; i < 4; ++i)
        ids.append(place(request(Ana, Side::Buy, "1")).id);
    QCOMPARE(m_exchange->takeChanges().orders.size(), 5);
    QVERIFY(!m_exchange->order(ids[1]));
    QVERIFY(m_exchange->order(ids[2]));
    QVERIFY(m_exchange->order(open.id));
    QCOMPARE(m_exchange->orders(Ana, 10).size(), 3);
    QCOMPARE(m_exchange->openOrders(Ana), QList<Order>{open});
}

QTEST_APPLESS_MAIN(tst_PaperExchange)
#include "tst_PaperExchange.moc"
