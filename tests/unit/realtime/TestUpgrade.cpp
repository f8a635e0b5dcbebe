// SPDX-License-Identifier: GPL-3.0-or-later
#include "TestUpgrade.h"

#include "realtime/WebSocketAcceptor.h"

#include <QTcpSocket>

namespace Tickwell {

void upgrade(QTcpSocket *socket, WebSocketAcceptor &acceptor)
{
    const auto take = [socket, &acceptor] {
        const QByteArray seen = socket->peek(socket->bytesAvailable());
        const qsizetype end = seen.indexOf("\r\n\r\n");
        if (end < 0)
            return;
        const QByteArray head = socket->read(end + 4);
        const QByteArray name = "Sec-WebSocket-Key: ";
        const qsizetype key = head.indexOf(name) + name.size();
        socket->disconnect();
        acceptor.accept(socket, head.sliced(key, head.indexOf("\r\n", key) - key),
                        {.path = QStringLiteral("/ws/test")});
    };
    QObject::connect(socket, &QTcpSocket::readyRead, socket, take);
    take();
}

} // namespace Tickwell
