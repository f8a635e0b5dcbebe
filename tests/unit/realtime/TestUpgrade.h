// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QTcpSocket;

namespace Tickwell {

class WebSocketAcceptor;

/// Takes the upgrade request off @p socket once it is there, as HTTP's gate does, and hands both to
/// @p acceptor, for the path /ws/test.
void upgrade(QTcpSocket *socket, WebSocketAcceptor &acceptor);

} // namespace Tickwell
