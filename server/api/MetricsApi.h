// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace Tickwell {

class Endpoints;
struct ApiContext;

/// `GET /metrics` for Prometheus (API.md §3). @p context outlives the endpoints.
void addMetricsEndpoints(Endpoints &endpoints, const ApiContext &context);

} // namespace Tickwell
