// SPDX-License-Identifier: GPL-3.0-or-later
#include "FakeFeed.h"
#include "market/MarketService.h"
#include "market/TradingService.h"
#include "store/TradeStore.h"

#include <QSignalSpy>
#include <QTest>

#include <map>
#include <mutex>

using namespace Tickwell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr Timestamp Noon = fromMicros(1'769'860'800'000'000); // 2026-01-31T12:00:00Z
const QString Ana = u"ana"_s;

/// What a disk keeps; it can be full, and it can be slow.
struct Disk
{
    std::mutex mutex;
    std::map<quint64, Order> orders;
    std::map<QString, TradingAccount> accounts;
    std::map<std::pair<QString, QString>, Holding> holdings;
    quint64 lastTradeSeq = 0;
    int writes = 0;
    bool isFull = false;
    std::mutex gate; ///< who holds it holds the writes back
};

class DiskStore final : public TradeStore
{
public:
    explicit DiskStore(std::shared_ptr<Disk> disk)
        : m_disk(std::move(disk))
    {
    }
    Result<TradingState> load(int) const override
    {
        const std::lock_guard lock(m_disk->mutex);
        if (m_disk->isFull)
            return failure(u"the disk is full"_s, Error::Kind::Unavailable);
        TradingState state;
        for (const auto &[id, order] : m_disk->orders) {
            state.orders.append(order);
            state.lastOrderId = id;
        }
        for (const auto &[key, account] : m_disk->accounts)
            state.accounts.append(account);
        for (const auto &[key, holding] : m_disk->holdings)
            state.holdings.append(holding);
        state.lastTradeSeq = m_disk->lastTradeSeq;
        return state;
    }
    Result<void> write(const TradingChange &change) override
    {
        const std::lock_guard gate(m_disk->gate);
        const std::lock_guard lock(m_disk->mutex);
        if (m_disk->isFull)
            return failure(u"the disk is full"_s, Error::Kind::Unavailable);
        ++m_disk->writes;
        for (const Order &order : change.orders)
            m_disk->orders[order.id] = order;
        for (const TradingAccount &account : change.accounts)
            m_disk->accounts[account.traderId] = account;
        for (const Holding &holding : change.holdings)
            m_disk->holdings[{holding.traderId, holding.position.symbol}] = holding;
        if (!change.trades.isEmpty())
            m_disk->lastTradeSeq = change.trades.constLast().seq;
        return {};
    }

private:
    std::shared_ptr<Disk> m_disk;
};

} // namespace

class tst_TradingService : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void answersWhenTheOrderIsOnTheDisk();
    void writesWhatGathersMeanwhileAtOnce();
    void tellsOfAFillByTheMarket();
    void nothingHasHappenedWhenTheDiskIsFull();
    void takesOrdersAgainWhenTheDiskHasRoom();
    void goesOnAfterARestart();
    void keepsTheTradesOfTheLastMoment();
    void answersNobodyWhoLeft();
    void dayOrdersEndWithTheDay();
    void theDayIsTheExchanges();
    void refusesPricesOfTooManyDigits();
    void refusesAnUnknownSymbol();
    void marksPositionsToTheMarket();
    void fillsAtThePricesOfAnotherFeed();

private:
    void start();
    void place(const OrderRequest &request);
    /// Waits for the answer.
    [[nodiscard]] Result<Order> placed(const OrderRequest &request);
    void tick(qint64 cents, qint64 volume = 1'000)
    {
        emit m_feed->tickReceived(
            {u"AAPL"_s, m_clock.now(), Decimal(cents, 2), Decimal(volume, 0), 0});
    }
    [[nodiscard]] static OrderRequest buy(qint64 quantity, std::optional<Decimal> price = {})
    {
        OrderRequest request;
        request.traderId = Ana;
        request.symbol = u"AAPL"_s;
        request.type = price ? OrderType::Limit : OrderType::Market;
        request.quantity = Decimal(quantity, 0);
        request.price = price;
        return request;
    }

    QThreadPool m_pool;
    ManualClock m_clock{Noon};
    FakeFeed *m_feed = nullptr;
    std::shared_ptr<Disk> m_disk;
    std::unique_ptr<MarketService> m_market;
    std::unique_ptr<TradingService> m_trading;
    QList<Result<Order>> m_answers;
};

void tst_TradingService::init()
{
    m_disk = std::make_shared<Disk>();
    m_clock.set(Noon);
    start();
}

void tst_TradingService::start()
{
    m_answers.clear();
    m_trading.reset();
    auto feed = std::make_unique<FakeFeed>();
    m_feed = feed.get();
    m_feed->asOf = Noon;
    m_market = std::make_unique<MarketService>(std::move(feed), &m_pool, 0, m_clock);
    m_trading = std::make_unique<TradingService>(*m_market, std::make_unique<DiskStore>(m_disk),
                                                 &m_pool, ExchangeRules(), m_clock);
    QVERIFY(m_trading->load());
    m_market->start({u"AAPL"_s});
    tick(10'000);
}

void tst_TradingService::cleanup()
{
    m_pool.waitForDone();
    m_trading.reset();
    m_market.reset();
}

void tst_TradingService::place(const OrderRequest &request)
{
    m_trading->place(request, this,
                     [this](const Result<Order> &order) { m_answers.append(order); });
}

Result<Order> tst_TradingService::placed(const OrderRequest &request)
{
    const qsizetype before = m_answers.size();
    place(request);
    if (!QTest::qWaitFor([&] { return m_answers.size() > before; }))
        return failure(u"no answer"_s);
    return m_answers.constLast();
}

void tst_TradingService::answersWhenTheOrderIsOnTheDisk()
{
    m_disk->gate.lock();
    place(buy(1, Decimal(90, 0)));
    QCoreApplication::processEvents();
    QVERIFY(m_answers.isEmpty());
    m_disk->gate.unlock();
    QTRY_COMPARE(m_answers.size(), 1);
    const std::lock_guard lock(m_disk->mutex);
    QCOMPARE(m_disk->orders.at(1), *m_answers[0]);
}

void tst_TradingService::writesWhatGathersMeanwhileAtOnce()
{
    m_disk->gate.lock();
    for (int i = 0; i < 50; ++i)
        place(buy(1, Decimal(90, 0)));
    m_disk->gate.unlock();
    QTRY_COMPARE(m_answers.size(), 50);
    QCOMPARE(m_disk->writes, 2);
}

void tst_TradingService::tellsOfAFillByTheMarket()
{
    QVERIFY(placed(buy(5, Decimal(90, 0))));
    QSignalSpy orders(m_trading.get(), &TradingService::orderChanged);
    QSignalSpy trades(m_trading.get(), &TradingService::traded);
    QSignalSpy positions(m_trading.get(), &TradingService::positionChanged);
    m_clock.advance(1s);
    tick(8'950);
    QTRY_COMPARE(orders.size(), 1);
    const auto order = orders[0][0].value<Order>();
    QVERIFY(order.state == OrderState::Filled);
    QCOMPARE(order.averageFillPrice(), Decimal(8'950, 2));
    QCOMPARE(trades.size(), 1);
    QCOMPARE(positions.size(), 1);
}

void tst_TradingService::nothingHasHappenedWhenTheDiskIsFull()
{
    QVERIFY(placed(buy(1, Decimal(90, 0))));
    m_disk->isFull = true;
    QSignalSpy orders(m_trading.get(), &TradingService::orderChanged);
    const auto order = placed(buy(5));
    QVERIFY(!order);
    QVERIFY(order.error().kind == Error::Kind::Unavailable);
    QVERIFY(order.error().message.contains(u"the disk is full"_s));
    QVERIFY(!m_trading->fault().isEmpty());
    QVERIFY(!placed(buy(5)));
    QVERIFY(orders.isEmpty());
}

void tst_TradingService::takesOrdersAgainWhenTheDiskHasRoom()
{
    QVERIFY(placed(buy(1, Decimal(90, 0))));
    m_disk->isFull = true;
    QVERIFY(!placed(buy(5)));
    m_disk->isFull = false;
    QTRY_VERIFY(m_trading->fault().isEmpty());
    QVERIFY(m_trading->positions(Ana).isEmpty());
    QCOMPARE(m_trading->account(Ana).account.reserved, Decimal(90, 0));
    const auto order = placed(buy(2, Decimal(80, 0)));
    QVERIFY(order);
    QCOMPARE(order->id, 2U);
}

void tst_TradingService::goesOnAfterARestart()
{
    QVERIFY(placed(buy(5)));
    QVERIFY(placed(buy(3, Decimal(90, 0))));
    const AccountSummary before = m_trading->account(Ana);
    start();
    QCOMPARE(m_trading->account(Ana).account, before.account);
    QCOMPARE(m_trading->positions(Ana).value(0).quantity, Decimal(5, 0));
    QCOMPARE(m_trading->openOrders(), 1U);
}

void tst_TradingService::keepsTheTradesOfTheLastMoment()
{
    QVERIFY(placed(buy(5, Decimal(90, 0))));
    m_disk->gate.lock();
    place(buy(1, Decimal(80, 0)));
    m_clock.advance(1s);
    tick(8'900);
    m_trading->stop();
    m_disk->gate.unlock();
    m_pool.waitForDone();
    QTRY_COMPARE(m_answers.size(), 2);
    m_trading->flush();
    QVERIFY(m_disk->orders.at(1).state == OrderState::Filled);
    QVERIFY(!placed(buy(1, Decimal(80, 0))));
}

void tst_TradingService::answersNobodyWhoLeft()
{
    auto client = std::make_unique<QObject>();
    bool isAnswered = false;
    m_trading->place(buy(1, Decimal(90, 0)), client.get(),
                     [&](const Result<Order> &) { isAnswered = true; });
    client.reset();
    QVERIFY(placed(buy(2, Decimal(90, 0))));
    QVERIFY(!isAnswered);
    QCOMPARE(m_trading->openOrders(), 2U);
}

void tst_TradingService::dayOrdersEndWithTheDay()
{
    QVERIFY(placed(buy(1, Decimal(90, 0))));
    QSignalSpy orders(m_trading.get(), &TradingService::orderChanged);
    m_clock.advance(13h);
    QTRY_COMPARE(orders.size(), 1);
    QVERIFY(orders[0][0].value<Order>().state == OrderState::Expired);
}

void tst_TradingService::theDayIsTheExchanges()
{
    m_feed->zone = "America/New_York";
    m_feed->zones[u"BTCUSD"_s] = "UTC";
    OrderRequest request = buy(1, Decimal(90, 0));
    QVERIFY(placed(request));
    request.symbol = u"BTCUSD"_s;
    QVERIFY(placed(request));
    QSignalSpy orders(m_trading.get(), &TradingService::orderChanged);
    m_clock.advance(16h + 59min); // 23:59 in New York
    QTRY_COMPARE(orders.size(), 1);
    QCOMPARE(orders[0][0].value<Order>().request.symbol, request.symbol);
    m_clock.advance(1min);
    QTRY_COMPARE(orders.size(), 2);
    const auto order = orders[1][0].value<Order>();
    QCOMPARE(order.request.symbol, u"AAPL"_s);
    QVERIFY(order.state == OrderState::Expired);
}

void tst_TradingService::refusesPricesOfTooManyDigits()
{
    const auto order = placed(buy(1, Decimal(90'123, 3)));
    QVERIFY(order.error().kind == Error::Kind::Invalid);
}

void tst_TradingService::refusesAnUnknownSymbol()
{
    OrderRequest request = buy(1, Decimal(90, 0));
    request.symbol = u"no such"_s;
    QVERIFY(placed(request).error().kind == Error::Kind::NotFound);
}

void tst_TradingService::marksPositionsToTheMarket()
{
    QVERIFY(placed(buy(5)));
    m_clock.advance(1s);
    tick(11'000);
    const AccountSummary account = m_trading->account(Ana);
    QCOMPARE(account.equity, Decimal(100'050, 0));
    QCOMPARE(account.unrealizedProfit, Decimal(50, 0));
}

/// A replay tells of trades that are older than those before it.
void tst_TradingService::fillsAtThePricesOfAnotherFeed()
{
    const auto order = placed(buy(5, Decimal(90, 0)));
    QVERIFY(order);
    auto feed = std::make_unique<FakeFeed>();
    m_feed = feed.get();
    m_feed->asOf = Noon - 24h;
    m_market->setFeed(std::move(feed));
    emit m_feed->tickReceived({u"AAPL"_s, Noon - 23h, Decimal(8'000, 2), Decimal(1'000, 0), 0});
    QTRY_COMPARE(m_trading->order(Ana, order->id)->filledQuantity, Decimal(5, 0));
}

QTEST_GUILESS_MAIN(tst_TradingService)
#include "tst_TradingService.moc"
