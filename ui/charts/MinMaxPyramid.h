// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/RingBuffer.h"

#include <QList>
#include <QPointF>

#include <deque>

namespace Tickwell {

/// A series of samples that can be drawn at any zoom with at most two points for each pixel column,
/// and without missing a peak.
///
/// Level k holds the lowest and the highest sample of each bucket `[n·base·2^k, (n+1)·base·2^k)`.
/// Buckets count from zero on the axis and not from the newest sample: a line that scrolls keeps
/// its shape and does not shimmer. Holds the newest @c capacity samples.
class MinMaxPyramid
{
public:
    struct Sample
    {
        qint64 x = 0;
        double y = 0;
        friend bool operator==(const Sample &, const Sample &) = default;
    };

    /// @p base is the usual distance of two samples on the x axis, > 0.
    MinMaxPyramid(qint64 base, qsizetype capacity);

    [[nodiscard]] qsizetype size() const { return m_samples.size(); }
    [[nodiscard]] bool isEmpty() const { return m_samples.isEmpty(); }
    [[nodiscard]] qint64 base() const { return m_base; }
    [[nodiscard]] const Sample &last() const { return m_samples.last(); }

    /// @p x is not less than that of the last sample; one at the same x replaces it. Costs O(1)
    /// amortised while the newest sample sets no record, O(log capacity) otherwise.
    void append(qint64 x, double y);
    void clear();

    /// The points to draw for x in [@p from, @p to], oldest first, where a pixel column is @p
    /// perPixel wide: at most two a column. One sample beyond either end comes along, so that the
    /// line runs to the edge.
    [[nodiscard]] QList<QPointF> query(double from, double to, double perPixel) const;
    /// The width on the x axis that one pair of points of query() stands for at @p perPixel.
    [[nodiscard]] qint64 bucketWidth(double perPixel) const;

private:
    struct Node
    {
        qint64 bucket = 0;
        Sample low;
        Sample high;
        friend bool operator==(const Node &, const Node &) = default;
    };

    [[nodiscard]] qsizetype levelFor(double perPixel) const;
    [[nodiscard]] Node merged(const std::deque<Node> &below, qint64 bucket) const;
    [[nodiscard]] Node leafNode(qint64 bucket) const;
    void updateTail();
    void dropLeft();

    qint64 m_base;
    RingBuffer<Sample> m_samples;
    std::vector<std::deque<Node>> m_levels; ///< m_levels[k - 1] is level k
};

} // namespace Tickwell
