// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/OrderWords.h"

#include "models/Format.h"

namespace Tickwell {

QString OrderWords::side(Side side)
{
    return side == Side::Buy ? tr("buy") : tr("sell");
}

QString OrderWords::type(OrderType type)
{
    switch (type) {
    case OrderType::Market:
        return tr("market");
    case OrderType::Limit:
        return tr("limit");
    case OrderType::Stop:
        return tr("stop");
    case OrderType::StopLimit:
        return tr("stop limit");
    }
    Q_UNREACHABLE();
}

QString OrderWords::timeInForce(TimeInForce timeInForce)
{
    switch (timeInForce) {
    case TimeInForce::Day:
        return tr("Day");
    case TimeInForce::Gtc:
        return tr("Good till cancelled");
    case TimeInForce::Ioc:
        return tr("Immediate or cancel");
    case TimeInForce::Fok:
        return tr("Fill or kill");
    }
    Q_UNREACHABLE();
}

QString OrderWords::state(OrderState state)
{
    switch (state) {
    case OrderState::New:
        return tr("pending");
    case OrderState::PartiallyFilled:
        return tr("partly filled");
    case OrderState::Filled:
        return tr("executed");
    case OrderState::Canceled:
        return tr("cancelled");
    case OrderState::Expired:
        return tr("expired");
    case OrderState::Rejected:
        return tr("rejected");
    case OrderState::Replaced:
        return tr("replaced");
    }
    Q_UNREACHABLE();
}

QString OrderWords::price(const Order &order)
{
    if (const std::optional<Decimal> average = order.averageFillPrice())
        return Format::average(*average);
    const std::optional<Decimal> &limit = order.request.price;
    const std::optional<Decimal> &stop = order.request.stopPrice;
    if (stop && limit)
        return Format::price(*stop) + QStringLiteral(" → ") + Format::price(*limit);
    if (limit || stop)
        return Format::price(limit ? *limit : *stop);
    return QStringLiteral("–");
}

QString OrderWords::action(Side side, const QString &quantity, const QString &symbol)
{
    if (quantity.isEmpty())
        return (side == Side::Buy ? tr("Buy %1") : tr("Sell %1")).arg(symbol);
    return (side == Side::Buy ? tr("Buy %1 %2") : tr("Sell %1 %2")).arg(quantity, symbol);
}

} // namespace Tickwell
