// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Order.h"

#include <limits>
#include <map>
#include <memory_resource>
#include <optional>
#include <unordered_map>
#include <vector>

namespace Tickwell {

/// Prices and quantities of one symbol, as whole numbers of its smallest steps.
using BookPrice = qint64;
using BookQuantity = qint64;

/// An order as its book sees it.
struct BookOrder
{
    quint64 id = 0;     ///< unique in the book
    quint64 trader = 0; ///< does not trade with itself
    Side side = Side::Buy;
    BookPrice limit = 0; ///< the worst price it takes; see OrderBook::anyPrice()
    BookQuantity quantity = 0;
};

/// An exchange of @p quantity at @p price.
struct BookFill
{
    quint64 resting = 0;  ///< id of the order that stood in the book
    quint64 incoming = 0; ///< id of the order that came; 0: the market
    BookPrice price = 0;
    BookQuantity quantity = 0;
    bool isRestingDone = false; ///< nothing of it is left
};

/// The orders of one symbol that wait, and who trades with whom: price-time priority, at the price
/// of the order that stood there. One thread; no clock, no money: those are their owner's.
class OrderBook
{
public:
    /// What became of an order that came.
    struct Outcome
    {
        enum class End {
            Filled,   ///< nothing is left
            Rests,    ///< what is left stands in the book
            Dropped,  ///< what is left found no other side, and may not rest
            OwnOrder, ///< what is left met an order of the same trader
        };
        End end = End::Filled;
        BookQuantity filled = 0;
        BookQuantity left = 0;
    };
    /// One price.
    struct Level
    {
        BookPrice price = 0;
        BookQuantity quantity = 0; ///< of all its orders
        int orders = 0;
    };

    OrderBook();
    OrderBook(const OrderBook &) = delete;
    OrderBook &operator=(const OrderBook &) = delete;

    /// The limit of an order that takes every price.
    [[nodiscard]] static constexpr BookPrice anyPrice(Side side)
    {
        return side == Side::Buy ? std::numeric_limits<BookPrice>::max()
                                 : std::numeric_limits<BookPrice>::min();
    }

    /// Matches @p order, whose id is not in the book and whose quantity is above zero, and lets
    /// what is left rest where @p force says so; one that takes any price never rests. Appends its
    /// fills to
    /// @p fills.
    Outcome add(const BookOrder &order, TimeInForce force, std::vector<BookFill> &fills);

    /// Takes an order out. What was left of it; none when it is not there.
    std::optional<BookQuantity> cancel(quint64 id);

    /// Cuts what is left of an order to @p quantity, above zero and no more than that; it keeps its
    /// place. False when it is not there or that is not a cut.
    bool cut(quint64 id, BookQuantity quantity);

    /// A trade of the market at @p price: orders that take it fill there, the best first, up to
    /// @p volume in all. What was filled of it. Its fills are appended to @p fills.
    BookQuantity trade(BookPrice price, BookQuantity volume, std::vector<BookFill> &fills);

    /// How much of @p order would fill at once, before it met its own trader or its limit; what is
    /// beyond its quantity does not count exactly.
    [[nodiscard]] BookQuantity fillable(const BookOrder &order) const;
    [[nodiscard]] std::optional<BookPrice> best(Side side) const;
    /// What is left of an order; none when it is not there.
    [[nodiscard]] std::optional<BookQuantity> left(quint64 id) const;
    /// The best @p count prices, best first.
    [[nodiscard]] std::vector<Level> levels(Side side, std::size_t count) const;
    /// The ids at @p price in the order in which they would trade.
    [[nodiscard]] std::vector<quint64> queue(Side side, BookPrice price) const;
    [[nodiscard]] std::size_t size() const { return m_places.size(); }

private:
    using Index = quint32;
    static constexpr Index None = std::numeric_limits<Index>::max();

    /// An order that rests, in its level's line.
    struct Node
    {
        BookOrder order; ///< its quantity is what is left
        Index before = None;
        Index behind = None;
    };
    struct Line
    {
        BookQuantity quantity = 0;
        int orders = 0;
        Index first = None;
        Index last = None;
    };
    /// By rank: the best is first, whichever side it is.
    using Lines = std::pmr::map<qint64, Line>;

    [[nodiscard]] static qint64 rankOf(Side side, BookPrice price)
    {
        return side == Side::Buy ? -price : price;
    }
    [[nodiscard]] Lines &lines(Side side) { return m_lines[side == Side::Buy ? 0 : 1]; }
    [[nodiscard]] const Lines &lines(Side side) const { return m_lines[side == Side::Buy ? 0 : 1]; }
    [[nodiscard]] static bool takes(const BookOrder &order, BookPrice price)
    {
        return order.side == Side::Buy ? price <= order.limit : price >= order.limit;
    }
    void rest(const BookOrder &order);
    /// Takes @p quantity off the first of @p line, and the order when nothing is left.
    BookFill fillFirst(Line &line, BookQuantity quantity);
    void unlink(Line &line, Index index);

    std::pmr::unsynchronized_pool_resource m_memory;
    Lines m_lines[2];
    std::vector<Node> m_nodes;
    std::vector<Index> m_free;
    std::pmr::unordered_map<quint64, Index> m_places;
};

} // namespace Tickwell
