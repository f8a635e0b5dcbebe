// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Status.h"

namespace Tickwell {

class Endpoints;
struct ApiContext;

/// `connecting`, `live`, `stale`, `refused`, `finished`.
[[nodiscard]] QString feedStateName(FeedStatus::State state);

/// `GET /` and `/health`: what this server is and whether it is well. @p context outlives the
/// endpoints.
void addMetaEndpoints(Endpoints &endpoints, const ApiContext &context);

} // namespace Tickwell
