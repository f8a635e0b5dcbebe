// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace Tickwell {

class Endpoints;
struct ApiContext;

/// `POST /data/`, `GET /data/{id}` and `GET /cached-data/` (API.md §3): values that the cache
/// keeps. @p context outlives the endpoints.
void addDataEndpoints(Endpoints &endpoints, const ApiContext &context);

} // namespace Tickwell
