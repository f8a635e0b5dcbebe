// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "market/PaperExchange.h"

namespace Tickwell {

/// One symbol of a paper exchange.
struct PaperExchange::Market
{
    /// A volume that no order reaches.
    static constexpr Units Unlimited = std::numeric_limits<qint64>::max();

    explicit Market(QString name)
        : symbol(std::move(name))
    {
    }

    QString symbol;
    OrderBook book;
    std::optional<Units> price; ///< of the market's last trade
    Units volume = 0;           ///< of that trade, what no order took
    Timestamp time;             ///< of that trade
    /// Orders that take any price and found none, by their place.
    std::map<quint64, quint64> waiting;
    /// Ids of stops that wait, by their price: buys from the lowest, sells from the highest.
    std::multimap<Units, quint64> buyStops;
    std::multimap<Units, quint64, std::greater<>> sellStops;
};

struct PaperExchange::Trader
{
    quint64 number = 0;       ///< as the books know him
    std::set<quint64> orders; ///< that are remembered
    std::set<quint64> open;   ///< of them
    QHash<QString, quint64> byClientId;
};

/// A decimal as the book counts, and back.
[[nodiscard]] inline qint64 toUnits(Decimal value)
{
    return value.rescaled(MoneyScale).units();
}
[[nodiscard]] inline Decimal fromUnits(qint64 units)
{
    return Decimal(units, MoneyScale).trimmed(0);
}

/// Whether an order stands at a limit once it is in the market.
[[nodiscard]] inline bool hasLimit(const OrderRequest &request)
{
    return request.type == OrderType::Limit || request.type == OrderType::StopLimit;
}

[[nodiscard]] inline bool hasStop(const OrderRequest &request)
{
    return request.type == OrderType::Stop || request.type == OrderType::StopLimit;
}

} // namespace Tickwell
