// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/RateLimiter.h"

#include <algorithm>
#include <cmath>

namespace Tickwell {

using std::chrono::milliseconds;

namespace {

constexpr double MillisecondsPerMinute = 60'000;

} // namespace

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
        m_byAge.push_back({client, static_cast<double>(m_limit.burst), now});
        m_buckets.insert(client, std::prev(m_byAge.end()));
    } else {
        m_byAge.splice(m_byAge.end(), m_byAge, *known);
    }
    Bucket &bucket = m_byAge.back();
    bucket.tokens = tokensAt(bucket, now);
    bucket.updated = now;
    if (bucket.tokens >= 1) {
        bucket.tokens -= 1;
        return {};
    }
    const double wait = (1 - bucket.tokens) / m_limit.perMinute * MillisecondsPerMinute;
    return milliseconds(std::max<qint64>(1, std::llround(std::ceil(wait))));
}

double RateLimiter::tokensAt(const Bucket &bucket, milliseconds now) const
{
    const auto elapsed = static_cast<double>((now - bucket.updated).count());
    return std::min<double>(m_limit.burst,
                            bucket.tokens + elapsed * m_limit.perMinute / MillisecondsPerMinute);
}

/// A full bucket says no more than none. From the old end alone: what lies behind one that is not
/// full waits for its turn, and each request takes at most two.
void RateLimiter::forgetFull(milliseconds now)
{
    for (int i = 0; i < 2 && !m_byAge.empty(); ++i) {
        if (tokensAt(m_byAge.front(), now) < m_limit.burst)
            return;
        m_buckets.remove(m_byAge.front().client);
        m_byAge.pop_front();
    }
}

} // namespace Tickwell
