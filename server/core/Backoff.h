// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRandomGenerator>

#include <algorithm>
#include <chrono>

namespace Tickwell {

/// How long to wait before the next try: twice as long after each failure, up to a bound, less up
/// to a half by chance, so that many who lost the same peer do not come back in one moment.
class Backoff
{
public:
    constexpr Backoff(std::chrono::milliseconds first, std::chrono::milliseconds most)
        : m_first(first)
        , m_most(most)
        , m_next(first)
    {
    }

    /// The wait before the coming try; counts a failure.
    [[nodiscard]] std::chrono::milliseconds next()
    {
        const auto whole = m_next;
        m_next = std::min(m_next * 2, m_most);
        const auto half = whole.count() / 2;
        return whole
            - std::chrono::milliseconds(QRandomGenerator::global()->bounded(qint64(half) + 1));
    }
    /// After a success.
    void reset() { m_next = m_first; }

private:
    std::chrono::milliseconds m_first;
    std::chrono::milliseconds m_most;
    std::chrono::milliseconds m_next;
};

} // namespace Tickwell
