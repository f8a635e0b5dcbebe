// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/AsyncWaiter.h"

#include <deque>
#include <list>
#include <memory>

namespace Tickwell {

/// A bounded queue between producers and consumers: who sends waits while it is full, who receives
/// while it is empty, both first come, first served. What was sent is received once, or is in the
/// queue when it dies; then those who wait fail as cancelled.
template<typename T>
class Channel
{
public:
    /// @p capacity ≥ 1 values wait in it at most.
    explicit Channel(std::size_t capacity)
        : m_state(std::make_shared<State>())
    {
        m_state->capacity = capacity;
    }
    ~Channel()
    {
        const auto state = m_state;
        state->isClosed = true;
        state->isOver = true;
        letGo(state->senders, cancelled());
        letGo(state->receivers, cancelled());
    }
    Channel(const Channel &) = delete;
    Channel &operator=(const Channel &) = delete;

    /// Takes @p value, as soon as there is room. Fails, and the value is not taken, when the
    /// channel is closed (Kind::Unavailable) or it is cancelled before.
    [[nodiscard]] Async<void> send(T value, CancelToken token)
    {
        return send(m_state, std::move(value), token);
    }

    /// False when it is full or closed; @p value is then as it was.
    [[nodiscard]] bool trySend(T &value)
    {
        if (m_state->isClosed || m_state->values.size() >= m_state->capacity
            || !m_state->senders.empty())
            return false;
        m_state->values.push_back(std::move(value));
        serve(m_state);
        return true;
    }

    /// The next value; none when the channel is closed and empty.
    [[nodiscard]] Async<std::optional<T>> receive(CancelToken token)
    {
        return receive(m_state, token);
    }

    /// No more is taken: those who wait to send fail, what is in it can still be received.
    void close()
    {
        const auto state = m_state;
        if (std::exchange(state->isClosed, true))
            return;
        letGo(state->senders, closed());
        serve(state);
    }

    [[nodiscard]] bool isClosed() const { return m_state->isClosed; }
    [[nodiscard]] std::size_t size() const { return m_state->values.size(); }

private:
    /// In the frames of the coroutines that wait.
    struct Sender
    {
        Waiter<void> waiter;
        T &value;
        bool isQueued = true; ///< false: whoever settles it has taken it out
    };
    struct Receiver
    {
        Waiter<std::optional<T>> waiter;
        bool isQueued = true;
    };
    struct State
    {
        std::size_t capacity = 1;
        bool isClosed = false;
        bool isOver = false;
        bool isServing = false;
        std::deque<T> values;
        std::list<Sender *> senders;
        std::list<Receiver *> receivers;
    };

    static tl::unexpected<Error> closed()
    {
        return failure(QStringLiteral("The channel is closed"), Error::Kind::Unavailable);
    }

    template<typename Ends>
    static void letGo(Ends &ends, const tl::unexpected<Error> &reason)
    {
        while (!ends.empty())
            takeFirst(ends).waiter.settle(tl::unexpected(reason));
    }

    template<typename End>
    static End &takeFirst(std::list<End *> &ends)
    {
        End &first = *ends.front();
        ends.pop_front();
        first.isQueued = false;
        return first;
    }

    static Async<void> send(std::shared_ptr<State> state, T value, CancelToken token)
    {
        if (token.isCancelled())
            co_return cancelled();
        if (state->isClosed)
            co_return closed();
        if (state->values.size() < state->capacity && state->senders.empty()) {
            state->values.push_back(std::move(value));
            serve(state);
            co_return Result<void>();
        }
        Sender sender{Waiter<void>(token), value};
        const auto position = state->senders.insert(state->senders.end(), &sender);
        const auto sent = co_await sender.waiter;
        if (sender.isQueued)
            state->senders.erase(position);
        co_return sent;
    }

    static Async<std::optional<T>> receive(std::shared_ptr<State> state, CancelToken token)
    {
        if (token.isCancelled() || state->isOver)
            co_return cancelled();
        if (state->receivers.empty() && !state->values.empty()) {
            std::optional<T> value(std::move(state->values.front()));
            state->values.pop_front();
            serve(state);
            co_return value;
        }
        if (state->isClosed && state->values.empty())
            co_return std::optional<T>();
        Receiver receiver{Waiter<std::optional<T>>(token)};
        const auto position = state->receivers.insert(state->receivers.end(), &receiver);
        auto value = co_await receiver.waiter;
        if (receiver.isQueued)
            state->receivers.erase(position);
        co_return value;
    }

    /// Moves values on for as long as somebody waits, one after the other; see Semaphore::serve().
    static void serve(const std::shared_ptr<State> &state)
    {
        if (state->isServing)
            return;
        state->isServing = true;
        while (true) {
            if (!state->receivers.empty() && !state->values.empty()) {
                std::optional<T> value(std::move(state->values.front()));
                state->values.pop_front();
                takeFirst(state->receivers).waiter.settle(std::move(value));
            } else if (!state->senders.empty() && state->values.size() < state->capacity) {
                Sender &sender = takeFirst(state->senders);
                state->values.push_back(std::move(sender.value));
                sender.waiter.settle({});
            } else if (state->isClosed && state->values.empty() && !state->receivers.empty()) {
                takeFirst(state->receivers).waiter.settle(std::optional<T>());
            } else {
                break;
            }
        }
        state->isServing = false;
    }

    std::shared_ptr<State> m_state;
};

} // namespace Tickwell
