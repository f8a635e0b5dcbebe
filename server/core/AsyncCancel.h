// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Result.h"

#include <QObject>

#include <functional>
#include <memory>

namespace Tickwell {

/// The failure of what was cancelled.
[[nodiscard]] tl::unexpected<Error> cancelled();

struct CancelState;

/// Keeps a callback of a CancelToken registered for as long as it lives.
class CancelRegistration
{
public:
    CancelRegistration() = default;
    CancelRegistration(CancelRegistration &&other) noexcept;
    CancelRegistration &operator=(CancelRegistration &&other) noexcept;
    ~CancelRegistration() { reset(); }

    /// The callback will not be called any more.
    void reset();

private:
    friend class CancelToken;
    CancelRegistration(std::weak_ptr<CancelState> state, quint64 id)
        : m_state(std::move(state))
        , m_id(id)
    {
    }

    std::weak_ptr<CancelState> m_state;
    quint64 m_id = 0;
};

/// Says that nobody wants the outcome any more. Whoever waits takes one and gives up when it is
/// cancelled: coroutines cannot be ended from outside, they end themselves, so that none is left
/// suspended for ever. A cheap value; all copies mean the same. One thread.
class CancelToken
{
public:
    /// Never cancelled.
    CancelToken() = default;

    [[nodiscard]] bool isCancelled() const;

    /// Calls @p callback when this is cancelled, once and from within CancelScope::cancel(), in the
    /// order of registration; never when it was cancelled before.
    [[nodiscard]] CancelRegistration onCancelled(std::function<void()> callback) const;

private:
    friend class CancelScope;
    std::shared_ptr<CancelState> m_state;
};

/// The side that cancels. What runs in a scope does not outlive it: cancel(), the scope's end, its
/// parent and its context all cancel its token. Callers in tokens' callbacks may destroy the scope.
class CancelScope
{
public:
    CancelScope();
    /// Cancelled with @p parent as well.
    explicit CancelScope(const CancelToken &parent);
    /// Cancelled when @p context dies: a request's, a connection's. Null is dead already.
    explicit CancelScope(QObject *context);
    ~CancelScope();
    CancelScope(const CancelScope &) = delete;
    CancelScope &operator=(const CancelScope &) = delete;

    [[nodiscard]] const CancelToken &token() const { return m_token; }
    /// All who wait on the token give up before this returns. Once; harmless when repeated.
    void cancel();

private:
    static void cancel(const std::shared_ptr<CancelState> &state);

    CancelToken m_token;
    CancelRegistration m_parent;
    QMetaObject::Connection m_context;
};

} // namespace Tickwell
