// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/LingeringClose.h"

#include <QTcpSocket>
#include <QTimer>

#include <limits>

#include <sys/socket.h>

namespace Tickwell {

LingeringClose::LingeringClose(QTcpSocket *socket, const QByteArray &lastWords, QObject *parent)
    : QObject(parent)
    , m_socket(socket)
{
    socket->disconnect();
    socket->setParent(this);
    connect(socket, &QTcpSocket::disconnected, this, &QObject::deleteLater);
    if (socket->state() != QAbstractSocket::ConnectedState) {
        deleteLater();
        return;
    }
    const auto discard = [socket] { socket->skip(std::numeric_limits<qint64>::max()); };
    connect(socket, &QTcpSocket::readyRead, this, discard);
    connect(socket, &QTcpSocket::bytesWritten, this, &LingeringClose::closeOurSide);
    QTimer::singleShot(Milliseconds, this, [socket] { socket->abort(); });
    socket->write(lastWords);
    socket->flush();
    closeOurSide();
    discard();
}

void LingeringClose::closeOurSide()
{
    if (m_isOurSideClosed || m_socket->bytesToWrite() > 0)
        return;
    m_isOurSideClosed = true;
    ::shutdown(static_cast<int>(m_socket->socketDescriptor()), SHUT_WR);
}

} // namespace Tickwell
