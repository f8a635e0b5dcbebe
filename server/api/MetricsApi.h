// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace Tickwell {

class Router;
struct ApiContext;

/// `GET /metrics` for Prometheus (API.md §3). @p context outlives the router.
void addMetricsRoutes(Router &router, const ApiContext &context);

} // namespace Tickwell
