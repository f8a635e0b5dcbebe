// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace Tickwell {

class Router;
struct ApiContext;

/// `GET /monitor`: the latest sample (API.md §3). @p context outlives the router.
void addMonitorRoutes(Router &router, const ApiContext &context);

} // namespace Tickwell
