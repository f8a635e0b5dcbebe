// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/TradingChange.h"

#include <QByteArray>
#include <QByteArrayList>

#include <vector>

/// How orders, trades and accounts become columns, in both databases. Decimals are text: money
/// needs more digits than a number with packed scales has, and these rows are few.
namespace Tickwell::TradeRows {

using Columns = std::vector<QString>;

/// A table with the columns that name a row.
struct Table
{
    const char *name;
    QByteArrayList columns;
    QByteArrayList keys;
};

[[nodiscard]] const Table &orders();
[[nodiscard]] const Table &trades();
[[nodiscard]] const Table &holdings();
[[nodiscard]] const Table &accounts();

/// A statement that writes a row of @p table, in the place of one that has the same keys.
/// @p parameter gives the text of the n-th parameter, from 1.
[[nodiscard]] QByteArray upsert(const Table &table, QByteArray (*parameter)(int));
[[nodiscard]] QByteArray select(const Table &table);

/// The values of the columns, in their order.
[[nodiscard]] Columns columnsOf(const Order &order);
[[nodiscard]] Columns columnsOf(const Trade &trade);
[[nodiscard]] Columns columnsOf(const Holding &holding);
[[nodiscard]] Columns columnsOf(const TradingAccount &account);

/// The words of open states, as a list in SQL.
inline constexpr const char *OpenStates = "('new', 'partially_filled')";

/// What @p text says; zero when it says nothing.
[[nodiscard]] Decimal decimalOf(QByteArrayView text);
[[nodiscard]] std::optional<Decimal> optionalOf(QByteArrayView text);

/// These read the columns from a row that gives integer(), utf8() and text(): a Statement or a
/// PgRow.
template<typename Row>
[[nodiscard]] Order readOrder(const Row &row)
{
    Order order;
    order.id = static_cast<quint64>(row.integer(0));
    order.request.clientOrderId = row.text(1);
    order.request.traderId = row.text(2);
    order.request.symbol = row.text(3);
    order.request.side = parseSide(row.text(4)).value_or(Side::Buy);
    order.request.type = parseOrderType(row.text(5)).value_or(OrderType::Limit);
    order.request.quantity = decimalOf(row.utf8(6));
    order.request.price = optionalOf(row.utf8(7));
    order.request.stopPrice = optionalOf(row.utf8(8));
    order.request.timeInForce = parseTimeInForce(row.text(9)).value_or(TimeInForce::Day);
    order.filledQuantity = decimalOf(row.utf8(10));
    order.filledValue = decimalOf(row.utf8(11));
    order.created = fromMicros(row.integer(12));
    order.updated = fromMicros(row.integer(13));
    order.state = parseOrderState(row.text(14)).value_or(OrderState::Canceled);
    order.reason = row.text(15);
    order.replacedBy = static_cast<quint64>(row.integer(16));
    order.reservePrice = decimalOf(row.utf8(17));
    order.place = static_cast<quint64>(row.integer(18));
    return order;
}

template<typename Row>
[[nodiscard]] Trade readTrade(const Row &row)
{
    Trade trade;
    trade.seq = static_cast<quint64>(row.integer(0));
    trade.time = fromMicros(row.integer(1));
    trade.symbol = row.text(2);
    trade.price = decimalOf(row.utf8(3));
    trade.quantity = decimalOf(row.utf8(4));
    trade.buyOrder = static_cast<quint64>(row.integer(5));
    trade.sellOrder = static_cast<quint64>(row.integer(6));
    trade.buyer = row.text(7);
    trade.seller = row.text(8);
    return trade;
}

template<typename Row>
[[nodiscard]] Holding readHolding(const Row &row)
{
    Holding holding;
    holding.traderId = row.text(0);
    holding.position.symbol = row.text(1);
    holding.position.quantity = decimalOf(row.utf8(2));
    holding.position.cost = decimalOf(row.utf8(3));
    holding.position.realizedProfit = decimalOf(row.utf8(4));
    return holding;
}

template<typename Row>
[[nodiscard]] TradingAccount readAccount(const Row &row)
{
    TradingAccount account;
    account.traderId = row.text(0);
    account.cash = decimalOf(row.utf8(1));
    return account;
}

} // namespace Tickwell::TradeRows
