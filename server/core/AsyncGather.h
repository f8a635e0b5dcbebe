// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/AsyncWaiter.h"

#include <deque>
#include <vector>

namespace Tickwell {

/// One of several that has ended.
template<typename T>
struct Completion
{
    std::size_t index = 0; ///< in the order in which they were given
    Result<T> result;
};

/// Several at once, taken in the order in which they complete. All begin with it; what has not
/// ended with it is cancelled.
/// @code
/// AsCompleted<Answer> answers(std::move(work), token);
/// while (auto one = co_await answers.next())
///     use(one->index, one->result);
/// @endcode
template<typename T>
class AsCompleted
{
public:
    AsCompleted(std::vector<Work<T>> work, const CancelToken &token)
        : m_state(std::make_shared<State>(token))
    {
        m_state->running = work.size();
        for (std::size_t i = 0; i < work.size(); ++i)
            run(m_state, i, std::move(work[i]));
    }
    ~AsCompleted() { cancelRest(); }
    AsCompleted(const AsCompleted &) = delete;
    AsCompleted &operator=(const AsCompleted &) = delete;

    /// The next to complete; none when all have been taken. Cancelled ones complete as well. One
    /// coroutine at a time.
    QCoro::Task<std::optional<Completion<T>>> next() { return next(m_state); }

    /// Those that still run are to give up.
    void cancelRest()
    {
        const auto state = m_state;
        state->scope.cancel();
    }

private:
    struct State
    {
        explicit State(const CancelToken &token)
            : scope(token)
        {
        }
        CancelScope scope;
        std::size_t running = 0;
        std::deque<Completion<T>> done;
        Waiter<void> *waiting = nullptr;
    };

    static QCoro::Task<> run(std::shared_ptr<State> state, std::size_t index, Work<T> work)
    {
        auto result = co_await outcome(std::move(work), state->scope.token());
        --state->running;
        state->done.push_back({index, std::move(result)});
        if (auto *waiting = std::exchange(state->waiting, nullptr))
            waiting->settle({});
    }

    static QCoro::Task<std::optional<Completion<T>>> next(std::shared_ptr<State> state)
    {
        if (state->done.empty() && state->running > 0) {
            Waiter<void> waiter;
            state->waiting = &waiter;
            co_await waiter;
        }
        if (state->done.empty())
            co_return std::nullopt;
        std::optional<Completion<T>> first(std::move(state->done.front()));
        state->done.pop_front();
        co_return first;
    }

    std::shared_ptr<State> m_state;
};

/// What each of @p work comes to, in their order, when all have ended: gather() with
/// `return_exceptions`.
template<typename T>
QCoro::Task<std::vector<Result<T>>> gatherAll(std::vector<Work<T>> work, CancelToken token)
{
    std::vector<std::optional<Result<T>>> outcomes(work.size());
    AsCompleted<T> running(std::move(work), token);
    while (true) {
        auto one = co_await running.next();
        if (!one)
            break;
        outcomes[one->index] = std::move(one->result);
    }
    std::vector<Result<T>> results;
    results.reserve(outcomes.size());
    for (auto &one : outcomes)
        results.push_back(std::move(*one));
    co_return results;
}

/// The values of all @p work in their order, or the first failure. That cancels the others, and is
/// told when they have ended.
template<typename T>
requires(!std::is_void_v<T>) Async<std::vector<T>> gather(std::vector<Work<T>> work,
                                                          CancelToken token)
{
    std::vector<std::optional<T>> outcomes(work.size());
    std::optional<Error> fault;
    AsCompleted<T> running(std::move(work), token);
    while (true) {
        auto one = co_await running.next();
        if (!one)
            break;
        if (one->result) {
            outcomes[one->index] = std::move(*one->result);
        } else if (!fault) {
            fault = one->result.error();
            running.cancelRest();
        }
    }
    if (fault)
        co_return tl::unexpected(*fault);
    std::vector<T> values;
    values.reserve(outcomes.size());
    for (auto &one : outcomes)
        values.push_back(std::move(*one));
    co_return values;
}

/// The same for what comes to no value.
inline Async<void> gather(std::vector<Work<void>> work, CancelToken token)
{
    std::optional<Error> fault;
    AsCompleted<void> running(std::move(work), token);
    while (true) {
        auto one = co_await running.next();
        if (!one)
            break;
        if (!one->result && !fault) {
            fault = one->result.error();
            running.cancelRest();
        }
    }
    if (fault)
        co_return tl::unexpected(*fault);
    co_return Result<void>();
}

} // namespace Tickwell
