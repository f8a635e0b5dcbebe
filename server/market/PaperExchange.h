// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Result.h"
#include "core/Tick.h"
#include "core/TradingChange.h"
#include "market/Ledger.h"
#include "market/OrderBook.h"

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <set>

namespace Tickwell {

/// What a paper exchange takes for granted.
struct ExchangeRules
{
    Decimal openingCash{100'000, 0};
    bool mayShort = false; ///< a sell may exceed what is held; see shortMargin()
    /// Ended orders that are remembered, with the client's ids that name them.
    std::size_t keptOrders = 100'000;
};

/// Paper trading: orders of all symbols, their books, and the ledger (MARKETS.md, Paper trading).
/// Deterministic: no clock, no chance, no I/O. One thread.
///
/// An order that comes is filled by resting orders first, at their prices; then by the market, at
/// its last price and up to what is left of its last tick's volume; what is left then waits, if it
/// may. A tick without a volume fills all that takes its price.
class PaperExchange
{
public:
    explicit PaperExchange(const ExchangeRules &rules = {});
    ~PaperExchange();
    PaperExchange(const PaperExchange &) = delete;
    PaperExchange &operator=(const PaperExchange &) = delete;

    /// Goes on from what an earlier life left; before anything else. Fails where it cannot have
    /// been one: two orders that should have traded, or one of an id that is there.
    [[nodiscard]] Result<void> restore(const TradingState &state);

    /// Takes an order; one that money, position or the market do not allow is Rejected with the
    /// reason, which changes nothing else. The order that this trader's clientOrderId named before,
    /// when it did. Invalid when the request is wrong in itself.
    [[nodiscard]] Result<Order> place(const OrderRequest &request, Timestamp now);
    /// NotFound when this trader has no such order, Conflict when it has ended.
    [[nodiscard]] Result<Order> cancel(const QString &trader, quint64 id, Timestamp now);
    /// Gives an open order other terms. A smaller quantity alone keeps its place; anything else is
    /// a new order, which is given back, and the old one is Replaced. Conflict when its stop was
    /// reached, or money or position do not allow it: then nothing has changed.
    [[nodiscard]] Result<Order> replace(const QString &trader, quint64 id, const OrderTerms &terms,
                                        Timestamp now);

    /// Where a symbol stands, for as long as the market has not traded.
    void offerPrice(const QString &symbol, Decimal price);
    /// What the market said so far is void: prices may begin anew, at another time.
    void forgetPrices();
    /// The market has traded: waiting orders fill, and stops that it reached go into the market.
    void trade(const Tick &tick, Timestamp now);
    using DayStart = std::function<Timestamp(const QString &symbol)>;
    /// Day orders of before the @p start of their symbol's day expire.
    void expire(const DayStart &start, Timestamp now);

    [[nodiscard]] std::optional<Order> order(quint64 id) const;
    /// The newest @p limit that are remembered and that @p fits likes, by id.
    [[nodiscard]] QList<Order> orders(const QString &trader, int limit,
                                      const std::function<bool(const Order &)> &fits = {}) const;
    /// All that can still be filled, by id.
    [[nodiscard]] QList<Order> openOrders(const QString &trader) const;
    [[nodiscard]] QList<Position> positions(const QString &trader) const
    {
        return m_ledger.positions(trader);
    }
    [[nodiscard]] TradingAccount account(const QString &trader) const
    {
        return m_ledger.account(trader);
    }
    /// None before the first order of @p symbol.
    [[nodiscard]] const OrderBook *book(const QString &symbol) const;
    [[nodiscard]] std::size_t openOrders() const { return m_open; }

    [[nodiscard]] bool hasChanges() const { return !m_changed.empty(); }
    /// What changed since the last call.
    [[nodiscard]] TradingChange takeChanges();

private:
    struct Market;
    struct Trader;
    /// A price or a quantity, as the book counts.
    using Units = qint64;

    // PaperExchange.cpp: orders come and go.
    [[nodiscard]] Result<void> check(const OrderRequest &request) const;
    /// Why money or position do not allow the order; empty when they do.
    [[nodiscard]] QString refusal(const Order &order, Decimal freeCash,
                                  const Position &position) const;
    /// Cash that an open buy, which holds none back, needs at @p price: nothing for what it closes.
    [[nodiscard]] Decimal cashNeeded(const Order &buy, Decimal price) const;
    /// Whether the market has reached the stop of @p request, or it has none.
    [[nodiscard]] static bool isReached(const Market &market, const OrderRequest &request);
    Order &enter(Order order);
    void end(Order &order, OrderState state, const QString &reason, Timestamp now);
    void hold(const Order &order, int sign);
    [[nodiscard]] Order *findOpen(const QString &trader, quint64 id, Result<Order> &failed);
    void forgetOld();
    Market &market(const QString &symbol);
    Trader &trader(const QString &id);
    /// At which price a buy holds cash back; none while the symbol has no price.
    [[nodiscard]] std::optional<Decimal> reservePrice(const OrderRequest &request) const;

    // PaperMatching.cpp: orders trade.
    /// Lets an order into the market, whose stop, if it had one, is reached.
    void activate(Order &order, Timestamp now);
    void wait(Market &market, Order &order, Timestamp now);
    void fillFromBook(Market &market, Order &order, Timestamp now);
    void fillFromMarket(Market &market, Order &order, Timestamp now);
    /// Fills what waits for any price.
    void fillWaiting(Market &market, Timestamp now);
    [[nodiscard]] bool fillsWhole(const Market &market, const Order &order) const;
    void applyFill(Order &order, Units price, Units quantity, Timestamp now);
    void settle(Order &first, Order *second, Units price, Units quantity, Timestamp now);
    void applyFills(const std::vector<BookFill> &fills, Order *incoming, Timestamp now);
    void triggerStops(Market &market, Timestamp now);
    void remove(Market &market, const Order &order);

    const ExchangeRules m_rules;
    Ledger m_ledger;
    QHash<QString, std::shared_ptr<Market>> m_markets;
    QHash<QString, std::shared_ptr<Trader>> m_traders;
    std::map<quint64, Order> m_orders;
    std::deque<quint64> m_ended; ///< in the order in which they ended
    std::size_t m_open = 0;
    quint64 m_lastOrderId = 0;
    quint64 m_lastTradeSeq = 0;
    quint64 m_lastPlace = 0;
    std::set<quint64> m_changed;
    QList<Trade> m_trades;
};

} // namespace Tickwell
