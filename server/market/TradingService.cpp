// SPDX-License-Identifier: GPL-3.0-or-later
#include "market/TradingService.h"

#include "core/Background.h"
#include "core/ExchangeDays.h"
#include "core/Log.h"
#include "market/MarketService.h"
#include "store/TradeStore.h"

namespace Tickwell {

using namespace Qt::StringLiterals;

namespace {

using Restored = Result<std::shared_ptr<std::unique_ptr<PaperExchange>>>;

/// An exchange that goes on from what @p store has kept. Any thread.
Restored restore(const TradeStore &store, const ExchangeRules &rules)
{
    const auto state = store.load(static_cast<int>(rules.keptOrders));
    if (!state)
        return tl::unexpected(state.error());
    auto exchange = std::make_unique<PaperExchange>(rules);
    if (const auto restored = exchange->restore(*state); !restored)
        return tl::unexpected(restored.error());
    return std::make_shared<std::unique_ptr<PaperExchange>>(std::move(exchange));
}

} // namespace

TradingService::TradingService(MarketService &market, std::unique_ptr<TradeStore> store,
                               QThreadPool *pool, const ExchangeRules &rules, const Clock &clock,
                               QObject *parent)
    : QObject(parent)
    , m_market(market)
    , m_store(std::move(store))
    , m_pool(pool)
    , m_rules(rules)
    , m_clock(clock)
    , m_exchange(std::make_unique<PaperExchange>(rules))
    , m_retryTimer(this)
    , m_dayTimer(this)
{
    m_retryTimer.setSingleShot(true);
    m_retryTimer.setInterval(RetryDelay);
    connect(&m_retryTimer, &QTimer::timeout, this, &TradingService::reload);
    m_dayTimer.setInterval(std::chrono::seconds(1));
    connect(&m_dayTimer, &QTimer::timeout, this, &TradingService::expireDays);
    connect(&m_market, &MarketService::ticked, this, &TradingService::takeTick);
    connect(&m_market, &MarketService::feedReplaced, this, [this] { m_exchange->forgetPrices(); });
}

TradingService::~TradingService() = default;

Result<void> TradingService::load()
{
    const auto restored = restore(*m_store, m_rules);
    if (!restored)
        return failure(u"The orders cannot be read: %1"_s.arg(restored.error().message),
                       restored.error().kind);
    m_exchange = std::move(**restored);
    m_dayTimer.start();
    return {};
}

void TradingService::stop()
{
    m_isStopped = true;
    m_dayTimer.stop();
    m_retryTimer.stop();
}

void TradingService::flush()
{
    Q_ASSERT(m_isStopped && !m_isSaving);
    if (!m_fault.isEmpty())
        return;
    const TradingChange change = m_exchange->takeChanges();
    if (change.isEmpty())
        return;
    if (const auto done = m_store->write(change); !done)
        qCWarning(lcFeed, "Trades of the last moment were not kept: %s",
                  qPrintable(done.error().message));
}

Result<void> TradingService::admit() const
{
    if (m_isStopped)
        return failure(u"The server is being stopped"_s, Error::Kind::Unavailable);
    if (!m_fault.isEmpty())
        return failure(u"No orders are taken: %1"_s.arg(m_fault), Error::Kind::Unavailable);
    if (m_waiting.size() >= MaxWaiting)
        return failure(u"Too many orders at once: try again"_s, Error::Kind::Limit);
    return {};
}

/// Follows the symbol, and gives the prices its digits.
Result<void> TradingService::prepare(OrderRequest &request)
{
    if (const auto watched = m_market.watch(request.symbol); !watched)
        return watched;
    const int scale = m_market.priceScale(request.symbol);
    for (auto *price : {&request.price, &request.stopPrice}) {
        if (!*price)
            continue;
        const Decimal given = **price;
        *price = given.rescaled(scale);
        if (**price != given)
            return failure(
                u"Prices of %1 have no more than %2 digits after the point"_s.arg(request.symbol)
                    .arg(scale));
    }
    if (const auto quote = m_market.quote(request.symbol))
        m_exchange->offerPrice(request.symbol, quote->price);
    return {};
}

void TradingService::place(const OrderRequest &request, QObject *context, OrderReady ready)
{
    OrderRequest prepared = request;
    answerLater(context, std::move(ready),
                admit().and_then([&] { return prepare(prepared); }).and_then([&] {
                    return m_exchange->place(prepared, m_clock.now());
                }));
}

void TradingService::cancel(const QString &trader, quint64 id, QObject *context, OrderReady ready)
{
    answerLater(context, std::move(ready),
                admit().and_then([&] { return m_exchange->cancel(trader, id, m_clock.now()); }));
}

void TradingService::replace(const QString &trader, quint64 id, const OrderTerms &terms,
                             QObject *context, OrderReady ready)
{
    const auto replaced = [&]() -> Result<Order> {
        const auto known = order(trader, id);
        if (!known)
            return failure(u"There is no order %1"_s.arg(id), Error::Kind::NotFound);
        OrderRequest request = known->request;
        request.price = terms.price;
        request.stopPrice = terms.stopPrice;
        if (const auto valid = prepare(request); !valid)
            return tl::unexpected(valid.error());
        return m_exchange->replace(trader, id, {terms.quantity, request.price, request.stopPrice},
                                   m_clock.now());
    };
    answerLater(context, std::move(ready), admit().and_then(replaced));
}

void TradingService::answerLater(QObject *context, OrderReady ready, Result<Order> answer)
{
    Q_ASSERT(context && context->thread() == thread());
    if (!answer) {
        QMetaObject::invokeMethod(
            context, [ready = std::move(ready), answer = std::move(answer)] { ready(answer); },
            Qt::QueuedConnection);
        return;
    }
    m_waiting.push_back({context, std::move(ready), std::move(answer)});
    save();
}

void TradingService::takeTick(const Tick &tick)
{
    if (!m_fault.isEmpty() || m_isStopped)
        return;
    m_exchange->trade(tick, m_clock.now());
    if (m_exchange->hasChanges())
        save();
}

void TradingService::save()
{
    if (m_isSaving || m_isStopped || !m_fault.isEmpty())
        return;
    if (m_waiting.empty() && !m_exchange->hasChanges())
        return;
    m_isSaving = true;
    m_beingSaved = std::exchange(m_waiting, {});
    auto change = std::make_shared<const TradingChange>(m_exchange->takeChanges());
    runInBackground(
        m_pool, this,
        [store = m_store, change] {
            return change->isEmpty() ? Result<void>() : store->write(*change);
        },
        [this, change](const Result<void> &done) { saved(*change, done); });
}

void TradingService::saved(const TradingChange &change, const Result<void> &done)
{
    m_isSaving = false;
    if (!done)
        return fail(done.error());
    tell(change);
    for (const Waiting &waiting : std::exchange(m_beingSaved, {})) {
        if (waiting.context)
            waiting.ready(waiting.answer);
    }
    save();
}

void TradingService::tell(const TradingChange &change)
{
    for (const Trade &trade : change.trades)
        emit traded(trade);
    for (const Order &order : change.orders)
        emit orderChanged(order);
    for (const Holding &holding : change.holdings)
        emit positionChanged(holding);
    for (const TradingAccount &account : change.accounts)
        emit accountChanged(account);
}

/// Nothing of what was asked for since the last write has happened.
void TradingService::fail(const Error &error)
{
    qCWarning(lcFeed, "Orders cannot be kept: %s", qPrintable(error.message));
    m_fault = error.message;
    const Result<Order> answer =
        failure(u"The order could not be kept: %1"_s.arg(error.message), Error::Kind::Unavailable);
    for (auto *queue : {&m_beingSaved, &m_waiting}) {
        for (const Waiting &waiting : std::exchange(*queue, {})) {
            if (waiting.context)
                waiting.ready(answer);
        }
    }
    m_retryTimer.start();
}

void TradingService::reload()
{
    runInBackground(
        m_pool, this, [store = m_store, rules = m_rules] { return restore(*store, rules); },
        [this](const Restored &restored) {
            if (!restored) {
                m_fault = restored.error().message;
                m_retryTimer.start();
                return;
            }
            m_exchange = std::move(**restored);
            m_expired = {};
            m_fault.clear();
            qCInfo(lcFeed, "Orders are taken again");
        });
}

void TradingService::expireDays()
{
    // Midnights of all zones are on the quarter of an hour.
    using Quarters = std::chrono::duration<qint64, std::ratio<900>>;
    const Timestamp now = m_clock.now();
    const Timestamp quarter = std::chrono::floor<Quarters>(now);
    if (!m_fault.isEmpty() || quarter == m_expired)
        return;
    m_expired = quarter;
    QHash<QByteArray, Timestamp> starts;
    const auto startOfDay = [&](const QString &symbol) {
        const QByteArray zone = m_market.exchangeZone(symbol);
        const auto known = starts.constFind(zone);
        return known != starts.cend() ? *known
                                      : *starts.insert(zone, ExchangeDays(zone).day(now).start);
    };
    m_exchange->expire(startOfDay, now);
    save();
}

std::optional<Order> TradingService::order(const QString &trader, quint64 id) const
{
    const auto known = m_exchange->order(id);
    return known && known->request.traderId == trader ? known : std::nullopt;
}

QList<Order> TradingService::orders(const QString &trader, int limit,
                                    const std::function<bool(const Order &)> &fits) const
{
    return m_exchange->orders(trader, limit, fits);
}

QList<Order> TradingService::openOrders(const QString &trader) const
{
    return m_exchange->openOrders(trader);
}

QList<Position> TradingService::positions(const QString &trader) const
{
    return m_exchange->positions(trader);
}

AccountSummary TradingService::account(const QString &trader) const
{
    AccountSummary summary;
    summary.account = m_exchange->account(trader);
    summary.equity = summary.account.cash;
    for (const Position &position : positions(trader)) {
        const auto quote = m_market.quote(position.symbol);
        // Without a price it is worth what was paid for it.
        const Decimal value = quote ? position.marketValue(quote->price) : position.cost;
        summary.equity = summary.equity + value;
        summary.realizedProfit = summary.realizedProfit + position.realizedProfit;
        summary.unrealizedProfit = summary.unrealizedProfit + (value - position.cost);
    }
    return summary;
}

std::size_t TradingService::openOrders() const
{
    return m_exchange->openOrders();
}

} // namespace Tickwell
