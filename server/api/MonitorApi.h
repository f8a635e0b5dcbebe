// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace Tickwell {

class Endpoints;
struct ApiContext;

/// `GET /monitor`, the latest sample, and `/monitor/history` (API.md §3). @p context outlives the
/// endpoints.
void addMonitorEndpoints(Endpoints &endpoints, const ApiContext &context);

} // namespace Tickwell
