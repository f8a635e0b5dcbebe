// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "market/OrderBook.h"

#include <algorithm>

namespace Tickwell {

/// The rules of OrderBook, as plainly as they can be said: all orders in one list by their coming,
/// searched from end to end each time.
class PlainBook
{
public:
    OrderBook::Outcome add(const BookOrder &order, TimeInForce force, std::vector<BookFill> &fills)
    {
        using End = OrderBook::Outcome::End;
        const std::vector<BookOrder> before = m_orders;
        const std::size_t filledBefore = fills.size();
        BookOrder left = order;
        End end = End::Filled;
        while (left.quantity > 0) {
            const auto other = bestOf(opposite(order.side));
            if (other == m_orders.end() || !takes(order, other->limit)) {
                end = End::Rests;
                break;
            }
            if (other->trader == order.trader) {
                end = End::OwnOrder;
                break;
            }
            fills.push_back(fill(other, left, other->limit));
        }
        if (force == TimeInForce::Fok && left.quantity > 0) {
            m_orders = before;
            fills.resize(filledBefore);
            return {End::Dropped, 0, order.quantity};
        }
        const bool mayRest = (force == TimeInForce::Day || force == TimeInForce::Gtc)
            && order.limit != OrderBook::anyPrice(order.side);
        if (end == End::Rests && !mayRest)
            end = End::Dropped;
        if (end == End::Rests)
            m_orders.push_back(left);
        return {end, order.quantity - left.quantity, left.quantity};
    }

    std::optional<BookQuantity> cancel(quint64 id)
    {
        const auto order = find(id);
        if (order == m_orders.end())
            return std::nullopt;
        const BookQuantity left = order->quantity;
        m_orders.erase(order);
        return left;
    }

    bool cut(quint64 id, BookQuantity quantity)
    {
        const auto order = find(id);
        if (order == m_orders.end() || quantity <= 0 || quantity > order->quantity)
            return false;
        order->quantity = quantity;
        return true;
    }

    BookQuantity trade(BookPrice price, BookQuantity volume, std::vector<BookFill> &fills)
    {
        BookOrder market;
        market.quantity = volume;
        for (const Side side : {Side::Buy, Side::Sell}) {
            while (market.quantity > 0) {
                const auto order = bestOf(side);
                if (order == m_orders.end() || !takes(*order, price))
                    break;
                fills.push_back(fill(order, market, price));
            }
        }
        return volume - market.quantity;
    }

    [[nodiscard]] std::vector<OrderBook::Level> levels(Side side) const
    {
        std::vector<OrderBook::Level> levels;
        for (const BookOrder &order : m_orders) {
            if (order.side != side)
                continue;
            const auto level = std::find_if(levels.begin(), levels.end(), [&](const auto &known) {
                return known.price == order.limit;
            });
            if (level == levels.end()) {
                levels.push_back({order.limit, order.quantity, 1});
            } else {
                level->quantity += order.quantity;
                ++level->orders;
            }
        }
        std::sort(levels.begin(), levels.end(), [side](const auto &a, const auto &b) {
            return side == Side::Buy ? a.price > b.price : a.price < b.price;
        });
        return levels;
    }

    [[nodiscard]] std::vector<quint64> queue(Side side, BookPrice price) const
    {
        std::vector<quint64> ids;
        for (const BookOrder &order : m_orders) {
            if (order.side == side && order.limit == price)
                ids.push_back(order.id);
        }
        return ids;
    }

    [[nodiscard]] const std::vector<BookOrder> &orders() const { return m_orders; }

private:
    using Orders = std::vector<BookOrder>;

    static bool takes(const BookOrder &order, BookPrice price)
    {
        return order.side == Side::Buy ? price <= order.limit : price >= order.limit;
    }
    Orders::iterator find(quint64 id)
    {
        return std::find_if(m_orders.begin(), m_orders.end(),
                            [id](const BookOrder &order) { return order.id == id; });
    }
    Orders::iterator bestOf(Side side)
    {
        auto best = m_orders.end();
        for (auto order = m_orders.begin(); order != m_orders.end(); ++order) {
            if (order->side != side)
                continue;
            if (best == m_orders.end()
                || (side == Side::Buy ? order->limit > best->limit : order->limit < best->limit))
                best = order;
        }
        return best;
    }
    BookFill fill(Orders::iterator resting, BookOrder &incoming, BookPrice price)
    {
        BookFill fill{resting->id, incoming.id, price,
                      std::min(resting->quantity, incoming.quantity), false};
        resting->quantity -= fill.quantity;
        incoming.quantity -= fill.quantity;
        fill.isRestingDone = resting->quantity == 0;
        if (fill.isRestingDone)
            m_orders.erase(resting);
        return fill;
    }

    Orders m_orders;
};

} // namespace Tickwell
