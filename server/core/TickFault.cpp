// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/TickFault.h"

namespace Tickwell {

QString toString(TickFault fault)
{
    switch (fault) {
    case TickFault::Price:
        return QStringLiteral("its price is not above zero");
    case TickFault::HighPrice:
        return QStringLiteral("its price is absurdly high");
    case TickFault::Volume:
        return QStringLiteral("its volume is negative or absurdly high");
    case TickFault::NoTime:
        return QStringLiteral("it has no time");
    case TickFault::Future:
        return QStringLiteral("it comes from the future: check this computer's clock");
    case TickFault::Jump:
        return QStringLiteral("its price is far from the last one");
    }
    Q_UNREACHABLE();
}

} // namespace Tickwell
