// SPDX-License-Identifier: GPL-3.0-or-later
#include "market/PaperExchange.h"

#include "market/PaperMarket.h"

#include <algorithm>

namespace Tickwell {

using namespace Qt::StringLiterals;

namespace {

/// Larger numbers are slips of the keyboard, and a hundred thousand of them could not be added up.
constexpr Decimal MaxQuantity(1'000'000'000, 0);
constexpr Decimal MaxPrice(1'000'000'000, 0);
constexpr int MaxClientOrderId = 128;

Decimal costOf(Decimal price, Decimal quantity)
{
    return Decimal::product(price, quantity, MoneyScale);
}

QString shown(Decimal money)
{
    return money.rescaled(2).toString();
}

Result<void> checkPrice(const std::optional<Decimal> &price, bool isNeeded, QLatin1String field,
                        OrderType type)
{
    if (price.has_value() != isNeeded)
        return failure(isNeeded ? u"A %1 order needs a %2"_s.arg(toString(type), field)
                                : u"A %1 order takes no %2"_s.arg(toString(type), field));
    if (price && (*price <= Decimal() || *price > MaxPrice || price->scale() > MoneyScale))
        return failure(u"%1 is above zero, at most %2, with at most %3 digits after the point"_s
                           .arg(field, MaxPrice.toString())
                           .arg(MoneyScale));
    return {};
}

} // namespace

PaperExchange::PaperExchange(const ExchangeRules &rules)
    : m_rules(rules)
    , m_ledger(rules.openingCash)
{
}

PaperExchange::~PaperExchange() = default;

PaperExchange::Market &PaperExchange::market(const QString &symbol)
{
    auto &market = m_markets[symbol];
    if (!market)
        market = std::make_shared<Market>(symbol);
    return *market;
}

PaperExchange::Trader &PaperExchange::trader(const QString &id)
{
    auto &trader = m_traders[id];
    if (!trader) {
        trader = std::make_shared<Trader>();
        trader->number = static_cast<quint64>(m_traders.size());
    }
    return *trader;
}

Result<void> PaperExchange::restore(const TradingState &state)
{
    m_lastOrderId = state.lastOrderId;
    m_lastTradeSeq = state.lastTradeSeq;
    for (const TradingAccount &account : state.accounts)
        m_ledger.restore(account);
    for (const Holding &holding : state.holdings)
        m_ledger.restore(holding);
    std::map<quint64, Order *> inPlace;
    for (const Order &kept : state.orders) {
        if (m_orders.contains(kept.id))
            return failure(u"Two orders have the number %1"_s.arg(kept.id), Error::Kind::Conflict);
        Order &order = enter(kept);
        if (!isOpen(order.state)) {
            m_ended.push_back(order.id);
            continue;
        }
        ++m_open;
        hold(order, 1);
        if (order.place > 0)
            inPlace.emplace(order.place, &order);
        else
            wait(market(order.request.symbol), order, order.updated);
    }
    for (const auto &[place, order] : inPlace) {
        m_lastPlace = place;
        Market &own = market(order->request.symbol);
        if (!hasLimit(order->request)) {
            own.waiting.emplace(place, order->id);
            continue;
        }
        std::vector<BookFill> fills;
        const OrderBook::Outcome outcome =
            own.book.add({order->id, trader(order->request.traderId).number, order->request.side,
                          toUnits(*order->request.price), toUnits(order->left())},
                         TimeInForce::Gtc, fills);
        if (outcome.end != OrderBook::Outcome::End::Rests)
            return failure(u"Order %1 should have traded"_s.arg(order->id), Error::Kind::Conflict);
    }
    m_changed.clear();
    TradingChange ignored;
    m_ledger.takeChanges(ignored);
    return {};
}

Result<void> PaperExchange::check(const OrderRequest &request) const
{
    if (request.traderId.isEmpty() || request.symbol.isEmpty())
        return failure(u"An order needs a trader and a symbol"_s);
    if (request.clientOrderId.size() > MaxClientOrderId)
        return failure(u"client_order_id has at most %1 characters"_s.arg(MaxClientOrderId));
    if (request.quantity <= Decimal() || request.quantity > MaxQuantity
        || request.quantity.scale() > MoneyScale)
        return failure(u"quantity is above zero, at most %1, with at most %2 digits after the "
                       "point"_s.arg(MaxQuantity.toString())
                           .arg(MoneyScale));
    if (const auto price = checkPrice(request.price, hasLimit(request), "price"_L1, request.type);
        !price)
        return price;
    return checkPrice(request.stopPrice, hasStop(request), "stop_price"_L1, request.type);
}

std::optional<Decimal> PaperExchange::reservePrice(const OrderRequest &request) const
{
    if (hasLimit(request))
        return request.price;
    if (request.stopPrice)
        return collarPrice(*request.stopPrice);
    const auto known = m_markets.constFind(request.symbol);
    if (known == m_markets.constEnd() || !(*known)->price)
        return std::nullopt;
    return collarPrice(fromUnits(*(*known)->price));
}

QString PaperExchange::refusal(const Order &order, Decimal freeCash, const Position &position) const
{
    const OrderRequest &request = order.request;
    if (request.side == Side::Sell && order.left() <= position.available)
        return {};
    if (request.side == Side::Sell && !m_rules.mayShort)
        return u"It sells %1 %2, and %3 are held and free to be sold"_s.arg(
            order.left().trimmed(0).toString(), request.symbol,
            position.available.trimmed(0).toString());
    const Decimal needed = request.side == Side::Buy
        ? cashNeeded(order, order.reservePrice)
        : m_ledger.marginOf(request.traderId, request.symbol, order.left(),
                            costOf(order.reservePrice, order.left()));
    if (needed > freeCash && !needed.isZero())
        return u"It needs %1, and %2 is free"_s.arg(shown(needed), shown(freeCash));
    return {};
}

Decimal PaperExchange::cashNeeded(const Order &buy, Decimal price) const
{
    const OrderRequest &request = buy.request;
    const Decimal covers =
        std::min(buy.left(), m_ledger.coverable(request.traderId, request.symbol));
    return costOf(price, buy.left() - covers);
}

Result<Order> PaperExchange::place(const OrderRequest &request, Timestamp now)
{
    if (const auto valid = check(request); !valid)
        return tl::unexpected(valid.error());
    Trader &owner = trader(request.traderId);
    if (!request.clientOrderId.isEmpty()) {
        const auto known = owner.byClientId.constFind(request.clientOrderId);
        if (known != owner.byClientId.constEnd())
            return m_orders.at(*known);
    }
    Order asked;
    asked.id = ++m_lastOrderId;
    asked.request = request;
    asked.request.quantity = request.quantity.trimmed(0);
    asked.filledQuantity = Decimal(0, 0);
    asked.filledValue = Decimal(0, MoneyScale);
    asked.created = asked.updated = now;
    const auto reserve = reservePrice(request);
    asked.reservePrice = reserve.value_or(Decimal());
    QString reason = u"There is no price of %1 yet"_s.arg(request.symbol);
    if (reserve)
        reason = refusal(asked, account(request.traderId).available(),
                         m_ledger.position(request.traderId, request.symbol));
    Order &order = enter(asked);
    ++m_open;
    if (!reason.isEmpty()) {
        end(order, OrderState::Rejected, reason, now);
        return order;
    }
    hold(order, 1);
    Market &own = market(request.symbol);
    if (isReached(own, request))
        activate(order, now);
    else
        wait(own, order, now);
    const Order placed = order;
    forgetOld();
    return placed;
}

bool PaperExchange::isReached(const Market &market, const OrderRequest &request)
{
    if (!hasStop(request))
        return true;
    if (!market.price)
        return false;
    const Units stop = toUnits(*request.stopPrice);
    return request.side == Side::Buy ? *market.price >= stop : *market.price <= stop;
}

Order &PaperExchange::enter(Order order)
{
    Trader &owner = trader(order.request.traderId);
    owner.orders.insert(order.id);
    if (isOpen(order.state))
        owner.open.insert(order.id);
    if (!order.request.clientOrderId.isEmpty())
        owner.byClientId.insert(order.request.clientOrderId, order.id);
    m_changed.insert(order.id);
    return m_orders.emplace(order.id, std::move(order)).first->second;
}

/// Holds back what the open part of an order may cost or sell (@p sign 1), or lets it go (-1).
void PaperExchange::hold(const Order &order, int sign)
{
    const OrderRequest &request = order.request;
    const auto signedBy = [sign](Decimal value) {
        return Decimal(value.units() * sign, value.scale());
    };
    const Decimal quantity = signedBy(order.left());
    const Decimal value = signedBy(costOf(order.reservePrice, order.left()));
    if (request.side == Side::Buy)
        m_ledger.reserveBuy(request.traderId, request.symbol, quantity, value);
    else
        m_ledger.reserveSell(request.traderId, request.symbol, quantity, value);
}

/// Of an order that is in no book and waits nowhere. A rejected one holds nothing back.
void PaperExchange::end(Order &order, OrderState state, const QString &reason, Timestamp now)
{
    if (state != OrderState::Rejected)
        hold(order, -1);
    order.state = state;
    order.reason = reason;
    order.updated = now;
    order.reservePrice = Decimal();
    order.place = 0;
    --m_open;
    trader(order.request.traderId).open.erase(order.id);
    m_ended.push_back(order.id);
    m_changed.insert(order.id);
}

Order *PaperExchange::findOpen(const QString &trader, quint64 id, Result<Order> &failed)
{
    const auto known = m_orders.find(id);
    if (known == m_orders.end() || known->second.request.traderId != trader) {
        failed = failure(u"There is no order %1"_s.arg(id), Error::Kind::NotFound);
        return nullptr;
    }
    if (!isOpen(known->second.state)) {
        failed = failure(u"Order %1 has ended: it is %2"_s.arg(id).arg(
                             toString(known->second.state).replace(u'_', u' ')),
                         Error::Kind::Conflict);
        return nullptr;
    }
    return &known->second;
}

Result<Order> PaperExchange::cancel(const QString &trader, quint64 id, Timestamp now)
{
    Result<Order> failed;
    Order *order = findOpen(trader, id, failed);
    if (!order)
        return failed;
    remove(market(order->request.symbol), *order);
    end(*order, OrderState::Canceled, {}, now);
    const Order cancelled = *order;
    forgetOld();
    return cancelled;
}

Result<Order> PaperExchange::replace(const QString &trader, quint64 id, const OrderTerms &terms,
                                     Timestamp now)
{
    Result<Order> failed;
    Order *order = findOpen(trader, id, failed);
    if (!order)
        return failed;
    OrderRequest request = order->request;
    request.quantity = terms.quantity.value_or(request.quantity).trimmed(0);
    if (request.quantity <= order->filledQuantity)
        return failure(u"%1 of order %2 are filled already: cancel it, or ask for more"_s
                           .arg(order->filledQuantity.toString())
                           .arg(id),
                       Error::Kind::Conflict);
    const bool isActive = order->place > 0;
    if (terms.price)
        request.price = terms.price;
    if (terms.stopPrice && terms.stopPrice != request.stopPrice) {
        if (isActive && hasStop(request))
            return failure(u"The stop of order %1 was reached"_s.arg(id), Error::Kind::Conflict);
        request.stopPrice = terms.stopPrice;
    }
    if (const auto valid = check(request); !valid)
        return tl::unexpected(valid.error());

    Market &own = market(request.symbol);
    const bool isCut = request.quantity <= order->request.quantity
        && request.price == order->request.price && request.stopPrice == order->request.stopPrice;
    if (isCut) {
        hold(*order, -1);
        order->request.quantity = request.quantity;
        hold(*order, 1);
        if (isActive && hasLimit(request))
            own.book.cut(id, toUnits(order->left()));
        order->updated = now;
        m_changed.insert(id);
        return *order;
    }

    // Whether the new one is allowed is asked as if the old one held nothing back.
    Order next;
    next.request = request;
    next.request.quantity = request.quantity - order->filledQuantity;
    next.request.clientOrderId.clear();
    // A market order goes on with what it was allowed to cost.
    next.reservePrice = hasLimit(request) ? *request.price
        : isActive                        ? order->reservePrice
                                          : collarPrice(*request.stopPrice);
    hold(*order, -1);
    const QString reason =
        refusal(next, account(trader).available(), m_ledger.position(trader, request.symbol));
    hold(*order, 1);
    if (!reason.isEmpty())
        return failure(reason, Error::Kind::Conflict);
    next.id = ++m_lastOrderId;
    next.filledQuantity = Decimal(0, 0);
    next.filledValue = Decimal(0, MoneyScale);
    next.created = next.updated = now;
    remove(own, *order);
    order->replacedBy = next.id;
    end(*order, OrderState::Replaced, {}, now);
    Order &entered = enter(next);
    ++m_open;
    hold(entered, 1);
    if (isActive || isReached(own, request))
        activate(entered, now);
    else
        wait(own, entered, now);
    const Order replaced = entered;
    forgetOld();
    return replaced;
}

void PaperExchange::expire(const DayStart &start, Timestamp now)
{
    for (auto &[id, order] : m_orders) {
        if (!isOpen(order.state) || order.request.timeInForce != TimeInForce::Day
            || order.created >= start(order.request.symbol))
            continue;
        remove(market(order.request.symbol), order);
        end(order, OrderState::Expired, u"Its day is over"_s, now);
    }
    forgetOld();
}

/// Not while a reference to an order is in use.
void PaperExchange::forgetOld()
{
    while (m_ended.size() > m_rules.keptOrders) {
        const quint64 id = m_ended.front();
        // One that was not yet told must still be found.
        if (m_changed.contains(id))
            return;
        m_ended.pop_front();
        const auto order = m_orders.find(id);
        Trader &owner = trader(order->second.request.traderId);
        owner.orders.erase(id);
        owner.byClientId.remove(order->second.request.clientOrderId);
        m_orders.erase(order);
    }
}

std::optional<Order> PaperExchange::order(quint64 id) const
{
    const auto known = m_orders.find(id);
    return known == m_orders.end() ? std::nullopt : std::optional(known->second);
}

QList<Order> PaperExchange::orders(const QString &trader, int limit,
                                   const std::function<bool(const Order &)> &fits) const
{
    QList<Order> orders;
    const auto known = m_traders.constFind(trader);
    if (known == m_traders.constEnd())
        return orders;
    const std::set<quint64> &ids = (*known)->orders;
    for (auto id = ids.rbegin(); id != ids.rend() && orders.size() < limit; ++id) {
        const Order &order = m_orders.at(*id);
        if (!fits || fits(order))
            orders.append(order);
    }
    std::reverse(orders.begin(), orders.end());
    return orders;
}

QList<Order> PaperExchange::openOrders(const QString &trader) const
{
    QList<Order> orders;
    const auto known = m_traders.constFind(trader);
    if (known == m_traders.constEnd())
        return orders;
    for (const quint64 id : (*known)->open)
        orders.append(m_orders.at(id));
    return orders;
}

const OrderBook *PaperExchange::book(const QString &symbol) const
{
    const auto known = m_markets.constFind(symbol);
    return known == m_markets.constEnd() ? nullptr : &(*known)->book;
}

TradingChange PaperExchange::takeChanges()
{
    TradingChange change;
    for (const quint64 id : m_changed)
        change.orders.append(m_orders.at(id));
    m_changed.clear();
    change.trades = std::exchange(m_trades, {});
    m_ledger.takeChanges(change);
    forgetOld();
    return change;
}

} // namespace Tickwell
