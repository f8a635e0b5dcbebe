// SPDX-License-Identifier: GPL-3.0-or-later
#include "jobs/OrderStatistics.h"

#include <algorithm>
#include <bit>
#include <limits>

namespace Tickwell {

namespace {

/// As many numbers are gathered and sorted; more are counted by ranges first.
constexpr qint64 GatherLimit = 32 * 1024;
constexpr quint64 SignBit = quint64(1) << 63;

/// An integer that orders as the numbers do (IEEE 754 §5.10). There is no -0 among them.
quint64 keyOf(double value)
{
    const auto bits = std::bit_cast<quint64>(value);
    return bits ^ (bits & SignBit ? ~quint64(0) : SignBit);
}

double valueOf(quint64 key)
{
    return std::bit_cast<double>(key ^ (key & SignBit ? SignBit : ~quint64(0)));
}

/// Some of the numbers: those with keys from `low` to `high`.
struct Range
{
    quint64 low = 0;
    quint64 high = 0;
    qint64 below = 0; ///< numbers less than those
    qint64 count = 0;
    std::vector<std::size_t> wanted = {}; ///< indices of the ranks that lie in it
};

/// A range in equal parts.
class Parts
{
public:
    static constexpr std::size_t Count = 4096;

    explicit Parts(const Range &range)
        : m_low(range.low)
        , m_shift(std::max(0, int(std::bit_width(range.high - range.low)) - 12))
        , m_parts(Count, Part())
        , m_extent(range.high - range.low)
    {
    }

    /// The part of @p key, or Count when it is not in the range.
    std::size_t indexOf(quint64 key) const
    {
        const quint64 distance = key - m_low;
        return distance <= m_extent ? static_cast<std::size_t>(distance >> m_shift) : Count;
    }

    void add(std::span<const double> values)
    {
        for (const double value : values) {
            const quint64 key = keyOf(value);
            const std::size_t index = indexOf(key);
            if (index == Count)
                continue;
            Part &part = m_parts[index];
            ++part.count;
            part.low = std::min(part.low, key);
            part.high = std::max(part.high, key);
        }
    }

    /// The parts that hold the ranks of @p range.
    std::vector<Range> wanted(const Range &range, std::span<const qint64> ranks) const
    {
        std::vector<Range> found;
        qint64 below = range.below;
        auto next = range.wanted.begin();
        for (const Part &part : m_parts) {
            Range inner{part.low, part.high, below, part.count, {}};
            below += part.count;
            while (next != range.wanted.end() && ranks[*next] < below)
                inner.wanted.push_back(*next++);
            if (!inner.wanted.empty())
                found.push_back(std::move(inner));
        }
        return found;
    }

private:
    struct Part
    {
        qint64 count = 0;
        quint64 low = std::numeric_limits<quint64>::max();
        quint64 high = 0;
    };

    quint64 m_low;
    int m_shift;
    std::vector<Part> m_parts;
    quint64 m_extent;
};

/// Finds the numbers of some ranks.
class Selection
{
public:
    Selection(const ColumnNumbers &numbers, std::span<const qint64> ranks)
        : m_numbers(numbers)
        , m_ranks(ranks)
        , m_found(ranks.size())
    {
    }

    /// False when the work was stopped.
    bool find(const Range &range);
    std::vector<double> found() { return std::move(m_found); }

private:
    bool gather(std::span<const Range> ranges);

    const ColumnNumbers &m_numbers;
    std::span<const qint64> m_ranks;
    std::vector<double> m_found;
};

bool Selection::find(const Range &range)
{
    if (range.low == range.high) {
        for (const std::size_t i : range.wanted)
            m_found[i] = valueOf(range.low);
        return true;
    }
    if (range.count <= GatherLimit)
        return gather({&range, 1});
    Parts parts(range);
    if (!m_numbers.forEachRun([&](std::span<const double> run) { parts.add(run); }))
        return false;
    std::vector<Range> small;
    for (Range &part : parts.wanted(range, m_ranks)) {
        if (part.low != part.high && part.count <= GatherLimit)
            small.push_back(std::move(part));
        else if (!find(part))
            return false;
    }
    return gather(small);
}

/// Sorts what lies in @p ranges, few numbers in few ranges, in one pass.
bool Selection::gather(std::span<const Range> ranges)
{
    if (ranges.empty())
        return true;
    std::vector<std::vector<double>> gathered(ranges.size());
    for (std::size_t i = 0; i < ranges.size(); ++i)
        gathered[i].reserve(static_cast<std::size_t>(ranges[i].count));
    const quint64 low = ranges.front().low;
    const quint64 extent = ranges.back().high - low;
    const bool all = m_numbers.forEachRun([&](std::span<const double> run) {
        for (const double value : run) {
            const quint64 key = keyOf(value);
            if (key - low > extent)
                continue;
            for (std::size_t i = 0; i < ranges.size(); ++i) {
                if (key >= ranges[i].low && key <= ranges[i].high)
                    gathered[i].push_back(value);
            }
        }
    });
    if (!all)
        return false;
    for (std::size_t i = 0; i < ranges.size(); ++i) {
        std::sort(gathered[i].begin(), gathered[i].end());
        for (const std::size_t rank : ranges[i].wanted)
            m_found[rank] = gathered[i][static_cast<std::size_t>(m_ranks[rank] - ranges[i].below)];
    }
    return true;
}

} // namespace

qint64 ColumnNumbers::count() const
{
    qint64 count = 0;
    for (const NumberPack &pack : m_packs)
        count += pack.column(m_index).count;
    return count;
}

std::vector<double> selectRanks(const ColumnNumbers &numbers, double min, double max,
                                std::span<const qint64> ranks)
{
    Range all{keyOf(min), keyOf(max), 0, numbers.count(), {}};
    for (std::size_t i = 0; i < ranks.size(); ++i)
        all.wanted.push_back(i);
    Selection selection(numbers, ranks);
    if (!selection.find(all))
        return {};
    return selection.found();
}

} // namespace Tickwell
