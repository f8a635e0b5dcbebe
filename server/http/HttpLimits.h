// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <chrono>

namespace Tickwell {

/// What one client may make the server hold, and how long it may take. Deadlines are looked at
/// once every `tick`.
struct HttpLimits
{
    qsizetype requestLine = 8 * 1024;  ///< bytes; longer: 414
    qsizetype headerBytes = 32 * 1024; ///< all header lines together; more: 431
    int headerCount = 100;             ///< more: 431
    qint64 body = 16 * 1024 * 1024;    ///< bytes, de-chunked; more: 413
    int connections = 10'240;          ///< more: 503 with Retry-After

    std::chrono::milliseconds header{10'000};       ///< from its first byte to the last; then 408
    std::chrono::milliseconds bodyIdle{15'000};     ///< without a byte of the body; then 408
    std::chrono::milliseconds keepAlive{30'000};    ///< between requests; then closed
    std::chrono::milliseconds stalledWrite{30'000}; ///< the client takes nothing; then cut off
    std::chrono::milliseconds tick{1'000};
};

} // namespace Tickwell
