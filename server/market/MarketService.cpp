// SPDX-License-Identifier: GPL-3.0-or-later
#include "market/MarketService.h"

#include "core/Background.h"
#include "core/Log.h"
#include "core/Symbol.h"
#include "market/BarHistory.h"
#include "market/StoredBars.h"
#include "market/TickFilter.h"

namespace Tickwell {

namespace {

/// How long after a full second its bars are closed: the ticks of its last moments come first.
constexpr std::chrono::milliseconds ClosingDelay(50);
constexpr int MaxCandles = 5'000;

auto toCandles(const QString &symbol, const BarAggregator::Changes &changes)
{
    QVarLengthArray<Candle, BarAggregator::MaxChanges> candles;
    for (const BarAggregator::Change &change : changes)
        candles.append(change.bar->toCandle(symbol, change.interval));
    return candles;
}

} // namespace

struct MarketService::Listing
{
    Quote quote;
    Decimal dayBefore; ///< the close before the oldest day in memory; 0 when unknown
    bool opened = false;
    int openings = 0;
};

struct MarketService::Books
{
    Books(Feed *feed, QThreadPool *pool, const Clock &clock)
        : history(feed, &bars, pool, clock)
    {
    }

    TickFilter filter;
    BarAggregator bars;
    BarHistory history;
    QHash<QString, Listing> listings;
    QStringList order; ///< of the listings, as they were first watched
    quint64 ticks = 0;
    quint64 unfollowed = 0;
};

template<typename Candles>
void MarketService::tellAll(const Candles &candles)
{
    for (const Candle &candle : candles)
        emit candleChanged(candle);
}

MarketService::MarketService(std::unique_ptr<Feed> feed, QThreadPool *pool, quint64 lastSeq,
                             const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_feed(feed.release())
    , m_clock(clock)
    , m_pool(pool)
    , m_advanceTimer(this)
    , m_lastSeq(lastSeq)
    , m_books(std::make_unique<Books>(m_feed, pool, clock))
{
    connectFeed();
    m_advanceTimer.setSingleShot(true);
    m_advanceTimer.setTimerType(Qt::PreciseTimer);
    connect(&m_advanceTimer, &QTimer::timeout, this, [this] {
        advance();
        scheduleAdvance();
    });
}

MarketService::~MarketService()
{
    delete m_feed; // now, while what it might still call is there
}

void MarketService::connectFeed()
{
    m_feed->setParent(this);
    connect(m_feed, &Feed::opened, this, &MarketService::openSymbol);
    connect(m_feed, &Feed::tickReceived, this, &MarketService::takeTick);
    connect(m_feed, &Feed::barReceived, this, &MarketService::takeBar);
    connect(m_feed, &Feed::symbolsListed, this, [this](const QStringList &symbols) {
        if (m_takesListed)
            follow(symbols);
    });
    connect(m_feed, &Feed::statusChanged, this, [this] { emit statusChanged(status()); });
}

void MarketService::follow(const QStringList &symbols)
{
    for (const QString &symbol : symbols) {
        if (const auto watched = watch(symbol); !watched)
            qCWarning(lcFeed, "%s is not followed: %s", qPrintable(symbol),
                      qPrintable(watched.error().message));
    }
}

void MarketService::start(const QStringList &symbols)
{
    m_isRunning = true;
    noteOrigin();
    m_takesListed = symbols.isEmpty();
    follow(symbols);
    m_feed->start();
    scheduleAdvance();
}

void MarketService::setFeed(std::unique_ptr<Feed> feed, const QStringList &symbols)
{
    Q_ASSERT(feed->thread() == thread());
    m_feed->stop();
    closeBooks();
    const MarketCounters sums = counters();
    m_former = {sums.ticks, sums.rejected, sums.unfollowed, sums.late, sums.refusedRequests, 0, {}};
    const QStringList followed = m_books->order;
    delete m_feed; // its answers must find nobody, so not later
    m_feed = feed.release();
    m_books = std::make_unique<Books>(m_feed, m_pool, m_clock);
    connectFeed();
    noteOrigin();
    emit feedReplaced();
    for (const QString &symbol : followed) {
        if (m_feed->canWatch(symbol))
            follow({symbol});
    }
    m_takesListed = symbols.isEmpty();
    follow(symbols);
    emit statusChanged(status());
    if (m_isRunning)
        m_feed->start();
}

void MarketService::stop()
{
    m_isRunning = false;
    m_advanceTimer.stop();
    m_feed->stop();
    closeBooks();
}

void MarketService::closeBooks()
{
    advance();
    QList<Candle> open;
    m_books->bars.forEachOpen([&](const QString &symbol, const BarAggregator::Change &change) {
        open.append(change.bar->toCandle(symbol, change.interval));
    });
    tellAll(open);
    m_books->history.abandon();
}

void MarketService::setStored(std::shared_ptr<const StoredBars> stored, const TickOrigins &origins)
{
    m_stored = std::move(stored);
    m_origins = std::make_unique<TickOrigins>(origins);
}

void MarketService::noteOrigin()
{
    if (!m_stored)
        return;
    const QString feed = m_feed->status().feed;
    m_books->history.setStored(m_stored, m_origins->of(feed));
    if (!m_origins->note(feed, m_lastSeq + 1))
        return;
    m_books->history.setStored(m_stored, m_origins->of(feed));
    runInBackground(
        m_pool, this, [origins = *m_origins] { return origins.save(); },
        [](const Result<void> &saved) {
            if (!saved)
                qCWarning(lcStore).noquote() << saved.error().message;
        });
}

Timestamp MarketService::marketTime() const
{
    return m_feed->marketTime().value_or(m_clock.now());
}

Result<void> MarketService::watch(const QString &symbol)
{
    if (m_books->listings.contains(symbol))
        return {};
    if (!isWellFormedSymbol(symbol))
        return failure(QStringLiteral("A symbol is 1 to 12 of A-Z, 0-9, '.', '^', '=' and '-'"),
                       Error::Kind::NotFound);
    if (const auto known = m_feed->canWatch(symbol); !known)
        return known;
    Listing listing;
    listing.quote.symbol = symbol;
    const Instrument instrument = m_feed->describe(symbol);
    listing.quote.name = instrument.name;
    listing.quote.zone = instrument.zone;
    m_books->listings.insert(symbol, listing);
    m_books->order.append(symbol);
    m_feed->watch(symbol);
    emit statusChanged(status());
    return {};
}

int MarketService::priceScale(const QString &symbol) const
{
    return m_feed->describe(symbol).priceScale;
}

QByteArray MarketService::exchangeZone(const QString &symbol) const
{
    return m_feed->describe(symbol).zone;
}

std::optional<Quote> MarketService::quote(const QString &symbol) const
{
    const auto listing = m_books->listings.constFind(symbol);
    if (listing == m_books->listings.constEnd() || listing->quote.price.isZero())
        return std::nullopt;
    return listing->quote;
}

QList<Quote> MarketService::quotes() const
{
    QList<Quote> quotes;
    quotes.reserve(m_books->order.size());
    for (const QString &symbol : std::as_const(m_books->order)) {
        if (auto known = quote(symbol))
            quotes.append(std::move(*known));
    }
    return quotes;
}

void MarketService::candles(const CandleQuery &query, QObject *context, CandlesReady ready)
{
    Q_ASSERT(context && context->thread() == thread());
    if (const auto watched = watch(query.symbol); !watched) {
        QMetaObject::invokeMethod(
            context,
            [ready = std::move(ready), error = watched.error()] { ready(tl::unexpected(error)); },
            Qt::QueuedConnection);
        return;
    }
    CandleQuery bounded = query;
    bounded.limit = std::clamp(query.limit, 1, MaxCandles);
    m_books->history.request(bounded, context, std::move(ready));
}

FeedStatus MarketService::status() const
{
    FeedStatus status = m_feed->status();
    status.symbols = static_cast<int>(m_books->order.size());
    return status;
}

MarketCounters MarketService::counters() const
{
    return {m_former.ticks + m_books->ticks,
            m_former.rejected + m_books->filter.rejected(),
            m_former.unfollowed + m_books->unfollowed,
            m_former.late + m_books->bars.lateTicks(),
            m_former.refusedRequests + m_books->history.refused(),
            m_books->history.waiting(),
            m_feed->counters()};
}

QList<RejectedTick> MarketService::quarantine() const
{
    return m_books->filter.quarantine();
}

void MarketService::advance()
{
    QList<Candle> closed;
    m_books->bars.advance(marketTime(),
                          [&](const QString &symbol, const BarAggregator::Change &change) {
                              closed.append(change.bar->toCandle(symbol, change.interval));
                          });
    m_books->history.expire();
    tellAll(closed);
}

void MarketService::openSymbol(const FeedSnapshot &snapshot)
{
    const auto listing = m_books->listings.find(snapshot.symbol);
    if (listing == m_books->listings.end())
        return;
    listing->opened = true;
    ++listing->openings;
    listing->dayBefore = snapshot.previousClose;
    BarAggregator::Changes changes;
    m_books->bars.open(snapshot, changes, ExchangeDays(listing->quote.zone));
    const auto candles = toCandles(snapshot.symbol, changes);
    if (snapshot.last) {
        m_books->filter.expect(snapshot.symbol, snapshot.last->price);
        Quote &quote = listing->quote;
        quote.time = snapshot.last->time;
        quote.price = snapshot.last->price;
        quote.open = quote.high = quote.low = quote.price;
        quote.volume = snapshot.last->volume;
        quote.previousClose = snapshot.previousClose;
        quote.seq = m_lastSeq;
        refreshQuote(*listing);
        const Quote changed = quote;
        emit quoteChanged(changed);
    }
    tellAll(candles);
    m_books->history.symbolOpened(snapshot.symbol, m_lastSeq);
    if (!snapshot.last)
        mendBegun(snapshot.symbol, snapshot.asOf);
}

void MarketService::mendBegun(const QString &symbol, Timestamp asOf)
{
    if (!m_stored)
        return;
    const ExchangeDays days(m_books->listings[symbol].quote.zone);
    const StoredBars::Source source{symbol, days, m_origins->of(m_feed->status().feed), m_lastSeq};
    // What a recording tells it may have told before; of others only what has no seq yet is new.
    const Timestamp end = m_feed->isRecording() ? asOf : days.day(asOf).end;
    runInBackground(
        m_pool, m_feed,
        [stored = m_stored, source, asOf, end] { return stored->begun(source, asOf, end); },
        [this, symbol, opening = m_books->listings[symbol].openings](
            const Result<QList<StoredBars::Begun>> &begun) {
            if (!begun) {
                qCWarning(lcStore, "what %s began with was not found: %s", qPrintable(symbol),
                          qPrintable(begun.error().message));
                return;
            }
            const auto listing = m_books->listings.find(symbol);
            if (listing == m_books->listings.end() || listing->openings != opening)
                return;
            QList<Candle> mended;
            for (const StoredBars::Begun &part : *begun) {
                if (const Bar *bar = m_books->bars.mend(symbol, part.interval, part.bar))
                    mended.append(bar->toCandle(symbol, part.interval));
            }
            if (mended.isEmpty())
                return;
            refreshQuote(*listing);
            const auto after = quote(symbol);
            tellAll(mended);
            if (after)
                emit quoteChanged(*after);
        });
}

Result<Quote> MarketService::feedPrice(const QString &symbol, Decimal price, Decimal volume)
{
    if (const auto watched = watch(symbol); !watched)
        return tl::unexpected(watched.error());
    if (price <= Decimal() || volume < Decimal())
        return failure(QStringLiteral("A price is above zero, and a volume not below"));
    const int scale = m_feed->describe(symbol).priceScale;
    if (price.rescaled(scale) != price)
        return failure(QStringLiteral("Prices of %1 have no more than %2 digits after the point")
                           .arg(symbol)
                           .arg(scale));
    if (!m_books->listings[symbol].opened)
        return failure(QStringLiteral("No price of %1 yet").arg(symbol), Error::Kind::Unavailable);
    enter({symbol, marketTime(), price.rescaled(scale), volume, 0});
    return m_books->listings[symbol].quote;
}

void MarketService::takeTick(const Tick &tick)
{
    const auto listing = m_books->listings.constFind(tick.symbol);
    if (listing == m_books->listings.constEnd() || !listing->opened) {
        ++m_books->unfollowed;
        return;
    }
    // What was taken once is taken again, or the bars were others.
    if (m_feed->isRecording() || m_books->filter.accepts(tick, m_clock.now()))
        enter(tick);
}

void MarketService::takeBar(const Candle &bar)
{
    const auto listing = m_books->listings.find(bar.symbol);
    if (listing == m_books->listings.end() || !listing->opened)
        return;
    BarAggregator::Changes changes;
    if (!m_books->bars.add(bar, changes))
        return;
    Quote &quote = listing->quote;
    const BarSeries *series = m_books->bars.series(bar.symbol, bar.interval);
    quote.time = series->bucket(bar.start).end - Microseconds(1);
    quote.price = bar.close;
    quote.seq = m_lastSeq;
    refreshQuote(*listing);
    const Quote changed = quote;
    const auto candles = toCandles(bar.symbol, changes);
    tellAll(candles);
    emit quoteChanged(changed);
}

void MarketService::enter(Tick tick)
{
    const auto listing = m_books->listings.find(tick.symbol);
    ++m_books->ticks;
    tick.seq = ++m_lastSeq;
    tick.symbol = listing->quote.symbol; // one copy of the text for all
    BarAggregator::Changes changes;
    const bool inTime = m_books->bars.add(tick, changes);
    Quote changed;
    if (inTime) {
        Quote &quote = listing->quote;
        if (tick.time >= quote.time) {
            quote.time = tick.time;
            quote.price = tick.price;
        }
        quote.seq = tick.seq;
        refreshQuote(*listing);
        changed = quote;
    }
    const auto candles = toCandles(tick.symbol, changes);
    // From here on nothing may be used that a listener could change: it may watch another symbol.
    emit ticked(tick);
    tellAll(candles);
    if (inTime)
        emit quoteChanged(changed);
}

void MarketService::refreshQuote(Listing &listing)
{
    Quote &quote = listing.quote;
    const BarSeries *days = m_books->bars.series(quote.symbol, Interval::Day1);
    if (!days || days->bars().empty())
        return;
    const auto &bars = days->bars();
    const Bar &session = bars.back();
    quote.open = session.open;
    quote.high = session.high;
    quote.low = session.low;
    quote.volume = session.volume;
    quote.previousClose = bars.size() > 1 ? bars[bars.size() - 2].close : listing.dayBefore;
}

void MarketService::scheduleAdvance()
{
    const Timestamp now = m_clock.now();
    const Timestamp next =
        std::chrono::floor<std::chrono::seconds>(now) + std::chrono::seconds(1) + ClosingDelay;
    m_advanceTimer.start(std::chrono::ceil<std::chrono::milliseconds>(next - now));
}

} // namespace Tickwell
