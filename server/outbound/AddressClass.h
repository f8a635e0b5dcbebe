// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHostAddress>

namespace Tickwell {

/// True when @p address is one of the public Internet: none that IANA's registries of
/// special-purpose addresses (RFC 6890) keep for loopback, links, private and shared networks,
/// documentation, multicast or translation, and none under which clouds serve metadata. An IPv6
/// address that carries an IPv4 one is public when both are.
[[nodiscard]] bool isPublicAddress(const QHostAddress &address);

} // namespace Tickwell
