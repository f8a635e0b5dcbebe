// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <chrono>

namespace Tickwell {

/// What one client may make the server hold, how often it may ask, and how long it may take.
/// Deadlines are looked at once every `tick`. A client is an IPv4 address, or the /64 network of
/// an IPv6 one.
struct HttpLimits
{
    qint64 requestLine = 8 * 1024;   ///< bytes; longer: 414
    qint64 headerBytes = 32 * 1024;  ///< all header lines together; more: 431
    int headerCount = 100;           ///< more: 431
    qint64 body = 16 * 1024 * 1024;  ///< bytes, de-chunked; more: 413. Routes may have their own
    int connections = 10'240;        ///< WebSockets too; more: 503 with Retry-After
    int connectionsPerAddress = 512; ///< of one client; more: 503 with Retry-After

    double requestsPerMinute = 600; ///< of one client, in the long run; more: 429. 0: any number
    int requestBurst = 0;           ///< as many at once. 0: a minute's worth, but at most 100
    bool limitLoopback = false;     ///< the limits for each client hold for this machine's own too

    std::chrono::milliseconds header{10'000};   ///< from its first byte to the last; then 408.
                                                ///< As long may a TLS handshake take
    std::chrono::milliseconds bodyIdle{15'000}; ///< without a byte of the body; then 408
    /// Bytes a second that a body must come with, once bodyIdle has passed; slower: 408. 0: any.
    int bodyRate = 500;
    std::chrono::milliseconds keepAlive{30'000};    ///< between requests; then closed
    std::chrono::milliseconds handler{30'000};      ///< to an answer; then 503. Routes may differ
    std::chrono::milliseconds stalledWrite{30'000}; ///< the client takes nothing; then cut off
    std::chrono::milliseconds tick{1'000};

    friend bool operator==(const HttpLimits &, const HttpLimits &) = default;
};

} // namespace Tickwell
