// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace Tickwell {

class Router;
struct ApiContext;

/// `GET /stocks`, `/stocks/{symbol}` and `/stocks/{symbol}/candles` (API.md §3).
/// @p context outlives the router.
void addStockRoutes(Router &router, const ApiContext &context);

} // namespace Tickwell
