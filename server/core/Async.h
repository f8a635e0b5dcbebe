// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/AsyncCancel.h"
#include "core/Result.h"

#include <QCoro/QCoroTask>

#include <exception>
#include <functional>
#include <type_traits>

namespace Tickwell {

// asyncio's vocabulary on QCoro's coroutines; one thread, the one whose event loop runs them. Rules
// that QCoro asks for:
//  - A task begins at once and nobody can end it: dropping a Task lets it run on. So whatever
//    suspends takes a CancelToken and gives up when that is cancelled, and all of a coroutine is
//    gone when it returns.
//  - What a coroutine uses after its first co_await lives in its own frame: parameters by value. A
//    lambda with captures may be a coroutine only where something keeps it until that has ended,
//    as gather(), withTimeout() and the others here do with a Work.
//  - A frame is freed only after the coroutine that waits for it has been resumed and suspends
//    again. What must be given back sooner is a local of it, not a parameter.

/// A coroutine that comes to a value or an Error.
template<typename T>
using Async = QCoro::Task<Result<T>>;

/// Something to be done: a function that begins it, given the token that ends it early.
template<typename T>
using Work = std::function<Async<T>(CancelToken)>;

/// The outcome of @p work. An exception that comes out of it is a failure like others.
template<typename T>
Async<T> outcome(Work<T> work, CancelToken token)
{
    try {
        co_return co_await work(token);
    } catch (const std::exception &fault) {
        co_return failure(QString::fromUtf8(fault.what()), Error::Kind::Internal);
    } catch (...) {
        co_return failure(QStringLiteral("An unknown exception"), Error::Kind::Internal);
    }
}

namespace Detail {

template<typename T, typename Done>
QCoro::Task<> startInScopeOf(std::unique_ptr<CancelScope> scope, Work<T> work, Done done)
{
    auto result = co_await outcome(std::move(work), scope->token());
    if (!scope->token().isCancelled())
        done(std::move(result));
}

} // namespace Detail

/// Begins @p work, which is cancelled when @p context dies; else @p done gets its outcome, perhaps
/// before this returns.
template<typename T, typename Done>
void start(QObject *context, Work<T> work, Done done)
{
    Detail::startInScopeOf(std::make_unique<CancelScope>(context), std::move(work),
                           std::move(done));
}

} // namespace Tickwell
