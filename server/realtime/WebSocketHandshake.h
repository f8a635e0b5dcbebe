// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "realtime/SessionInfo.h"

#include <QObject>
#include <QPointer>
#include <QTimer>
#include <QWebSocketServer>

class QTcpSocket;

namespace Tickwell {

/// One opening handshake (RFC 6455 §4.2) under way; WebSocketAcceptor's own.
///
/// QWebSocketServer does not say which QTcpSocket became which QWebSocket. So each handshake has
/// a server of its own, which costs a few microseconds and leaves nothing to match.
class WebSocketHandshake final : public QObject
{
    Q_OBJECT

public:
    WebSocketHandshake(QTcpSocket *socket, SessionInfo info, const SessionLimits &limits,
                       QObject *parent);
    ~WebSocketHandshake() override;

    /// Signals come from the event loop, never from here.
    void start();

    [[nodiscard]] QTcpSocket *socket() const { return m_socket; }
    [[nodiscard]] const SessionInfo &info() const { return m_info; }
    /// After succeeded(): the caller's now.
    [[nodiscard]] QWebSocket *takeWebSocket();

signals:
    void succeeded();
    /// Once, instead of succeeded(): malformed, too slow or given up by the peer.
    void failed();

private:
    void onNewConnection();
    void fail();

    QPointer<QTcpSocket> m_socket;
    SessionInfo m_info;
    QWebSocketServer m_server;
    QPointer<QWebSocket> m_webSocket;
    QTimer m_deadline;
    bool m_done = false;
};

} // namespace Tickwell
