// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace Tickwell {

class Endpoints;
struct ApiContext;

/// `GET /export/{ticks,candles,monitor,chat}.csv` (API.md §3 and §5): streamed, a piece at a time
/// as the client takes it. @p context outlives the endpoints.
void addExportEndpoints(Endpoints &endpoints, const ApiContext &context);

} // namespace Tickwell
