// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace Tickwell {

class Endpoints;
struct ApiContext;

/// `GET /` and `/health`: what this server is and whether it is well. @p context outlives the
/// endpoints.
void addMetaEndpoints(Endpoints &endpoints, const ApiContext &context);

} // namespace Tickwell
