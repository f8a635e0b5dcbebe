// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/LimitOptions.h"

#include "core/Configuration.h"

#include <array>
#include <cmath>
#include <concepts>
#include <type_traits>
#include <variant>

namespace Tickwell {

namespace {

using Count = int HttpLimits::*;
using Bytes = qint64 HttpLimits::*;
using Seconds = std::chrono::milliseconds HttpLimits::*;
using Switch = bool HttpLimits::*;
using SessionCount = int SessionLimits::*;
using SessionBytes = qsizetype SessionLimits::*;
using SessionSeconds = std::chrono::milliseconds SessionLimits::*;

struct Limit
{
    const char *key;
    std::variant<Count, Bytes, Seconds, Switch, SessionCount, SessionBytes, SessionSeconds> member;
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
    Limit{"body-rate", &HttpLimits::bodyRate, 0, Many},
    Limit{"keep-alive-timeout", &HttpLimits::keepAlive, 1, Hour},
    Limit{"handler-timeout", &HttpLimits::handler, 1, Hour},
    Limit{"write-timeout", &HttpLimits::stalledWrite, 1, Hour},
    Limit{"websockets", &SessionLimits::maxSessions, 0, Many},
    Limit{"websocket-message", &SessionLimits::maxMessageBytes, 1024, 16 * 1024 * 1024},
    Limit{"websocket-rate", &SessionLimits::messagesPerSecond, 0, Many},
    Limit{"websocket-queue", &SessionLimits::maxQueuedEvents, 64 * 1024, 1024 * 1024 * 1024},
    Limit{"websocket-ping", &SessionLimits::pingInterval, 1, Hour},
};

/// A value of @p limit's kind from @p text, within its bounds.
Result<bool> parsed(const Limit &, const QString &text, bool)
{
    if (text != u"true" && text != u"false")
        return failure(QStringLiteral("%1 is neither true nor false").arg(quoted(text)));
    return text == u"true";
}

Result<std::chrono::milliseconds> parsed(const Limit &limit, const QString &text,
                                         std::chrono::milliseconds)
{
    bool ok = false;
    const double number = text.toDouble(&ok);
    if (!ok || !(number >= static_cast<double>(limit.least))
        || number > static_cast<double>(limit.most))
        return failure(QStringLiteral("%1 is not a number of seconds from %2 to %3")
                           .arg(quoted(text))
                           .arg(limit.least)
                           .arg(limit.most));
    return std::chrono::milliseconds(std::llround(number * 1000));
}

template<std::integral Number>
Result<Number> parsed(const Limit &limit, const QString &text, Number)
{
    bool ok = false;
    const qint64 number = text.toLongLong(&ok);
    if (!ok || number < limit.least || number > limit.most)
        return failure(QStringLiteral("%1 is not a whole number from %2 to %3")
                           .arg(quoted(text))
                           .arg(limit.least)
                           .arg(limit.most));
    return static_cast<Number>(number);
}

template<typename Limits, typename Value>
Result<void> set(Limits &limits, const Limit &limit, Value Limits::*member, const QString &text)
{
    const auto value = parsed(limit, text, Value());
    if (!value)
        return tl::unexpected(value.error());
    limits.*member = *value;
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

Result<void> applyLimit(HttpLimits &http, SessionLimits &sessions, const QString &key,
                        const QString &value)
{
    for (const Limit &limit : Limits) {
        if (key != QLatin1String(limit.key))
            continue;
        const auto applied = std::visit(
            [&](auto member) {
                if constexpr (std::is_invocable_v<decltype(member), HttpLimits &>)
                    return set(http, limit, member, value);
                else
                    return set(sessions, limit, member, value);
            },
            limit.member);
        sessions.limitLoopback = http.limitLoopback; // one key for both
        return applied;
    }
    return failure(QStringLiteral("%1 is no limit").arg(quoted(key)));
}

} // namespace Tickwell
