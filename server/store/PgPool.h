// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/PgConnection.h"

#include <QElapsedTimer>

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

namespace Tickwell {

/// Reading sessions, at most so many; made when they are needed and kept for the next query. Any
/// thread; every call blocks.
class PgPool
{
public:
    static constexpr int DefaultMost = 8;
    /// How long a query may wait for a session; then it fails (Limit).
    static constexpr std::chrono::seconds WaitTimeout{10};
    /// After a failed connect nobody tries again for so long: they fail with the same error.
    static constexpr std::chrono::milliseconds RetryDelay{500};

    explicit PgPool(PgTarget target, int most = DefaultMost);

    /// In a session that holds nothing before and after. A kept session that turns out to be lost,
    /// as after a restart of the database, is replaced by a new one.
    [[nodiscard]] Result<PgResult> query(const QByteArray &sql, const PgValues &values = {});

    /// Runs @p work between BEGIN and COMMIT, in one session; rolls back when it fails. It is not
    /// run again: when the session is lost at the end, it may have been done all the same.
    [[nodiscard]] Result<void> transaction(const std::function<Result<void>(PgConnection &)> &work);

private:
    using Session = std::unique_ptr<PgConnection>;
    /// A kept session, or none as the permission to make one.
    [[nodiscard]] Result<Session> acquire();
    void release(Session session);
    [[nodiscard]] Result<Session> connect();
    /// A session in which BEGIN has been said.
    [[nodiscard]] Result<Session> begin();

    const PgTarget m_target;
    const int m_most;
    std::mutex m_mutex;
    std::condition_variable m_freed;
    std::vector<Session> m_idle;
    int m_used = 0;
    std::optional<Error> m_failure;
    QElapsedTimer m_sinceFailure;
};

} // namespace Tickwell
