// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/AsyncTimeout.h"

#include <algorithm>

namespace Tickwell {

/// How long to wait before each further try: exponential back-off.
struct RetryPolicy
{
    int retries = 3; ///< further tries after the first
    std::chrono::milliseconds first{1000};
    double factor = 2;
    std::chrono::milliseconds most{60'000}; ///< of one wait, jitter included
    /// Part of the wait that chance adds to it, 0 to 1: so that many who failed together do not
    /// come back together.
    double jitter = 0.1;

    /// The wait before retry @p number (from 0); @p chance is in [0, 1).
    [[nodiscard]] std::chrono::milliseconds wait(int number, double chance) const
    {
        double wait = static_cast<double>(first.count());
        for (int i = 0; i < number && wait < static_cast<double>(most.count()); ++i)
            wait *= factor;
        wait = std::min(wait * (1 + jitter * chance), static_cast<double>(most.count()));
        return std::chrono::milliseconds(static_cast<qint64>(wait));
    }
};

/// What is to follow a try.
struct Retry
{
    bool again = false;
    std::chrono::milliseconds atLeast{0}; ///< wait no less than that
};

/// Tries until an outcome is final: @p judge says of each whether to try again, for as long as
/// @p backoff allows; then the last outcome counts. @p chance gives numbers in [0, 1).
template<typename T>
Async<T> retry(Timers &timers, RetryPolicy backoff, std::function<double()> chance, Work<T> attempt,
               std::function<Retry(const Result<T> &)> judge, CancelToken token)
{
    for (int number = 0;; ++number) {
        auto result = co_await outcome(attempt, token);
        if (number >= backoff.retries || token.isCancelled())
            co_return result;
        const Retry next = judge(result);
        if (!next.again)
            co_return result;
        const auto pause = std::max(backoff.wait(number, chance()), next.atLeast);
        const auto slept = co_await sleepFor(timers, pause, token);
        if (!slept)
            co_return tl::unexpected(slept.error());
    }
}

} // namespace Tickwell
