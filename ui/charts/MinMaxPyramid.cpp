// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/MinMaxPyramid.h"

#include <algorithm>

namespace Tickwell {

namespace {

qint64 floorDivide(qint64 value, qint64 by)
{
    const qint64 quotient = value / by;
    return (value % by != 0 && value < 0) ? quotient - 1 : quotient;
}

/// The first index in @p ring for which @p isBefore is false; the ring is ordered by it.
template<typename T, typename Predicate>
qsizetype partitionPoint(const RingBuffer<T> &ring, Predicate isBefore)
{
    qsizetype low = 0;
    qsizetype high = ring.size();
    while (low < high) {
        const qsizetype middle = (low + high) / 2;
        if (isBefore(ring.at(middle)))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

} // namespace

MinMaxPyramid::MinMaxPyramid(qint64 base, qsizetype capacity)
    : m_base(qMax<qint64>(base, 1))
    , m_samples(capacity)
{
    // The top level folds a full buffer into a handful of nodes.
    for (qsizetype nodes = m_samples.capacity(); nodes > 4; nodes /= 2)
        m_levels.emplace_back();
}

void MinMaxPyramid::append(qint64 x, double y)
{
    if (!m_samples.isEmpty() && m_samples.last().x >= x) {
        m_samples.last().y = y;
    } else {
        m_samples.append({x, y});
        dropLeft();
    }
    updateTail();
}

void MinMaxPyramid::clear()
{
    m_samples.clear();
    for (std::deque<Node> &level : m_levels)
        level.clear();
}

void MinMaxPyramid::dropLeft()
{
    if (!m_samples.isFull())
        return;
    const qint64 first = m_samples.first().x;
    qint64 width = m_base;
    for (std::deque<Node> &level : m_levels) {
        width *= 2;
        const qint64 bucket = floorDivide(first, width);
        while (!level.empty() && level.front().bucket < bucket)
            level.pop_front();
    }
}

void MinMaxPyramid::updateTail()
{
    qint64 width = m_base;
    for (std::size_t k = 0; k < m_levels.size(); ++k) {
        width *= 2;
        const qint64 bucket = floorDivide(m_samples.last().x, width);
        const Node node = k == 0 ? leafNode(bucket) : merged(m_levels[k - 1], bucket);
        std::deque<Node> &level = m_levels[k];
        if (!level.empty() && level.back().bucket == bucket) {
            if (level.back() == node)
                return; // nothing above can differ either
            level.back() = node;
        } else {
            level.push_back(node);
        }
    }
}

MinMaxPyramid::Node MinMaxPyramid::leafNode(qint64 bucket) const
{
    Node node{bucket, m_samples.last(), m_samples.last()};
    const qint64 start = bucket * m_base * 2;
    for (qsizetype i = m_samples.size() - 2; i >= 0 && m_samples.at(i).x >= start; --i) {
        const Sample &sample = m_samples.at(i);
        if (sample.y < node.low.y)
            node.low = sample;
        if (sample.y > node.high.y)
            node.high = sample;
    }
    return node;
}

MinMaxPyramid::Node MinMaxPyramid::merged(const std::deque<Node> &below, qint64 bucket) const
{
    Node node{bucket, below.back().low, below.back().high};
    if (below.size() > 1) {
        const Node &left = below[below.size() - 2];
        if (floorDivide(left.bucket, 2) == bucket) {
            if (left.low.y < node.low.y)
                node.low = left.low;
            if (left.high.y > node.high.y)
                node.high = left.high;
        }
    }
    return node;
}

qsizetype MinMaxPyramid::levelFor(double perPixel) const
{
    // The samples themselves are at most two a column down to half a pixel.
    double width = static_cast<double>(m_base);
    if (width * 2 >= perPixel)
        return 0;
    qsizetype level = 0;
    while (width < perPixel && level < static_cast<qsizetype>(m_levels.size())) {
        width *= 2;
        ++level;
    }
    return level;
}

qint64 MinMaxPyramid::bucketWidth(double perPixel) const
{
    return m_base << levelFor(perPixel);
}

QList<QPointF> MinMaxPyramid::query(double from, double to, double perPixel) const
{
    QList<QPointF> points;
    const auto add = [&points](const Sample &sample) {
        points.append({static_cast<double>(sample.x), sample.y});
    };

    const qsizetype k = levelFor(perPixel);
    if (k == 0) {
        const auto before = [from](const Sample &s) { return static_cast<double>(s.x) < from; };
        qsizetype i = qMax<qsizetype>(partitionPoint(m_samples, before) - 1, 0);
        for (; i < m_samples.size(); ++i) {
            add(m_samples.at(i));
            if (static_cast<double>(m_samples.at(i).x) > to)
                break;
        }
        return points;
    }

    const std::deque<Node> &level = m_levels[static_cast<std::size_t>(k - 1)];
    const double width = static_cast<double>(m_base << k);
    const auto before = [from, width](const Node &node) {
        return static_cast<double>(node.bucket + 1) * width <= from;
    };
    auto it = std::partition_point(level.begin(), level.end(), before);
    if (it != level.begin())
        --it;
    for (; it != level.end(); ++it) {
        const Node &node = *it;
        const bool lowFirst = node.low.x <= node.high.x;
        add(lowFirst ? node.low : node.high);
        if (node.low.x != node.high.x)
            add(lowFirst ? node.high : node.low);
        if (static_cast<double>(node.bucket) * width > to)
            break;
    }
    // What stands at the right edge is the latest value, not the last bucket's extreme.
    if (!m_samples.isEmpty() && !points.isEmpty() && it == level.end()
        && points.last().x() < static_cast<double>(m_samples.last().x))
        add(m_samples.last());
    return points;
}

} // namespace Tickwell
