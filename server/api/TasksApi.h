// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace Tickwell {

class Endpoints;
struct ApiContext;

/// `/tasks…` (API.md §3): work that goes on while the client does something else. @p context
/// outlives the endpoints.
void addTaskEndpoints(Endpoints &endpoints, const ApiContext &context);

} // namespace Tickwell
