// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/RouteLimits.h"

#include "http/Router.h"

namespace Tickwell {

using namespace std::chrono_literals;

RouteLimits::RouteLimits(const RateLimit &general)
    : m_general(general)
{
}

RateLimiter &RouteLimits::limiterOf(const Route *route)
{
    if (!route || !route->rate)
        return m_general;
    std::unique_ptr<RateLimiter> &own = m_own[route];
    if (!own)
        own = std::make_unique<RateLimiter>(*route->rate);
    return *own;
}

std::optional<Response> RouteLimits::refusal(const Route *route, const QHostAddress &client,
                                             std::chrono::milliseconds now)
{
    RateLimiter &limiter = limiterOf(route);
    const auto wait = limiter.take(client, now);
    if (wait == 0ms)
        return {};
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(wait);
    return Response::error(
               429,
               QStringLiteral("Rate limit exceeded: %1 per minute").arg(limiter.limit().perMinute))
        .with("Retry-After", QByteArray::number(qint64(seconds.count())));
}

qint64 RouteLimits::forgottenEarly() const
{
    qint64 count = m_general.forgottenEarly();
    for (const auto &[route, limiter] : m_own)
        count += limiter->forgottenEarly();
    return count;
}

} // namespace Tickwell
