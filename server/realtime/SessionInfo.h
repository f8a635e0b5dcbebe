// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Statistics.h"

#include <QHostAddress>
#include <QString>

#include <chrono>

namespace Tickwell {

/// Who is at the other end, and what for. The room that accepts sets it and reads it back from the
/// session; nothing here interprets the path.
struct SessionInfo
{
    quint64 id = 0; ///< unique; set by the acceptor, counted from 1
    QHostAddress peer{};
    quint16 peerPort = 0;
    QString path;      ///< as requested, without a query: it may hold a token
    Timestamp since{}; ///< when it began; set by the acceptor
};

/// Bounds of one WebSocket connection (API.md §4). The defaults are the contract's.
struct SessionLimits
{
    std::chrono::milliseconds pingInterval{25'000};
    int missedPings = 2; ///< so many in a row unanswered: the connection is aborted
    std::chrono::milliseconds closeTimeout{3'000}; ///< for the peer to complete a close
    qsizetype maxMessageBytes = 64 * 1024;   ///< of a received message, and of each of its frames
    qsizetype maxQueuedEvents = 1024 * 1024; ///< bytes of events; beyond it the client is too slow
    qsizetype maxQueuedStates =
        1024 * 1024; ///< bytes of latest values; beyond it new keys are dropped
    /// A socket with more than this many unsent bytes in it is backed up: what follows is queued
    /// here, where states can still be replaced by newer ones.
    qsizetype lowWaterMark = 16 * 1024;
    int kernelSendBuffer = 128 * 1024; ///< bytes; what is in there can no longer be replaced
};

} // namespace Tickwell
