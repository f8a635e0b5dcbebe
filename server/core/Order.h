// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Decimal.h"
#include "core/Time.h"

#include <QMetaType>
#include <QString>

#include <optional>

namespace Tickwell {

/// Money has this many digits after the point; quantities have no more.
inline constexpr int MoneyScale = 8;

enum class Side { Buy, Sell };

[[nodiscard]] constexpr Side opposite(Side side)
{
    return side == Side::Buy ? Side::Sell : Side::Buy;
}

/// At any price, at a limit or better; the same once the market has traded at the stop price.
enum class OrderType { Market, Limit, Stop, StopLimit };

/// How long an order stands: until its exchange's day ends, until it is cancelled, not at all
/// (what cannot be filled at once is cancelled), or whole at once or not at all.
enum class TimeInForce { Day, Gtc, Ioc, Fok };

/// Where an order is in its life. Replaced: another stands for it.
enum class OrderState { New, PartiallyFilled, Filled, Canceled, Expired, Rejected, Replaced };

/// The words of the API: `buy`, `stop_limit`, `gtc`, `partially_filled`, …
[[nodiscard]] QString toString(Side side);
[[nodiscard]] QString toString(OrderType type);
[[nodiscard]] QString toString(TimeInForce timeInForce);
[[nodiscard]] QString toString(OrderState state);
[[nodiscard]] std::optional<Side> parseSide(QStringView text);
[[nodiscard]] std::optional<OrderType> parseOrderType(QStringView text);
[[nodiscard]] std::optional<TimeInForce> parseTimeInForce(QStringView text);
[[nodiscard]] std::optional<OrderState> parseOrderState(QStringView text);
/// `pending`, `executed`, `cancelled`, `rejected` or `expired`: the states that older clients know.
[[nodiscard]] QString statusWord(OrderState state);

/// True of an order that can still be filled or cancelled.
[[nodiscard]] constexpr bool isOpen(OrderState state)
{
    return state == OrderState::New || state == OrderState::PartiallyFilled;
}

/// What a trader asks for.
struct OrderRequest
{
    QString clientOrderId; ///< the trader's own; the same twice is one order. Empty: none
    QString traderId;
    QString symbol;
    Side side = Side::Buy;
    OrderType type = OrderType::Limit;
    Decimal quantity;                      ///< above zero
    std::optional<Decimal> price = {};     ///< of Limit and StopLimit
    std::optional<Decimal> stopPrice = {}; ///< of Stop and StopLimit
    TimeInForce timeInForce = TimeInForce::Day;

    friend bool operator==(const OrderRequest &, const OrderRequest &) = default;
};

/// What an open order shall be instead; what is absent stays as it is.
struct OrderTerms
{
    std::optional<Decimal> quantity = {};  ///< in all, what is filled included
    std::optional<Decimal> price = {};     ///< of Limit and StopLimit
    std::optional<Decimal> stopPrice = {}; ///< of Stop and StopLimit, until it is reached
};

/// The most that a buy without a limit pays, and what it holds cash back for: 5 % above @p price,
/// which is its stop's or the market's.
[[nodiscard]] Decimal collarPrice(Decimal price);

/// An order as its trader sees it.
struct Order
{
    quint64 id = 0; ///< rising from 1, unique over all symbols
    OrderRequest request;
    Decimal filledQuantity;
    Decimal filledValue; ///< money: each fill's quantity at its price
    Timestamp created;
    Timestamp updated;
    OrderState state = OrderState::New;
    QString reason;         ///< why it was rejected, or ended unfilled; for a person
    quint64 replacedBy = 0; ///< the order that stands for a replaced one

    /// Of an open buy: what is left of it holds cash back at this price.
    Decimal reservePrice;
    /// Its turn among the open orders of its symbol, the lowest first; 0 while its stop waits.
    quint64 place = 0;

    [[nodiscard]] Decimal left() const { return request.quantity - filledQuantity; }
    /// None before its first fill.
    [[nodiscard]] std::optional<Decimal> averageFillPrice() const;

    friend bool operator==(const Order &, const Order &) = default;
};

/// A trade between two orders, or between one and the market.
struct Trade
{
    quint64 seq = 0; ///< rising from 1, without gaps
    Timestamp time;
    QString symbol;
    Decimal price;
    Decimal quantity;
    quint64 buyOrder = 0;  ///< 0: the market
    quint64 sellOrder = 0; ///< 0: the market
    QString buyer;
    QString seller;

    friend bool operator==(const Trade &, const Trade &) = default;
};

/// What a trader holds of a symbol.
struct Position
{
    QString symbol;
    Decimal quantity;       ///< below zero: sold short
    Decimal available;      ///< of it, what no open sell has reserved
    Decimal cost;           ///< money paid for it; below zero: received for what was sold short
    Decimal realizedProfit; ///< money, of what was closed

    /// What one was bought (sold short) at on average; none without a quantity.
    [[nodiscard]] std::optional<Decimal> averagePrice() const;
    /// Money: what it is worth at @p price.
    [[nodiscard]] Decimal marketValue(Decimal price) const;
    /// Money: what closing it at @p price would gain.
    [[nodiscard]] Decimal unrealizedProfit(Decimal price) const
    {
        return marketValue(price) - cost;
    }

    friend bool operator==(const Position &, const Position &) = default;
};

/// A trader's money.
struct TradingAccount
{
    QString traderId;
    Decimal cash;     ///< what is reserved included
    Decimal reserved; ///< by open buys

    [[nodiscard]] Decimal available() const { return cash - reserved; }

    friend bool operator==(const TradingAccount &, const TradingAccount &) = default;
};

} // namespace Tickwell

Q_DECLARE_METATYPE(Tickwell::Order)
