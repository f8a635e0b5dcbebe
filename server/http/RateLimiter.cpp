// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/RateLimiter.h"

#include <iterator>

namespace Tickwell {

using std::chrono::milliseconds;

RateLimiter::RateLimiter(const RateLimit &limit, qsizetype maxClients)
    : m_limit(limit)
    , m_maxClients(maxClients)
{
}

milliseconds RateLimiter::take(const QHostAddress &address, milliseconds now)
{
    if (m_limit.perMinute <= 0 || (!m_limit.onLoopback && address.isLoopback()))
        return {};
    forgetFull(now);
    const ClientKey client = clientKey(address);
    const auto known = m_buckets.constFind(client);
    if (known == m_buckets.constEnd()) {
        if (m_buckets.size() >= m_maxClients) {
            ++m_forgottenEarly;
            m_buckets.remove(m_byAge.front().client);
            m_byAge.pop_front();
        }
        m_byAge.push_back({client, TokenBucket(rate(), now)});
        m_buckets.insert(client, std::prev(m_byAge.end()));
    } else {
        m_byAge.splice(m_byAge.end(), m_byAge, *known);
    }
    return m_byAge.back().tokens.take(rate(), now);
}

/// A full bucket says no more than none. From the old end alone: what lies behind one that is not
/// full waits for its turn, and each request takes at most two.
void RateLimiter::forgetFull(milliseconds now)
{
    for (int i = 0; i < 2 && !m_byAge.empty(); ++i) {
        if (!m_byAge.front().tokens.isFull(rate(), now))
            return;
        m_buckets.remove(m_byAge.front().client);
        m_byAge.pop_front();
    }
}

} // namespace Tickwell
