// SPDX-License-Identifier: GPL-3.0-or-later
#include "market/StoredBars.h"

#include "market/BarAggregator.h"
#include "store/Store.h"

#include <QThread>

#include <algorithm>
#include <deque>

namespace Tickwell {

namespace {

constexpr int PageTicks = 20'000;
/// How far beyond its end a stretch is read, for the ticks that made others late.
constexpr Microseconds Beyond = std::chrono::minutes(10);
constexpr std::chrono::milliseconds WaitStep(50);

/// Tells late ticks when all are looked at from the newest time back: one is too late when another
/// of more than AllowedLateness after it came before it.
class Lateness
{
public:
    bool isLate(const Tick &tick)
    {
        m_near.push_back({tick.time, tick.seq});
        while (m_near.front().time - tick.time > BarAggregator::AllowedLateness) {
            m_earliest = std::min(m_earliest, m_near.front().seq);
            m_near.pop_front();
        }
        return tick.seq > m_earliest;
    }

private:
    std::deque<Bar::Key> m_near; ///< of those that are not far enough after the next one
    quint64 m_earliest = std::numeric_limits<quint64>::max();
};

bool isAmong(const QList<SeqRange> &ranges, quint64 seq)
{
    return std::any_of(ranges.begin(), ranges.end(), [seq](const SeqRange &range) {
        return range.first <= seq && seq <= range.last;
    });
}

Result<void> waitFor(const StoreReader &reader, quint64 seq)
{
    for (auto waited = WaitStep;; waited += WaitStep) {
        const auto last = reader.lastTickSeq();
        if (!last)
            return tl::unexpected(last.error());
        if (*last >= seq)
            return {};
        if (waited > StoredBars::MaxWait)
            return failure(QStringLiteral("The latest ticks are not stored yet"),
                           Error::Kind::Unavailable);
        QThread::msleep(static_cast<unsigned long>(WaitStep.count()));
    }
}

} // namespace

StoredBars::StoredBars(const Store &store, qint64 maxTicks)
    : m_store(store)
    , m_maxTicks(maxTicks)
{
}

Result<bool> StoredBars::walk(const Source &source, Timestamp from, Timestamp to,
                              const Visit &visit) const
{
    const auto opened = m_store.openReader();
    if (!opened)
        return tl::unexpected(opened.error());
    const StoreReader &reader = **opened;
    if (const auto written = waitFor(reader, source.written); !written)
        return tl::unexpected(written.error());
    Lateness lateness;
    Timestamp before = to + Beyond;
    qint64 left = m_maxTicks;
    for (int size = PageTicks;;) {
        const auto page = reader.newestTicks(source.symbol, from, before, size);
        if (!page)
            return tl::unexpected(page.error());
        const bool isLast = page->size() < size;
        // Those of the oldest moment may go on before the page: they come with the next one.
        const Timestamp oldest = isLast ? Timestamp::min() : page->first().time;
        if (!isLast && page->last().time == oldest) {
            size *= 2;
            continue;
        }
        for (auto tick = page->crbegin(); tick != page->crend() && tick->time != oldest; ++tick) {
            if (left-- <= 0)
                return false;
            if (isAmong(source.seqs, tick->seq) && !lateness.isLate(*tick) && tick->time < to
                && !visit(*tick))
                return true;
        }
        if (isLast)
            return true;
        before = oldest + Microseconds(1);
        size = PageTicks;
    }
}

Result<StoredBars::Past> StoredBars::bars(const Source &source, const HistoryQuery &query) const
{
    std::vector<Bar> newestFirst;
    bool isFull = false;
    const auto visit = [&](const Tick &tick) {
        if (!newestFirst.empty() && newestFirst.back().start <= tick.time) {
            newestFirst.back().add(tick);
            return true;
        }
        const TimeSpan bucket = source.days.bucket(tick.time, query.interval);
        isFull = newestFirst.size() == static_cast<size_t>(query.limit);
        if (isFull || (query.from && bucket.start < *query.from))
            return false;
        newestFirst.push_back(Bar::ofTick(tick, bucket));
        return true;
    };
    const Timestamp from =
        query.from ? source.days.bucket(*query.from, query.interval).start : Timestamp();
    const auto walked = walk(source, from, query.to, visit);
    if (!walked)
        return tl::unexpected(walked.error());
    if (!*walked && !newestFirst.empty())
        newestFirst.pop_back(); // some of its ticks were not read
    Past past{{}, *walked && !isFull};
    for (auto bar = newestFirst.rbegin(); bar != newestFirst.rend(); ++bar) {
        past.bars.append(bar->toCandle(query.symbol, query.interval));
        past.bars.last().closed = true;
    }
    return past;
}

Result<QList<StoredBars::Begun>> StoredBars::begun(const Source &source, Timestamp asOf,
                                                   Timestamp end) const
{
    struct Part
    {
        Interval interval;
        TimeSpan bucket;
        std::optional<Bar> bar;
    };
    std::vector<Part> parts;
    Timestamp from = asOf;
    for (const Interval interval : AllIntervals) {
        parts.push_back({interval, source.days.bucket(asOf, interval), std::nullopt});
        from = std::min(from, parts.back().bucket.start);
    }
    Timestamp oldest = asOf;
    const auto visit = [&](const Tick &tick) {
        oldest = tick.time;
        if (tick.seq > source.written)
            return true;
        for (Part &part : parts) {
            if (tick.time < part.bucket.start || part.bucket.end <= tick.time)
                continue;
            if (part.bar)
                part.bar->add(tick);
            else
                part.bar = Bar::ofTick(tick, part.bucket);
        }
        return true;
    };
    const auto walked = walk(source, from, end, visit);
    if (!walked)
        return tl::unexpected(walked.error());
    QList<Begun> bars;
    for (const Part &part : parts) {
        if (part.bar && (*walked || part.bucket.start > oldest))
            bars.append({part.interval, *part.bar});
    }
    return bars;
}

} // namespace Tickwell
