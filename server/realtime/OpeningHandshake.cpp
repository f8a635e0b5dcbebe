// SPDX-License-Identifier: GPL-3.0-or-later
#include "realtime/OpeningHandshake.h"

#include <QCryptographicHash>

namespace Tickwell {

QByteArray openingHandshake(const QByteArray &key)
{
    const QByteArray proof = QCryptographicHash::hash(
        key + QByteArrayLiteral("258EAFA5-E914-47DA-95CA-C5AB0DC85B11"), QCryptographicHash::Sha1);
    return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
           "Sec-WebSocket-Accept: "
        + proof.toBase64() + "\r\n\r\n";
}

} // namespace Tickwell
