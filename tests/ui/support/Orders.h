// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Order.h"

#include <chrono>

namespace Tickwell {

[[nodiscard]] inline Decimal money(const char *text)
{
    return Decimal::parse(text).value();
}

/// A limit order of 100 at @p price, placed now.
[[nodiscard]] inline Order makeOrder(quint64 id, const QString &symbol, Side side,
                                     const char *price, OrderState state = OrderState::New)
{
    Order order;
    order.id = id;
    order.request.symbol = symbol;
    order.request.side = side;
    order.request.quantity = money("100");
    order.request.price = money(price);
    order.created = order.updated =
        std::chrono::time_point_cast<Timestamp::duration>(std::chrono::system_clock::now());
    order.state = state;
    if (state == OrderState::Filled) {
        order.filledQuantity = order.request.quantity;
        order.filledValue = Decimal::product(order.request.quantity, money(price), MoneyScale);
    }
    return order;
}

/// @p quantity bought at @p price each, all of it available.
[[nodiscard]] inline Position makePosition(const QString &symbol, const char *quantity,
                                           const char *price, const char *realized = "0")
{
    Position position;
    position.symbol = symbol;
    position.quantity = position.available = money(quantity);
    position.cost = Decimal::product(position.quantity, money(price), MoneyScale);
    position.realizedProfit = money(realized);
    return position;
}

} // namespace Tickwell
