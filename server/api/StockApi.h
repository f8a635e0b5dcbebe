// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace Tickwell {

class Endpoints;
struct ApiContext;

/// `GET /stocks`, `/stocks/{symbol}` and `/stocks/{symbol}/candles` (API.md §3).
/// @p context outlives the endpoints.
void addStockEndpoints(Endpoints &endpoints, const ApiContext &context);

} // namespace Tickwell
