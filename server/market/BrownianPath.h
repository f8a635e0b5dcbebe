// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <algorithm>
#include <array>

namespace Tickwell {

/// Scrambles 64 bits so that neighbouring inputs give unrelated outputs (SplitMix64's finalizer).
[[nodiscard]] constexpr quint64 scrambled(quint64 bits)
{
    bits = (bits ^ (bits >> 30)) * 0xbf58476d1ce4e5b9U;
    bits = (bits ^ (bits >> 27)) * 0x94d049bb133111ebU;
    return bits ^ (bits >> 31);
}

/// The @p index-th number of the random sequence that @p key names: no state, any order.
[[nodiscard]] constexpr quint64 randomAt(quint64 key, qint64 index)
{
    return scrambled(key + static_cast<quint64>(index) * 0x9e3779b97f4a7c15U);
}

/// A random walk in continuous use as a pure function: the same key gives the same value at the
/// same step, whoever asks, in whatever order, before or after the origin. Immutable; any thread.
///
/// Time is cut in blocks of BlockSteps. The values at block ends are independent normals around
/// zero; inside, each middle is drawn between its two ends (Lévy's construction of a Brownian
/// bridge), down to single steps. With end values of variance sd²·BlockSteps/2 the difference of
/// two neighbouring ends has just the variance that the walk has over a block, so within a block
/// it is a Brownian motion, while over years it keeps returning to zero: its variance is
/// sd²·BlockSteps/2 at every step. It is exactly zero at step 0.
class BrownianPath
{
public:
    static constexpr int BlockLevel = 26;
    static constexpr qint64 BlockSteps = qint64(1) << BlockLevel;

    /// @p sd is the standard deviation of one step.
    BrownianPath(quint64 key, double sd);

    [[nodiscard]] double at(qint64 step) const;

    /// Calls @p visit(step, value) for each step in [@p from, @p to), in order; one random number
    /// each.
    template<typename Visit>
    void forEach(qint64 from, qint64 to, Visit &&visit) const
    {
        for (qint64 block = from >> BlockLevel; from < to && block <= (to - 1) >> BlockLevel;
             ++block)
            walk({BlockLevel, block, blockEnd(block), blockEnd(block + 1)}, from, to, visit);
    }

    /// The largest of @p atLeast and the values of the steps in [@p from, @p to) for which
    /// @p counts(step) holds. Looks only where the bounded noise leaves room for a larger one, so
    /// a day costs hundreds of random numbers, not hundreds of thousands.
    template<typename Counts>
    [[nodiscard]] double maximum(qint64 from, qint64 to, double atLeast, Counts &&counts) const
    {
        return extreme<1>(from, to, atLeast, counts);
    }
    /// As maximum(), for the smallest of @p atMost and those values.
    template<typename Counts>
    [[nodiscard]] double minimum(qint64 from, qint64 to, double atMost, Counts &&counts) const
    {
        return -extreme<-1>(from, to, -atMost, counts);
    }

private:
    /// The steps [index << level, (index + 1) << level), with the values at both ends.
    struct Span
    {
        int level;
        qint64 index;
        double left;
        double right;

        [[nodiscard]] qint64 begin() const { return index << level; }
        [[nodiscard]] qint64 end() const { return (index + 1) << level; }
    };

    [[nodiscard]] double blockEnd(qint64 block) const;
    [[nodiscard]] double middle(const Span &span) const
    {
        const auto level = static_cast<size_t>(span.level);
        return 0.5 * (span.left + span.right) + m_sd[level] * noise(level, span.index);
    }

    /// The sum of four uniforms: near enough to a normal of variance 1, bounded by NoiseBound, and
    /// made of integers, so that every machine agrees on it.
    [[nodiscard]] double noise(size_t level, qint64 index) const
    {
        const quint64 bits = randomAt(m_keys[level], index);
        const auto sum = static_cast<qint64>((bits & 0xffff) + ((bits >> 16) & 0xffff)
                                             + ((bits >> 32) & 0xffff) + (bits >> 48));
        return static_cast<double>(sum - NoiseMean) * (NoiseBound / static_cast<double>(NoiseMean));
    }

    template<typename Visit>
    void walk(const Span &span, qint64 from, qint64 to, Visit &visit) const
    {
        if (span.level == 0) {
            visit(span.index, span.left);
            return;
        }
        const double value = middle(span);
        const qint64 half = span.begin() + (qint64(1) << (span.level - 1));
        if (from < half)
            walk({span.level - 1, 2 * span.index, span.left, value}, from, to, visit);
        if (to > half)
            walk({span.level - 1, 2 * span.index + 1, value, span.right}, from, to, visit);
    }

    template<int Sign, typename Counts>
    double extreme(qint64 from, qint64 to, double best, Counts &counts) const
    {
        for (qint64 block = from >> BlockLevel; from < to && block <= (to - 1) >> BlockLevel;
             ++block)
            search<Sign>({BlockLevel, block, blockEnd(block), blockEnd(block + 1)}, from, to, best,
                         counts);
        return best;
    }

    template<int Sign, typename Counts>
    void search(const Span &span, qint64 from, qint64 to, double &best, Counts &counts) const
    {
        if (span.begin() >= to || span.end() <= from)
            return;
        const double left = Sign * span.left;
        const double right = Sign * span.right;
        if (span.level == 0) {
            if (left > best && counts(span.index))
                best = left;
            return;
        }
        if (std::max(left, right) + m_reach[static_cast<size_t>(span.level)] <= best)
            return;
        const double value = middle(span);
        const Span first{span.level - 1, 2 * span.index, span.left, value};
        const Span second{span.level - 1, 2 * span.index + 1, value, span.right};
        // The more promising half first: what it finds rules out most of the other.
        search<Sign>(left > right ? first : second, from, to, best, counts);
        search<Sign>(left > right ? second : first, from, to, best, counts);
    }

    static constexpr qint64 NoiseMean = 2 * 65'535;
    static const double NoiseBound;

    std::array<quint64, BlockLevel + 2> m_keys; ///< by level; the last one for the block ends
    std::array<double, BlockLevel + 1> m_sd;    ///< of a middle, by its span's level
    std::array<double, BlockLevel + 1> m_reach; ///< how far a span may pass its ends, by level
    double m_blockSd;
};

} // namespace Tickwell
