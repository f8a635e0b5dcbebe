// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Async.h"

#include <coroutine>
#include <optional>
#include <utility>

namespace Tickwell {

/// A place where one coroutine waits for one outcome: asyncio's Future. A local of that coroutine,
/// which awaits it once. Whoever comes first decides, resumes the coroutine and must then touch
/// nothing of it.
template<typename T>
class Waiter
{
public:
    Waiter() = default;
    /// Cancelling @p token settles it; so does one that is cancelled already.
    explicit Waiter(const CancelToken &token)
    {
        if (token.isCancelled())
            m_outcome = cancelled();
        else
            m_registration = token.onCancelled([this] { settle(cancelled()); });
    }
    Waiter(const Waiter &) = delete;
    Waiter &operator=(const Waiter &) = delete;

    [[nodiscard]] bool isSettled() const { return m_outcome.has_value(); }

    /// False when it was settled before; @p outcome is then as it was.
    bool settle(Result<T> &&outcome)
    {
        if (m_outcome)
            return false;
        m_outcome = std::move(outcome);
        m_registration.reset();
        if (const auto waiting = std::exchange(m_waiting, nullptr))
            waiting.resume();
        return true;
    }

    // By pointer, as QCoro hands awaiters on by value.
    auto operator co_await() noexcept { return Awaiter{this}; }

private:
    struct Awaiter
    {
        Waiter *waiter;

        [[nodiscard]] bool await_ready() const noexcept { return waiter->isSettled(); }
        void await_suspend(std::coroutine_handle<> waiting) noexcept
        {
            waiter->m_waiting = waiting;
        }
        [[nodiscard]] Result<T> await_resume() { return std::move(*waiter->m_outcome); }
    };

    std::optional<Result<T>> m_outcome;
    std::coroutine_handle<> m_waiting = nullptr;
    CancelRegistration m_registration;
};

} // namespace Tickwell
