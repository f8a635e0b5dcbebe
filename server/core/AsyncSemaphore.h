// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/AsyncWaiter.h"

#include <list>
#include <memory>

namespace Tickwell {

/// Lets so many in at once; the others wait, first come, first served. When it dies, those who wait
/// fail as cancelled, and slots that are out are given back to nobody.
class Semaphore
{
    struct State;

public:
    /// Somebody's place; gives it back at its end.
    class Slot
    {
    public:
        Slot() = default;
        Slot(Slot &&other) noexcept = default;
        Slot &operator=(Slot &&other) noexcept
        {
            if (this != &other) {
                release();
                m_state = std::exchange(other.m_state, {});
            }
            return *this;
        }
        ~Slot() { release(); }

        /// Back at once; who waits runs before this returns, or before the one it was called by.
        void release()
        {
            if (const auto state = std::exchange(m_state, {})) {
                ++state->free;
                Semaphore::serve(state);
            }
        }

    private:
        friend class Semaphore;
        explicit Slot(std::shared_ptr<State> state)
            : m_state(std::move(state))
        {
        }
        std::shared_ptr<State> m_state;
    };

    /// @p count ≥ 1 slots. When @p maxWaiting wait already, further ones fail with Kind::Limit.
    explicit Semaphore(int count, std::size_t maxWaiting = std::size_t(-1))
        : m_state(std::make_shared<State>())
    {
        m_state->free = count;
        m_state->maxWaiting = maxWaiting;
    }
    ~Semaphore()
    {
        const auto state = m_state;
        state->isOver = true;
        while (!state->waiting.empty())
            takeFirst(*state).waiter.settle(cancelled());
    }
    Semaphore(const Semaphore &) = delete;
    Semaphore &operator=(const Semaphore &) = delete;

    /// A slot, or why there is none.
    [[nodiscard]] Async<Slot> acquire(CancelToken token) { return acquire(m_state, token); }

    [[nodiscard]] int available() const { return m_state->free; }
    [[nodiscard]] std::size_t waiting() const { return m_state->waiting.size(); }
    /// How many were refused because too many waited.
    [[nodiscard]] quint64 refused() const { return m_state->refused; }

private:
    /// In the frame of the coroutine that waits.
    struct Place
    {
        explicit Place(const CancelToken &token)
            : waiter(token)
        {
        }
        Waiter<Slot> waiter;
        bool isQueued = true; ///< false: whoever settles it has taken it out
    };
    struct State
    {
        int free = 1;
        std::size_t maxWaiting = 0;
        quint64 refused = 0;
        bool isServing = false;
        bool isOver = false;
        std::list<Place *> waiting;
    };

    static Async<Slot> acquire(std::shared_ptr<State> state, CancelToken token)
    {
        if (token.isCancelled() || state->isOver)
            co_return cancelled();
        if (state->free > 0 && state->waiting.empty()) {
            --state->free;
            co_return Slot(state);
        }
        if (state->waiting.size() >= state->maxWaiting) {
            ++state->refused;
            co_return failure(QStringLiteral("Too many are waiting already: try again later"),
                              Error::Kind::Limit);
        }
        Place place(token);
        const auto position = state->waiting.insert(state->waiting.end(), &place);
        auto slot = co_await place.waiter;
        if (place.isQueued)
            state->waiting.erase(position);
        co_return slot;
    }

    static Place &takeFirst(State &state)
    {
        Place &first = *state.waiting.front();
        state.waiting.pop_front();
        first.isQueued = false;
        return first;
    }

    /// One after the other and not one inside the other: a thousand who wait and do nothing must
    /// not come to a thousand frames on the stack.
    static void serve(const std::shared_ptr<State> &state)
    {
        if (state->isServing)
            return;
        state->isServing = true;
        while (state->free > 0 && !state->waiting.empty()) {
            --state->free;
            takeFirst(*state).waiter.settle(Slot(state));
        }
        state->isServing = false;
    }

    std::shared_ptr<State> m_state;
};

} // namespace Tickwell
