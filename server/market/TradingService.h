// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Clock.h"
#include "market/PaperExchange.h"

#include <QObject>
#include <QPointer>
#include <QThreadPool>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace Tickwell {

class MarketService;
class TradeStore;

/// What a trader has, at the prices of now.
struct AccountSummary
{
    TradingAccount account;
    Decimal equity;           ///< cash, and what the positions are worth
    Decimal realizedProfit;   ///< of all positions
    Decimal unrealizedProfit; ///< of all positions
};

/// Paper trading at the prices of the MarketService. What an order changed is on the disk before
/// it is answered or told to anyone: while one change is being written the next ones gather, and
/// are written together. Where it cannot be written, the exchange goes back to what was, and takes
/// no orders until it can be. One thread (the server's).
class TradingService : public QObject
{
    Q_OBJECT

public:
    using OrderReady = std::function<void(const Result<Order> &)>;

    /// Orders whose answers wait for the disk.
    static constexpr std::size_t MaxWaiting = 10'000;
    /// After a failed write it is tried again so often.
    static constexpr std::chrono::milliseconds RetryDelay{1'000};
    /// The trader of who gives no name: the window, and programs without a token. No user can
    /// register under it.
    static QString localTrader() { return QStringLiteral("local-account"); }

    /// @p market and @p pool outlive the service.
    TradingService(MarketService &market, std::unique_ptr<TradeStore> store, QThreadPool *pool,
                   const ExchangeRules &rules = {}, const Clock &clock = Clock::system(),
                   QObject *parent = nullptr);
    ~TradingService() override;

    /// Goes on from what was kept. Blocks; called once before the thread's loop.
    [[nodiscard]] Result<void> load();
    /// Nothing is taken any more, and no further write begins.
    void stop();
    /// After stop(), and when the pool is idle: writes what is not on the disk yet. Blocks.
    void flush();

    /// As PaperExchange::place(). Also fails with NotFound when nobody knows the symbol, Invalid
    /// when a price has more digits than the symbol's, and Unavailable while nothing can be kept.
    /// @p ready is called on this thread, unless @p context dies first.
    void place(const OrderRequest &request, QObject *context, OrderReady ready);
    void cancel(const QString &trader, quint64 id, QObject *context, OrderReady ready);
    void replace(const QString &trader, quint64 id, const OrderTerms &terms, QObject *context,
                 OrderReady ready);

    [[nodiscard]] std::optional<Order> order(const QString &trader, quint64 id) const;
    /// The newest @p limit that @p fits likes, by id.
    [[nodiscard]] QList<Order> orders(const QString &trader, int limit,
                                      const std::function<bool(const Order &)> &fits = {}) const;
    /// All that can still be filled, by id.
    [[nodiscard]] QList<Order> openOrders(const QString &trader) const;
    [[nodiscard]] QList<Position> positions(const QString &trader) const;
    [[nodiscard]] AccountSummary account(const QString &trader) const;
    [[nodiscard]] std::size_t openOrders() const;
    /// Why no orders are taken; empty while they are.
    [[nodiscard]] const QString &fault() const { return m_fault; }

signals:
    // Of what is on the disk.
    void orderChanged(const Tickwell::Order &order);
    void traded(const Tickwell::Trade &trade);
    void positionChanged(const Tickwell::Holding &holding);
    void accountChanged(const Tickwell::TradingAccount &account);

private:
    struct Waiting
    {
        QPointer<QObject> context;
        OrderReady ready;
        Result<Order> answer;
    };

    [[nodiscard]] Result<void> admit() const;
    [[nodiscard]] Result<void> prepare(OrderRequest &request);
    void answerLater(QObject *context, OrderReady ready, Result<Order> answer);
    void takeTick(const Tick &tick);
    void save();
    void saved(const TradingChange &change, const Result<void> &done);
    void tell(const TradingChange &change);
    void fail(const Error &error);
    void reload();
    void expireDays();

    MarketService &m_market;
    std::shared_ptr<TradeStore> m_store;
    QThreadPool *m_pool;
    const ExchangeRules m_rules;
    const Clock &m_clock;
    std::unique_ptr<PaperExchange> m_exchange;
    std::vector<Waiting> m_waiting;    ///< for the next write
    std::vector<Waiting> m_beingSaved; ///< for the one that runs
    bool m_isSaving = false;
    bool m_isStopped = false;
    QString m_fault;
    QTimer m_retryTimer;
    QTimer m_dayTimer;
    Timestamp m_expired; ///< when day orders were looked at
};

} // namespace Tickwell
