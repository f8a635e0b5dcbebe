// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/Candle.h"

namespace Tickwell {

QString toString(Interval interval)
{
    switch (interval) {
    case Interval::Second1:
        return QStringLiteral("1s");
    case Interval::Minute1:
        return QStringLiteral("1m");
    case Interval::Minute5:
        return QStringLiteral("5m");
    case Interval::Hour1:
        return QStringLiteral("1h");
    case Interval::Day1:
        return QStringLiteral("1d");
    }
    Q_UNREACHABLE();
}

std::optional<Interval> parseInterval(QStringView text)
{
    for (const Interval interval : AllIntervals) {
        if (text == toString(interval))
            return interval;
    }
    return std::nullopt;
}

} // namespace Tickwell
