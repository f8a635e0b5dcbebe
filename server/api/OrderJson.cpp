// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/OrderJson.h"

#include "market/TradingService.h"

namespace Tickwell {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype MaxId = 128;

const QStringList Sides{u"buy"_s, u"sell"_s};
const QStringList Types{u"market"_s, u"limit"_s, u"stop"_s, u"stop_limit"_s};
const QStringList TimesInForce{u"day"_s, u"gtc"_s, u"ioc"_s, u"fok"_s};

bool isOlder(const OrderInput &in)
{
    return in.type && Sides.contains(*in.type);
}

OrderType typeOf(const OrderInput &in)
{
    return isOlder(in) ? OrderType::Limit
                       : parseOrderType(in.type.value_or(u"limit"_s)).value_or(OrderType::Limit);
}

/// The digits that a quantity or money needs, and no more.
Decimal shown(Decimal value, int digits)
{
    return value.trimmed(digits);
}

void checkPrice(const Field &field, const std::optional<Decimal> &price, bool isNeeded,
                OrderType type)
{
    if (isNeeded && !price)
        (void)field.decimal(); // is missing
    else if (!isNeeded && price)
        field.fail(u"a %1 order takes none"_s.arg(toString(type)));
    else if (price && *price <= Decimal())
        field.fail(u"a price is above zero"_s);
}

} // namespace

Model<OrderInput> orderModel()
{
    return Model<OrderInput>(u"OrderCreate"_s)
        .field(u"symbol"_s, &OrderInput::symbol, Text({.minLength = 1, .maxLength = 12}),
               u"1 to 12 of `A-Z 0-9 . ^ = -`"_s)
        .field(u"side"_s, &OrderInput::side, Optional(Choice(Sides)),
               u"Needed unless `type` says it"_s)
        .field(u"type"_s, &OrderInput::type, Optional(Choice(Types + Sides)),
               u"`limit` when absent; `buy` and `sell` are limit orders of older clients"_s)
        .field(u"quantity"_s, &OrderInput::quantity, Exact(), u"Above zero"_s)
        .field(u"price"_s, &OrderInput::price, Optional(Exact()), u"Of limit and stop_limit"_s)
        .field(u"stop_price"_s, &OrderInput::stopPrice, Optional(Exact()),
               u"Of stop and stop_limit"_s)
        .field(u"time_in_force"_s, &OrderInput::timeInForce, Choice(TimesInForce).orElse(u"day"_s),
               u"How long it stands"_s)
        .field(u"client_order_id"_s, &OrderInput::clientOrderId,
               Text({.minLength = 1, .maxLength = MaxId}).orElse(QString()),
               u"Your own name for it: the same one again gives the first order"_s)
        .field(u"trader_id"_s, &OrderInput::traderId,
               Text({.minLength = 1, .maxLength = MaxId}).orElse(QString()),
               u"Whose account; a token's own when one is shown"_s);
}

void checkOrder(const OrderInput &in, Validation &validation)
{
    const Field body = validation.body();
    if (isOlder(in) && in.side && in.side != in.type)
        body.field(u"side"_s).fail(u"side and type contradict each other"_s);
    else if (!isOlder(in) && !in.side)
        (void)body.field(u"side"_s).string(); // is missing
    if (in.quantity <= Decimal())
        body.field(u"quantity"_s).fail(u"a quantity is above zero"_s);
    const OrderType type = typeOf(in);
    checkPrice(body.field(u"price"_s), in.price,
               type == OrderType::Limit || type == OrderType::StopLimit, type);
    checkPrice(body.field(u"stop_price"_s), in.stopPrice,
               type == OrderType::Stop || type == OrderType::StopLimit, type);
}

OrderRequest toRequest(const OrderInput &in, const QString &trader)
{
    OrderRequest request;
    request.clientOrderId = in.clientOrderId;
    request.traderId = trader;
    request.symbol = in.symbol;
    request.side =
        parseSide(isOlder(in) ? *in.type : in.side.value_or(QString())).value_or(Side::Buy);
    request.type = typeOf(in);
    request.quantity = in.quantity;
    request.price = in.price;
    request.stopPrice = in.stopPrice;
    request.timeInForce = parseTimeInForce(in.timeInForce).value_or(TimeInForce::Day);
    return request;
}

void appendOrderJson(JsonWriter &json, const Order &order)
{
    const OrderRequest &request = order.request;
    json.beginObject().field("order_id", QString::number(order.id));
    json.key("client_order_id");
    if (request.clientOrderId.isEmpty())
        json.null();
    else
        json.value(request.clientOrderId);
    json.field("trader_id", request.traderId)
        .field("symbol", request.symbol)
        .field("type", toString(request.side))
        .field("side", toString(request.side))
        .field("order_type", toString(request.type))
        .field("quantity", shown(request.quantity, 0))
        .field("filled_quantity", shown(order.filledQuantity, 0))
        .field("price", request.price)
        .field("stop_price", request.stopPrice)
        .field("average_fill_price", order.averageFillPrice())
        .field("time_in_force", toString(request.timeInForce))
        .field("timestamp", order.created)
        .field("updated_at", order.updated)
        .field("status", statusWord(order.state))
        .field("state", toString(order.state));
    if (!order.reason.isEmpty())
        json.field("reason", order.reason);
    if (order.replacedBy > 0)
        json.field("replaced_by", QString::number(order.replacedBy));
    json.endObject();
}

Schema orderSchema()
{
    return Schema::object(u"Order"_s)
        .has(u"order_id"_s, Schema::text())
        .has(u"client_order_id"_s, Schema::text().orNull())
        .has(u"trader_id"_s, Schema::text())
        .has(u"symbol"_s, Schema::text())
        .has(u"type"_s, Schema::oneOf(Sides), u"The side, in the words of older clients"_s)
        .has(u"side"_s, Schema::oneOf(Sides))
        .has(u"order_type"_s, Schema::oneOf(Types))
        .has(u"quantity"_s, Schema::number())
        .has(u"filled_quantity"_s, Schema::number())
        .has(u"price"_s, Schema::number().orNull())
        .has(u"stop_price"_s, Schema::number().orNull())
        .has(u"average_fill_price"_s, Schema::number().orNull())
        .has(u"time_in_force"_s, Schema::oneOf(TimesInForce))
        .has(u"timestamp"_s, Schema::timestamp(), u"When it was placed"_s)
        .has(u"updated_at"_s, Schema::timestamp())
        .has(u"status"_s,
             Schema::oneOf(
                 {u"pending"_s, u"executed"_s, u"cancelled"_s, u"rejected"_s, u"expired"_s}))
        .has(u"state"_s,
             Schema::oneOf({u"new"_s, u"partially_filled"_s, u"filled"_s, u"canceled"_s,
                            u"expired"_s, u"rejected"_s, u"replaced"_s}))
        .mayHave(u"reason"_s, Schema::text(), u"Why it was rejected, or ended unfilled"_s)
        .mayHave(u"replaced_by"_s, Schema::text(), u"The order that stands for it now"_s);
}

void appendPositionJson(JsonWriter &json, const Position &position, std::optional<Decimal> price)
{
    const auto money = [](Decimal value) { return shown(value, 2); };
    json.beginObject()
        .field("symbol", position.symbol)
        .field("quantity", shown(position.quantity, 0))
        .field("available", shown(position.available, 0))
        .field("average_price", position.averagePrice())
        .field("cost", money(position.cost))
        .field("market_price", price);
    json.key("market_value");
    price ? json.value(money(position.marketValue(*price))) : json.null();
    json.key("unrealized_pnl");
    price ? json.value(money(position.unrealizedProfit(*price))) : json.null();
    json.field("realized_pnl", money(position.realizedProfit)).endObject();
}

Schema positionSchema()
{
    return Schema::object(u"Position"_s)
        .has(u"symbol"_s, Schema::text())
        .has(u"quantity"_s, Schema::number(), u"Below zero: sold short"_s)
        .has(u"available"_s, Schema::number(), u"What no open sell holds"_s)
        .has(u"average_price"_s, Schema::number().orNull())
        .has(u"cost"_s, Schema::number(), u"What was paid for it"_s)
        .has(u"market_price"_s, Schema::number().orNull())
        .has(u"market_value"_s, Schema::number().orNull())
        .has(u"unrealized_pnl"_s, Schema::number().orNull())
        .has(u"realized_pnl"_s, Schema::number());
}

void appendAccountJson(JsonWriter &json, const AccountSummary &summary)
{
    const auto money = [](Decimal value) { return shown(value, 2); };
    json.beginObject()
        .field("trader_id", summary.account.traderId)
        .field("cash", money(summary.account.cash))
        .field("reserved", money(summary.account.reserved))
        .field("available", money(summary.account.available()))
        .field("equity", money(summary.equity))
        .field("realized_pnl", money(summary.realizedProfit))
        .field("unrealized_pnl", money(summary.unrealizedProfit))
        .endObject();
}

Schema accountSchema()
{
    return Schema::object(u"Account"_s)
        .has(u"trader_id"_s, Schema::text())
        .has(u"cash"_s, Schema::number(), u"What is reserved included"_s)
        .has(u"reserved"_s, Schema::number(), u"What open buys hold back"_s)
        .has(u"available"_s, Schema::number())
        .has(u"equity"_s, Schema::number(), u"Cash, and what the positions are worth"_s)
        .has(u"realized_pnl"_s, Schema::number())
        .has(u"unrealized_pnl"_s, Schema::number());
}

} // namespace Tickwell
