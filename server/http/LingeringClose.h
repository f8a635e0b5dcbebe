// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QTcpSocket;

namespace Tickwell {

/// The last words to a client that may still be sending. Closing at once would answer its bytes
/// with a reset, and the reset would take the words away (RFC 9112 §9.6): so they are written, our
/// side is closed, and what comes is thrown away for a few seconds. Deletes itself and the socket.
class LingeringClose final : public QObject
{
    Q_OBJECT

public:
    static constexpr int Milliseconds = 3'000;

    /// Takes @p socket, which nothing else may use any more. @p parent ends it early.
    LingeringClose(QTcpSocket *socket, const QByteArray &lastWords, QObject *parent);

private:
    void closeOurSide();

    QTcpSocket *m_socket;
    bool m_isOurSideClosed = false;
};

} // namespace Tickwell
