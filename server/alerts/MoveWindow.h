// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Time.h"

#include <deque>

namespace Tickwell {

/// How far a price has moved within the last so many seconds. Takes a price in O(1) on the average,
/// and keeps few of them however many come: what is less than 1/256 of the window apart may leave
/// it together, so the window is at most that much shorter than said, and never longer.
class MoveWindow
{
public:
    static constexpr int Parts = 256;

    explicit MoveWindow(std::chrono::seconds window)
        : m_window(window)
        , m_part(m_window / Parts)
    {
    }

    /// In percent, not below zero.
    struct Move
    {
        double rise = 0; ///< from the lowest price in the window
        double fall = 0; ///< from the highest
    };
    /// Takes a @p price above zero. A time before the last one's is taken for that.
    Move take(Timestamp time, double price);
    void clear();

    /// Prices in memory, of those with which later ones can still be compared.
    [[nodiscard]] std::size_t kept() const { return m_lows.size() + m_highs.size(); }

private:
    struct Extreme
    {
        Timestamp time;
        double price;
    };
    /// Oldest first. Each is beaten by none of those after it, and a part or more older than the
    /// next.
    using Extremes = std::deque<Extreme>;

    template<typename Beats>
    void add(Extremes &extremes, const Extreme &latest, Beats beats) const;

    Microseconds m_window;
    Microseconds m_part;
    Timestamp m_latest = Timestamp::min();
    Extremes m_lows;
    Extremes m_highs;
};

} // namespace Tickwell
