// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/SqliteTrades.h"

#include "store/TradeRows.h"

#include <algorithm>

namespace Tickwell {

namespace {

template<typename Row>
Result<void> writeRows(const Connection &connection, const TradeRows::Table &table,
                       const QList<Row> &rows)
{
    if (rows.isEmpty())
        return {};
    auto statement =
        connection.prepare(TradeRows::upsert(table, [](int) { return QByteArray("?"); }));
    if (!statement)
        return tl::unexpected(statement.error());
    for (const Row &row : rows) {
        int parameter = 0;
        for (const QString &value : TradeRows::columnsOf(row))
            statement->bind(++parameter, value);
        if (const auto done = statement->run(); !done)
            return done;
    }
    return {};
}

template<typename Read>
Result<void> readRows(const Connection &connection, const QByteArray &sql, Read read)
{
    auto statement = connection.prepare(sql);
    if (!statement)
        return tl::unexpected(statement.error());
    Statement::Step at = statement->step();
    for (; at == Statement::Step::Row; at = statement->step())
        read(*statement);
    if (at == Statement::Step::Failed)
        return tl::unexpected(statement->error());
    return {};
}

} // namespace

Result<std::unique_ptr<TradeStore>> SqliteTrades::open(const QString &path,
                                                       std::shared_ptr<FairLock> writing)
{
    auto connection = Connection::open(path, Connection::Mode::Write);
    if (!connection)
        return tl::unexpected(connection.error());
    if (const auto done = connection->execute("PRAGMA synchronous = FULL"); !done)
        return tl::unexpected(done.error());
    return std::unique_ptr<TradeStore>(
        new SqliteTrades(path, std::move(*connection), std::move(writing)));
}

Result<TradingState> SqliteTrades::load(int ended) const
{
    using namespace TradeRows;
    TradingState state;
    const auto addOrder = [&](const Statement &row) { state.orders.append(readOrder(row)); };
    const auto lastOrder = m_connection.number("SELECT max(id) FROM orders");
    const auto lastTrade = m_connection.number("SELECT max(seq) FROM trades");
    if (!lastOrder || !lastTrade)
        return tl::unexpected(lastOrder ? lastTrade.error() : lastOrder.error());
    state.lastOrderId = static_cast<quint64>(*lastOrder);
    state.lastTradeSeq = static_cast<quint64>(*lastTrade);
    const auto done =
        readRows(m_connection, select(orders()) + " WHERE state IN " + OpenStates, addOrder)
            .and_then([&] {
                return readRows(m_connection,
                                select(orders()) + " WHERE state NOT IN " + OpenStates
                                    + " ORDER BY id DESC LIMIT " + QByteArray::number(ended),
                                addOrder);
            })
            .and_then([&] {
                return readRows(m_connection, select(holdings()), [&](const Statement &row) {
                    state.holdings.append(readHolding(row));
                });
            })
            .and_then([&] {
                return readRows(m_connection, select(accounts()), [&](const Statement &row) {
                    state.accounts.append(readAccount(row));
                });
            });
    if (!done)
        return tl::unexpected(done.error());
    std::sort(state.orders.begin(), state.orders.end(),
              [](const Order &a, const Order &b) { return a.id < b.id; });
    return state;
}

Result<void> SqliteTrades::write(const TradingChange &change)
{
    if (m_connection.fileWasMoved())
        return failure(QStringLiteral("%1 was moved or removed while in use: put it back, or "
                                      "restart to begin a new one")
                           .arg(m_path),
                       Error::Kind::Unavailable);
    const std::lock_guard lock(*m_writing);
    auto transaction = Transaction::begin(m_connection);
    if (!transaction)
        return tl::unexpected(transaction.error());
    return writeRows(m_connection, TradeRows::orders(), change.orders)
        .and_then([&] { return writeRows(m_connection, TradeRows::trades(), change.trades); })
        .and_then([&] { return writeRows(m_connection, TradeRows::holdings(), change.holdings); })
        .and_then([&] { return writeRows(m_connection, TradeRows::accounts(), change.accounts); })
        .and_then([&] { return transaction->commit(); });
}

} // namespace Tickwell
