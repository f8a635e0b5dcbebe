// SPDX-License-Identifier: GPL-3.0-or-later
#include "StoreEngines.h"

using namespace Tickwell;
using namespace Tickwell::StoreTest;

class tst_TradeStore : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase_data() { addEngines(); }
    void init();
    void cleanup();

    void aNewOneIsEmpty();
    void givesBackWhatWasKept();
    void keepsTheLatestOfARow();
    void loadsEveryOpenOrderAndTheNewestOthers();
    void numberingGoesOn();
    void isThereAfterReopening();
    void keepsTextAsItIs();

private:
    [[nodiscard]] static Order order(quint64 id, OrderState state = OrderState::New)
    {
        Order order;
        order.id = id;
        order.request.clientOrderId = u"mine-%1"_s.arg(id);
        order.request.traderId = u"ana"_s;
        order.request.symbol = u"BTCUSDT"_s;
        order.request.side = Side::Sell;
        order.request.type = OrderType::StopLimit;
        order.request.quantity = Decimal(125, 3);
        order.request.price = Decimal(9'721'450, 2);
        order.request.stopPrice = Decimal(97'000, 0);
        order.request.timeInForce = TimeInForce::Gtc;
        order.filledQuantity = Decimal(25, 3);
        order.filledValue = Decimal(243'036'250'000, 8);
        order.created = fromMicros(1'700'000'000'000'001);
        order.updated = fromMicros(1'700'000'000'000'002);
        order.state = state;
        order.reason = u"because"_s;
        order.replacedBy = 7;
        order.reservePrice = Decimal(1, 8);
        order.place = 5;
        return order;
    }
    [[nodiscard]] TradingState load(int ended = 100)
    {
        const auto state = m_trades->load(ended);
        if (!state)
            qFatal("%s", qPrintable(state.error().message));
        return *state;
    }
    void open();

    EngineFixture m_engine;
    std::unique_ptr<TradeStore> m_trades;
};

void tst_TradeStore::init()
{
    MAKE_STORE(m_engine);
    open();
}

void tst_TradeStore::open()
{
    auto trades = m_engine.store().openTrades();
    VERIFY_OK(trades);
    m_trades = std::move(*trades);
}

void tst_TradeStore::cleanup()
{
    m_trades.reset();
    m_engine.close();
}

void tst_TradeStore::aNewOneIsEmpty()
{
    const TradingState state = load();
    QVERIFY(state.orders.isEmpty() && state.holdings.isEmpty() && state.accounts.isEmpty());
    QCOMPARE(state.lastOrderId, 0U);
    QCOMPARE(state.lastTradeSeq, 0U);
}

void tst_TradeStore::givesBackWhatWasKept()
{
    TradingChange change;
    change.orders = {order(1), order(2, OrderState::Filled)};
    change.orders[1].request.price.reset();
    change.holdings = {
        {u"ana"_s,
         {u"AAPL"_s, Decimal(-105, 1), Decimal(), Decimal(-1'994'475'000'00, 8), Decimal(5, 8)}}};
    change.accounts = {{u"ana"_s, Decimal(9'999'999'999'999, 8), Decimal()}};
    VERIFY_OK(m_trades->write(change));
    const TradingState state = load();
    QCOMPARE(state.orders, change.orders);
    QCOMPARE(state.holdings, change.holdings);
    QCOMPARE(state.accounts, change.accounts);
}

void tst_TradeStore::keepsTheLatestOfARow()
{
    TradingChange change;
    change.orders = {order(1)};
    change.accounts = {{u"ana"_s, Decimal(5, 0), Decimal()}};
    VERIFY_OK(m_trades->write(change));
    change.orders[0].state = OrderState::Filled;
    change.accounts[0].cash = Decimal(4, 0);
    VERIFY_OK(m_trades->write(change));
    QCOMPARE(load().orders, change.orders);
    QCOMPARE(load().accounts, change.accounts);
}

void tst_TradeStore::loadsEveryOpenOrderAndTheNewestOthers()
{
    TradingChange change;
    for (quint64 id = 1; id <= 9; ++id)
        change.orders.append(order(id, id % 3 ? OrderState::Canceled : OrderState::New));
    VERIFY_OK(m_trades->write(change));
    QList<quint64> ids;
    for (const Order &kept : load(2).orders)
        ids.append(kept.id);
    QCOMPARE(ids, (QList<quint64>{3, 6, 7, 8, 9}));
}

void tst_TradeStore::numberingGoesOn()
{
    TradingChange change;
    change.orders = {order(40, OrderState::Filled)};
    Trade trade;
    trade.seq = 12;
    trade.symbol = u"AAPL"_s;
    trade.buyer = u"ana"_s;
    trade.seller = u""_s;
    change.trades = {trade};
    VERIFY_OK(m_trades->write(change));
    const TradingState state = load(0);
    QVERIFY(state.orders.isEmpty());
    QCOMPARE(state.lastOrderId, 40U);
    QCOMPARE(state.lastTradeSeq, 12U);
}

void tst_TradeStore::isThereAfterReopening()
{
    TradingChange change;
    change.orders = {order(1)};
    VERIFY_OK(m_trades->write(change));
    m_trades.reset();
    open();
    QCOMPARE(load().orders, change.orders);
}

void tst_TradeStore::keepsTextAsItIs()
{
    TradingChange change;
    change.orders = {order(1)};
    change.orders[0].request.clientOrderId = u"'); DROP TABLE orders; -- 中文 \"\\"_s;
    change.orders[0].request.traderId = u"o'neil"_s;
    VERIFY_OK(m_trades->write(change));
    QCOMPARE(load().orders, change.orders);
}

QTEST_GUILESS_MAIN(tst_TradeStore)
#include "tst_TradeStore.moc"
