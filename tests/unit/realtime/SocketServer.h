// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "realtime/WebSocketAcceptor.h"

#include <QTcpServer>

namespace Tickwell {

/// Listens on a free port of the loopback and gives every connection to a WebSocketAcceptor.
class SocketServer final : public QObject
{
    Q_OBJECT

public:
    explicit SocketServer(const SessionLimits &limits = {});

    [[nodiscard]] quint16 port() const { return m_server.serverPort(); }
    [[nodiscard]] QUrl url() const;
    [[nodiscard]] WebSocketAcceptor &acceptor() { return m_acceptor; }
    /// In the order in which they opened, gone ones left out.
    [[nodiscard]] QList<WebSocketSession *> sessions() const;

private:
    QTcpServer m_server;
    WebSocketAcceptor m_acceptor;
};

/// Limits that make what takes minutes happen at once.
[[nodiscard]] SessionLimits quickLimits();

} // namespace Tickwell
