// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace Tickwell {

class Router;
struct ApiContext;

/// `GET /`, `/health` and `/docs`: what this server is, whether it is well, and what it offers.
/// @p context outlives the router; `/docs` lists the routes that are there when it is asked for.
void addMetaRoutes(Router &router, const ApiContext &context);

} // namespace Tickwell
