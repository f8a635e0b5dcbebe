// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/FeedOptions.h"
#include "market/Feed.h"

#include <QStringList>

#include <functional>
#include <memory>
#include <optional>

namespace Tickwell {

class HttpClient;

/// What feeds are made with; all of it outlives them.
struct FeedParts
{
    FeedOptions options;
    std::optional<quint64> seed;        ///< of the simulator
    HttpClient *client = nullptr;       ///< for past bars
    QThreadPool *pool = nullptr;        ///< for files
    std::function<bool()> hasRoom = {}; ///< see ReplayFeed
};

/// The feed that @p name means, as Configuration::feed has it, for the calling thread; not started.
[[nodiscard]] std::unique_ptr<Feed> makeFeed(const QString &name, const FeedParts &parts);

/// The symbols that a window shows when nobody named any; none where the feed lists its own.
[[nodiscard]] QStringList usualSymbols(const QString &name, const FeedOptions &options);

} // namespace Tickwell
