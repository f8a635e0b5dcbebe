// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace Tickwell {

class Endpoints;
struct ApiContext;

/// `/orders`, `/positions` and `/account`: paper trading (MARKETS.md).
void addTradingEndpoints(Endpoints &endpoints, const ApiContext &context);

} // namespace Tickwell
