// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace Tickwell {

/// The server's half of the opening handshake (RFC 6455 §4.2.2) for the `Sec-WebSocket-Key` of
/// a request that was checked before: 16 bytes in base64, version 13. No extension and no
/// subprotocol is ever agreed to.
[[nodiscard]] QByteArray openingHandshake(const QByteArray &key);

} // namespace Tickwell
