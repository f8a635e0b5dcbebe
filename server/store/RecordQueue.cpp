// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/RecordQueue.h"

#include <iterator>

namespace Tickwell {

namespace {

template<typename T>
QList<T> takeFront(std::deque<T> &queue, qsizetype &budget)
{
    const qsizetype count = std::min(budget, static_cast<qsizetype>(queue.size()));
    const auto end = queue.begin() + count;
    QList<T> rows;
    rows.reserve(count);
    std::move(queue.begin(), end, std::back_inserter(rows));
    queue.erase(queue.begin(), end);
    budget -= count;
    return rows;
}

template<typename T>
void putFront(std::deque<T> &queue, QList<T> &rows)
{
    queue.insert(queue.begin(), std::make_move_iterator(rows.begin()),
                 std::make_move_iterator(rows.end()));
}

} // namespace

void RecordQueue::add(const Tick &tick)
{
    m_ticks.push_back(tick);
    trim();
}

void RecordQueue::add(const Candle &candle)
{
    m_bars.insert(BarKey(candle), candle);
    trim();
}

void RecordQueue::add(const HostSample &sample)
{
    m_samples.push_back(sample);
    trim();
}

void RecordQueue::add(const ChatMessage &message)
{
    m_messages.push_back(message);
    trim();
}

RecordBatch RecordQueue::take(qsizetype maxRows)
{
    qsizetype budget = maxRows;
    RecordBatch batch;
    batch.messages = takeFront(m_messages, budget);
    for (auto bar = m_bars.begin(); budget > 0 && bar != m_bars.end(); --budget) {
        batch.candles.append(std::move(*bar));
        bar = m_bars.erase(bar);
    }
    batch.samples = takeFront(m_samples, budget);
    batch.ticks = takeFront(m_ticks, budget);
    m_taken = batch.rows();
    return batch;
}

void RecordQueue::putBack(RecordBatch &&batch)
{
    putFront(m_messages, batch.messages);
    putFront(m_samples, batch.samples);
    putFront(m_ticks, batch.ticks);
    for (Candle &candle : batch.candles) {
        // The bar may have moved on meanwhile.
        if (const BarKey key(candle); !m_bars.contains(key))
            m_bars.insert(key, std::move(candle));
    }
    m_taken = 0;
}

qsizetype RecordQueue::waiting() const
{
    return static_cast<qsizetype>(m_ticks.size() + m_samples.size() + m_messages.size())
        + m_bars.size();
}

void RecordQueue::trim()
{
    for (; rows() > m_maxRows && waiting() > 0; ++m_dropped) {
        const bool sampleIsOlder = !m_samples.empty()
            && (m_ticks.empty() || m_samples.front().time < m_ticks.front().time);
        if (sampleIsOlder)
            m_samples.pop_front();
        else if (!m_ticks.empty())
            m_ticks.pop_front();
        else if (!m_bars.isEmpty())
            m_bars.erase(m_bars.begin());
        else
            m_messages.pop_front();
    }
}

} // namespace Tickwell
