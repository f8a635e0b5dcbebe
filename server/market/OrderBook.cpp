// SPDX-License-Identifier: GPL-3.0-or-later
#include "market/OrderBook.h"

#include <algorithm>

namespace Tickwell {

OrderBook::OrderBook()
    : m_lines{Lines(&m_memory), Lines(&m_memory)}
    , m_places(&m_memory)
{
}

OrderBook::Outcome OrderBook::add(const BookOrder &order, TimeInForce force,
                                  std::vector<BookFill> &fills)
{
    using End = Outcome::End;
    if (force == TimeInForce::Fok && fillable(order) < order.quantity)
        return {End::Dropped, 0, order.quantity};

    BookOrder left = order;
    Lines &others = lines(opposite(order.side));
    while (left.quantity > 0 && !others.empty()) {
        const auto best = others.begin();
        Line &line = best->second;
        const BookOrder &first = m_nodes[line.first].order;
        if (!takes(order, first.limit))
            break;
        if (first.trader == order.trader)
            return {End::OwnOrder, order.quantity - left.quantity, left.quantity};
        BookFill fill = fillFirst(line, left.quantity);
        fill.incoming = order.id;
        left.quantity -= fill.quantity;
        fills.push_back(fill);
        if (line.orders == 0)
            others.erase(best);
    }
    const BookQuantity filled = order.quantity - left.quantity;
    if (left.quantity == 0)
        return {End::Filled, filled, 0};
    const bool mayRest = force == TimeInForce::Day || force == TimeInForce::Gtc;
    if (!mayRest || order.limit == anyPrice(order.side))
        return {End::Dropped, filled, left.quantity};
    rest(left);
    return {End::Rests, filled, left.quantity};
}

BookQuantity OrderBook::fillable(const BookOrder &order) const
{
    BookQuantity filled = 0;
    for (const auto &[rank, line] : lines(opposite(order.side))) {
        for (Index index = line.first; index != None; index = m_nodes[index].behind) {
            const BookOrder &other = m_nodes[index].order;
            if (filled >= order.quantity || !takes(order, other.limit)
                || other.trader == order.trader)
                return filled;
            filled += other.quantity;
        }
    }
    return filled;
}

void OrderBook::rest(const BookOrder &order)
{
    Index index = static_cast<Index>(m_nodes.size());
    if (m_free.empty()) {
        m_nodes.emplace_back();
    } else {
        index = m_free.back();
        m_free.pop_back();
    }
    Line &line = lines(order.side)[rankOf(order.side, order.limit)];
    m_nodes[index] = {order, line.last, None};
    if (line.last == None)
        line.first = index;
    else
        m_nodes[line.last].behind = index;
    line.last = index;
    line.quantity += order.quantity;
    ++line.orders;
    m_places.emplace(order.id, index);
}

BookFill OrderBook::fillFirst(Line &line, BookQuantity quantity)
{
    const Index index = line.first;
    BookOrder &order = m_nodes[index].order;
    BookFill fill;
    fill.resting = order.id;
    fill.price = order.limit;
    fill.quantity = std::min(order.quantity, quantity);
    order.quantity -= fill.quantity;
    line.quantity -= fill.quantity;
    fill.isRestingDone = order.quantity == 0;
    if (fill.isRestingDone)
        unlink(line, index);
    return fill;
}

/// What is left of the order is no longer in the line's quantity.
void OrderBook::unlink(Line &line, Index index)
{
    const Node &node = m_nodes[index];
    (node.before == None ? line.first : m_nodes[node.before].behind) = node.behind;
    (node.behind == None ? line.last : m_nodes[node.behind].before) = node.before;
    --line.orders;
    m_places.erase(node.order.id);
    m_free.push_back(index);
}

std::optional<BookQuantity> OrderBook::cancel(quint64 id)
{
    const auto place = m_places.find(id);
    if (place == m_places.end())
        return std::nullopt;
    const Index index = place->second;
    const BookOrder order = m_nodes[index].order;
    Lines &own = lines(order.side);
    const auto line = own.find(rankOf(order.side, order.limit));
    line->second.quantity -= order.quantity;
    unlink(line->second, index);
    if (line->second.orders == 0)
        own.erase(line);
    return order.quantity;
}

bool OrderBook::cut(quint64 id, BookQuantity quantity)
{
    const auto place = m_places.find(id);
    if (place == m_places.end())
        return false;
    BookOrder &order = m_nodes[place->second].order;
    if (quantity <= 0 || quantity > order.quantity)
        return false;
    lines(order.side).find(rankOf(order.side, order.limit))->second.quantity -=
        order.quantity - quantity;
    order.quantity = quantity;
    return true;
}

BookQuantity OrderBook::trade(BookPrice price, BookQuantity volume, std::vector<BookFill> &fills)
{
    BookQuantity left = volume;
    // At one price only one side takes it: the best bid is below the best ask.
    for (const Side side : {Side::Buy, Side::Sell}) {
        Lines &own = lines(side);
        while (left > 0 && !own.empty()) {
            const auto best = own.begin();
            if (!takes(m_nodes[best->second.first].order, price))
                break;
            BookFill fill = fillFirst(best->second, left);
            fill.price = price;
            left -= fill.quantity;
            fills.push_back(fill);
            if (best->second.orders == 0)
                own.erase(best);
        }
    }
    return volume - left;
}

std::optional<BookPrice> OrderBook::best(Side side) const
{
    const Lines &own = lines(side);
    if (own.empty())
        return std::nullopt;
    return m_nodes[own.begin()->second.first].order.limit;
}

std::optional<BookQuantity> OrderBook::left(quint64 id) const
{
    const auto place = m_places.find(id);
    if (place == m_places.end())
        return std::nullopt;
    return m_nodes[place->second].order.quantity;
}

std::vector<OrderBook::Level> OrderBook::levels(Side side, std::size_t count) const
{
    std::vector<Level> levels;
    for (const auto &[rank, line] : lines(side)) {
        if (levels.size() == count)
            break;
        levels.push_back({m_nodes[line.first].order.limit, line.quantity, line.orders});
    }
    return levels;
}

std::vector<quint64> OrderBook::queue(Side side, BookPrice price) const
{
    std::vector<quint64> ids;
    const auto line = lines(side).find(rankOf(side, price));
    if (line == lines(side).end())
        return ids;
    for (Index index = line->second.first; index != None; index = m_nodes[index].behind)
        ids.push_back(m_nodes[index].order.id);
    return ids;
}

} // namespace Tickwell
