// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/AsyncTimers.h"
#include "core/AsyncWaiter.h"

namespace Tickwell {

/// Comes back after @p delay, or as cancelled.
inline Async<void> sleepFor(Timers &timers, std::chrono::milliseconds delay, CancelToken token)
{
    Waiter<void> waiter(token);
    const auto alarm = timers.after(delay, [&waiter] { waiter.settle({}); });
    co_return co_await waiter;
}

/// What @p work comes to. After @p limit it is cancelled, and then waited for: if it fails for
/// that, the failure is a time-out that says @p what; if it has come to a value all the same, that
/// counts.
template<typename T>
Async<T> withTimeout(Timers &timers, std::chrono::milliseconds limit, QString what, Work<T> work,
                     CancelToken token)
{
    CancelScope scope(token);
    bool isLate = false;
    const auto alarm = timers.after(limit, [&scope, &isLate] {
        isLate = true;
        scope.cancel();
    });
    auto result = co_await outcome(std::move(work), scope.token());
    if (!result && result.error().kind == Error::Kind::Cancelled && isLate && !token.isCancelled())
        co_return failure(what, Error::Kind::TimedOut);
    co_return result;
}

} // namespace Tickwell
