// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Clock.h"
#include "realtime/WebSocketSession.h"

#include <QHash>
#include <QList>
#include <QObject>

#include <chrono>
#include <memory>

class QTcpSocket;

namespace Tickwell {

/// Turns TCP sockets whose upgrade request was read, checked and let through into WebSocket
/// sessions, and owns these. It listens on nothing itself. One thread: the server's.
class WebSocketAcceptor final : public QObject
{
    Q_OBJECT

public:
    explicit WebSocketAcceptor(const SessionLimits &limits = {},
                               const Clock &clock = Clock::system(), QObject *parent = nullptr);
    /// Aborts every session.
    ~WebSocketAcceptor() override;

    /// Whether one more fits. Ask before accept(): the refusal (503) is HTTP's to write.
    [[nodiscard]] bool hasRoom() const;

    /// Takes over @p socket, from which the upgrade request was taken and nothing behind it, and
    /// answers the request's @p key. The request is the caller's to check: form, origin, token,
    /// path. So is disconnecting its own slots from @p socket. Null when there is no room; the
    /// socket is aborted then.
    WebSocketSession *accept(QTcpSocket *socket, const QByteArray &key, SessionInfo info = {});

    [[nodiscard]] QList<WebSocketSession *> sessions() const;
    [[nodiscard]] WebSocketSession *session(quint64 id) const;
    [[nodiscard]] RealtimeStatistics statistics() const;
    [[nodiscard]] QList<SessionSnapshot> snapshots() const;

    /// Refuses what is new and closes all sessions with @p code; sessions whose close is not
    /// complete after @p deadline are aborted. allClosed() follows, always from the event loop.
    void closeAll(CloseCode code, const QString &reason,
                  std::chrono::milliseconds deadline = std::chrono::seconds(2));

signals:
    /// Connect to the session's signals in a directly connected slot: its first message comes in
    /// a later turn, which may be the next.
    void sessionOpened(Tickwell::WebSocketSession *session);
    /// After closeAll(): the last session is gone.
    void allClosed();

private:
    void forget(quint64 id);
    void announceIfAllClosed();

    SessionLimits m_limits;
    const Clock &m_clock;
    std::shared_ptr<RealtimeStatistics> m_statistics;
    WriteTurn *m_turn;
    QHash<quint64, WebSocketSession *> m_sessions;
    quint64 m_lastId = 0;
    bool m_closing = false;
    bool m_announced = false;
};

} // namespace Tickwell
