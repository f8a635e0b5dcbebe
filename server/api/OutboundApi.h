// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace Tickwell {

class Endpoints;
struct ApiContext;

/// `GET /external-api` and `POST /fetch` (API.md §3): what other servers answer. @p context
/// outlives the endpoints.
void addOutboundEndpoints(Endpoints &endpoints, const ApiContext &context);

} // namespace Tickwell
