// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "FakeFeed.h"
#include "market/MarketService.h"

#include <memory>

namespace Tickwell {

using namespace std::chrono_literals;

inline constexpr Timestamp Noon = fromMicros(1'769'860'800'000'000); // 2026-01-31T12:00:00Z
inline const QString Aapl = QStringLiteral("AAPL");

/// Minute bars that start in [from, to), as a feed would give them.
inline QList<Candle> minutes(Timestamp from, Timestamp to)
{
    QList<Candle> bars;
    for (Timestamp start = from; start < to; start += 1min) {
        const Decimal price(10'000 + (start - from) / 1min, 2);
        bars.append(
            {Aapl, Interval::Minute1, start, price, price, price, price, Decimal(10, 0), 3, true});
    }
    return bars;
}

/// What candles() answered, when it has.
struct Answer
{
    std::shared_ptr<std::optional<Result<QList<Candle>>>> result =
        std::make_shared<std::optional<Result<QList<Candle>>>>();

    [[nodiscard]] bool came() const { return result->has_value(); }
    [[nodiscard]] QList<Candle> bars() const { return (*result)->value(); }
    [[nodiscard]] Error error() const { return (*result)->error(); }
};

/// A service over a fake feed, half a minute after noon, that is asked for bars.
class CandleDesk
{
protected:
    QThreadPool m_pool;
    ManualClock m_clock{Noon + 30s};
    FakeFeed *m_feed = nullptr;
    std::unique_ptr<MarketService> m_service;
    QObject m_context;

    /// Starts over, with AAPL opened.
    void open()
    {
        m_clock.set(Noon + 30s);
        auto feed = std::make_unique<FakeFeed>();
        m_feed = feed.get();
        m_feed->opensAtOnce = false;
        m_service = std::make_unique<MarketService>(std::move(feed), &m_pool, 0, m_clock);
        m_service->start({Aapl});
        // Half of the minute was traded before this program started.
        const Tick last{Aapl, Noon + 20s, Decimal(10'500, 2), Decimal(1, 0), 0};
        FeedSnapshot snapshot{Aapl, Noon + 30s, last, Decimal(10'000, 2), {}};
        snapshot.bars = {{Aapl, Interval::Minute1, Noon, Decimal(10'100, 2), Decimal(10'900, 2),
                          Decimal(10'000, 2), Decimal(10'500, 2), Decimal(40, 0), 8, false}};
        emit m_feed->opened(snapshot);
    }

    Answer ask(const CandleQuery &query)
    {
        Answer answer;
        m_service->candles(query, &m_context, [result = answer.result](Result<QList<Candle>> bars) {
            *result = std::move(bars);
        });
        return answer;
    }
    Answer ask(int limit, std::optional<Timestamp> from = {}, std::optional<Timestamp> to = {})
    {
        return ask({Aapl, Interval::Minute1, from, to, limit});
    }
    /// Answers the oldest question put to the feed with what lies between its ends.
    void answerHistory(Timestamp beginning = Noon - 24h)
    {
        const auto asked = m_feed->asked.takeFirst();
        const Timestamp from = std::max(beginning, asked.query.from.value_or(beginning));
        auto bars = minutes(bucketStart(from + 1min - 1us, Interval::Minute1), asked.query.to);
        bars = bars.last(std::min<qsizetype>(bars.size(), asked.query.limit));
        asked.ready(bars);
    }
    void tell(Timestamp time, qint64 cents = 10'000)
    {
        m_clock.set(std::max(m_clock.now(), time));
        emit m_feed->tickReceived({Aapl, time, Decimal(cents, 2), Decimal(1, 0), 0});
    }
};

} // namespace Tickwell
