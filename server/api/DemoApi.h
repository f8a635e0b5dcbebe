// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QThreadPool;

namespace Tickwell {

class Endpoints;

/// `GET /items/`, `GET /limited/` and `POST /process-data/` (API.md §3): what clients of the
/// tutorials' services call to see paging, a rate limit and work off the loop. The hash is computed
/// on @p pool, which outlives the endpoints.
void addDemoEndpoints(Endpoints &endpoints, QThreadPool *pool);

} // namespace Tickwell
