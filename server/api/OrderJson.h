// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/JsonWriter.h"
#include "core/Order.h"
#include "http/Inputs.h"

namespace Tickwell {

struct AccountSummary;

/// An order as a client asks for it: in this program's words, or in those of older clients, who
/// say `"type": "buy"` and mean a limit order.
struct OrderInput
{
    QString symbol;
    std::optional<QString> side;
    std::optional<QString> type;
    Decimal quantity;
    std::optional<Decimal> price;
    std::optional<Decimal> stopPrice;
    QString timeInForce;
    QString clientOrderId;
    QString traderId;
};

[[nodiscard]] Model<OrderInput> orderModel();
/// Records the faults that lie between fields.
void checkOrder(const OrderInput &in, Validation &validation);
/// Of an @p in without faults.
[[nodiscard]] OrderRequest toRequest(const OrderInput &in, const QString &trader);

void appendOrderJson(JsonWriter &json, const Order &order);
[[nodiscard]] Schema orderSchema();

/// @p price is the market's; none while it is not known.
void appendPositionJson(JsonWriter &json, const Position &position, std::optional<Decimal> price);
[[nodiscard]] Schema positionSchema();

void appendAccountJson(JsonWriter &json, const AccountSummary &summary);
[[nodiscard]] Schema accountSchema();

} // namespace Tickwell
