// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/Validation.h"

namespace Tickwell {

/// Records a fault of the query's `from` when it is later than @p to. False then.
inline bool checkPeriod(std::optional<Timestamp> from, std::optional<Timestamp> to,
                        Validation &validation)
{
    if (!from || !to || *from <= *to)
        return true;
    validation.query(QStringLiteral("from")).fail(QStringLiteral("from must not be later than to"));
    return false;
}

} // namespace Tickwell
