// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/Store.h"

#include <QHash>

#include <deque>

namespace Tickwell {

/// Rows on their way to the store: bounded, and without locks of its own. Of a bar, only its latest
/// state is kept.
class RecordQueue
{
public:
    explicit RecordQueue(qsizetype maxRows)
        : m_maxRows(maxRows)
    {
    }

    void add(const Tick &tick);
    void add(const Candle &candle);
    void add(const HostSample &sample);
    void add(const ChatMessage &message);

    /// Moves out up to @p maxRows rows, the oldest of each kind. They count towards the bound until
    /// settled() or putBack().
    [[nodiscard]] RecordBatch take(qsizetype maxRows);
    /// What was taken is stored.
    void settled() { m_taken = 0; }
    /// What was taken could not be stored: it goes back to its place.
    void putBack(RecordBatch &&batch);

    /// Rows here and taken.
    [[nodiscard]] qsizetype rows() const { return waiting() + m_taken; }
    [[nodiscard]] qsizetype waiting() const;
    /// Rows lost to the bound: the older of ticks and samples first, then bars, then messages.
    [[nodiscard]] qint64 dropped() const { return m_dropped; }

private:
    struct BarKey
    {
        explicit BarKey(const Candle &candle)
            : symbol(candle.symbol)
            , interval(candle.interval)
            , start(toMicros(candle.start))
        {
        }
        QString symbol;
        Interval interval;
        qint64 start;

        friend bool operator==(const BarKey &, const BarKey &) = default;
        friend size_t qHash(const BarKey &key, size_t seed = 0)
        {
            return qHashMulti(seed, key.symbol, static_cast<qint32>(key.interval), key.start);
        }
    };
    void trim();

    qsizetype m_maxRows;
    qsizetype m_taken = 0;
    qint64 m_dropped = 0;
    std::deque<Tick> m_ticks;
    std::deque<HostSample> m_samples;
    std::deque<ChatMessage> m_messages;
    QHash<BarKey, Candle> m_bars;
};

} // namespace Tickwell
