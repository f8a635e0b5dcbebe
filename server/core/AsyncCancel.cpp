// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/AsyncCancel.h"

#include <map>
#include <utility>

namespace Tickwell {

struct CancelState
{
    bool cancelled = false;
    quint64 lastId = 0;
    std::map<quint64, std::function<void()>> callbacks;
};

tl::unexpected<Error> cancelled()
{
    return failure(QStringLiteral("It was cancelled"), Error::Kind::Cancelled);
}

CancelRegistration::CancelRegistration(CancelRegistration &&other) noexcept
    : m_state(std::exchange(other.m_state, {}))
    , m_id(other.m_id)
{
}

CancelRegistration &CancelRegistration::operator=(CancelRegistration &&other) noexcept
{
    if (this != &other) {
        reset();
        m_state = std::exchange(other.m_state, {});
        m_id = other.m_id;
    }
    return *this;
}

void CancelRegistration::reset()
{
    if (const auto state = std::exchange(m_state, {}).lock()) {
        // Out of the map first: what the callback holds may come back here.
        const auto forgotten = state->callbacks.extract(m_id);
    }
}

bool CancelToken::isCancelled() const
{
    return m_state && m_state->cancelled;
}

CancelRegistration CancelToken::onCancelled(std::function<void()> callback) const
{
    if (!m_state || m_state->cancelled)
        return {};
    const quint64 id = ++m_state->lastId;
    m_state->callbacks.emplace(id, std::move(callback));
    return {m_state, id};
}

CancelScope::CancelScope()
{
    m_token.m_state = std::make_shared<CancelState>();
}

CancelScope::CancelScope(const CancelToken &parent)
    : CancelScope()
{
    if (parent.isCancelled())
        cancel();
    else
        m_parent = parent.onCancelled([state = m_token.m_state] { cancel(state); });
}

CancelScope::CancelScope(QObject *context)
    : CancelScope()
{
    if (!context)
        cancel();
    else
        m_context = QObject::connect(context, &QObject::destroyed,
                                     [state = m_token.m_state] { cancel(state); });
}

CancelScope::~CancelScope()
{
    QObject::disconnect(m_context);
    cancel();
}

void CancelScope::cancel()
{
    cancel(m_token.m_state);
}

void CancelScope::cancel(const std::shared_ptr<CancelState> &state)
{
    // Callbacks end coroutines, which may hold the last reference to what is used here.
    const auto alive = state;
    if (std::exchange(alive->cancelled, true))
        return;
    while (!alive->callbacks.empty()) {
        const auto first = alive->callbacks.extract(alive->callbacks.begin());
        first.mapped()();
    }
}

} // namespace Tickwell
