// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/TokenBucket.h"
#include "http/ClientKey.h"

#include <QHash>

#include <chrono>
#include <list>

namespace Tickwell {

/// How often one client may do something.
struct RateLimit
{
    double perMinute = 0;    ///< in the long run; 0: as often as it likes
    int burst = 1;           ///< as often at once, after a pause
    bool onLoopback = false; ///< this machine's own clients too
};

/// A token bucket for each client, of which each request takes one. Pure: the time is given, in
/// milliseconds of a clock that never goes back.
///
/// A client whose bucket is full again is forgotten. When more are remembered than there is room
/// for, the one that was quiet for longest is forgotten early, which is counted.
class RateLimiter
{
public:
    explicit RateLimiter(const RateLimit &limit, qsizetype maxClients = 10'000);

    /// Zero when @p client may go on, which takes a token; else how long until it may.
    [[nodiscard]] std::chrono::milliseconds take(const QHostAddress &client,
                                                 std::chrono::milliseconds now);

    [[nodiscard]] const RateLimit &limit() const { return m_limit; }
    [[nodiscard]] qsizetype clients() const { return m_buckets.size(); }
    [[nodiscard]] qint64 forgottenEarly() const { return m_forgottenEarly; }

private:
    struct Bucket
    {
        ClientKey client;
        TokenBucket tokens;
    };

    [[nodiscard]] TokenRate rate() const { return {m_limit.perMinute, m_limit.burst}; }
    void forgetFull(std::chrono::milliseconds now);

    RateLimit m_limit;
    qsizetype m_maxClients;
    std::list<Bucket> m_byAge; ///< quiet for longest first
    QHash<ClientKey, std::list<Bucket>::iterator> m_buckets;
    qint64 m_forgottenEarly = 0;
};

} // namespace Tickwell
