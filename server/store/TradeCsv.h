// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Order.h"
#include "store/TradeRows.h"

#include <QByteArray>

/// Orders and trades as CSV; the columns are those of MARKETS.md (Paper trading).
namespace Tickwell {

/// What an export of a trading table differs in.
struct OrderCsv
{
    using Row = Order;
    static QByteArrayView header();
    static const TradeRows::Table &table() { return TradeRows::orders(); }
    static constexpr const char *Time = "created_at";
    static qint64 key(const Order &order) { return static_cast<qint64>(order.id); }
    template<typename Source>
    static Order read(const Source &row)
    {
        return TradeRows::readOrder(row);
    }
    static void append(QByteArray &out, const Order &order);
};

struct TradeCsv
{
    using Row = Trade;
    static QByteArrayView header();
    static const TradeRows::Table &table() { return TradeRows::trades(); }
    static constexpr const char *Time = "time";
    static qint64 key(const Trade &trade) { return static_cast<qint64>(trade.seq); }
    template<typename Source>
    static Trade read(const Source &row)
    {
        return TradeRows::readTrade(row);
    }
    static void append(QByteArray &out, const Trade &trade);
};

/// The condition of an export's rows: after a key, in a time, of a symbol. @p parameter gives the
/// text of the n-th of its four parameters.
template<typename Csv>
[[nodiscard]] QByteArray exportCondition(QByteArray (*parameter)(int))
{
    const QByteArray time = Csv::Time;
    return " WHERE " + Csv::table().keys.constFirst() + " > " + parameter(1) + " AND " + time
        + " >= " + parameter(2) + " AND " + time + " < " + parameter(3) + " AND (" + parameter(4)
        + " = '' OR symbol = " + parameter(4) + ")";
}

/// A page of it: the fifth parameter says how many rows.
template<typename Csv>
[[nodiscard]] QByteArray exportPage(QByteArray (*parameter)(int))
{
    return TradeRows::select(Csv::table()) + exportCondition<Csv>(parameter) + " ORDER BY "
        + Csv::table().keys.constFirst() + " LIMIT " + parameter(5);
}

} // namespace Tickwell
