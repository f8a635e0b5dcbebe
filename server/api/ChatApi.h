// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace Tickwell {

class Endpoints;
struct ApiContext;

/// `GET /chat/rooms` and `/chat/rooms/{room}/messages` (API.md §3). @p context outlives the
/// endpoints.
void addChatEndpoints(Endpoints &endpoints, const ApiContext &context);

} // namespace Tickwell
