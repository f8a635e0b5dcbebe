// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "market/BarAggregator.h"
#include "market/Feed.h"
#include "market/MarketService.h"
#include "market/StoredBars.h"

#include <QHash>
#include <QPointer>

namespace Tickwell {

/// Answers requests for bars: the recent ones from memory, older ones from the feed's history or,
/// where that has none, made anew of stored ticks; joined by time so that there is neither a gap
/// nor an overlap. One thread (the service's).
///
/// What the feed gave is kept in memory next to the live bars, so that it is asked once. For each
/// symbol and interval one question is under way at a time; requests that come meanwhile wait
/// for it and share its answer.
class BarHistory
{
public:
    static constexpr size_t KeptBars = 2'000;    ///< of each symbol and interval that was asked for
    static constexpr qsizetype MaxWaiting = 512; ///< requests; more are refused with Limit
    /// How long a request waits for the feed to open its symbol.
    static constexpr Microseconds OpenTimeout = std::chrono::seconds(10);

    /// All outlive this object, but @p feed may give no more answers when it dies.
    BarHistory(Feed *feed, const BarAggregator *bars, QThreadPool *pool, const Clock &clock);

    /// From now on bars that the feed has not are looked for in @p stored among the ticks @p seqs.
    void setStored(std::shared_ptr<const StoredBars> stored, const QList<SeqRange> &seqs);

    /// Gives the bars of @p query, whose symbol is watched; see MarketService::candles.
    void request(const CandleQuery &query, QObject *context, MarketService::CandlesReady ready);

    /// The feed opened @p symbol: what waited for that goes on. Ticks up to @p seq came before.
    void symbolOpened(const QString &symbol, quint64 seq);
    /// Refuses what has waited too long for its symbol to be opened.
    void expire();
    /// Refuses everything that waits: no answers will come.
    void abandon();

    [[nodiscard]] qsizetype waiting() const { return m_waiting; }
    [[nodiscard]] quint64 refused() const { return m_refused; }

private:
    struct Request
    {
        CandleQuery query;
        QPointer<QObject> context;
        MarketService::CandlesReady ready;
        Timestamp asked;
        std::optional<HistoryQuery> wanted; ///< of the feed, when the request came
        int attempts = 0;
    };
    struct Key
    {
        QString symbol;
        Interval interval;
        friend bool operator==(const Key &, const Key &) = default;
        friend size_t qHash(const Key &key, size_t seed = 0)
        {
            return qHashMulti(seed, key.symbol, static_cast<int>(key.interval));
        }
    };
    /// A question that the feed is answering, and who waits for it.
    struct Inquiry
    {
        HistoryQuery query;
        QList<Request> waiting;
    };

    void process(Request request);
    /// The feed's answer.
    void landed(const Key &key, const Result<QList<Candle>> &older);
    void lookInStore(const Key &key, const Result<QList<Candle>> &older);
    /// Answers who waits for @p key. What is kept for others is without a gap from @p from.
    void settle(const Key &key, const Result<QList<Candle>> &older, std::optional<Timestamp> from);
    /// From when on a full answer to @p asked has all bars.
    [[nodiscard]] Timestamp beginning(const HistoryQuery &asked) const;
    [[nodiscard]] std::optional<HistoryQuery> missing(const CandleQuery &query,
                                                      const BarSeries &series) const;
    [[nodiscard]] static QList<Candle> joined(const CandleQuery &query, const BarSeries &series,
                                              const QList<Candle> &older, Timestamp seam);
    void answer(Request &request, Result<QList<Candle>> result);

    Feed *m_feed;
    const BarAggregator *m_bars;
    QThreadPool *m_pool;
    const Clock &m_clock;
    QHash<Key, Inquiry> m_inquiries;
    std::shared_ptr<const StoredBars> m_stored; ///< may be null
    QList<SeqRange> m_seqs;
    QHash<QString, quint64> m_openedAt; ///< the last seq before a symbol was opened
    QList<Request> m_unopened;          ///< of symbols that the feed has yet to open
    qsizetype m_waiting = 0;
    quint64 m_refused = 0;
};

} // namespace Tickwell
