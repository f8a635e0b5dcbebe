// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/LingeringClose.h"

#include <QSslSocket>
#include <QTcpSocket>

#include <limits>

#include <sys/socket.h>

namespace Tickwell {

LingeringClose::LingeringClose(QTcpSocket *socket, const QByteArray &lastWords, QObject *parent)
    : QObject(parent)
    , m_socket(socket)
    , m_tls(qobject_cast<QSslSocket *>(socket))
{
    socket->disconnect();
    socket->setParent(this);
    connect(socket, &QTcpSocket::disconnected, this, &QObject::deleteLater);
    if (socket->state() != QAbstractSocket::ConnectedState) {
        deleteLater();
        return;
    }
    connect(socket, &QTcpSocket::readyRead, this, &LingeringClose::discard);
    connect(socket, &QTcpSocket::bytesWritten, this, &LingeringClose::closeOurSide);
    if (m_tls) {
        connect(m_tls, &QSslSocket::encryptedBytesWritten, this, &LingeringClose::closeOurSide);
        m_silence.setSingleShot(true);
        m_silence.setInterval(SilenceMilliseconds);
        connect(&m_silence, &QTimer::timeout, this, [socket] { socket->disconnectFromHost(); });
    }
    QTimer::singleShot(Milliseconds, this, [socket] { socket->abort(); });
    socket->write(lastWords);
    socket->flush();
    closeOurSide();
    discard();
}

void LingeringClose::discard()
{
    m_socket->skip(std::numeric_limits<qint64>::max());
    if (m_silence.isActive())
        m_silence.start();
}

void LingeringClose::closeOurSide()
{
    if (m_isOurSideClosed || m_socket->bytesToWrite() > 0
        || (m_tls && m_tls->encryptedBytesToWrite() > 0))
        return;
    m_isOurSideClosed = true;
    if (m_tls) {
        m_silence.start();
        return;
    }
    ::shutdown(static_cast<int>(m_socket->socketDescriptor()), SHUT_WR);
}

} // namespace Tickwell
