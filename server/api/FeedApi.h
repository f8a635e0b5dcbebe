// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace Tickwell {

class Endpoints;
struct ApiContext;

/// `GET /feed`, `PUT /feed`: where prices come from, and its change while the program runs.
/// @p context outlives the endpoints.
void addFeedEndpoints(Endpoints &endpoints, const ApiContext &context);

} // namespace Tickwell
