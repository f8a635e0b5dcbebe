// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Candle.h"
#include "core/Result.h"
#include "core/Statistics.h"
#include "core/Status.h"
#include "core/Tick.h"

#include <QList>
#include <QObject>
#include <QThreadPool>

#include <functional>
#include <optional>

namespace Tickwell {

/// What a feed knows of a symbol without asking anyone.
struct Instrument
{
    QString name;       ///< company or pair; empty when unknown
    int priceScale = 2; ///< digits after the point of its prices
    QByteArray zone{};  ///< IANA id: at its midnight the exchange's days begin; empty: UTC
};

/// Where a symbol stood at the moment from which its ticks are told: everything before `asOf` is
/// in here or in history(), everything from then on comes as ticks. So the two join exactly.
struct FeedSnapshot
{
    QString symbol;
    Timestamp asOf;
    std::optional<Tick> last; ///< the latest trade before asOf, without a seq
    Decimal previousClose;    ///< the last price of the day before that of `last`; 0 when unknown
    /// At most one of each interval: the bar that holds `last`, with all its trades before asOf.
    QList<Candle> bars;
};

/// Which past bars to give: the newest `limit` that start in [from, to), oldest first.
struct HistoryQuery
{
    QString symbol;
    Interval interval = Interval::Minute1;
    std::optional<Timestamp> from;
    Timestamp to;    ///< the start of a bucket, not in the future
    int limit = 500; ///< ≥ 1

    friend bool operator==(const HistoryQuery &, const HistoryQuery &) = default;
};

/// Where prices come from. Lives on the thread of the MarketService that owns it; nothing here
/// blocks. It reconnects by itself and tells so through its status.
///
/// For each symbol that is watched while the feed runs it emits opened() once, then tickReceived()
/// for every trade. After it lost trades (a broken connection, a suspended machine) it emits
/// opened() anew: what is known of the symbol then starts over from that snapshot.
class Feed : public QObject
{
    Q_OBJECT

public:
    using HistoryReady = std::function<void(Result<QList<Candle>>)>;

    using QObject::QObject;

    /// Connects, and opens every symbol watched so far.
    virtual void start() = 0;
    /// Disconnects. No ticks come after it returns; start() may be called again.
    virtual void stop() = 0;

    /// Whether one more symbol, this one, could be watched: NotFound when the feed does not know
    /// it, Limit when it follows as many as it can. A watched one always can.
    [[nodiscard]] virtual Result<void> canWatch(const QString &symbol) const = 0;
    /// Follows @p symbol, for which canWatch() holds. Harmless when it is followed already.
    virtual void watch(const QString &symbol) = 0;
    virtual void unwatch(const QString &symbol) = 0;

    [[nodiscard]] virtual Instrument describe(const QString &symbol) const = 0;

    /// Gives closed bars of before the live stream; what takes long runs on @p pool. @p ready is
    /// called later on this thread, once; never after the feed is gone. A feed without a past gives
    /// none.
    virtual void history(const HistoryQuery &query, QThreadPool *pool, HistoryReady ready) = 0;

    /// How far the time of a market that is not of now has come: a recording's. Nothing while the
    /// clock says it.
    [[nodiscard]] virtual std::optional<Timestamp> marketTime() const { return std::nullopt; }
    /// Whether what it tells was judged when it was first told, misprints and all.
    [[nodiscard]] virtual bool isRecording() const { return false; }

    /// What it has counted since it was made.
    [[nodiscard]] virtual FeedCounters counters() const { return {}; }

    /// `feed`, `state`, `simulated`, `message` and `since`; `symbols` is not the feed's to count.
    [[nodiscard]] const FeedStatus &status() const { return m_status; }

signals:
    void opened(const Tickwell::FeedSnapshot &snapshot);
    /// A trade, without a seq.
    void tickReceived(const Tickwell::Tick &tick);
    /// A closed bar of which no trades are told, instead of them: the symbol's bars of this
    /// interval and of longer ones are made of such.
    void barReceived(const Tickwell::Candle &bar);
    /// These are all the symbols it has: whoever has no wishes follows them.
    void symbolsListed(const QStringList &symbols);
    void statusChanged(const Tickwell::FeedStatus &status);

protected:
    /// Tells a new state when it is one.
    void setStatus(FeedStatus status)
    {
        if (status == m_status)
            return;
        m_status = std::move(status);
        emit statusChanged(m_status);
    }

private:
    FeedStatus m_status;
};

} // namespace Tickwell
