// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Result.h"

#include <QLoggingCategory>

namespace Tickwell {

Q_DECLARE_LOGGING_CATEGORY(lcServer)  ///< listening, connections, shutdown
Q_DECLARE_LOGGING_CATEGORY(lcAccess)  ///< one line for each request
Q_DECLARE_LOGGING_CATEGORY(lcStore)   ///< database, recorder, retention
Q_DECLARE_LOGGING_CATEGORY(lcCache)   ///< Redis: gone and back
Q_DECLARE_LOGGING_CATEGORY(lcFeed)    ///< price feeds
Q_DECLARE_LOGGING_CATEGORY(lcMonitor) ///< host sampler
Q_DECLARE_LOGGING_CATEGORY(lcChat)
Q_DECLARE_LOGGING_CATEGORY(lcJobs) ///< background jobs and mail
Q_DECLARE_LOGGING_CATEGORY(lcUi)

/// How much is logged to stderr; each level includes the ones after it.
enum class LogLevel { Debug, Info, Warning, Error };

[[nodiscard]] Result<LogLevel> parseLogLevel(QStringView text);

/// How a line of the log looks.
enum class LogFormat {
    Text, ///< `TIME LEVEL category: text`; line breaks inside are escaped
    Json, ///< an object with `time`, `level`, `category` and `message`
};

/// Sends every message of the program to stderr, one line each, and silences what is below
/// @p level. Call once, in main.
void installLog(LogLevel level, LogFormat format = LogFormat::Text);

/// One request, answered. The path goes without its query, which may hold a token.
struct AccessRecord
{
    QByteArray method; ///< `-` when it was not understood; so the path
    QByteArray path;
    int status = 0;
    double seconds = 0;
    QByteArray id;
};

/// Logs @p record to lcAccess; in JSON with `method`, `path`, `status`, `seconds` and `id` instead
/// of a message.
void logAccess(const AccessRecord &record);

} // namespace Tickwell
