// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Candle.h"
#include "core/Clock.h"
#include "core/Statistics.h"
#include "core/Status.h"
#include "core/Tick.h"

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

    /// Connects the feed and watches @p symbols.
    void start(const QStringList &symbols);
    /// Stops the feed and closes the books: emits candleChanged for every open bar, so that the
    /// recorder has them.
    void stop();

    /// Makes sure that @p symbol is followed. Fails when it is malformed, unknown to the feed
    /// (both NotFound), or one more than the feed can follow (Limit).
    [[nodiscard]] Result<void> watch(const QString &symbol);

    [[nodiscard]] std::optional<Quote> quote(const QString &symbol) const;
    /// Of every watched symbol that has a price, in the order they were first watched.
    [[nodiscard]] QList<Quote> quotes() const;

    /// Gives bars up to and including the open one, history joined to live ones without gap or
    /// overlap. @p ready is called later on this thread, unless @p context dies first.
    void candles(const CandleQuery &query, QObject *context, CandlesReady ready);

    [[nodiscard]] FeedStatus status() const;
    [[nodiscard]] MarketCounters counters() const;

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

private:
    struct Listing;
    struct Books;

    void openSymbol(const FeedSnapshot &snapshot);
    void takeTick(Tick tick);
    void refreshQuote(Listing &listing);
    void scheduleAdvance();
    /// Bars are copied before they are told: a listener may watch a symbol, and so move them.
    template<typename Candles>
    void tellAll(const Candles &candles);

    Feed *m_feed; ///< a child: it moves to another thread with the service
    const Clock &m_clock;
    QTimer m_advanceTimer;
    quint64 m_lastSeq;
    std::unique_ptr<Books> m_books;
};

} // namespace Tickwell
