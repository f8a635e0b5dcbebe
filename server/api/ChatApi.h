// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace Tickwell {

class Router;
struct ApiContext;

/// `GET /chat/rooms` and `/chat/rooms/{room}/messages` (API.md §3). @p context outlives the router.
void addChatRoutes(Router &router, const ApiContext &context);

} // namespace Tickwell
