// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Result.h"
#include "http/Response.h"

namespace Tickwell {

/// The answer that tells a client of @p error, with the status that its kind stands for.
[[nodiscard]] Response errorResponse(const Error &error);

} // namespace Tickwell
