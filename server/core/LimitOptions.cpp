// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/LimitOptions.h"

#include "core/Configuration.h"

#include <array>
#include <cmath>
#include <variant>

namespace Tickwell {

namespace {

using Count = int HttpLimits::*;
using Bytes = qint64 HttpLimits::*;
using Seconds = std::chrono::milliseconds HttpLimits::*;
using Switch = bool HttpLimits::*;

struct Limit
{
    const char *key;
    std::variant<Count, Bytes, Seconds, Switch> member;
    qint64 least = 0;
    qint64 most = 1;
};

constexpr qint64 Many = 1'000'000;
constexpr qint64 Hour = 3'600;

constexpr std::array Limits{
    Limit{"request-line", &HttpLimits::requestLine, 256, 64 * 1024},
    Limit{"headers", &HttpLimits::headerBytes, 1024, 64 * 1024},
    Limit{"header-count", &HttpLimits::headerCount, 10, 100}, // Qt's parser takes no more
    Limit{"body", &HttpLimits::body, 0, 1024 * 1024 * 1024},
    Limit{"connections", &HttpLimits::connections, 1, Many},
    Limit{"connections-per-address", &HttpLimits::connectionsPerAddress, 1, Many},
    Limit{"rate-burst", &HttpLimits::requestBurst, 1, Many},
    Limit{"on-loopback", &HttpLimits::limitLoopback},
    Limit{"header-timeout", &HttpLimits::header, 1, Hour},
    Limit{"body-timeout", &HttpLimits::bodyIdle, 1, Hour},
    Limit{"keep-alive-timeout", &HttpLimits::keepAlive, 1, Hour},
    Limit{"handler-timeout", &HttpLimits::handler, 1, Hour},
    Limit{"write-timeout", &HttpLimits::stalledWrite, 1, Hour},
};

Result<void> set(HttpLimits &limits, const Limit &limit, const QString &value)
{
    const auto wrong = [&](const char *kind) {
        return failure(QStringLiteral("%1 is not a %2 from %3 to %4")
                           .arg(quoted(value), QLatin1String(kind))
                           .arg(limit.least)
                           .arg(limit.most));
    };
    if (const auto *flag = std::get_if<Switch>(&limit.member)) {
        if (value != u"true" && value != u"false")
            return failure(QStringLiteral("%1 is neither true nor false").arg(quoted(value)));
        limits.*(*flag) = value == u"true";
        return {};
    }
    bool ok = false;
    if (const auto *seconds = std::get_if<Seconds>(&limit.member)) {
        const double number = value.toDouble(&ok);
        if (!ok || !(number >= static_cast<double>(limit.least))
            || number > static_cast<double>(limit.most))
            return wrong("number of seconds");
        limits.*(*seconds) = std::chrono::milliseconds(std::llround(number * 1000));
        return {};
    }
    const qint64 number = value.toLongLong(&ok);
    if (!ok || number < limit.least || number > limit.most)
        return wrong("whole number");
    if (const auto *count = std::get_if<Count>(&limit.member))
        limits.*(*count) = static_cast<int>(number);
    else
        limits.*std::get<Bytes>(limit.member) = number;
    return {};
}

} // namespace

QStringList limitKeys()
{
    QStringList keys;
    for (const Limit &limit : Limits)
        keys.append(QLatin1String(limit.key));
    return keys;
}

Result<void> applyLimit(HttpLimits &limits, const QString &key, const QString &value)
{
    for (const Limit &limit : Limits) {
        if (key == QLatin1String(limit.key))
            return set(limits, limit, value);
    }
    return failure(QStringLiteral("%1 is no limit").arg(quoted(key)));
}

} // namespace Tickwell
