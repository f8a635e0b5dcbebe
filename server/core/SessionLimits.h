// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <chrono>

namespace Tickwell {

/// What WebSocket connections may cost (API.md §4). The defaults are the contract's.
struct SessionLimits
{
    int maxSessions = 10'000; ///< open at a time; more: 503 with Retry-After
    std::chrono::milliseconds pingInterval{25'000};
    int missedPings = 2; ///< so many in a row unanswered: the connection is aborted
    std::chrono::milliseconds closeTimeout{3'000}; ///< for the peer to complete a close
    qsizetype maxMessageBytes = 64 * 1024; ///< of a received message, and of each of its frames
    int messagesPerSecond = 50; ///< read of one client, pings too; the rest waits. 0: any number
    bool limitLoopback = false; ///< that holds for this machine's own clients as well
    qsizetype maxQueuedEvents = 1024 * 1024; ///< bytes of events; beyond it the client is too slow
    qsizetype maxQueuedStates =
        1024 * 1024; ///< bytes of latest values; beyond it new keys are dropped
    /// A socket with more than this many unsent bytes in it is backed up: what follows is queued
    /// here, where states can still be replaced by newer ones.
    qsizetype lowWaterMark = 16 * 1024;
    int kernelSendBuffer = 128 * 1024; ///< bytes; what is in there can no longer be replaced

    friend bool operator==(const SessionLimits &, const SessionLimits &) = default;
};

} // namespace Tickwell
