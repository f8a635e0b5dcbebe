// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/PostgresTrades.h"

#include "store/TradeRows.h"

#include <algorithm>

namespace Tickwell {

namespace {

template<typename Row>
Result<void> writeRows(PgConnection &connection, const TradeRows::Table &table,
                       const QList<Row> &rows)
{
    const QByteArray sql =
        TradeRows::upsert(table, [](int number) { return '$' + QByteArray::number(number); });
    for (const Row &row : rows) {
        PgValues values;
        for (const QString &value : TradeRows::columnsOf(row))
            values.emplace_back(value);
        if (const auto done = connection.query(sql, values); !done)
            return tl::unexpected(done.error());
    }
    return {};
}

template<typename Read>
Result<void> readRows(PgConnection &connection, const QByteArray &sql, Read read)
{
    const auto rows = connection.query(sql);
    if (!rows)
        return tl::unexpected(rows.error());
    for (int i = 0; i < rows->rows(); ++i)
        read(rows->row(i));
    return {};
}

} // namespace

Result<TradingState> PostgresTrades::load(int ended) const
{
    using namespace TradeRows;
    TradingState state;
    const auto addOrder = [&](const PgRow &row) { state.orders.append(readOrder(row)); };
    const auto done = m_pool->transaction([&](PgConnection &connection) {
        const auto read = [&](const QByteArray &sql, const auto &take) {
            return readRows(connection, sql, take);
        };
        return read("SELECT coalesce(max(id), 0) FROM orders",
                    [&](const PgRow &row) {
                        state.lastOrderId = static_cast<quint64>(row.integer(0));
                    })
            .and_then([&] {
                return read("SELECT coalesce(max(seq), 0) FROM trades", [&](const PgRow &row) {
                    state.lastTradeSeq = static_cast<quint64>(row.integer(0));
                });
            })
            .and_then(
                [&] { return read(select(orders()) + " WHERE state IN " + OpenStates, addOrder); })
            .and_then([&] {
                return read(select(orders()) + " WHERE state NOT IN " + OpenStates
                                + " ORDER BY id DESC LIMIT " + QByteArray::number(ended),
                            addOrder);
            })
            .and_then([&] {
                return read(select(holdings()),
                            [&](const PgRow &row) { state.holdings.append(readHolding(row)); });
            })
            .and_then([&] {
                return read(select(accounts()),
                            [&](const PgRow &row) { state.accounts.append(readAccount(row)); });
            });
    });
    if (!done)
        return tl::unexpected(done.error());
    std::sort(state.orders.begin(), state.orders.end(),
              [](const Order &a, const Order &b) { return a.id < b.id; });
    return state;
}

Result<void> PostgresTrades::write(const TradingChange &change)
{
    return m_pool->transaction([&](PgConnection &connection) {
        return writeRows(connection, TradeRows::orders(), change.orders)
            .and_then([&] { return writeRows(connection, TradeRows::trades(), change.trades); })
            .and_then([&] { return writeRows(connection, TradeRows::holdings(), change.holdings); })
            .and_then(
                [&] { return writeRows(connection, TradeRows::accounts(), change.accounts); });
    });
}

} // namespace Tickwell
