// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/TradeCsv.h"

#include "store/Csv.h"

namespace Tickwell {

namespace {

/// One line of CSV, cell by cell.
class Line
{
public:
    explicit Line(QByteArray &out)
        : m_out(out)
    {
    }
    ~Line() { m_out.append("\r\n", 2); }

    Line &text(const QString &text)
    {
        appendCsvText(next(), text.toUtf8());
        return *this;
    }
    Line &number(quint64 number)
    {
        appendCsvNumber(next(), static_cast<qint64>(number));
        return *this;
    }
    /// Empty for an order of the market's, which has no number.
    Line &order(quint64 id)
    {
        if (id > 0)
            return number(id);
        next();
        return *this;
    }
    Line &time(Timestamp time)
    {
        appendRfc3339(next(), time);
        return *this;
    }
    Line &decimal(const std::optional<Decimal> &value)
    {
        next();
        if (value)
            value->appendTo(m_out);
        return *this;
    }

private:
    QByteArray &next()
    {
        if (!std::exchange(m_isFirst, false))
            m_out += ',';
        return m_out;
    }

    QByteArray &m_out;
    bool m_isFirst = true;
};

} // namespace

QByteArrayView OrderCsv::header()
{
    return "order_id,client_order_id,trader_id,symbol,type,order_type,quantity,filled_quantity,"
           "price,stop_price,average_fill_price,time_in_force,timestamp,updated_at,status,state,"
           "reason\r\n";
}

void OrderCsv::append(QByteArray &out, const Order &order)
{
    const OrderRequest &request = order.request;
    Line(out)
        .number(order.id)
        .text(request.clientOrderId)
        .text(request.traderId)
        .text(request.symbol)
        .text(toString(request.side))
        .text(toString(request.type))
        .decimal(request.quantity)
        .decimal(order.filledQuantity)
        .decimal(request.price)
        .decimal(request.stopPrice)
        .decimal(order.averageFillPrice())
        .text(toString(request.timeInForce))
        .time(order.created)
        .time(order.updated)
        .text(statusWord(order.state))
        .text(toString(order.state))
        .text(order.reason);
}

QByteArrayView TradeCsv::header()
{
    return "time,seq,symbol,price,quantity,buy_order_id,sell_order_id,buyer,seller\r\n";
}

void TradeCsv::append(QByteArray &out, const Trade &trade)
{
    Line(out)
        .time(trade.time)
        .number(trade.seq)
        .text(trade.symbol)
        .decimal(trade.price)
        .decimal(trade.quantity)
        .order(trade.buyOrder)
        .order(trade.sellOrder)
        .text(trade.buyer)
        .text(trade.seller);
}

} // namespace Tickwell
