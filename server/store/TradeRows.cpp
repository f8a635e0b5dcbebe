// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/TradeRows.h"

namespace Tickwell::TradeRows {

namespace {

QString text(quint64 number)
{
    return QString::number(number);
}

QString text(Timestamp time)
{
    return QString::number(toMicros(time));
}

QString text(Decimal value)
{
    return value.toString();
}

/// Not null: no column may be NULL.
QString text(const std::optional<Decimal> &value)
{
    return value ? value->toString() : QLatin1String("");
}

QString text(const QString &value)
{
    return value.isNull() ? QLatin1String("") : value;
}

} // namespace

const Table &orders()
{
    static const Table table{"orders",
                             {"id", "client_order_id", "trader", "symbol", "side", "type",
                              "quantity", "price", "stop_price", "time_in_force", "filled_quantity",
                              "filled_value", "created_at", "updated_at", "state", "reason",
                              "replaced_by", "reserve_price", "place"},
                             {"id"}};
    return table;
}

const Table &trades()
{
    static const Table table{"trades",
                             {"seq", "time", "symbol", "price", "quantity", "buy_order",
                              "sell_order", "buyer", "seller"},
                             {"seq"}};
    return table;
}

const Table &holdings()
{
    static const Table table{"holdings",
                             {"trader", "symbol", "quantity", "cost", "realized_profit"},
                             {"trader", "symbol"}};
    return table;
}

const Table &accounts()
{
    static const Table table{"trading_accounts", {"trader", "cash"}, {"trader"}};
    return table;
}

QByteArray upsert(const Table &table, QByteArray (*parameter)(int))
{
    QByteArrayList parameters;
    QByteArrayList changes;
    for (const QByteArray &column : table.columns) {
        parameters.append(parameter(static_cast<int>(parameters.size()) + 1));
        if (!table.keys.contains(column))
            changes.append(column + " = excluded." + column);
    }
    return "INSERT INTO " + QByteArray(table.name) + " (" + table.columns.join(", ") + ") VALUES ("
        + parameters.join(", ") + ") ON CONFLICT (" + table.keys.join(", ") + ") DO UPDATE SET "
        + changes.join(", ");
}

QByteArray select(const Table &table)
{
    return "SELECT " + table.columns.join(", ") + " FROM " + table.name;
}

Columns columnsOf(const Order &order)
{
    const OrderRequest &request = order.request;
    return {text(order.id),
            text(request.clientOrderId),
            request.traderId,
            request.symbol,
            toString(request.side),
            toString(request.type),
            text(request.quantity),
            text(request.price),
            text(request.stopPrice),
            toString(request.timeInForce),
            text(order.filledQuantity),
            text(order.filledValue),
            text(order.created),
            text(order.updated),
            toString(order.state),
            text(order.reason),
            text(order.replacedBy),
            text(order.reservePrice),
            text(order.place)};
}

Columns columnsOf(const Trade &trade)
{
    return {text(trade.seq),       text(trade.time),     trade.symbol,
            text(trade.price),     text(trade.quantity), text(trade.buyOrder),
            text(trade.sellOrder), text(trade.buyer),    text(trade.seller)};
}

Columns columnsOf(const Holding &holding)
{
    const Position &position = holding.position;
    return {holding.traderId, position.symbol, text(position.quantity), text(position.cost),
            text(position.realizedProfit)};
}

Columns columnsOf(const TradingAccount &account)
{
    return {account.traderId, text(account.cash)};
}

Decimal decimalOf(QByteArrayView text)
{
    return optionalOf(text).value_or(Decimal());
}

std::optional<Decimal> optionalOf(QByteArrayView text)
{
    if (text.isEmpty())
        return std::nullopt;
    const auto value = Decimal::parse(text);
    return value ? std::optional(*value) : std::nullopt;
}

} // namespace Tickwell::TradeRows
