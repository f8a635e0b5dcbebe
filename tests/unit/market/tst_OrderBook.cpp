// SPDX-License-Identifier: GPL-3.0-or-later
#include "PlainBook.h"

#include <QTest>

#include <random>

using namespace Tickwell;

namespace Tickwell {

static bool operator==(const BookFill &a, const BookFill &b)
{
    return a.resting == b.resting && a.incoming == b.incoming && a.price == b.price
        && a.quantity == b.quantity && a.isRestingDone == b.isRestingDone;
}

static bool operator==(const OrderBook::Level &a, const OrderBook::Level &b)
{
    return a.price == b.price && a.quantity == b.quantity && a.orders == b.orders;
}

} // namespace Tickwell

namespace {

using End = OrderBook::Outcome::End;

BookOrder buy(quint64 id, BookPrice limit, BookQuantity quantity, quint64 trader = 1)
{
    return {id, trader, Side::Buy, limit, quantity};
}

BookOrder sell(quint64 id, BookPrice limit, BookQuantity quantity, quint64 trader = 2)
{
    return {id, trader, Side::Sell, limit, quantity};
}

} // namespace

class tst_OrderBook : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_fills.clear(); }

    void anOrderWithoutAnotherSideRests()
    {
        OrderBook book;
        const auto outcome = book.add(buy(1, 100, 5), TimeInForce::Gtc, m_fills);
        QCOMPARE(outcome.end, End::Rests);
        QCOMPARE(outcome.left, 5);
        QCOMPARE(book.best(Side::Buy), 100);
        QCOMPARE(book.best(Side::Sell), std::nullopt);
    }

    void tradesAtTheRestingOrdersPrice()
    {
        OrderBook book;
        book.add(sell(1, 100, 5), TimeInForce::Gtc, m_fills);
        const auto outcome = book.add(buy(2, 105, 5), TimeInForce::Gtc, m_fills);
        QCOMPARE(outcome.end, End::Filled);
        QCOMPARE(m_fills.size(), 1U);
        QCOMPARE(m_fills[0], (BookFill{1, 2, 100, 5, true}));
        QCOMPARE(book.size(), 0U);
    }

    void theBestPriceFirstThenTheEarliest()
    {
        OrderBook book;
        book.add(sell(1, 101, 5), TimeInForce::Gtc, m_fills);
        book.add(sell(2, 100, 5), TimeInForce::Gtc, m_fills);
        book.add(sell(3, 100, 5), TimeInForce::Gtc, m_fills);
        book.add(buy(4, 101, 12), TimeInForce::Gtc, m_fills);
        QCOMPARE(m_fills.size(), 3U);
        QCOMPARE(m_fills[0], (BookFill{2, 4, 100, 5, true}));
        QCOMPARE(m_fills[1], (BookFill{3, 4, 100, 5, true}));
        QCOMPARE(m_fills[2], (BookFill{1, 4, 101, 2, false}));
        QCOMPARE(book.left(1), 3);
    }

    void whatIsLeftOfAnImmediateOrderIsDropped()
    {
        OrderBook book;
        book.add(sell(1, 100, 3), TimeInForce::Gtc, m_fills);
        const auto outcome = book.add(buy(2, 100, 5), TimeInForce::Ioc, m_fills);
        QCOMPARE(outcome.end, End::Dropped);
        QCOMPARE(outcome.filled, 3);
        QCOMPARE(book.size(), 0U);
    }

    void fillOrKillFillsWholeOrNotAtAll()
    {
        OrderBook book;
        book.add(sell(1, 100, 3), TimeInForce::Gtc, m_fills);
        book.add(sell(2, 101, 3), TimeInForce::Gtc, m_fills);
        QCOMPARE(book.add(buy(3, 100, 4), TimeInForce::Fok, m_fills).end, End::Dropped);
        QVERIFY(m_fills.empty());
        QCOMPARE(book.size(), 2U);
        QCOMPARE(book.add(buy(4, 101, 6), TimeInForce::Fok, m_fills).end, End::Filled);
        QCOMPARE(book.size(), 0U);
    }

    void aMarketOrderNeverRests()
    {
        OrderBook book;
        const auto outcome =
            book.add(buy(1, OrderBook::anyPrice(Side::Buy), 5), TimeInForce::Day, m_fills);
        QCOMPARE(outcome.end, End::Dropped);
        QCOMPARE(book.size(), 0U);
    }

    void nobodyTradesWithThemselves()
    {
        OrderBook book;
        book.add(sell(1, 100, 5, 7), TimeInForce::Gtc, m_fills);
        const auto outcome = book.add(buy(2, 100, 5, 7), TimeInForce::Gtc, m_fills);
        QCOMPARE(outcome.end, End::OwnOrder);
        QVERIFY(m_fills.empty());
        QCOMPARE(book.left(1), 5);
        QCOMPARE(book.left(2), std::nullopt);
    }

    void aCutKeepsItsPlace()
    {
        OrderBook book;
        book.add(sell(1, 100, 5), TimeInForce::Gtc, m_fills);
        book.add(sell(2, 100, 5), TimeInForce::Gtc, m_fills);
        QVERIFY(book.cut(1, 2));
        QVERIFY(!book.cut(1, 3));
        QVERIFY(!book.cut(1, 0));
        QVERIFY(!book.cut(9, 1));
        QCOMPARE(book.queue(Side::Sell, 100), (std::vector<quint64>{1, 2}));
        QCOMPARE(book.levels(Side::Sell, 1).front().quantity, 7);
    }

    void cancelsFromTheMiddleOfALine()
    {
        OrderBook book;
        for (quint64 id = 1; id <= 3; ++id)
            book.add(sell(id, 100, 5), TimeInForce::Gtc, m_fills);
        QCOMPARE(book.cancel(2), 5);
        QCOMPARE(book.cancel(2), std::nullopt);
        QCOMPARE(book.queue(Side::Sell, 100), (std::vector<quint64>{1, 3}));
        QCOMPARE(book.levels(Side::Sell, 9), (std::vector<OrderBook::Level>{{100, 10, 2}}));
    }

    void theMarketFillsUpToItsVolumeAtItsPrice()
    {
        OrderBook book;
        book.add(buy(1, 101, 5), TimeInForce::Gtc, m_fills);
        book.add(buy(2, 102, 5), TimeInForce::Gtc, m_fills);
        book.add(buy(3, 99, 5), TimeInForce::Gtc, m_fills);
        QCOMPARE(book.trade(100, 7, m_fills), 7);
        QCOMPARE(m_fills.size(), 2U);
        QCOMPARE(m_fills[0], (BookFill{2, 0, 100, 5, true}));
        QCOMPARE(m_fills[1], (BookFill{1, 0, 100, 2, false}));
        m_fills.clear();
        QCOMPARE(book.trade(100, 100, m_fills), 3);
        QCOMPARE(book.best(Side::Buy), 99);
    }

    /// The invariants of MARKETS.md (Paper trading) after every operation, against PlainBook.
    void isThePlainBookWhateverHappens_data()
    {
        QTest::addColumn<unsigned>("seed");
        QTest::addColumn<int>("prices");
        QTest::addColumn<int>("traders");
        QTest::newRow("few prices") << 1U << 4 << 5;
        QTest::newRow("many prices") << 2U << 60 << 20;
        QTest::newRow("two traders") << 3U << 12 << 2;
    }
    void isThePlainBookWhateverHappens()
    {
        QFETCH(unsigned, seed);
        QFETCH(int, prices);
        QFETCH(int, traders);
        std::mt19937 random(seed);
        const auto roll = [&](int sides) {
            return static_cast<qint64>(random() % static_cast<unsigned>(sides));
        };
        OrderBook book;
        PlainBook plain;
        std::vector<BookFill> plainFills;
        quint64 lastId = 0;
        BookQuantity bought = 0;
        BookQuantity sold = 0;
        std::size_t most = 0;
        for (int i = 0; i < 340'000; ++i) {
            m_fills.clear();
            plainFills.clear();
            const auto anyId = [&] {
                const auto &orders = plain.orders();
                return orders.empty() || roll(10) == 0
                    ? static_cast<quint64>(roll(static_cast<int>(lastId) + 2))
                    : orders[static_cast<std::size_t>(roll(static_cast<int>(orders.size())))].id;
            };
            // A full book is emptied faster than it is filled.
            const qint64 what = plain.orders().size() > 150 ? 14 + roll(6) : roll(20);
            if (what < 14) {
                const Side side = roll(2) == 0 ? Side::Buy : Side::Sell;
                // The sides overlap, but not by much: most orders wait.
                const qint64 apart = side == Side::Buy ? -prices / 2 : prices / 2;
                BookOrder order{++lastId, static_cast<quint64>(roll(traders)), side,
                                1000 + roll(prices) + apart, 1 + roll(30)};
                if (roll(12) == 0)
                    order.limit = OrderBook::anyPrice(order.side);
                const auto force = static_cast<TimeInForce>(std::max<qint64>(0, roll(8) - 4));
                const auto outcome = book.add(order, force, m_fills);
                const auto expected = plain.add(order, force, plainFills);
                QCOMPARE(outcome.end, expected.end);
                QCOMPARE(outcome.filled, expected.filled);
                QCOMPARE(outcome.left, expected.left);
                (order.side == Side::Buy ? bought : sold) += outcome.filled;
                for (const BookFill &fill : m_fills)
                    (order.side == Side::Buy ? sold : bought) += fill.quantity;
            } else if (what < 16) {
                const quint64 id = anyId();
                QCOMPARE(book.cancel(id), plain.cancel(id));
            } else if (what < 18) {
                const quint64 id = anyId();
                const qint64 quantity = roll(20);
                QCOMPARE(book.cut(id, quantity), plain.cut(id, quantity));
            } else {
                const BookPrice price = 1000 + roll(prices);
                const BookQuantity volume = roll(20);
                QCOMPARE(book.trade(price, volume, m_fills),
                         plain.trade(price, volume, plainFills));
            }
            QVERIFY(m_fills == plainFills);
            QCOMPARE(bought, sold);
            QCOMPARE(book.size(), plain.orders().size());
            for (const Side side : {Side::Buy, Side::Sell}) {
                const auto levels = plain.levels(side);
                QVERIFY(book.levels(side, 1000) == levels);
                for (const auto &level : levels)
                    QVERIFY(book.queue(side, level.price) == plain.queue(side, level.price));
            }
            if (book.best(Side::Buy) && book.best(Side::Sell))
                QVERIFY(*book.best(Side::Buy) < *book.best(Side::Sell));
            most = std::max(most, book.size());
        }
        QVERIFY2(most > 100, "the books were never full");
    }

private:
    std::vector<BookFill> m_fills;
};

QTEST_APPLESS_MAIN(tst_OrderBook)
#include "tst_OrderBook.moc"
