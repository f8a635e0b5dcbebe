// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <algorithm>
#include <array>

namespace Tickwell {

/// How many observations were at most so many seconds long. The bounds are the default buckets of
/// Python's prometheus_client, so that dashboards made for it fit. Plain value.
class LatencyHistogram
{
public:
    static constexpr std::array<double, 14> Bounds{.005, .01, .025, .05, .075, .1,  .25,
                                                   .5,   .75, 1,    2.5, 5,    7.5, 10};
    /// The bounds as that client writes them: label values are compared as text.
    static constexpr std::array<const char *, 14> Labels{"0.005", "0.01", "0.025", "0.05", "0.075",
                                                         "0.1",   "0.25", "0.5",   "0.75", "1.0",
                                                         "2.5",   "5.0",  "7.5",   "10.0"};

    void observe(double seconds)
    {
        const auto bound = std::lower_bound(Bounds.begin(), Bounds.end(), seconds);
        if (bound != Bounds.end())
            ++m_counts[static_cast<std::size_t>(bound - Bounds.begin())];
        ++m_count;
        m_sum += seconds;
    }

    /// Observations of at most Bounds[@p bucket] seconds.
    [[nodiscard]] quint64 cumulative(std::size_t bucket) const
    {
        quint64 sum = 0;
        for (std::size_t i = 0; i <= bucket; ++i)
            sum += m_counts[i];
        return sum;
    }
    [[nodiscard]] quint64 count() const { return m_count; }
    [[nodiscard]] double sum() const { return m_sum; } ///< seconds

private:
    std::array<quint64, Bounds.size()> m_counts{}; ///< each its own bucket alone
    quint64 m_count = 0;
    double m_sum = 0;
};

} // namespace Tickwell
