// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/AlertChange.h"
#include "core/Result.h"

namespace Tickwell {

/// Alerts and the log of what they told. Every call blocks. Pool threads, one at a time.
class AlertStore
{
public:
    static constexpr int KeptEvents = 1'000; ///< the newest

    virtual ~AlertStore() = default;

    /// What was kept.
    [[nodiscard]] virtual Result<AlertLog> load() const = 0;
    /// Keeps all of @p change, or nothing; it is on the disk when this returns. Events beyond
    /// KeptEvents go.
    [[nodiscard]] virtual Result<void> write(const AlertChange &change) = 0;
};

} // namespace Tickwell
