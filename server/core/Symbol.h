// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringView>

namespace Tickwell {

/// True for `[A-Z0-9.^=-]{1,12}`: what a symbol may look like, whatever the feed (API.md §4).
[[nodiscard]] constexpr bool isWellFormedSymbol(QStringView symbol)
{
    if (symbol.isEmpty() || symbol.size() > 12)
        return false;
    for (const QChar c : symbol) {
        const char16_t u = c.unicode();
        const bool ok = (u >= u'A' && u <= u'Z') || (u >= u'0' && u <= u'9') || u == u'.'
            || u == u'^' || u == u'=' || u == u'-';
        if (!ok)
            return false;
    }
    return true;
}

} // namespace Tickwell
