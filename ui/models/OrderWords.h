// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Order.h"

#include <QCoreApplication>

namespace Tickwell {

/// What a trader calls the parts of an order, in the window's language.
class OrderWords
{
    Q_DECLARE_TR_FUNCTIONS(Tickwell::OrderWords)

public:
    [[nodiscard]] static QString side(Side side);
    [[nodiscard]] static QString type(OrderType type);
    [[nodiscard]] static QString timeInForce(TimeInForce timeInForce);
    [[nodiscard]] static QString state(OrderState state);
    /// The average of its fills; before the first fill what it waits for; a dash of a market order.
    [[nodiscard]] static QString price(const Order &order);
    /// `Buy 100 AAPL`, as on a button.
    [[nodiscard]] static QString action(Side side, const QString &quantity, const QString &symbol);
};

} // namespace Tickwell
