// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/OrderTicket.h"
#include "models/Preferences.h"
#include "support/Orders.h"
#include "support/WindowFixture.h"

#include <QSignalSpy>

using namespace Tickwell;
using namespace Qt::StringLiterals;

class tst_OrderTicket : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        Preferences::instance()->settings().clear();
        Preferences::instance()->setLanguage(u"en"_s);
        m_source = std::make_unique<FakeSource>();
        m_source->fill();
        m_source->updateAccount({u"ana"_s, money("100000"), {}});
        m_ticket = std::make_unique<OrderTicket>();
        m_ticket->setSource(m_source.get());
        m_ticket->setSymbol(u"AAPL"_s);
    }
    void cleanup()
    {
        m_ticket.reset();
        m_source.reset();
    }

    void sendsWhatWasWritten()
    {
        m_ticket->setQuantity(u"1,100"_s);
        m_ticket->setKind(OrderTicket::Kind::StopLimit);
        m_ticket->setSide(OrderTicket::OrderSide::Sell);
        m_ticket->setForce(OrderTicket::Force::Gtc);
        m_ticket->setPrice(u"188.80"_s);
        m_ticket->setStopPrice(u"189.10"_s);
        QVERIFY(m_ticket->ready());
        m_ticket->submit();
        OrderRequest wanted;
        wanted.symbol = u"AAPL"_s;
        wanted.side = Side::Sell;
        wanted.type = OrderType::StopLimit;
        wanted.quantity = money("1100");
        wanted.price = money("188.80");
        wanted.stopPrice = money("189.10");
        wanted.timeInForce = TimeInForce::Gtc;
        QCOMPARE(m_source->placed, QList<OrderRequest>{wanted});
    }

    void fieldsComeWithTheKind_data()
    {
        QTest::addColumn<OrderTicket::Kind>("kind");
        QTest::addColumn<bool>("price");
        QTest::addColumn<bool>("stop");
        QTest::newRow("market") << OrderTicket::Kind::Market << false << false;
        QTest::newRow("limit") << OrderTicket::Kind::Limit << true << false;
        QTest::newRow("stop") << OrderTicket::Kind::Stop << false << true;
        QTest::newRow("stop limit") << OrderTicket::Kind::StopLimit << true << true;
    }
    void fieldsComeWithTheKind()
    {
        QFETCH(OrderTicket::Kind, kind);
        m_ticket->setKind(kind);
        QTEST(m_ticket->needsPrice(), "price");
        QTEST(m_ticket->needsStopPrice(), "stop");
        m_ticket->setQuantity(u"1"_s);
        m_ticket->setPrice(u"188"_s);
        m_ticket->setStopPrice(u"189"_s);
        m_ticket->submit();
        QCOMPARE(m_source->placed.size(), 1);
        QTEST(m_source->placed.at(0).price.has_value(), "price");
        QTEST(m_source->placed.at(0).stopPrice.has_value(), "stop");
    }

    void aWrongNumberIsToldWhileTyping_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("error");
        const QString zero = u"Write a number above zero"_s;
        QTest::newRow("good") << u"100"_s << QString();
        QTest::newRow("groups and blanks") << u" 1,000.5 "_s << QString();
        QTest::newRow("nothing yet") << QString() << QString();
        QTest::newRow("word") << u"many"_s << zero;
        QTest::newRow("zero") << u"0.00"_s << zero;
        QTest::newRow("negative") << u"-5"_s << zero;
        QTest::newRow("too fine") << u"0.000000001"_s << u"At most 8 digits after the point"_s;
    }
    void aWrongNumberIsToldWhileTyping()
    {
        QFETCH(QString, text);
        m_ticket->setQuantity(text);
        m_ticket->setPrice(text);
        QTEST(m_ticket->quantityError(), "error");
        QTEST(m_ticket->priceError(), "error");
    }

    void whatIsMissingIsToldWhenOneSends()
    {
        QVERIFY(!m_ticket->ready());
        QCOMPARE(m_ticket->quantityError(), QString());
        m_ticket->submit();
        QCOMPARE(m_ticket->quantityError(), u"How many?"_s);
        QCOMPARE(m_ticket->priceError(), u"At which price at most?"_s);
        QVERIFY(m_source->placed.isEmpty());
        m_ticket->setSide(OrderTicket::OrderSide::Sell);
        QCOMPARE(m_ticket->priceError(), QString());
    }

    void tellsWhatItReserves()
    {
        QCOMPARE(m_ticket->reserves(), QString());
        m_ticket->setQuantity(u"100"_s);
        m_ticket->setPrice(u"188.80"_s);
        QCOMPARE(m_ticket->reserves(), u"18,880.00"_s);
        QVERIFY(!m_ticket->estimated());
        m_ticket->setKind(OrderTicket::Kind::Market);
        QVERIFY(m_ticket->estimated());
        QCOMPARE(m_ticket->reserves(), u"19,889.10"_s);
        m_source->updateQuotes(
            {FakeSource::makeQuote(u"AAPL"_s, u"Apple Inc."_s, "190.00", "187.10", 50)});
        QCOMPARE(m_ticket->reserves(), u"19,950.00"_s);
        m_ticket->setSide(OrderTicket::OrderSide::Sell);
        QCOMPARE(m_ticket->reserves(), u"100 AAPL"_s);
    }

    void warnsOfWhatCannotBePaidOrDelivered()
    {
        m_ticket->setQuantity(u"530"_s);
        m_ticket->setPrice(u"188.80"_s);
        QCOMPARE(m_ticket->warning(), u"More than the 100,000.00 available"_s);
        m_ticket->setQuantity(u"500"_s);
        QCOMPARE(m_ticket->warning(), QString());
        m_source->updatePositions({makePosition(u"AAPL"_s, "150", "187.92")});
        m_ticket->setSide(OrderTicket::OrderSide::Sell);
        QCOMPARE(m_ticket->warning(), u"More than the 150 that can be sold"_s);
        QCOMPARE(m_ticket->holding(), u"You hold 150 AAPL"_s);
        QVERIFY(m_ticket->ready()); // the server decides
    }

    void aTakenOrderClearsTheTicketAndIsRemembered()
    {
        m_ticket->setQuantity(u"100"_s);
        m_ticket->setPrice(u"188.80"_s);
        QCOMPARE(m_ticket->action(), u"Buy 100 AAPL"_s);
        QSignalSpy placed(m_ticket.get(), &OrderTicket::placed);
        m_ticket->submit();
        QVERIFY(m_ticket->sending());
        m_ticket->submit();
        QTRY_COMPARE(placed.size(), 1);
        QCOMPARE(m_source->placed.size(), 1);
        QCOMPARE(m_ticket->quantity(), QString());
        QCOMPARE(m_ticket->price(), QString());
        QCOMPARE(m_ticket->confirmation(), u"Placed: Buy 100 AAPL"_s);
        QCOMPARE(m_ticket->action(), u"Buy AAPL"_s);

        m_ticket->setSymbol(u"MSFT"_s);
        QCOMPARE(m_ticket->quantity(), QString());
        m_ticket->setSymbol(u"AAPL"_s);
        QCOMPARE(m_ticket->quantity(), u"100"_s);
    }

    void aRefusedOrderStaysWithItsReason()
    {
        m_source->refuseOrders = u"Not enough cash: 18,880.00 is needed"_s;
        m_ticket->setQuantity(u"100"_s);
        m_ticket->setPrice(u"188.80"_s);
        m_ticket->submit();
        QTRY_COMPARE(m_ticket->rejection(), u"Not enough cash: 18,880.00 is needed"_s);
        QCOMPARE(m_ticket->quantity(), u"100"_s);
        QVERIFY(m_ticket->ready());
        m_ticket->setQuantity(u"10"_s);
        QCOMPARE(m_ticket->rejection(), QString());
    }

    void aRejectedOrderStaysWithItsReason()
    {
        m_ticket->setQuantity(u"100"_s);
        m_ticket->setPrice(u"188.80"_s);
        m_ticket->submit();
        Order rejected = makeOrder(7, u"AAPL"_s, Side::Buy, "188.80", OrderState::Rejected);
        rejected.reason = u"The market is closed"_s;
        emit m_source->orderAnswered(1, rejected, {}); // before the source's own answer
        QCOMPARE(m_ticket->rejection(), u"The market is closed"_s);
        QCOMPARE(m_ticket->price(), u"188.80"_s);
    }

    void anOrderThatIsFilledAtOnceTellsItsPrice()
    {
        m_ticket->setKind(OrderTicket::Kind::Market);
        m_ticket->setQuantity(u"100"_s);
        m_ticket->submit();
        emit m_source->orderAnswered(
            1, makeOrder(1, u"AAPL"_s, Side::Buy, "189.43", OrderState::Filled), {});
        QCOMPARE(m_ticket->confirmation(), u"Filled: Buy 100 AAPL at 189.43"_s);
    }

    void anOrderThatFoundNothingStaysWithItsReason()
    {
        m_ticket->setForce(OrderTicket::Force::Fok);
        m_ticket->setQuantity(u"100"_s);
        m_ticket->setPrice(u"180"_s);
        m_ticket->submit();
        Order ended = makeOrder(1, u"AAPL"_s, Side::Buy, "180.00", OrderState::Canceled);
        ended.reason = u"It could not be filled whole at once"_s;
        emit m_source->orderAnswered(1, ended, {});
        QCOMPARE(m_ticket->rejection(), ended.reason);
        QCOMPARE(m_ticket->quantity(), u"100"_s);
    }

    void takesAPriceThatWasPointedAt()
    {
        m_ticket->setKind(OrderTicket::Kind::Market);
        m_ticket->takePrice(u"188.80"_s);
        QCOMPARE(m_ticket->kind(), OrderTicket::Kind::Limit);
        QCOMPARE(m_ticket->price(), u"188.80"_s);
        m_ticket->setKind(OrderTicket::Kind::Stop);
        m_ticket->takePrice(u"190.10"_s);
        QCOMPARE(m_ticket->stopPrice(), u"190.10"_s);
        QCOMPARE(m_ticket->price(), u"188.80"_s);
    }

    void writesTheOrderThatClosesAPosition()
    {
        m_ticket->close();
        QCOMPARE(m_ticket->quantity(), QString());
        m_source->updatePositions(
            {makePosition(u"AAPL"_s, "150", "187.92"), makePosition(u"TSLA"_s, "-12.5", "255.10")});
        m_ticket->close();
        QCOMPARE(m_ticket->action(), u"Sell 150 AAPL"_s);
        QCOMPARE(m_ticket->kind(), OrderTicket::Kind::Market);
        m_ticket->setSymbol(u"TSLA"_s);
        m_ticket->close();
        QCOMPARE(m_ticket->action(), u"Buy 12.5 TSLA"_s);
        QVERIFY(m_ticket->ready());
    }

    void stepsFromTheMarketsPrice()
    {
        m_ticket->stepPrice(1);
        QCOMPARE(m_ticket->price(), u"189.42"_s);
        m_ticket->stepPrice(-1);
        QCOMPARE(m_ticket->price(), u"189.41"_s);
        m_ticket->stepStopPrice(1);
        m_ticket->stepStopPrice(1);
        QCOMPARE(m_ticket->stopPrice(), u"189.43"_s);
        m_ticket->stepQuantity(1);
        QCOMPARE(m_ticket->quantity(), u"1"_s);
        m_ticket->stepQuantity(-1);
        QCOMPARE(m_ticket->quantity(), u"1"_s);
        m_ticket->stepQuantity(1);
        QCOMPARE(m_ticket->quantity(), u"2"_s);
        m_ticket->setPrice(u"dear"_s);
        m_ticket->stepPrice(1);
        QCOMPARE(m_ticket->price(), u"dear"_s);
    }

private:
    std::unique_ptr<FakeSource> m_source;
    std::unique_ptr<OrderTicket> m_ticket;
};

TICKWELL_WINDOW_TEST(tst_OrderTicket)
#include "tst_OrderTicket.moc"
