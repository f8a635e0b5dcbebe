// SPDX-License-Identifier: GPL-3.0-or-later
#include "outbound/AddressClass.h"

#include <algorithm>
#include <array>
#include <optional>

namespace Tickwell {

namespace {

struct Network4
{
    quint32 network;
    int bits;
};

constexpr quint32 ip(quint32 a, quint32 b, quint32 c, quint32 d)
{
    return a << 24 | b << 16 | c << 8 | d;
}

constexpr std::array Special4{
    Network4{ip(0, 0, 0, 0), 8},        // this network
    Network4{ip(10, 0, 0, 0), 8},       // private
    Network4{ip(100, 64, 0, 0), 10},    // shared by carriers; Alibaba's metadata
    Network4{ip(127, 0, 0, 0), 8},      // loopback
    Network4{ip(168, 63, 129, 16), 32}, // Azure's wire server
    Network4{ip(169, 254, 0, 0), 16},   // link; metadata of most clouds
    Network4{ip(172, 16, 0, 0), 12},    // private
    Network4{ip(192, 0, 0, 0), 24},     // protocol assignments; Oracle's metadata
    Network4{ip(192, 0, 2, 0), 24},     // documentation
    Network4{ip(192, 31, 196, 0), 24},  // AS112
    Network4{ip(192, 52, 193, 0), 24},  // AMT
    Network4{ip(192, 88, 99, 0), 24},   // 6to4 relays
    Network4{ip(192, 168, 0, 0), 16},   // private
    Network4{ip(192, 175, 48, 0), 24},  // AS112
    Network4{ip(198, 18, 0, 0), 15},    // benchmarks
    Network4{ip(198, 51, 100, 0), 24},  // documentation
    Network4{ip(203, 0, 113, 0), 24},   // documentation
    Network4{ip(224, 0, 0, 0), 4},      // multicast
    Network4{ip(240, 0, 0, 0), 4},      // reserved, broadcast
};

bool isPublic4(quint32 address)
{
    return std::none_of(Special4.begin(), Special4.end(), [address](const Network4 &special) {
        return (address ^ special.network) >> (32 - special.bits) == 0;
    });
}

quint32 ipv4At(const Q_IPV6ADDR &address, int offset)
{
    return ip(address[offset], address[offset + 1], address[offset + 2], address[offset + 3]);
}

bool startsWith(const Q_IPV6ADDR &address, std::initializer_list<quint8> prefix)
{
    return std::equal(prefix.begin(), prefix.end(), address.c);
}

bool isPublic6(const Q_IPV6ADDR &address)
{
    // NAT64 (RFC 6052) reaches the IPv4 address in its end, and 6to4 (RFC 3056) the one behind
    // its prefix.
    if (startsWith(address, {0x00, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0}))
        return isPublic4(ipv4At(address, 12));
    if (startsWith(address, {0x20, 0x02}))
        return isPublic4(ipv4At(address, 2));
    // All that is public is in 2000::/3.
    if ((address[0] & 0xe0) != 0x20)
        return false;
    // 2001::/23, protocol assignments with Teredo and ORCHID in it; 2001:db8::/32 and 3fff::/20,
    // documentation; 2620:4f:8000::/48, AS112.
    const bool isAssignment = startsWith(address, {0x20, 0x01}) && (address[2] & 0xfe) == 0;
    const bool isDocumentation = startsWith(address, {0x20, 0x01, 0x0d, 0xb8})
        || (startsWith(address, {0x3f, 0xff}) && (address[2] & 0xf0) == 0);
    return !isAssignment && !isDocumentation
        && !startsWith(address, {0x26, 0x20, 0x00, 0x4f, 0x80, 0x00});
}

} // namespace

bool isPublicAddress(const QHostAddress &address)
{
    bool isV4 = false; // also when it is mapped into IPv6
    const quint32 v4 = address.toIPv4Address(&isV4);
    if (isV4)
        return isPublic4(v4);
    return address.protocol() == QAbstractSocket::IPv6Protocol && address.scopeId().isEmpty()
        && isPublic6(address.toIPv6Address());
}

} // namespace Tickwell
