// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/OrderListModel.h"
#include "models/Preferences.h"
#include "support/Orders.h"
#include "support/WindowFixture.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

using namespace Tickwell;
using namespace Qt::StringLiterals;

class tst_OrderListModel : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        Preferences::instance()->settings().clear();
        Preferences::instance()->setLanguage(u"en"_s);
        Preferences::instance()->setUtc(true);
        m_source = std::make_unique<FakeSource>();
        m_model = std::make_unique<OrderListModel>();
        m_tester = std::make_unique<QAbstractItemModelTester>(m_model.get());
    }
    void cleanup()
    {
        m_tester.reset();
        m_model.reset();
        m_source.reset();
    }

    void theNewestIsFirst()
    {
        fill();
        QCOMPARE(m_model->count(), 4);
        QCOMPARE(text(0, OrderListModel::SymbolRole), u"TSLA"_s);
        QCOMPARE(text(3, OrderListModel::SymbolRole), u"AAPL"_s);
        m_source->updateOrder(makeOrder(9, u"AMD"_s, Side::Buy, "138.00"));
        QCOMPARE(m_model->count(), 5);
        QCOMPARE(text(0, OrderListModel::SymbolRole), u"AMD"_s);
    }

    void tellsAnOrderInWords()
    {
        Order order = makeOrder(1, u"AAPL"_s, Side::Buy, "189.40", OrderState::PartiallyFilled);
        order.request.quantity = money("1000.00");
        order.filledQuantity = money("250");
        order.filledValue = money("47325");
        order.request.timeInForce = TimeInForce::Gtc;
        order.created = fromMicros(1'763'710'947'000'000);
        m_source->updateOrders({order});
        m_model->setSource(m_source.get());
        QCOMPARE(text(0, OrderListModel::SideRole), u"buy"_s);
        QCOMPARE(text(0, OrderListModel::QuantityRole), u"1,000"_s);
        QCOMPARE(text(0, OrderListModel::FilledRole), u"250"_s);
        QCOMPARE(text(0, OrderListModel::TypeRole), u"limit"_s);
        QCOMPARE(text(0, OrderListModel::ForceRole), u"Good till cancelled"_s);
        QCOMPARE(text(0, OrderListModel::PriceRole), u"189.30"_s);
        QCOMPARE(text(0, OrderListModel::StatusRole), u"partly filled"_s);
        QCOMPARE(text(0, OrderListModel::TimeRole), u"2025-11-21 07:42"_s);
        QCOMPARE(text(0, OrderListModel::LimitRole), u"189.40"_s);
        QCOMPARE(text(0, OrderListModel::SpokenRole),
                 u"Buy 1,000 AAPL, limit, 189.30, partly filled, 2025-11-21 07:42"_s);
    }

    void thePriceIsWhatItWaitsFor_data()
    {
        QTest::addColumn<OrderType>("type");
        QTest::addColumn<QString>("price");
        QTest::addColumn<QString>("line");
        QTest::newRow("market") << OrderType::Market << u"–"_s << QString();
        QTest::newRow("limit") << OrderType::Limit << u"189.40"_s << u"189.40"_s;
        QTest::newRow("stop") << OrderType::Stop << u"190.00"_s << u"190.00"_s;
        QTest::newRow("stop limit") << OrderType::StopLimit << u"190.00 → 189.40"_s << u"190.00"_s;
    }
    void thePriceIsWhatItWaitsFor()
    {
        QFETCH(OrderType, type);
        Order order = makeOrder(1, u"AAPL"_s, Side::Sell, "189.40");
        order.request.type = type;
        if (type == OrderType::Market || type == OrderType::Stop)
            order.request.price.reset();
        if (type == OrderType::Stop || type == OrderType::StopLimit)
            order.request.stopPrice = money("190.00");
        m_source->updateOrders({order});
        m_model->setSource(m_source.get());
        QTEST(text(0, OrderListModel::PriceRole), "price");
        QTEST(text(0, OrderListModel::LineRole), "line");
    }

    void theFilterLetsSomeThrough_data()
    {
        QTest::addColumn<OrderListModel::Filter>("filter");
        QTest::addColumn<int>("count");
        QTest::newRow("all") << OrderListModel::Filter::All << 4;
        QTest::newRow("open") << OrderListModel::Filter::Open << 2;
        QTest::newRow("filled") << OrderListModel::Filter::Filled << 1;
    }
    void theFilterLetsSomeThrough()
    {
        QFETCH(OrderListModel::Filter, filter);
        fill();
        m_model->setFilter(filter);
        QTEST(m_model->count(), "count");
        QCOMPARE(m_model->total(), 4);
        QCOMPARE(m_model->open(), 2);
    }

    void anOrderLeavesTheOpenOnesWhenItIsFilled()
    {
        fill();
        m_model->setFilter(OrderListModel::Filter::Open);
        QSignalSpy removed(m_model.get(), &OrderListModel::rowsRemoved);
        m_source->updateOrder(makeOrder(3, u"NVDA"_s, Side::Buy, "130.00", OrderState::Filled));
        QCOMPARE(removed.size(), 1);
        QCOMPARE(m_model->count(), 1);
        QCOMPARE(m_model->open(), 1);
        m_model->setFilter(OrderListModel::Filter::Filled);
        QCOMPARE(m_model->count(), 2);
    }

    void aChangeTouchesItsRowAlone()
    {
        fill();
        QSignalSpy changes(m_model.get(), &OrderListModel::dataChanged);
        m_source->updateOrder(makeOrder(3, u"NVDA"_s, Side::Buy, "129.00"));
        QCOMPARE(changes.size(), 1);
        QCOMPARE(changes.at(0).at(0).toModelIndex().row(), 1);
        QCOMPARE(text(1, OrderListModel::PriceRole), u"129.00"_s);
    }

    void countsTheOrdersOfToday()
    {
        Order old = makeOrder(1, u"AAPL"_s, Side::Buy, "180.00");
        old.created -= std::chrono::hours(25);
        m_source->updateOrders({old, makeOrder(2, u"AAPL"_s, Side::Buy, "181.00")});
        m_model->setSource(m_source.get());
        QCOMPARE(m_model->today(), 1);
        m_source->updateOrder(makeOrder(3, u"AAPL"_s, Side::Buy, "182.00"));
        QCOMPARE(m_model->today(), 2);
    }

    void forgetsWhatTheSourceForgets()
    {
        QList<Order> many;
        for (int i = 1; i <= DataSource::KeptOrders; ++i)
            many.append(makeOrder(static_cast<quint64>(i), u"AAPL"_s, Side::Buy, "180.00",
                                  i == 1 ? OrderState::New : OrderState::Canceled));
        m_source->updateOrders(many);
        m_model->setSource(m_source.get());
        m_source->updateOrder(
            makeOrder(DataSource::KeptOrders + 1, u"AAPL"_s, Side::Buy, "180.00"));
        QCOMPARE(m_model->count(), DataSource::KeptOrders);
        QCOMPARE(m_source->orders().size(), DataSource::KeptOrders);
        for (int row = 0; row < m_model->count(); ++row)
            QCOMPARE(m_model->order(row), m_source->orders().at(m_model->count() - 1 - row));
    }

    void cancelsAnOpenOrderAlone()
    {
        fill();
        m_model->cancel(0); // cancelled before
        m_model->cancel(1);
        m_model->cancel(17);
        QCOMPARE(m_source->cancelledOrders, QList<quint64>{3});
        QCOMPARE(text(1, OrderListModel::StatusRole), u"cancelled"_s);
    }

    void cancelsAllWhateverIsShown()
    {
        fill();
        m_model->setFilter(OrderListModel::Filter::Filled);
        m_model->cancelAll();
        QCOMPARE(m_source->cancelledOrders, (QList<quint64>{1, 3}));
        QCOMPARE(m_model->open(), 0);
    }

    void replacesQuantityAndPrice()
    {
        fill();
        QVERIFY(m_model->replace(3, u"1,250"_s, u"129.50"_s, {}));
        QCOMPARE(text(1, OrderListModel::QuantityRole), u"1,250"_s);
        QCOMPARE(text(1, OrderListModel::PriceRole), u"129.50"_s);
        QVERIFY(!m_model->replace(3, u"0"_s, u"129.50"_s, {}));
        QVERIFY(!m_model->replace(3, u"10"_s, u"cheap"_s, {}));
        QVERIFY(!m_model->replace(2, u"10"_s, u"129.50"_s, {})); // has ended
        QVERIFY(!m_model->replace(99, u"10"_s, u"129.50"_s, {}));
    }

    void movesTheStopWhileItWaits()
    {
        Order order = makeOrder(1, u"AAPL"_s, Side::Buy, "195.50");
        order.request.type = OrderType::StopLimit;
        order.request.stopPrice = money("195.00");
        m_source->updateOrders({order});
        m_model->setSource(m_source.get());
        QCOMPARE(text(0, OrderListModel::LineRole), u"195.00"_s);
        QVERIFY(m_model->moveLine(1, u"194.25"_s));
        QCOMPARE(text(0, OrderListModel::StopRole), u"194.25"_s);
        QCOMPARE(text(0, OrderListModel::LimitRole), u"195.50"_s);
    }

    void movesTheLimitOnceTheStopWasReached()
    {
        Order order = makeOrder(1, u"AAPL"_s, Side::Buy, "195.50");
        order.request.type = OrderType::StopLimit;
        order.request.stopPrice = money("195.00");
        order.place = 7;
        m_source->updateOrders({order});
        m_model->setSource(m_source.get());
        QCOMPARE(text(0, OrderListModel::StopRole), QString());
        QCOMPARE(text(0, OrderListModel::LineRole), u"195.50"_s);
        QVERIFY(m_model->moveLine(1, u"194.25"_s));
        QCOMPARE(text(0, OrderListModel::LimitRole), u"194.25"_s);
    }

    void saysWhyAnOrderCouldNotBeCancelled()
    {
        fill();
        QSignalSpy refused(m_model.get(), &OrderListModel::refused);
        emit m_source->orderAnswered(77, {}, u"of somebody else"_s);
        QCOMPARE(refused.size(), 0);
        m_source->refuseCancels = u"Order 3 has ended"_s;
        m_model->cancel(1);
        QCOMPARE(refused.size(), 1);
        QCOMPARE(refused.at(0).at(0).toString(), u"Order 3 has ended"_s);
    }

    void followsTheLanguage()
    {
        fill();
        QSignalSpy changes(m_model.get(), &OrderListModel::dataChanged);
        Preferences::instance()->setLanguage(u"zh_CN"_s);
        QCOMPARE(changes.size(), 1);
        QCOMPARE(text(1, OrderListModel::SideRole), QString::fromUtf8("买入"));
    }

private:
    /// Open, filled, open, cancelled; the last is the newest.
    void fill()
    {
        m_source->updateOrders(
            {makeOrder(1, u"AAPL"_s, Side::Buy, "180.00"),
             makeOrder(2, u"MSFT"_s, Side::Sell, "411.00", OrderState::Filled),
             makeOrder(3, u"NVDA"_s, Side::Buy, "130.00"),
             makeOrder(4, u"TSLA"_s, Side::Buy, "240.00", OrderState::Canceled)});
        m_model->setSource(m_source.get());
    }
    [[nodiscard]] QString text(int row, int role) const
    {
        return m_model->data(m_model->index(row), role).toString();
    }

    std::unique_ptr<FakeSource> m_source;
    std::unique_ptr<OrderListModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

TICKWELL_WINDOW_TEST(tst_OrderListModel)
#include "tst_OrderListModel.moc"
