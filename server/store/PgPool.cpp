// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/PgPool.h"

namespace Tickwell {

PgPool::PgPool(PgTarget target, int most)
    : m_target(std::move(target))
    , m_most(most)
{
}

Result<PgPool::Session> PgPool::acquire()
{
    std::unique_lock lock(m_mutex);
    if (!m_freed.wait_for(lock, WaitTimeout, [this] { return m_used < m_most; })) {
        return failure(m_target.shown() + QStringLiteral(": too many queries at a time"),
                       Error::Kind::Limit);
    }
    ++m_used;
    if (m_idle.empty())
        return Session();
    Session session = std::move(m_idle.back());
    m_idle.pop_back();
    return session;
}

void PgPool::release(Session session)
{
    {
        const std::lock_guard lock(m_mutex);
        --m_used;
        if (session && !session->isLost())
            m_idle.push_back(std::move(session));
    }
    m_freed.notify_one();
}

Result<PgPool::Session> PgPool::connect()
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_failure && m_sinceFailure.elapsed() < RetryDelay.count())
            return tl::unexpected(*m_failure);
    }
    auto opened = PgConnection::open(m_target);
    const std::lock_guard lock(m_mutex);
    if (opened) {
        m_failure.reset();
        return std::make_unique<PgConnection>(std::move(*opened));
    }
    m_failure = opened.error();
    m_sinceFailure.start();
    return tl::unexpected(opened.error());
}

Result<PgResult> PgPool::query(const QByteArray &sql, const PgValues &values)
{
    auto session = acquire();
    if (!session)
        return tl::unexpected(session.error());
    if (*session) {
        auto result = (*session)->query(sql, values);
        if (!(*session)->isLost()) {
            release(std::move(*session));
            return result;
        }
    }
    auto fresh = connect();
    if (!fresh) {
        release({});
        return tl::unexpected(fresh.error());
    }
    auto result = (*fresh)->query(sql, values);
    release(std::move(*fresh));
    return result;
}

Result<PgPool::Session> PgPool::begin()
{
    auto session = acquire();
    if (!session)
        return session;
    if (*session && (*session)->execute("BEGIN"))
        return session;
    auto fresh = connect();
    if (fresh) {
        if (const auto begun = (*fresh)->execute("BEGIN"); !begun)
            fresh = tl::unexpected(begun.error());
    }
    if (!fresh)
        release({});
    return fresh;
}

Result<void> PgPool::transaction(const std::function<Result<void>(PgConnection &)> &work)
{
    auto session = begin();
    if (!session)
        return tl::unexpected(session.error());
    auto done = work(**session);
    if (done)
        done = (*session)->execute("COMMIT");
    else if (!(*session)->execute("ROLLBACK"))
        session->reset();
    release(std::move(*session));
    return done;
}

} // namespace Tickwell
