// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Alert.h"

namespace Tickwell {

/// What happened, in one sentence without a period: `AAPL rose to 190.02, alert at 190.00`.
/// @p value crossed the threshold of @p terms, coming from @p from; of a move it is percent with
/// its sign. A reading of the host is said to be where it is: it may have been beyond the threshold
/// from the start.
[[nodiscard]] QString alertText(const AlertTerms &terms, double value, AlertSide from);

} // namespace Tickwell
