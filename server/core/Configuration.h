// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/FeedOptions.h"
#include "core/HttpLimits.h"
#include "core/Log.h"
#include "core/OutboundOptions.h"
#include "core/RedisUrl.h"
#include "core/Result.h"
#include "core/SessionLimits.h"
#include "core/SmtpOptions.h"

#include <QList>
#include <QProcessEnvironment>
#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>

namespace Tickwell {

/// How a program is to run: the defaults, the configuration file and the flags put together and
/// checked. Plain values; nothing here was opened or created yet.
struct Configuration
{
    QString host = QStringLiteral("127.0.0.1"); ///< an IP address, or `localhost`
    quint16 port = 8000;                        ///< 0: any free one
    QString dataDir;                            ///< absolute
    /// `simulator`, `alpaca`, `binance`, or `replay:` and an absolute path; empty: what was chosen
    /// last while the program ran, the simulator before that.
    QString feed;
    FeedOptions feedOptions;
    std::optional<quint64> seed; ///< of the simulator; none: the feed's own, the same at each start
    QStringList symbols;         ///< well-formed, each once; empty: the feed's own choice
    QString database; ///< `postgresql://…`, with a password perhaps; empty: SQLite in dataDir
    std::optional<RedisUrl> redis; ///< the cache; none: in this process' memory
    QStringList corsOrigins;       ///< as browsers send them (`https://example.com:8443`), or `*`
    QStringList trustedHosts;      ///< names or `*.name` or addresses, as in HostCheck
    HttpLimits limits;
    SessionLimits sessions;
    SmtpOptions smtp;
    OutboundOptions outbound;
    QString tlsCertificate; ///< a file; empty: plain HTTP
    QString tlsKey;
    LogLevel logLevel = LogLevel::Info;
    LogFormat logFormat = LogFormat::Text;
    bool authentication = false; ///< whoever writes must show a token
    std::chrono::minutes tokenLife = std::chrono::hours(24);
    bool allowAnonymous = false; ///< a host other than loopback without authentication is meant
    bool shortSelling = false;   ///< paper accounts may sell what they do not hold
    std::chrono::days retentionAge = std::chrono::days(30);
    qint64 retentionBytes = qint64(8) << 30; ///< of the database on disk
    QString configFile;                      ///< what was read; empty when there was none

    friend bool operator==(const Configuration &, const Configuration &) = default;
};

/// One option with the value somebody gave it.
struct Setting
{
    QString key;        ///< `port`: the flag without its dashes, or `limits.body`
    QStringList values; ///< one, unless the option is repeatable
    QString origin;     ///< how messages name it: `--port`, or `tickwell.toml:3: port`
};

/// An option that a flag and a key of the configuration file set alike.
struct OptionInfo
{
    const char *key;
    const char *placeholder; ///< of its value in the help; null for a switch
    const char *description;
    bool repeatable = false;
};

/// What keys of the configuration file's section `[limits]` begin with.
inline constexpr QLatin1String LimitsPrefix("limits.");

/// The same of its section `[smtp]`.
inline constexpr QLatin1String SmtpPrefix("smtp.");

/// What the value of `feed` begins with when a file follows.
inline constexpr QLatin1String ReplayPrefix("replay:");

/// Every option, in the order of the help text.
[[nodiscard]] QList<OptionInfo> configurationOptions();

/// What @p environment alone implies: where data is kept (XDG Base Directory Specification), and
/// the key of a feed (TICKWELL_ALPACA_KEY and TICKWELL_ALPACA_SECRET, when both are good).
/// dataDir is empty when the environment names no home.
[[nodiscard]] Configuration defaultConfiguration(const QProcessEnvironment &environment);

/// Checks @p setting and puts it into @p configuration, which is unchanged on failure.
[[nodiscard]] Result<void> applySetting(Configuration &configuration, const Setting &setting);

/// Checks what single settings cannot: pairs, and what is not safe together.
[[nodiscard]] Result<void> checkConfiguration(const Configuration &configuration);

/// True for `localhost`, 127.0.0.0/8 and ::1: addresses that only this machine reaches.
[[nodiscard]] bool isLoopback(const QString &host);

/// @p text in quotes with control characters shown as `?`, for messages of one line.
[[nodiscard]] QString quoted(const QString &text);

} // namespace Tickwell
