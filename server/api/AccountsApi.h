// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace Tickwell {

class Endpoints;
struct ApiContext;

/// `/users/…` and `POST /token` (API.md §3). @p context outlives the endpoints.
void addAccountEndpoints(Endpoints &endpoints, const ApiContext &context);

} // namespace Tickwell
