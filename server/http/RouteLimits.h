// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/RateLimiter.h"
#include "http/Response.h"

#include <memory>
#include <optional>
#include <unordered_map>

namespace Tickwell {

struct Route;

/// How often a client may ask: the server's own limit, and the routes that have theirs instead.
class RouteLimits
{
public:
    explicit RouteLimits(const RateLimit &general);

    /// The answer to a @p client that asks too often; none when it may go on. @p route may be
    /// null: nothing was found for the path. @p now: see RateLimiter.
    [[nodiscard]] std::optional<Response> refusal(const Route *route, const QHostAddress &client,
                                                  std::chrono::milliseconds now);

    [[nodiscard]] qint64 forgottenEarly() const;

private:
    RateLimiter &limiterOf(const Route *route);

    RateLimiter m_general;
    std::unordered_map<const Route *, std::unique_ptr<RateLimiter>> m_own; ///< made when needed
};

} // namespace Tickwell
