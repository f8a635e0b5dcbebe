// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Order.h"

#include <QList>

namespace Tickwell {

/// A position with whose it is.
struct Holding
{
    QString traderId;
    Position position;

    friend bool operator==(const Holding &, const Holding &) = default;
};

/// What became of some operations on the paper exchange, to be kept as a whole: everything as it
/// is after them, each once.
struct TradingChange
{
    QList<Order> orders; ///< by id
    QList<Trade> trades; ///< new ones, by seq
    QList<Holding> holdings;
    QList<TradingAccount> accounts;

    [[nodiscard]] bool isEmpty() const
    {
        return orders.isEmpty() && trades.isEmpty() && holdings.isEmpty() && accounts.isEmpty();
    }
};

/// All that a paper exchange goes on from. Of a TradingAccount the cash counts, and of a Position
/// quantity, cost and profit: the rest follows from the open orders.
struct TradingState
{
    QList<Order> orders; ///< every open one and the newest of those that ended, by id
    QList<Holding> holdings;
    QList<TradingAccount> accounts;
    quint64 lastOrderId = 0;
    quint64 lastTradeSeq = 0;
};

} // namespace Tickwell
