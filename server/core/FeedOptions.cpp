// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/FeedOptions.h"

#include "core/Configuration.h"

#include <algorithm>
#include <array>
#include <utility>

namespace Tickwell {

namespace {

using Apply = Result<void> (*)(FeedOptions &, const QString &);

Result<void> setStream(FeedOptions &options, const QString &value)
{
    const QUrl url(value, QUrl::StrictMode);
    if (value.contains(u'@')) // without the text: there may be a password in it
        return failure(QStringLiteral("a stream's URL names no user"));
    if (!url.isValid() || (url.scheme() != u"ws" && url.scheme() != u"wss") || url.host().isEmpty()
        || url.port() == 0 || url.hasQuery() || url.hasFragment())
        return failure(QStringLiteral("%1 is no stream, such as wss://stream.example or "
                                      "ws://127.0.0.1:8080")
                           .arg(quoted(value)));
    options.stream = url;
    return {};
}

Result<void> setRest(FeedOptions &options, const QString &value)
{
    const auto url = parseWebUrl(value);
    if (!url)
        return tl::unexpected(url.error());
    options.rest = *url;
    if (options.rest.path() == u"/")
        options.rest.setPath(QString());
    return {};
}

Result<void> setStaleAfter(FeedOptions &options, const QString &value)
{
    bool ok = false;
    const double seconds = value.toDouble(&ok);
    if (!ok || !(seconds >= 1) || seconds > 86'400)
        return failure(
            QStringLiteral("%1 is not a number of seconds from 1 to 86400").arg(quoted(value)));
    options.staleAfter = std::chrono::milliseconds(static_cast<qint64>(seconds * 1'000));
    return {};
}

Result<void> setSpeed(FeedOptions &options, const QString &value)
{
    if (value == u"max") {
        options.replaySpeed = 0;
        return {};
    }
    bool ok = false;
    const double speed = value.toDouble(&ok);
    if (!ok || !(speed >= 1) || speed > 1'000)
        return failure(
            QStringLiteral("%1 is neither a number from 1 to 1000 nor max").arg(quoted(value)));
    options.replaySpeed = speed;
    return {};
}

Result<void> setOnBadRow(FeedOptions &options, const QString &value)
{
    if (value != u"skip" && value != u"stop")
        return failure(QStringLiteral("%1 is neither skip nor stop").arg(quoted(value)));
    options.stopAtBadRow = value == u"stop";
    return {};
}

Result<void> setAlpacaStream(FeedOptions &options, const QString &value)
{
    if (value != u"iex" && value != u"sip" && value != u"test")
        return failure(QStringLiteral("%1 is none of iex, sip and test").arg(quoted(value)));
    options.alpacaStream = value;
    return {};
}

template<QString FeedOptions::*member>
Result<void> setSecret(FeedOptions &options, const QString &value)
{
    constexpr qsizetype Longest = 256;
    const bool isPlain = std::all_of(value.begin(), value.end(), [](QChar c) {
        return c.unicode() > 0x20 && c.unicode() < 0x7f;
    });
    if (value.isEmpty() || value.size() > Longest || !isPlain)
        return failure(QStringLiteral("it is not a key as Alpaca gives it: letters and digits "
                                      "without blanks"));
    options.*member = value;
    return {};
}

constexpr std::array<std::pair<const char *, Apply>, 8> Keys{{
    {"feed.url", setStream},
    {"feed.rest", setRest},
    {"feed.stale-after", setStaleAfter},
    {"replay.speed", setSpeed},
    {"replay.on-bad-row", setOnBadRow},
    {"alpaca.key", setSecret<&FeedOptions::alpacaKey>},
    {"alpaca.secret", setSecret<&FeedOptions::alpacaSecret>},
    {"alpaca.stream", setAlpacaStream},
}};

} // namespace

QStringList feedKeys()
{
    QStringList keys;
    for (const auto &known : Keys)
        keys.append(QLatin1String(known.first));
    return keys;
}

Result<void> applyFeed(FeedOptions &options, const QString &key, const QString &value)
{
    for (const auto &known : Keys) {
        if (key == QLatin1String(known.first))
            return known.second(options, value);
    }
    return failure(QStringLiteral("%1 is no option of a feed").arg(quoted(key)));
}

Result<void> checkFeed(const FeedOptions &options)
{
    if (options.alpacaKey.isEmpty() != options.alpacaSecret.isEmpty())
        return failure(QStringLiteral("[alpaca] takes key and secret together (or "
                                      "TICKWELL_ALPACA_KEY and TICKWELL_ALPACA_SECRET), or "
                                      "neither"));
    if (!options.alpacaKey.isEmpty() && options.stream.scheme() == u"ws"
        && !isLoopback(options.stream.host()))
        return failure(QStringLiteral("[feed] url would send Alpaca's key in the clear: use "
                                      "wss://"));
    return {};
}

} // namespace Tickwell
