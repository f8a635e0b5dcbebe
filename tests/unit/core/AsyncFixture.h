// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Async.h"

#include <QStringList>

#include <optional>

/// Counts what lives: a local or a captured value of coroutines, whose frames must all be gone.
class Alive
{
public:
    Alive() { ++count; }
    Alive(const Alive &) { ++count; }
    Alive(Alive &&) noexcept { ++count; }
    Alive &operator=(const Alive &) = default;
    Alive &operator=(Alive &&) noexcept = default;
    ~Alive() { --count; }

    static inline int count = 0;
};

/// "value", or why there is none: what tests compare.
template<typename T>
QString text(const Tickwell::Result<T> &result)
{
    using Kind = Tickwell::Error::Kind;
    if (result) {
        if constexpr (std::is_void_v<T>)
            return QStringLiteral("done");
        else if constexpr (std::is_arithmetic_v<T>)
            return QString::number(*result);
        else
            return QStringLiteral("a value");
    }
    switch (result.error().kind) {
    case Kind::Cancelled:
        return QStringLiteral("cancelled");
    case Kind::TimedOut:
        return QStringLiteral("timed out: ") + result.error().message;
    case Kind::Limit:
        return QStringLiteral("limit");
    default:
        return QStringLiteral("failed: ") + result.error().message;
    }
}

/// Runs @p task beside the test and puts down what it came to.
template<typename T>
QCoro::Task<> note(QStringList &log, QString name, Tickwell::Async<T> task)
{
    const Alive alive;
    const auto result = co_await task;
    log.append(name + QStringLiteral(": ") + text(result));
}

/// The outcome of @p task, for as long as it has ended.
template<typename T>
QCoro::Task<> keep(std::optional<Tickwell::Result<T>> &outcome, Tickwell::Async<T> task)
{
    const Alive alive;
    outcome = co_await task;
}
