// SPDX-License-Identifier: GPL-3.0-or-later
#include "market/MarketService.h"

#include "core/Log.h"
#include "core/Symbol.h"
#include "market/BarHistory.h"
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
    , m_advanceTimer(this)
    , m_lastSeq(lastSeq)
    , m_books(std::make_unique<Books>(m_feed, pool, clock))
{
    m_feed->setParent(this);
    connect(m_feed, &Feed::opened, this, &MarketService::openSymbol);
    connect(m_feed, &Feed::tickReceived, this, &MarketService::takeTick);
    connect(m_feed, &Feed::statusChanged, this, [this] { emit statusChanged(status()); });
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

void MarketService::start(const QStringList &symbols)
{
    for (const QString &symbol : symbols) {
        if (const auto watched = watch(symbol); !watched)
            qCWarning(lcFeed, "%s is not followed: %s", qPrintable(symbol),
                      qPrintable(watched.error().message));
    }
    m_feed->start();
    scheduleAdvance();
}

void MarketService::stop()
{
    m_advanceTimer.stop();
    m_feed->stop();
    advance();
    QList<Candle> open;
    m_books->bars.forEachOpen([&](const QString &symbol, const BarAggregator::Change &change) {
        open.append(change.bar->toCandle(symbol, change.interval));
    });
    tellAll(open);
    m_books->history.abandon();
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
    listing.quote.name = m_feed->describe(symbol).name;
    m_books->listings.insert(symbol, listing);
    m_books->order.append(symbol);
    m_feed->watch(symbol);
    emit statusChanged(status());
    return {};
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
    return {m_books->ticks, m_books->filter.rejected(), m_books->bars.lateTicks(),
            m_books->history.refused(), m_books->history.waiting()};
}

void MarketService::advance()
{
    QList<Candle> closed;
    m_books->bars.advance(m_clock.now(),
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
    listing->dayBefore = snapshot.previousClose;
    BarAggregator::Changes changes;
    m_books->bars.open(snapshot, changes);
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
    m_books->history.symbolOpened(snapshot.symbol);
}

void MarketService::takeTick(Tick tick)
{
    const auto listing = m_books->listings.find(tick.symbol);
    if (listing == m_books->listings.end() || !listing->opened) {
        m_books->filter.reject(tick,
                               QStringLiteral("nobody follows this symbol, or it is not open yet"),
                               m_clock.now());
        return;
    }
    if (!m_books->filter.accepts(tick, m_clock.now()))
        return;
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
