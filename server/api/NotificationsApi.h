// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace Tickwell {

class Endpoints;
struct ApiContext;

/// `POST /notify/{email}` and `GET /notifications` (API.md §3). @p context outlives the endpoints.
void addNotificationEndpoints(Endpoints &endpoints, const ApiContext &context);

} // namespace Tickwell
