// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Candle.h"
#include "core/Clock.h"
#include "core/Statistics.h"
#include "core/Status.h"
#include "core/TickFault.h"

#include <QList>
#include <QObject>
#include <QStringList>
#include <QThreadPool>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>

namespace Tickwell {

class Feed;
class StoredBars;
class TickOrigins;
struct FeedSnapshot;

/// Which bars to give: the newest `limit` that start in [from, to), oldest first.
struct CandleQuery
{
    QString symbol;
    Interval interval = Interval::Minute1;
    std::optional<Timestamp> from;
    std::optional<Timestamp> to;
    int limit = 500; ///< 1–5000
};

/// Prices: takes ticks from the feed, numbers them, keeps quotes and bars, and tells everyone.
/// One object, one thread (the server's); other threads listen through queued connections.
class MarketService : public QObject
{
    Q_OBJECT

public:
    using CandlesReady = std::function<void(Result<QList<Candle>>)>;

    /// @p pool runs what would block; it must outlive the service and be drained before this
    /// thread ends. @p lastSeq is the seq of the last tick that was ever recorded.
    MarketService(std::unique_ptr<Feed> feed, QThreadPool *pool, quint64 lastSeq,
                  const Clock &clock = Clock::system(), QObject *parent = nullptr);
    ~MarketService() override;

    /// Bars that neither the memory nor the feed has are made of the ticks in @p stored from now
    /// on, as far as @p origins says that they are this feed's. Before start().
    void setStored(std::shared_ptr<const StoredBars> stored, const TickOrigins &origins);

    /// Connects the feed and watches @p symbols; none: those that the feed lists, if it does.
    void start(const QStringList &symbols);
    /// Goes over to @p feed, which lives on this thread, and follows what was followed, as far as
    /// it knows that, and @p symbols besides; when there are none, those that it lists. The old
    /// feed ends, its bars are closed as by stop(); quotes and bars begin anew from what @p feed
    /// tells. Not from within a signal of the old one.
    void setFeed(std::unique_ptr<Feed> feed, const QStringList &symbols = {});
    /// Stops the feed and closes the books: emits candleChanged for every open bar, so that the
    /// recorder has them.
    void stop();

    /// Makes sure that @p symbol is followed. Fails when it is malformed, unknown to the feed
    /// (both NotFound), or one more than the feed can follow (Limit).
    [[nodiscard]] Result<void> watch(const QString &symbol);

    /// Takes a price by hand: a trade of now, as if the feed had told it, however far it is from
    /// the last one. Gives the quote that it makes. Follows @p symbol as watch() does; Unavailable
    /// before the feed has said where the symbol stands, Invalid when @p price is not above zero
    /// or has more digits than the symbol's prices, or @p volume is below zero.
    [[nodiscard]] Result<Quote> feedPrice(const QString &symbol, Decimal price, Decimal volume);

    /// Digits after the point of @p symbol's prices.
    [[nodiscard]] int priceScale(const QString &symbol) const;
    /// The IANA id of the zone of @p symbol's exchange; empty: UTC.
    [[nodiscard]] QByteArray exchangeZone(const QString &symbol) const;
    [[nodiscard]] std::optional<Quote> quote(const QString &symbol) const;
    /// Of every watched symbol that has a price, in the order they were first watched.
    [[nodiscard]] QList<Quote> quotes() const;

    /// Gives bars up to and including the open one, history joined to live ones without gap or
    /// overlap. @p ready is called later on this thread, unless @p context dies first.
    void candles(const CandleQuery &query, QObject *context, CandlesReady ready);

    [[nodiscard]] FeedStatus status() const;
    [[nodiscard]] MarketCounters counters() const;
    /// The latest ticks of this feed that cannot be trades, oldest first.
    [[nodiscard]] QList<RejectedTick> quarantine() const;

    /// Closes the bars that the clock has ended. A timer calls it just after every full second.
    void advance();

signals:
    /// Every tick that was taken, also those too late for any bar: the recorder listens.
    void ticked(const Tickwell::Tick &tick);
    /// Also without a tick, when a symbol's first price is known.
    void quoteChanged(const Tickwell::Quote &quote);
    /// A bar has a new last price (closed is false), is over (true), or was revised by a late tick.
    void candleChanged(const Tickwell::Candle &candle);
    void statusChanged(const Tickwell::FeedStatus &status);
    /// Another feed: what was known of any symbol is void.
    void feedReplaced();

private:
    struct Listing;
    struct Books;

    void openSymbol(const FeedSnapshot &snapshot);
    /// The bars that hold @p asOf have begun before the feed told: adds what is stored of them.
    void mendBegun(const QString &symbol, Timestamp asOf);
    /// Ticks that come from now on are the present feed's.
    void noteOrigin();
    void takeTick(const Tick &tick);
    void takeBar(const Candle &bar);
    void follow(const QStringList &symbols);
    void connectFeed();
    void closeBooks();
    [[nodiscard]] Timestamp marketTime() const;
    /// Numbers @p tick and tells everyone; its symbol is open.
    void enter(Tick tick);
    void refreshQuote(Listing &listing);
    void scheduleAdvance();
    /// Bars are copied before they are told: a listener may watch a symbol, and so move them.
    template<typename Candles>
    void tellAll(const Candles &candles);

    Feed *m_feed; ///< a child: it moves to another thread with the service
    const Clock &m_clock;
    QThreadPool *m_pool;
    QTimer m_advanceTimer;
    quint64 m_lastSeq;
    MarketCounters m_former; ///< of the feeds before this one
    bool m_isRunning = false;
    bool m_takesListed = false;                 ///< whoever started it had no wishes
    std::shared_ptr<const StoredBars> m_stored; ///< may be null
    std::unique_ptr<TickOrigins> m_origins;
    std::unique_ptr<Books> m_books;
};

} // namespace Tickwell
