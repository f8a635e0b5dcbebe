// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace Tickwell {

class Endpoints;
struct ApiContext;
struct Request;

/// `GET /connections` and `DELETE /connections/{id}` (API.md §3): who is connected, and how to end
/// one. @p context outlives the endpoints.
void addConnectionEndpoints(Endpoints &endpoints, const ApiContext &context);

/// Whether a program of this machine asks, and not one behind a proxy that runs here: what an
/// administrator may do is for these alone while there are no accounts.
[[nodiscard]] bool isLocal(const Request &request);

} // namespace Tickwell
