// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace Tickwell {

class Endpoints;
struct ApiContext;

/// `/alerts` and `/alerts/events`. @p context outlives the endpoints.
void addAlertEndpoints(Endpoints &endpoints, const ApiContext &context);

} // namespace Tickwell
