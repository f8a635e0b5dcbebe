// SPDX-License-Identifier: GPL-3.0-or-later
#include "market/BarHistory.h"

#include "core/Background.h"
#include "core/Log.h"

namespace Tickwell {

namespace {
constexpr int MaxAttempts = 4;

/// Where the first bucket of @p series begins that does not start before @p time.
Timestamp bucketFrom(Timestamp time, const BarSeries &series)
{
    const TimeSpan bucket = series.bucket(time);
    return bucket.start < time ? bucket.end : bucket.start;
}
} // namespace

BarHistory::BarHistory(Feed *feed, const BarAggregator *bars, QThreadPool *pool, const Clock &clock)
    : m_feed(feed)
    , m_bars(bars)
    , m_pool(pool)
    , m_clock(clock)
{
}

void BarHistory::request(const CandleQuery &query, QObject *context,
                         MarketService::CandlesReady ready)
{
    Request request{query, context, std::move(ready), m_clock.now(), std::nullopt, 0};
    if (m_waiting >= MaxWaiting) {
        ++m_refused;
        ++m_waiting; // answer() takes it off again
        answer(request,
               failure(QStringLiteral("Too many requests for bars are waiting; try again "
                                      "in a moment"),
                       Error::Kind::Limit));
        return;
    }
    ++m_waiting;
    process(std::move(request));
}

void BarHistory::process(Request request)
{
    if (!request.context) {
        --m_waiting;
        return;
    }
    const CandleQuery &query = request.query;
    BarSeries *series = m_bars->series(query.symbol, query.interval);
    if (!series) {
        m_unopened.append(std::move(request));
        return;
    }
    series->setKept(KeptBars);
    request.wanted = missing(query, *series);
    if (!request.wanted) {
        answer(request, joined(query, *series, {}, series->coveredFrom()));
        return;
    }
    if (++request.attempts > MaxAttempts) {
        answer(request,
               failure(QStringLiteral("The history of %1 keeps changing while it is read; "
                                      "try again")
                           .arg(query.symbol),
                       Error::Kind::Unavailable));
        return;
    }
    const Key key{query.symbol, query.interval};
    if (const auto asked = m_inquiries.find(key); asked != m_inquiries.end()) {
        asked->waiting.append(std::move(request));
        return;
    }
    const HistoryQuery wanted = *request.wanted;
    m_inquiries.insert(key, {wanted, {std::move(request)}});
    m_feed->history(wanted, m_pool,
                    [this, key](const Result<QList<Candle>> &older) { landed(key, older); });
}

void BarHistory::setStored(std::shared_ptr<const StoredBars> stored, const QList<SeqRange> &seqs)
{
    m_stored = std::move(stored);
    m_seqs = seqs;
}

Timestamp BarHistory::beginning(const HistoryQuery &asked) const
{
    const BarSeries *series = m_bars->series(asked.symbol, asked.interval);
    return asked.from ? bucketFrom(*asked.from, *series) : Timestamp::min();
}

void BarHistory::landed(const Key &key, const Result<QList<Candle>> &older)
{
    if (m_stored && (!older || older->isEmpty()))
        return lookInStore(key, older);
    std::optional<Timestamp> from;
    if (const HistoryQuery &asked = m_inquiries[key].query; older)
        from = older->size() >= asked.limit ? older->first().start : beginning(asked);
    settle(key, older, from);
}

void BarHistory::lookInStore(const Key &key, const Result<QList<Candle>> &older)
{
    const HistoryQuery asked = m_inquiries[key].query;
    const StoredBars::Source source{key.symbol, m_bars->series(key.symbol, key.interval)->days(),
                                    m_seqs, m_openedAt.value(key.symbol)};
    // The feed's: who waits for an answer of either goes with it.
    runInBackground(
        m_pool, m_feed, [stored = m_stored, source, asked] { return stored->bars(source, asked); },
        [this, key, older, asked](const Result<StoredBars::Past> &past) {
            if (!past)
                qCWarning(lcStore).noquote() << QStringLiteral("past bars of %1 were not found: %2")
                                                    .arg(key.symbol, past.error().message);
            if (!past || (!older && past->bars.isEmpty()))
                return settle(key, older, std::nullopt);
            std::optional<Timestamp> from;
            // A feed that failed is asked again: it may know more when it is back.
            if (older && past->isAll)
                from = beginning(asked);
            else if (older && !past->bars.isEmpty())
                from = past->bars.first().start;
            settle(key, past->bars, from);
        });
}

void BarHistory::settle(const Key &key, const Result<QList<Candle>> &older,
                        std::optional<Timestamp> from)
{
    Inquiry inquiry = m_inquiries.take(key);
    BarSeries *series = m_bars->series(key.symbol, key.interval);
    const HistoryQuery &asked = inquiry.query;
    // The series may have started over, or dropped its oldest, since the question was put.
    const bool fits = older && asked.to <= series->coveredFrom();
    const bool adjoins = fits && asked.to == series->coveredFrom();
    QList<Request> retried;
    for (Request &request : inquiry.waiting) {
        if (request.wanted != asked) {
            retried.append(std::move(request));
        } else if (!older) {
            answer(request, tl::unexpected(older.error()));
        } else if (adjoins || (fits && request.query.to && *request.query.to <= asked.to)) {
            answer(request, joined(request.query, *series, *older, asked.to));
        } else {
            retried.append(std::move(request));
        }
    }
    if (adjoins && from)
        series->prepend(*older, *from);
    for (Request &request : retried) {
        if (request.wanted != asked)
            request.attempts = 0; // it waited for another's question: that was no attempt
        process(std::move(request));
    }
}

std::optional<HistoryQuery> BarHistory::missing(const CandleQuery &query,
                                                const BarSeries &series) const
{
    const Timestamp covered = series.coveredFrom();
    if (query.from && *query.from >= covered)
        return std::nullopt;
    if (covered == Timestamp::min())
        return std::nullopt;
    const Timestamp to = query.to.value_or(Timestamp::max());
    const auto have = series.candles(query.symbol, covered, to, query.limit).size();
    if (have >= query.limit)
        return std::nullopt;
    const Timestamp end = to < covered ? bucketFrom(to, series) : covered;
    if (query.from && *query.from >= end)
        return std::nullopt;
    return HistoryQuery{query.symbol, query.interval, query.from, end,
                        query.limit - static_cast<int>(have)};
}

QList<Candle> BarHistory::joined(const CandleQuery &query, const BarSeries &series,
                                 const QList<Candle> &older, Timestamp seam)
{
    const Timestamp from = std::max(query.from.value_or(Timestamp::min()), seam);
    QList<Candle> bars =
        series.candles(query.symbol, from, query.to.value_or(Timestamp::max()), query.limit);
    const qsizetype room = query.limit - bars.size();
    return older.last(std::min(room, older.size())) + bars;
}

void BarHistory::answer(Request &request, Result<QList<Candle>> result)
{
    --m_waiting;
    if (!request.context)
        return;
    // Always later, so that a caller never finds itself called from within its call.
    QMetaObject::invokeMethod(
        request.context,
        [ready = std::move(request.ready), result = std::move(result)]() mutable {
            ready(std::move(result));
        },
        Qt::QueuedConnection);
}

void BarHistory::symbolOpened(const QString &symbol, quint64 seq)
{
    m_openedAt[symbol] = seq;
    QList<Request> waiting;
    waiting.swap(m_unopened);
    for (Request &request : waiting) {
        if (request.query.symbol == symbol)
            process(std::move(request));
        else
            m_unopened.append(std::move(request));
    }
}

void BarHistory::expire()
{
    const Timestamp oldest = m_clock.now() - OpenTimeout;
    QList<Request> waiting;
    waiting.swap(m_unopened);
    for (Request &request : waiting) {
        if (request.asked > oldest)
            m_unopened.append(std::move(request));
        else
            answer(request,
                   failure(QStringLiteral("The feed has no prices of %1 yet; try again "
                                          "when it is live")
                               .arg(request.query.symbol),
                           Error::Kind::Unavailable));
    }
}

void BarHistory::abandon()
{
    const auto closing = [] {
        return failure(QStringLiteral("The market is closing"), Error::Kind::Unavailable);
    };
    for (Request &request : m_unopened)
        answer(request, closing());
    m_unopened.clear();
    for (Inquiry &inquiry : m_inquiries) {
        for (Request &request : inquiry.waiting)
            answer(request, closing());
        inquiry.waiting.clear();
    }
}

} // namespace Tickwell
