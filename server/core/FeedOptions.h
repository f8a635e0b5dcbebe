// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Result.h"

#include <QStringList>
#include <QUrl>

#include <chrono>

namespace Tickwell {

/// How the feed that Configuration::feed names does its work: the configuration file's sections
/// `[feed]`, `[replay]` and `[alpaca]`.
struct FeedOptions
{
    QUrl stream; ///< `ws://` or `wss://`; empty: the provider's own
    QUrl rest;   ///< for past bars; empty: the provider's own, and none when `stream` is set
    std::chrono::milliseconds staleAfter = std::chrono::seconds(10); ///< without a price
    double replaySpeed = 1;    ///< times real time, up to 1000; 0: as fast as possible
    bool stopAtBadRow = false; ///< of a file; else it is skipped
    QString alpacaKey;
    QString alpacaSecret;                         ///< secret: in no message, log or answer
    QString alpacaStream = QStringLiteral("iex"); ///< or `sip`, `test`

    friend bool operator==(const FeedOptions &, const FeedOptions &) = default;
};

/// What the keys of the sections are, with their section: `replay.speed`.
[[nodiscard]] QStringList feedKeys();

/// Sets @p key, one of feedKeys(), to @p value. On failure nothing is changed, and the message does
/// not quote a secret.
[[nodiscard]] Result<void> applyFeed(FeedOptions &options, const QString &key,
                                     const QString &value);

/// Checks what single values cannot: that a key has its secret, and does not go in the clear.
[[nodiscard]] Result<void> checkFeed(const FeedOptions &options);

} // namespace Tickwell
