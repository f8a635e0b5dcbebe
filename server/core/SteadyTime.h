// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>

namespace Tickwell {

/// Milliseconds of a clock that never goes back; from when is of no meaning.
[[nodiscard]] inline std::chrono::milliseconds steadyNow()
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::steady_clock::now().time_since_epoch());
}

} // namespace Tickwell
