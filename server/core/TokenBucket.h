// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <chrono>
#include <cmath>

namespace Tickwell {

/// How often something may happen: so often in the long run, and in bursts after a pause.
struct TokenRate
{
    double perMinute = 0; ///< above 0
    int burst = 1;        ///< at least 1
};

/// A bucket that holds `burst` tokens at most, full at first, and gets `perMinute` new ones; each
/// event takes one. Its rate is given with each call, always the same. Pure: so is the time, in
/// milliseconds of a clock that never goes back. Plain value.
class TokenBucket
{
public:
    TokenBucket(const TokenRate &rate, std::chrono::milliseconds now)
        : m_tokens(rate.burst)
        , m_updated(now)
    {
    }

    /// How long until there is a token; zero when there is one.
    [[nodiscard]] std::chrono::milliseconds wait(const TokenRate &rate,
                                                 std::chrono::milliseconds now) const
    {
        const double missing = 1 - tokensAt(rate, now);
        if (missing <= 0)
            return {};
        const auto wait = std::llround(std::ceil(missing / rate.perMinute * MillisecondsPerMinute));
        return std::chrono::milliseconds(std::max(1LL, wait));
    }

    /// Takes a token, if there is one; else see wait().
    std::chrono::milliseconds take(const TokenRate &rate, std::chrono::milliseconds now)
    {
        m_tokens = tokensAt(rate, now);
        m_updated = now;
        if (const auto missing = wait(rate, now); missing.count() > 0)
            return missing;
        m_tokens -= 1;
        return {};
    }

    /// Whether it is as a new one.
    [[nodiscard]] bool isFull(const TokenRate &rate, std::chrono::milliseconds now) const
    {
        return tokensAt(rate, now) >= rate.burst;
    }

private:
    static constexpr double MillisecondsPerMinute = 60'000;

    [[nodiscard]] double tokensAt(const TokenRate &rate, std::chrono::milliseconds now) const
    {
        const auto elapsed = static_cast<double>((now - m_updated).count());
        return std::min<double>(rate.burst,
                                m_tokens + elapsed * rate.perMinute / MillisecondsPerMinute);
    }

    double m_tokens;
    std::chrono::milliseconds m_updated;
};

} // namespace Tickwell
