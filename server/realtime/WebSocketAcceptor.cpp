// SPDX-License-Identifier: GPL-3.0-or-later
#include "realtime/WebSocketAcceptor.h"

#include "core/Log.h"
#include "realtime/WriteTurn.h"

#include <QTcpSocket>
#include <QTimer>

#include <algorithm>

namespace Tickwell {

WebSocketAcceptor::WebSocketAcceptor(const SessionLimits &limits, const Clock &clock,
                                     QObject *parent)
    : QObject(parent)
    , m_limits(limits)
    , m_clock(clock)
    , m_statistics(std::make_shared<RealtimeStatistics>())
    , m_turn(new WriteTurn(this))
{
}

WebSocketAcceptor::~WebSocketAcceptor()
{
    // Before the turn, in which they may stand; those too that only wait for their deletion.
    qDeleteAll(findChildren<WebSocketSession *>(Qt::FindDirectChildrenOnly));
}

bool WebSocketAcceptor::hasRoom() const
{
    return !m_closing && m_sessions.size() < m_limits.maxSessions;
}

WebSocketSession *WebSocketAcceptor::accept(QTcpSocket *socket, const QByteArray &key,
                                            SessionInfo info)
{
    if (!hasRoom()) {
        ++m_statistics->refused;
        socket->abort();
        socket->deleteLater();
        return nullptr;
    }
    info.id = ++m_lastId;
    info.since = m_clock.now();
    if (info.peer.isNull()) {
        info.peer = socket->peerAddress();
        info.peerPort = socket->peerPort();
    }
    auto *session =
        new WebSocketSession(socket, std::move(info), m_limits, m_statistics, m_turn, this);
    const quint64 id = session->id();
    m_sessions.insert(id, session);
    ++m_statistics->accepted;
    connect(session, &WebSocketSession::closed, this, [this, id] { forget(id); });
    session->start(key);
    emit sessionOpened(session);
    return session;
}

void WebSocketAcceptor::forget(quint64 id)
{
    if (WebSocketSession *session = m_sessions.take(id))
        session->deleteLater();
    announceIfAllClosed();
}

QList<WebSocketSession *> WebSocketAcceptor::sessions() const
{
    return m_sessions.values();
}

WebSocketSession *WebSocketAcceptor::session(quint64 id) const
{
    return m_sessions.value(id);
}

RealtimeStatistics WebSocketAcceptor::statistics() const
{
    RealtimeStatistics all = *m_statistics;
    all.sessions = static_cast<int>(m_sessions.size());
    for (const WebSocketSession *session : m_sessions)
        all.queuedBytes += session->queuedBytes();
    return all;
}

QList<SessionSnapshot> WebSocketAcceptor::snapshots() const
{
    QList<SessionSnapshot> all;
    all.reserve(m_sessions.size());
    for (const WebSocketSession *session : m_sessions)
        all.append(session->snapshot());
    std::sort(all.begin(), all.end(),
              [](const SessionSnapshot &a, const SessionSnapshot &b) { return a.id < b.id; });
    return all;
}

void WebSocketAcceptor::closeAll(CloseCode code, const QString &reason,
                                 std::chrono::milliseconds deadline)
{
    m_closing = true;
    for (WebSocketSession *session : std::as_const(m_sessions))
        session->close(code, reason);
    QTimer::singleShot(deadline, this, [this] {
        if (!m_sessions.isEmpty())
            qCInfo(lcServer) << m_sessions.size() << "WebSocket clients did not complete the close";
        for (WebSocketSession *session : std::as_const(m_sessions))
            session->abort();
    });
    announceIfAllClosed();
}

void WebSocketAcceptor::announceIfAllClosed()
{
    if (!m_closing || m_announced || !m_sessions.isEmpty())
        return;
    m_announced = true;
    QMetaObject::invokeMethod(this, &WebSocketAcceptor::allClosed, Qt::QueuedConnection);
}

} // namespace Tickwell
