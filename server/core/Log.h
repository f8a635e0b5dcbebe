// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Result.h"

#include <QLoggingCategory>

namespace Tickwell {

Q_DECLARE_LOGGING_CATEGORY(lcServer)  ///< listening, connections, shutdown
Q_DECLARE_LOGGING_CATEGORY(lcAccess)  ///< one line for each request
Q_DECLARE_LOGGING_CATEGORY(lcStore)   ///< database, recorder, retention
Q_DECLARE_LOGGING_CATEGORY(lcFeed)    ///< price feeds
Q_DECLARE_LOGGING_CATEGORY(lcMonitor) ///< host sampler
Q_DECLARE_LOGGING_CATEGORY(lcChat)
Q_DECLARE_LOGGING_CATEGORY(lcUi)

/// How much is logged to stderr; each level includes the ones after it.
enum class LogLevel { Debug, Info, Warning, Error };

[[nodiscard]] Result<LogLevel> parseLogLevel(QStringView text);

/// Sends every message of the program to stderr as `TIME LEVEL category: text`, one line each
/// (line breaks inside are escaped), and silences what is below @p level. Call once, in main.
void installLog(LogLevel level);

} // namespace Tickwell
