// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/Configuration.h"

#include "core/LimitOptions.h"
#include "core/Symbol.h"

#include <QDir>
#include <QRegularExpression>
#include <QUrl>

#include <array>
#include <cmath>

#include <arpa/inet.h>

namespace Tickwell {

namespace {

using Apply = Result<void> (*)(Configuration &, const QStringList &values);

template<typename Number>
Result<Number> numberIn(const QString &text, Number least, Number most)
{
    bool ok = false;
    Number number{};
    if constexpr (std::is_same_v<Number, quint64>)
        number = text.toULongLong(&ok);
    else
        number = static_cast<Number>(text.toLongLong(&ok));
    if (!ok || number < least || number > most) {
        return failure(QStringLiteral("%1 is not a whole number from %2 to %3")
                           .arg(quoted(text))
                           .arg(least)
                           .arg(most));
    }
    return number;
}

QString withoutBrackets(const QString &host)
{
    return host.startsWith(u'[') && host.endsWith(u']') ? host.mid(1, host.size() - 2) : host;
}

Result<void> setHost(Configuration &configuration, const QStringList &values)
{
    const QString host = withoutBrackets(values.last());
    in_addr v4{};
    in6_addr v6{};
    const QByteArray text = host.toLatin1();
    if (host != u"localhost" && ::inet_pton(AF_INET, text.constData(), &v4) != 1
        && ::inet_pton(AF_INET6, text.constData(), &v6) != 1) {
        return failure(
            QStringLiteral("%1 is neither an IP address nor localhost").arg(quoted(host)));
    }
    configuration.host = host;
    return {};
}

Result<void> setPort(Configuration &configuration, const QStringList &values)
{
    return numberIn<qint64>(values.last(), 0, 65'535).map([&](qint64 port) {
        configuration.port = static_cast<quint16>(port);
    });
}

Result<QString> absolutePath(const QString &path)
{
    if (path.isEmpty())
        return failure(QStringLiteral("the path is empty"));
    // A shell expands ~ only at the start of a word, and in a configuration file nobody does.
    const bool inHome = path == u"~" || path.startsWith(QLatin1String("~/"));
    return QDir::cleanPath(QDir().absoluteFilePath(inHome ? QDir::homePath() + path.mid(1) : path));
}

Result<void> setDataDir(Configuration &configuration, const QStringList &values)
{
    return absolutePath(values.last()).map([&](const QString &path) {
        configuration.dataDir = path;
    });
}

Result<void> setFeed(Configuration &configuration, const QStringList &values)
{
    const QString &feed = values.last();
    if (feed == u"simulator" || feed == u"alpaca" || feed == u"binance") {
        configuration.feed = feed;
        return {};
    }
    if (feed.startsWith(ReplayPrefix)) {
        return absolutePath(feed.mid(ReplayPrefix.size())).map([&](const QString &path) {
            configuration.feed = ReplayPrefix + path;
        });
    }
    return failure(QStringLiteral("%1 is no feed: there are simulator, replay:FILE, alpaca and "
                                  "binance")
                       .arg(quoted(feed)));
}

Result<void> setReplaySpeed(Configuration &configuration, const QStringList &values)
{
    return applyFeed(configuration.feedOptions, QStringLiteral("replay.speed"), values.last());
}

Result<void> setOnBadRow(Configuration &configuration, const QStringList &values)
{
    return applyFeed(configuration.feedOptions, QStringLiteral("replay.on-bad-row"), values.last());
}

Result<void> setSeed(Configuration &configuration, const QStringList &values)
{
    return numberIn<quint64>(values.last(), 0, std::numeric_limits<quint64>::max())
        .map([&](quint64 seed) { configuration.seed = seed; });
}

Result<void> setSymbols(Configuration &configuration, const QStringList &values)
{
    QStringList symbols;
    for (const QString &part : values.join(u',').split(u',')) {
        const QString symbol = part.trimmed();
        if (!isWellFormedSymbol(symbol)) {
            return failure(QStringLiteral("%1 is no symbol: 1 to 12 of A-Z, 0-9 and . ^ = - with "
                                          "commas between symbols")
                               .arg(quoted(symbol)));
        }
        if (!symbols.contains(symbol))
            symbols.append(symbol);
    }
    configuration.symbols = symbols;
    return {};
}

Result<void> setDatabase(Configuration &configuration, const QStringList &values)
{
    const QString &database = values.last();
    if (database == u"sqlite") {
        configuration.database.clear();
        return {};
    }
    // It is not repeated: there may be a password in it.
    if (!database.startsWith(QLatin1String("postgresql://"))
        && !database.startsWith(QLatin1String("postgres://"))) {
        return failure(QStringLiteral("there is sqlite, in the data folder, and "
                                      "postgresql://[user:password@]host[:port]/database"));
    }
    configuration.database = database;
    return {};
}

Result<void> setRedis(Configuration &configuration, const QStringList &values)
{
    return parseRedisUrl(values.last()).map([&](const RedisUrl &redis) {
        configuration.redis = redis;
    });
}

Result<void> setCorsOrigins(Configuration &configuration, const QStringList &values)
{
    QStringList origins;
    for (const QString &text : values) {
        QString origin = text;
        if (text != u"*") {
            const QUrl url(text, QUrl::StrictMode);
            const bool https = url.scheme() == u"https";
            if (!url.isValid() || (!https && url.scheme() != u"http") || url.host().isEmpty()
                || !url.path().isEmpty() || url.hasQuery() || url.hasFragment()
                || !url.userInfo().isEmpty()) {
                return failure(QStringLiteral("%1 is no origin, such as https://example.com:8443 "
                                              "without a path, or *")
                                   .arg(quoted(text)));
            }
            // Browsers send no default port.
            QUrl normal = url;
            if (url.port() == (https ? 443 : 80))
                normal.setPort(-1);
            origin = QString::fromLatin1(normal.toEncoded());
        }
        if (!origins.contains(origin))
            origins.append(origin);
    }
    configuration.corsOrigins = origins;
    return {};
}

Result<void> setTrustedHosts(Configuration &configuration, const QStringList &values)
{
    static const QRegularExpression name(
        QStringLiteral(
            "^(\\*\\.)?[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*$"),
        QRegularExpression::CaseInsensitiveOption);
    QStringList hosts;
    for (const QString &text : values) {
        const QString host = withoutBrackets(text);
        in6_addr v6{};
        if (!name.match(host).hasMatch()
            && ::inet_pton(AF_INET6, host.toLatin1().constData(), &v6) != 1) {
            return failure(QStringLiteral("%1 is no name of a host, such as dash.example or "
                                          "*.example, without a port")
                               .arg(quoted(text)));
        }
        if (!hosts.contains(host))
            hosts.append(host);
    }
    configuration.trustedHosts = hosts;
    return {};
}

Result<void> setRateLimit(Configuration &configuration, const QStringList &values)
{
    return numberIn<qint64>(values.last(), 0, 1'000'000).map([&](qint64 perMinute) {
        configuration.limits.requestsPerMinute = static_cast<double>(perMinute);
    });
}

Result<void> setTlsCertificate(Configuration &configuration, const QStringList &values)
{
    return absolutePath(values.last()).map([&](const QString &path) {
        configuration.tlsCertificate = path;
    });
}

Result<void> setTlsKey(Configuration &configuration, const QStringList &values)
{
    return absolutePath(values.last()).map([&](const QString &path) {
        configuration.tlsKey = path;
    });
}

Result<void> setLogLevel(Configuration &configuration, const QStringList &values)
{
    const auto level = parseLogLevel(values.last());
    if (!level) {
        return failure(
            QStringLiteral("%1 is none of debug, info, warning, error").arg(quoted(values.last())));
    }
    configuration.logLevel = *level;
    return {};
}

Result<void> setLogFormat(Configuration &configuration, const QStringList &values)
{
    if (values.last() != u"text" && values.last() != u"json")
        return failure(QStringLiteral("%1 is neither text nor json").arg(quoted(values.last())));
    configuration.logFormat = values.last() == u"json" ? LogFormat::Json : LogFormat::Text;
    return {};
}

Result<bool> readBool(const QString &value)
{
    if (value != u"true" && value != u"false")
        return failure(QStringLiteral("%1 is neither true nor false").arg(quoted(value)));
    return value == u"true";
}

Result<void> setAllowAnonymous(Configuration &configuration, const QStringList &values)
{
    return readBool(values.last()).map([&](bool on) { configuration.allowAnonymous = on; });
}

Result<void> setAuthentication(Configuration &configuration, const QStringList &values)
{
    return readBool(values.last()).map([&](bool on) { configuration.authentication = on; });
}

Result<void> setShortSelling(Configuration &configuration, const QStringList &values)
{
    return readBool(values.last()).map([&](bool on) { configuration.shortSelling = on; });
}

Result<void> setTokenLife(Configuration &configuration, const QStringList &values)
{
    return numberIn<qint64>(values.last(), 1, 525'600).map([&](qint64 minutes) {
        configuration.tokenLife = std::chrono::minutes(minutes);
    });
}

Result<void> setRetentionDays(Configuration &configuration, const QStringList &values)
{
    return numberIn<qint64>(values.last(), 1, 36'500).map([&](qint64 days) {
        configuration.retentionAge = std::chrono::days(days);
    });
}

Result<void> setRetentionSize(Configuration &configuration, const QStringList &values)
{
    constexpr double Gibibyte = 1024.0 * 1024 * 1024;
    bool ok = false;
    const double size = values.last().toDouble(&ok);
    if (!ok || !(size >= 0.1) || size > 1'000'000) {
        return failure(QStringLiteral("%1 is not a number of GiB from 0.1 to 1000000")
                           .arg(quoted(values.last())));
    }
    configuration.retentionBytes = std::llround(size * Gibibyte);
    return {};
}

struct Option
{
    OptionInfo info;
    Apply apply;
};

constexpr std::array Options{
    Option{{"host", "ADDRESS", "address to listen on (127.0.0.1)"}, setHost},
    Option{{"port", "PORT", "port to listen on; 0 takes a free one (8000)"}, setPort},
    Option{{"data-dir", "DIR", "where data is kept ($XDG_DATA_HOME/tickwell)"}, setDataDir},
    Option{{"feed", "FEED", "simulator, replay:FILE, alpaca or binance (the last one chosen)"},
           setFeed},
    Option{{"replay-speed", "N", "times real time, 1 to 1000, or max (1)"}, setReplaySpeed},
    Option{{"on-bad-row", "WHAT", "skip or stop at a row of a replay that is bad (skip)"},
           setOnBadRow},
    Option{{"seed", "N", "another seed gives the simulator other prices (default 1)"}, setSeed},
    Option{{"symbols", "A,B,C", "symbols to follow from the start"}, setSymbols},
    Option{{"database", "URL", "sqlite in the data folder, or postgresql://… (sqlite)"},
           setDatabase},
    Option{{"redis", "URL", "Redis to keep cached values in (none: in memory)"}, setRedis},
    Option{{"cors-origin", "ORIGIN", "web pages that may use the API; repeatable (none)", true},
           setCorsOrigins},
    Option{{"trusted-host", "NAME", "further names that clients may use; repeatable (none)", true},
           setTrustedHosts},
    Option{{"rate-limit", "N", "requests a minute for each address; 0 is no limit (600)"},
           setRateLimit},
    Option{{"tls-cert", "FILE", "certificate chain to serve HTTPS with"}, setTlsCertificate},
    Option{{"tls-key", "FILE", "its private key"}, setTlsKey},
    Option{{"log-level", "LEVEL", "debug, info, warning or error (info)"}, setLogLevel},
    Option{{"log-format", "FORMAT", "text or json (text)"}, setLogFormat},
    Option{{"authentication", nullptr, "whoever writes must show a token"}, setAuthentication},
    Option{{"token-minutes", "N", "how long a token is good for (1440)"}, setTokenLife},
    Option{{"allow-anonymous", nullptr, "let other machines in without authentication"},
           setAllowAnonymous},
    Option{{"short-selling", nullptr, "paper accounts may sell what they do not hold"},
           setShortSelling},
    Option{{"retention-days", "N", "how long ticks and samples are kept (30)"}, setRetentionDays},
    Option{{"retention-size", "GIB", "how large the database may grow (8)"}, setRetentionSize},
};

} // namespace

QString quoted(const QString &text)
{
    QString safe = text;
    for (QChar &c : safe) {
        if (c.unicode() < 0x20 || c.unicode() == 0x7f)
            c = u'?';
    }
    return u'"' + safe + u'"';
}

QList<OptionInfo> configurationOptions()
{
    QList<OptionInfo> options;
    for (const Option &option : Options)
        options.append(option.info);
    return options;
}

Configuration defaultConfiguration(const QProcessEnvironment &environment)
{
    Configuration configuration;
    const QString dataHome = environment.value(QStringLiteral("XDG_DATA_HOME"));
    const QString home = environment.value(QStringLiteral("HOME"));
    if (QDir::isAbsolutePath(dataHome)) // the specification: others are ignored
        configuration.dataDir = QDir::cleanPath(dataHome + QStringLiteral("/tickwell"));
    else if (QDir::isAbsolutePath(home))
        configuration.dataDir = QDir::cleanPath(home + QStringLiteral("/.local/share/tickwell"));
    FeedOptions keys;
    if (applyFeed(keys, QStringLiteral("alpaca.key"),
                  environment.value(QStringLiteral("TICKWELL_ALPACA_KEY")))
        && applyFeed(keys, QStringLiteral("alpaca.secret"),
                     environment.value(QStringLiteral("TICKWELL_ALPACA_SECRET"))))
        configuration.feedOptions = keys;
    return configuration;
}

Result<void> applySetting(Configuration &configuration, const Setting &setting)
{
    const auto named = [&setting](const Error &error) {
        return Error{setting.origin + QStringLiteral(": ") + error.message, error.kind};
    };
    if (setting.key.startsWith(LimitsPrefix) && setting.values.size() == 1) {
        const QString key = setting.key.mid(LimitsPrefix.size());
        return applyLimit(configuration.limits, configuration.sessions, key, setting.values.first())
            .map_error(named);
    }
    if (setting.key.startsWith(SmtpPrefix) && setting.values.size() == 1) {
        return applySmtp(configuration.smtp, setting.key.mid(SmtpPrefix.size()),
                         setting.values.first())
            .map_error(named);
    }
    if (setting.key.startsWith(OutboundPrefix)) {
        const QString key = setting.key.mid(OutboundPrefix.size());
        return applyOutbound(configuration.outbound, key, setting.values).map_error(named);
    }
    if (feedKeys().contains(setting.key) && setting.values.size() == 1) {
        return applyFeed(configuration.feedOptions, setting.key, setting.values.first())
            .map_error(named);
    }
    // TOML has no room for a key and a section of one name.
    const QString key = setting.key == u"feed.source" ? QStringLiteral("feed") : setting.key;
    for (const Option &option : Options) {
        if (key != QLatin1String(option.info.key))
            continue;
        if (setting.values.isEmpty())
            return failure(setting.origin + QStringLiteral(" has no value"));
        Configuration changed = configuration;
        if (const auto applied = option.apply(changed, setting.values); !applied)
            return failure(setting.origin + QStringLiteral(": ") + applied.error().message);
        configuration = changed;
        return {};
    }
    return failure(setting.origin + QStringLiteral(" is no option of this program"));
}

Result<void> checkConfiguration(const Configuration &configuration)
{
    if (configuration.dataDir.isEmpty()) {
        return failure(QStringLiteral("there is no place for data: set --data-dir, or HOME in the "
                                      "environment"));
    }
    if (configuration.tlsCertificate.isEmpty() != configuration.tlsKey.isEmpty()) {
        return failure(configuration.tlsKey.isEmpty()
                           ? QStringLiteral("--tls-cert needs --tls-key too")
                           : QStringLiteral("--tls-key needs --tls-cert too"));
    }
    if (const auto checked = checkSmtp(configuration.smtp); !checked)
        return checked;
    if (const auto checked = checkFeed(configuration.feedOptions); !checked)
        return checked;
    if (configuration.authentication && configuration.allowAnonymous)
        return failure(QStringLiteral("--authentication and --allow-anonymous say the opposite: "
                                      "leave one out"));
    if (!isLoopback(configuration.host) && !configuration.authentication
        && !configuration.allowAnonymous) {
        return failure(QStringLiteral("--host %1 lets other machines in: add --authentication, and "
                                      "whoever writes must show a token, or --allow-anonymous if "
                                      "anyone who reaches it may read and write")
                           .arg(configuration.host));
    }
    return {};
}

bool isLoopback(const QString &host)
{
    in_addr v4{};
    in6_addr v6{};
    const QByteArray text = host.toLatin1();
    if (host == u"localhost")
        return true;
    if (::inet_pton(AF_INET, text.constData(), &v4) == 1)
        return (ntohl(v4.s_addr) >> 24) == 127;
    if (::inet_pton(AF_INET6, text.constData(), &v6) != 1)
        return false;
    return IN6_IS_ADDR_LOOPBACK(&v6) || (IN6_IS_ADDR_V4MAPPED(&v6) && v6.s6_addr[12] == 127);
}

} // namespace Tickwell
