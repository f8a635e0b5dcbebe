// SPDX-License-Identifier: GPL-3.0-or-later
#include "market/PaperMarket.h"

#include <algorithm>

namespace Tickwell {

using namespace Qt::StringLiterals;

namespace {

/// Whether an order would trade with the market at @p price.
bool takes(const BookOrder &order, qint64 price)
{
    return order.side == Side::Buy ? price <= order.limit : price >= order.limit;
}

bool mayWait(const OrderRequest &request)
{
    return request.timeInForce == TimeInForce::Day || request.timeInForce == TimeInForce::Gtc;
}

/// As the book sees it. A buy without a limit takes no more than it holds cash back for.
BookOrder inBook(const Order &order, quint64 trader)
{
    const OrderRequest &request = order.request;
    qint64 limit = OrderBook::anyPrice(request.side);
    if (hasLimit(request))
        limit = toUnits(*request.price);
    else if (request.side == Side::Buy)
        limit = toUnits(order.reservePrice);
    return {order.id, trader, request.side, limit, toUnits(order.left())};
}

} // namespace

/// Lets a stop, or what found no other side, wait.
void PaperExchange::wait(Market &market, Order &order, Timestamp now)
{
    const OrderRequest &request = order.request;
    if (order.place == 0) {
        if (request.side == Side::Buy)
            market.buyStops.emplace(toUnits(*request.stopPrice), order.id);
        else
            market.sellStops.emplace(toUnits(*request.stopPrice), order.id);
        return;
    }
    if (!hasLimit(request)) {
        market.waiting.emplace(order.place, order.id);
        return;
    }
    std::vector<BookFill> fills;
    const BookOrder resting = inBook(order, trader(request.traderId).number);
    const auto outcome = market.book.add(resting, TimeInForce::Gtc, fills);
    // All that it could trade with has been tried but the trader's own.
    if (outcome.end == OrderBook::Outcome::End::OwnOrder)
        end(order, OrderState::Canceled, u"It would trade with an order of the same trader"_s, now);
    else
        fillWaiting(market, now);
}

void PaperExchange::activate(Order &order, Timestamp now)
{
    Market &own = market(order.request.symbol);
    order.place = ++m_lastPlace;
    order.updated = now;
    m_changed.insert(order.id);
    if (order.request.timeInForce == TimeInForce::Fok && !fillsWhole(own, order)) {
        end(order, OrderState::Canceled, u"It could not be filled at once as a whole"_s, now);
        return;
    }
    fillFromBook(own, order, now);
    fillFromMarket(own, order, now);
    if (!isOpen(order.state))
        return;
    if (mayWait(order.request))
        wait(own, order, now);
    else
        end(order, OrderState::Canceled, u"The rest could not be filled at once"_s, now);
}

bool PaperExchange::fillsWhole(const Market &market, const Order &order) const
{
    const BookOrder incoming =
        inBook(order, (*m_traders.constFind(order.request.traderId))->number);
    Units whole = std::min(incoming.quantity, market.book.fillable(incoming));
    if (market.price && takes(incoming, *market.price))
        whole += std::min(incoming.quantity - whole, market.volume);
    return whole >= incoming.quantity;
}

void PaperExchange::fillFromBook(Market &market, Order &order, Timestamp now)
{
    std::vector<BookFill> fills;
    const BookOrder incoming = inBook(order, trader(order.request.traderId).number);
    market.book.add(incoming, TimeInForce::Ioc, fills);
    applyFills(fills, &order, now);
}

void PaperExchange::fillFromMarket(Market &market, Order &order, Timestamp now)
{
    if (!isOpen(order.state) || !market.price || market.volume == 0)
        return;
    const BookOrder incoming = inBook(order, trader(order.request.traderId).number);
    if (!takes(incoming, *market.price))
        return;
    const Units quantity = std::min(incoming.quantity, market.volume);
    if (market.volume != Market::Unlimited)
        market.volume -= quantity;
    settle(order, nullptr, *market.price, quantity, now);
}

void PaperExchange::applyFills(const std::vector<BookFill> &fills, Order *incoming, Timestamp now)
{
    for (const BookFill &fill : fills) {
        Order &resting = m_orders.at(fill.resting);
        if (incoming)
            settle(*incoming, &resting, fill.price, fill.quantity, now);
        else
            settle(resting, nullptr, fill.price, fill.quantity, now);
    }
}

/// A trade of @p first with @p second, or with the market when there is none.
void PaperExchange::settle(Order &first, Order *second, Units price, Units quantity, Timestamp now)
{
    Trade trade;
    trade.seq = ++m_lastTradeSeq;
    trade.time = now;
    trade.symbol = first.request.symbol;
    trade.price = fromUnits(price);
    trade.quantity = fromUnits(quantity);
    for (const Order *order :
         {static_cast<const Order *>(&first), static_cast<const Order *>(second)}) {
        if (!order)
            continue;
        const bool buys = order->request.side == Side::Buy;
        (buys ? trade.buyOrder : trade.sellOrder) = order->id;
        (buys ? trade.buyer : trade.seller) = order->request.traderId;
    }
    m_trades.append(trade);
    applyFill(first, price, quantity, now);
    if (second)
        applyFill(*second, price, quantity, now);
}

void PaperExchange::applyFill(Order &order, Units price, Units quantity, Timestamp now)
{
    const OrderRequest &request = order.request;
    const Decimal filled = fromUnits(quantity);
    const Decimal value = Decimal::product(fromUnits(price), filled, MoneyScale);
    hold(order, -1);
    order.filledQuantity = (order.filledQuantity + filled).trimmed(0);
    order.filledValue = order.filledValue + value;
    hold(order, 1);
    m_ledger.settle(request.traderId, request.symbol, request.side, filled, value);
    order.updated = now;
    m_changed.insert(order.id);
    if (order.left().isZero())
        end(order, OrderState::Filled, {}, now);
    else
        order.state = OrderState::PartiallyFilled;
}

void PaperExchange::offerPrice(const QString &symbol, Decimal price)
{
    Market &own = market(symbol);
    if (!own.price)
        own.price = toUnits(price);
}

void PaperExchange::forgetPrices()
{
    for (const auto &market : std::as_const(m_markets)) {
        market->price.reset();
        market->volume = 0;
        market->time = Timestamp();
    }
}

void PaperExchange::trade(const Tick &tick, Timestamp now)
{
    Market &own = market(tick.symbol);
    // One that came late says nothing of the price now.
    if (own.price && tick.time < own.time)
        return;
    own.price = toUnits(tick.price);
    own.time = tick.time;
    own.volume = tick.volume.isZero() ? Market::Unlimited : toUnits(tick.volume);
    fillWaiting(own, now);
    std::vector<BookFill> fills;
    const Units taken = own.book.trade(*own.price, own.volume, fills);
    if (own.volume != Market::Unlimited)
        own.volume -= taken;
    applyFills(fills, nullptr, now);
    triggerStops(own, now);
}

void PaperExchange::fillWaiting(Market &market, Timestamp now)
{
    // A copy: an order that is filled leaves, and one may come to wait.
    const std::map<quint64, quint64> waiting = market.waiting;
    for (const auto &[place, id] : waiting) {
        Order &order = m_orders.at(id);
        if (!isOpen(order.state))
            continue;
        // The market has left the price behind for which its cash was held back.
        const auto reserve = order.request.side == Side::Buy && market.price
                && *market.price > toUnits(order.reservePrice)
            ? std::optional(fromUnits(*market.price))
            : std::nullopt;
        if (reserve) {
            hold(order, -1);
            const Decimal needed = cashNeeded(order, *reserve);
            const bool isAffordable =
                needed.isZero() || needed <= account(order.request.traderId).available();
            if (isAffordable)
                order.reservePrice = *reserve;
            hold(order, 1);
            if (!isAffordable) {
                remove(market, order);
                end(order, OrderState::Canceled, u"The price has risen beyond the cash"_s, now);
                continue;
            }
            m_changed.insert(id);
        }
        fillFromBook(market, order, now);
        fillFromMarket(market, order, now);
        if (!isOpen(order.state))
            market.waiting.erase(place);
    }
}

void PaperExchange::triggerStops(Market &market, Timestamp now)
{
    const Units price = *market.price;
    std::vector<quint64> reached;
    while (!market.buyStops.empty() && market.buyStops.begin()->first <= price) {
        reached.push_back(market.buyStops.begin()->second);
        market.buyStops.erase(market.buyStops.begin());
    }
    while (!market.sellStops.empty() && market.sellStops.begin()->first >= price) {
        reached.push_back(market.sellStops.begin()->second);
        market.sellStops.erase(market.sellStops.begin());
    }
    for (const quint64 id : reached)
        activate(m_orders.at(id), now);
}

/// Takes an open order out of wherever it waits.
void PaperExchange::remove(Market &market, const Order &order)
{
    const auto eraseFrom = [&](auto &stops) {
        auto [at, end] = stops.equal_range(toUnits(*order.request.stopPrice));
        while (at != end && at->second != order.id)
            ++at;
        if (at != end)
            stops.erase(at);
    };
    if (order.place == 0 && order.request.side == Side::Buy)
        eraseFrom(market.buyStops);
    else if (order.place == 0)
        eraseFrom(market.sellStops);
    else if (hasLimit(order.request))
        market.book.cancel(order.id);
    else
        market.waiting.erase(order.place);
}

} // namespace Tickwell
