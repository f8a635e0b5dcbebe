// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/Order.h"

#include "core/Words.h"

namespace Tickwell {

using namespace Qt::StringLiterals;

namespace {

constexpr Words<Side, 2> Sides{{{Side::Buy, "buy"_L1}, {Side::Sell, "sell"_L1}}};
constexpr Words<OrderType, 4> Types{{{OrderType::Market, "market"_L1},
                                     {OrderType::Limit, "limit"_L1},
                                     {OrderType::Stop, "stop"_L1},
                                     {OrderType::StopLimit, "stop_limit"_L1}}};
constexpr Words<TimeInForce, 4> Times{{{TimeInForce::Day, "day"_L1},
                                       {TimeInForce::Gtc, "gtc"_L1},
                                       {TimeInForce::Ioc, "ioc"_L1},
                                       {TimeInForce::Fok, "fok"_L1}}};
constexpr Words<OrderState, 7> States{{{OrderState::New, "new"_L1},
                                       {OrderState::PartiallyFilled, "partially_filled"_L1},
                                       {OrderState::Filled, "filled"_L1},
                                       {OrderState::Canceled, "canceled"_L1},
                                       {OrderState::Expired, "expired"_L1},
                                       {OrderState::Rejected, "rejected"_L1},
                                       {OrderState::Replaced, "replaced"_L1}}};

} // namespace

QString toString(Side side)
{
    return wordOf(Sides, side);
}

QString toString(OrderType type)
{
    return wordOf(Types, type);
}

QString toString(TimeInForce timeInForce)
{
    return wordOf(Times, timeInForce);
}

QString toString(OrderState state)
{
    return wordOf(States, state);
}

std::optional<Side> parseSide(QStringView text)
{
    return parseWord(Sides, text);
}

std::optional<OrderType> parseOrderType(QStringView text)
{
    return parseWord(Types, text);
}

std::optional<TimeInForce> parseTimeInForce(QStringView text)
{
    return parseWord(Times, text);
}

std::optional<OrderState> parseOrderState(QStringView text)
{
    return parseWord(States, text);
}

QString statusWord(OrderState state)
{
    switch (state) {
    case OrderState::New:
    case OrderState::PartiallyFilled:
        return u"pending"_s;
    case OrderState::Filled:
        return u"executed"_s;
    case OrderState::Canceled:
    case OrderState::Replaced:
        return u"cancelled"_s;
    case OrderState::Expired:
        return u"expired"_s;
    case OrderState::Rejected:
        return u"rejected"_s;
    }
    Q_UNREACHABLE();
}

Decimal collarPrice(Decimal price)
{
    return Decimal::product(price, Decimal(105, 2), MoneyScale).trimmed(2);
}

std::optional<Decimal> Order::averageFillPrice() const
{
    if (filledQuantity.isZero())
        return std::nullopt;
    return Decimal::quotient(filledValue, filledQuantity, MoneyScale).trimmed(2);
}

std::optional<Decimal> Position::averagePrice() const
{
    if (quantity.isZero())
        return std::nullopt;
    return Decimal::quotient(cost, quantity, MoneyScale).trimmed(2);
}

Decimal Position::marketValue(Decimal price) const
{
    return Decimal::product(price, quantity, MoneyScale);
}

} // namespace Tickwell
