// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

class QSslSocket;
class QTcpSocket;

namespace Tickwell {

/// The last words to a client that may still be sending. Closing at once would answer its bytes
/// with a reset, and the reset would take the words away (RFC 9112 §9.6): so they are written, our
/// side is closed, and what comes is thrown away for a few seconds. TLS has no side to close: there
/// the words go out, and the end follows once the client has been silent for a moment. Deletes
/// itself and the socket.
class LingeringClose final : public QObject
{
    Q_OBJECT

public:
    static constexpr int Milliseconds = 3'000;
    static constexpr int SilenceMilliseconds = 100; ///< of a client over TLS

    /// Takes @p socket, which nothing else may use any more. @p parent ends it early.
    LingeringClose(QTcpSocket *socket, const QByteArray &lastWords, QObject *parent);

private:
    void discard();
    void closeOurSide();

    QTcpSocket *m_socket;
    QSslSocket *m_tls; ///< the same, if it speaks TLS
    QTimer m_silence;
    bool m_isOurSideClosed = false;
};

} // namespace Tickwell
