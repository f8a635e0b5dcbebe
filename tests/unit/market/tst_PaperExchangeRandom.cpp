// SPDX-License-Identifier: GPL-3.0-or-later
#include "market/PaperExchange.h"

#include <QTest>

#include <algorithm>
#include <map>
#include <random>

using namespace Tickwell;
using namespace Qt::StringLiterals;

namespace {

const QStringList Traders{u"ana"_s, u"bob"_s, u"cho"_s, u"dee"_s};
const QStringList Symbols{u"ACME"_s, u"COIN"_s};

Decimal valueOf(Decimal price, Decimal quantity)
{
    return Decimal::product(price, quantity, MoneyScale);
}

/// What was kept of an exchange, as a store keeps it.
class Disk
{
public:
    void write(const TradingChange &change)
    {
        for (const Order &order : change.orders)
            m_orders[order.id] = order;
        for (const Holding &holding : change.holdings)
            m_holdings[{holding.traderId, holding.position.symbol}] = holding;
        for (const TradingAccount &account : change.accounts)
            m_accounts[account.traderId] = account;
        m_trades.append(change.trades);
    }
    [[nodiscard]] TradingState state() const
    {
        TradingState state;
        for (const auto &[id, order] : m_orders)
            state.orders.append(order);
        for (const auto &[key, holding] : m_holdings)
            state.holdings.append(holding);
        for (const auto &[key, account] : m_accounts)
            state.accounts.append(account);
        state.lastOrderId = m_orders.empty() ? 0 : m_orders.rbegin()->first;
        state.lastTradeSeq = m_trades.isEmpty() ? 0 : m_trades.constLast().seq;
        return state;
    }
    [[nodiscard]] const QList<Trade> &trades() const { return m_trades; }
    [[nodiscard]] const std::map<quint64, Order> &orders() const { return m_orders; }

private:
    std::map<quint64, Order> m_orders;
    std::map<std::pair<QString, QString>, Holding> m_holdings;
    std::map<QString, TradingAccount> m_accounts;
    QList<Trade> m_trades;
};

/// What every trader must have, added up from the trades alone.
struct Sums
{
    std::map<QString, Decimal> cash;
    std::map<std::pair<QString, QString>, Decimal> held;
    qsizetype counted = 0;

    void add(const QList<Trade> &trades)
    {
        for (; counted < trades.size(); ++counted) {
            const Trade &trade = trades[counted];
            const Decimal value = valueOf(trade.price, trade.quantity);
            if (trade.buyOrder > 0) {
                cash[trade.buyer] = cash[trade.buyer] - value;
                Decimal &quantity = held[{trade.buyer, trade.symbol}];
                quantity = quantity + trade.quantity;
            }
            if (trade.sellOrder > 0) {
                cash[trade.seller] = cash[trade.seller] + value;
                Decimal &quantity = held[{trade.seller, trade.symbol}];
                quantity = quantity - trade.quantity;
            }
        }
    }
};

} // namespace

/// Whatever is asked of the exchange, what MARKETS.md (Paper trading) calls always true is.
class tst_PaperExchangeRandom : public QObject
{
    Q_OBJECT

private slots:
    void staysTrueWhateverHappens_data()
    {
        QTest::addColumn<unsigned>("seed");
        QTest::addColumn<bool>("mayShort");
        QTest::newRow("one") << 1U << false;
        QTest::newRow("two") << 2U << false;
        QTest::newRow("with short selling") << 3U << true;
    }
    void staysTrueWhateverHappens();

private:
    void act();
    [[nodiscard]] OrderRequest randomRequest();
    [[nodiscard]] quint64 anyOrder();
    /// Empty, or what is not true.
    [[nodiscard]] QString fault();
    [[nodiscard]] QString faultOfBook(const QString &symbol);
    [[nodiscard]] QString faultOfTrader(const QString &trader);
    [[nodiscard]] QString differenceTo(const PaperExchange &other);

    qint64 roll(int sides)
    {
        return static_cast<qint64>(m_random() % static_cast<unsigned>(sides));
    }
    Timestamp now() { return fromMicros(1'700'000'000'000'000 + ++m_now); }
    Decimal randomPrice() { return {9'800 + roll(400), 2}; }

    std::mt19937 m_random;
    std::unique_ptr<PaperExchange> m_exchange;
    Disk m_disk;
    Sums m_sums;
    qint64 m_now = 0;
    bool m_mayShort = false;
};

OrderRequest tst_PaperExchangeRandom::randomRequest()
{
    OrderRequest request;
    request.traderId = Traders[roll(4)];
    request.symbol = Symbols[roll(2)];
    request.side = roll(2) == 0 ? Side::Buy : Side::Sell;
    request.type = roll(3) > 0 ? OrderType::Limit : static_cast<OrderType>(roll(4));
    request.quantity = roll(3) > 0 ? Decimal(1 + roll(300), 0) : Decimal(1 + roll(99'999), 4);
    if (request.type == OrderType::Limit || request.type == OrderType::StopLimit)
        request.price = randomPrice();
    if (request.type == OrderType::Stop || request.type == OrderType::StopLimit)
        request.stopPrice = randomPrice();
    request.timeInForce = roll(3) > 0 ? TimeInForce::Gtc : static_cast<TimeInForce>(roll(4));
    if (roll(10) == 0)
        request.clientOrderId = QString::number(roll(500));
    return request;
}

quint64 tst_PaperExchangeRandom::anyOrder()
{
    const quint64 last = m_disk.orders().empty() ? 1 : m_disk.orders().rbegin()->first;
    return last - std::min(last, static_cast<quint64>(roll(60)));
}

void tst_PaperExchangeRandom::act()
{
    const qint64 what = roll(20);
    if (what < 9) {
        (void)m_exchange->place(randomRequest(), now());
    } else if (what < 12) {
        const auto order = m_exchange->order(anyOrder());
        (void)m_exchange->cancel(order ? order->request.traderId : Traders[0],
                                 order ? order->id : 0, now());
    } else if (what < 14) {
        const auto order = m_exchange->order(anyOrder());
        if (!order)
            return;
        OrderTerms terms{Decimal(1 + roll(300), 0)};
        if (order->request.price && roll(2) == 0)
            terms.price = randomPrice();
        if (order->request.stopPrice && roll(2) == 0)
            terms.stopPrice = randomPrice();
        (void)m_exchange->replace(order->request.traderId, order->id, terms, now());
    } else if (what < 19 || roll(40) > 0) {
        const Timestamp time = now();
        m_exchange->trade({Symbols[roll(2)], time, randomPrice(),
                           roll(5) > 0 ? Decimal(roll(200), 0) : Decimal(roll(20'000), 3), 0},
                          time);
    } else {
        const Timestamp start = now();
        m_exchange->expire([start](const QString &) { return start; }, now());
    }
}

QString tst_PaperExchangeRandom::faultOfBook(const QString &symbol)
{
    const OrderBook *book = m_exchange->book(symbol);
    if (!book)
        return {};
    if (book->best(Side::Buy) && book->best(Side::Sell)
        && *book->best(Side::Buy) >= *book->best(Side::Sell))
        return u"the book of %1 is crossed"_s.arg(symbol);
    // By price, what is open there in the order of its place.
    std::map<std::pair<Side, qint64>, std::map<quint64, Order>> open;
    for (const QString &trader : Traders) {
        for (const Order &order : m_exchange->orders(trader, 1'000'000)) {
            if (isOpen(order.state) && order.place > 0 && order.request.price
                && order.request.symbol == symbol)
                open[{order.request.side, order.request.price->rescaled(MoneyScale).units()}]
                    .emplace(order.place, order);
        }
    }
    std::size_t orders = 0;
    for (const Side side : {Side::Buy, Side::Sell}) {
        for (const OrderBook::Level &level : book->levels(side, 1'000'000)) {
            const auto &expected = open[{side, level.price}];
            qint64 quantity = 0;
            std::vector<quint64> queue;
            for (const auto &[place, order] : expected) {
                quantity += order.left().rescaled(MoneyScale).units();
                queue.push_back(order.id);
            }
            if (level.quantity != quantity || book->queue(side, level.price) != queue)
                return u"a level of %1 is not what its orders are"_s.arg(symbol);
            orders += queue.size();
        }
    }
    if (orders != book->size())
        return u"the book of %1 holds other orders"_s.arg(symbol);
    return {};
}

QString tst_PaperExchangeRandom::faultOfTrader(const QString &trader)
{
    Decimal reserved;
    std::map<QString, Decimal> offered;
    std::map<QString, Decimal> offeredValue;
    for (const Order &order : m_exchange->orders(trader, 1'000'000)) {
        if (!isOpen(order.state))
            continue;
        if (order.left() <= Decimal())
            return u"an open order has nothing left"_s;
        if (order.request.side == Side::Buy)
            reserved = reserved + valueOf(order.reservePrice, order.left());
        else {
            Decimal &value = offeredValue[order.request.symbol];
            value = value + valueOf(order.reservePrice, order.left());
            offered[order.request.symbol] = offered[order.request.symbol] + order.left();
        }
    }
    const TradingAccount account = m_exchange->account(trader);
    if (account.cash != Decimal(100'000, 0) + m_sums.cash[trader])
        return u"%1's cash is not what the trades made it"_s.arg(trader);
    std::map<QString, Position> positions;
    for (const Position &position : m_exchange->positions(trader))
        positions[position.symbol] = position;
    for (const QString &symbol : Symbols) {
        const Position &position = positions[symbol];
        reserved = reserved
            + shortMargin(position.quantity, position.cost, offered[symbol], offeredValue[symbol]);
    }
    if (account.reserved != reserved || (!m_mayShort && account.available() < Decimal()))
        return u"%1's reserved cash is wrong"_s.arg(trader);
    Decimal profit;
    Decimal cost;
    for (const QString &symbol : Symbols) {
        const Position &position = positions[symbol];
        if (position.quantity != m_sums.held[{trader, symbol}]
            || (!m_mayShort && position.quantity < Decimal()))
            return u"%1's position is not what the trades made it"_s.arg(trader);
        if (position.available
            != std::max(Decimal(), std::max(Decimal(), position.quantity) - offered[symbol]))
            return u"%1's free position is wrong"_s.arg(trader);
        profit = profit + position.realizedProfit;
        cost = cost + position.cost;
    }
    // All money that went out is in positions, but for what was gained or lost.
    if (m_sums.cash[trader] + cost != profit)
        return u"%1's profit does not add up"_s.arg(trader);
    return {};
}

QString tst_PaperExchangeRandom::fault()
{
    for (const QString &symbol : Symbols) {
        if (const QString found = faultOfBook(symbol); !found.isEmpty())
            return found;
    }
    for (const QString &trader : Traders) {
        if (const QString found = faultOfTrader(trader); !found.isEmpty())
            return found;
    }
    return {};
}

QString tst_PaperExchangeRandom::differenceTo(const PaperExchange &other)
{
    if (m_exchange->openOrders() != other.openOrders())
        return u"other open orders"_s;
    for (const QString &trader : Traders) {
        if (m_exchange->openOrders(trader) != other.openOrders(trader))
            return u"other open orders"_s;
        if (m_exchange->orders(trader, 1'000'000) != other.orders(trader, 1'000'000))
            return u"other orders"_s;
        if (m_exchange->account(trader) != other.account(trader))
            return u"other accounts"_s;
        if (m_exchange->positions(trader) != other.positions(trader))
            return u"other positions"_s;
    }
    return {};
}

void tst_PaperExchangeRandom::staysTrueWhateverHappens()
{
    QFETCH(unsigned, seed);
    QFETCH(bool, mayShort);
    m_mayShort = mayShort;
    m_random.seed(seed);
    ExchangeRules rules;
    rules.keptOrders = 200;
    rules.mayShort = mayShort;
    m_exchange = std::make_unique<PaperExchange>(rules);
    m_disk = Disk();
    m_sums = Sums();
    for (int i = 0; i < 20'000; ++i) {
        act();
        m_disk.write(m_exchange->takeChanges());
        m_sums.add(m_disk.trades());
        if (const QString found = fault(); !found.isEmpty())
            QFAIL(qPrintable(u"operation %1: %2"_s.arg(i).arg(found)));
        if (roll(500) > 0)
            continue;
        // As after a crash: the newest ended orders, and all that is open.
        TradingState state = m_disk.state();
        state.orders.removeIf([&](const Order &order) {
            return !isOpen(order.state) && !m_exchange->order(order.id);
        });
        auto next = std::make_unique<PaperExchange>(rules);
        const auto restored = next->restore(state);
        QVERIFY2(restored, restored ? "" : qPrintable(restored.error().message));
        const QString difference = differenceTo(*next);
        QVERIFY2(difference.isEmpty(), qPrintable(difference));
        m_exchange = std::move(next);
        if (const QString found = fault(); !found.isEmpty())
            QFAIL(qPrintable(u"restored after %1: %2"_s.arg(i).arg(found)));
    }
    QVERIFY2(m_disk.trades().size() > 1'000, "hardly anything was traded");
}

QTEST_APPLESS_MAIN(tst_PaperExchangeRandom)
#include "tst_PaperExchangeRandom.moc"
