// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHostAddress>

namespace Tickwell {

/// What limits for each client count by: an IPv4 address, or the /64 network of an IPv6 address,
/// of which a single client can use as many addresses as it likes (RFC 6177).
using ClientKey = quint64;

[[nodiscard]] inline ClientKey clientKey(const QHostAddress &address)
{
    bool isV4 = false;
    const quint32 v4 = address.toIPv4Address(&isV4); // also of ::ffff:a.b.c.d
    if (isV4)
        return (quint64(0xffff'ffff) << 32) | v4; // ffff:ffff::/32 is multicast: no client
    const Q_IPV6ADDR v6 = address.toIPv6Address();
    quint64 network = 0;
    for (int i = 0; i < 8; ++i)
        network = (network << 8) | v6[i];
    return network;
}

} // namespace Tickwell
