// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace Tickwell {

class Endpoints;
struct ApiContext;

/// `GET /connections` and `DELETE /connections/{id}` (API.md §3): who is connected, and how to end
/// one. @p context outlives the endpoints.
void addConnectionEndpoints(Endpoints &endpoints, const ApiContext &context);

} // namespace Tickwell
