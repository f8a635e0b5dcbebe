// SPDX-License-Identifier: GPL-3.0-or-later
#include "realtime/WebSocketAcceptor.h"

#include "core/Log.h"
#include "realtime/WebSocketHandshake.h"
#include "realtime/WriteTurn.h"

#include <QTcpSocket>
#include <QTimer>
#include <QWebSocket>

#include <algorithm>

namespace Tickwell {

WebSocketAcceptor::WebSocketAcceptor(const SessionLimits &limits, int maxSessions,
                                     const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_limits(limits)
    , m_maxSessions(maxSessions)
    , m_clock(clock)
    , m_statistics(std::make_shared<RealtimeStatistics>())
    , m_turn(new WriteTurn(this))
{
}

WebSocketAcceptor::~WebSocketAcceptor()
{
    qDeleteAll(m_handshakes);
    // Before the turn, in which they may stand; those too that only wait for their deletion.
    qDeleteAll(findChildren<WebSocketSession *>(Qt::FindDirectChildrenOnly));
}

bool WebSocketAcceptor::hasRoom() const
{
    return !m_closing && m_sessions.size() + m_handshakes.size() < m_maxSessions;
}

void WebSocketAcceptor::accept(QTcpSocket *socket, SessionInfo info)
{
    if (!hasRoom()) {
        ++m_statistics->refused;
        socket->abort();
        socket->deleteLater();
        return;
    }
    info.id = ++m_lastId;
    if (info.peer.isNull()) {
        info.peer = socket->peerAddress();
        info.peerPort = socket->peerPort();
    }
    auto *handshake = new WebSocketHandshake(socket, std::move(info), m_limits, this);
    m_handshakes.append(handshake);
    connect(handshake, &WebSocketHandshake::succeeded, this,
            [this, handshake] { open(handshake); });
    connect(handshake, &WebSocketHandshake::failed, this, [this, handshake] {
        ++m_statistics->failedHandshakes;
        end(handshake);
    });
    handshake->start();
}

void WebSocketAcceptor::open(WebSocketHandshake *handshake)
{
    SessionInfo info = handshake->info();
    info.since = m_clock.now();
    auto *session = new WebSocketSession(handshake->takeWebSocket(), handshake->socket(),
                                         std::move(info), m_limits, m_statistics, m_turn, this);
    end(handshake);
    const quint64 id = session->id();
    m_sessions.insert(id, session);
    ++m_statistics->accepted;
    connect(session, &WebSocketSession::closed, this, [this, id] { forget(id); });
    emit sessionOpened(session);
}

void WebSocketAcceptor::end(WebSocketHandshake *handshake)
{
    m_handshakes.removeOne(handshake);
    handshake->deleteLater();
    announceIfAllClosed();
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
    all.handshakes = static_cast<int>(m_handshakes.size());
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
    const auto handshakes = m_handshakes;
    for (WebSocketHandshake *handshake : handshakes)
        end(handshake);
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
    if (!m_closing || m_announced || !m_sessions.isEmpty() || !m_handshakes.isEmpty())
        return;
    m_announced = true;
    QMetaObject::invokeMethod(this, &WebSocketAcceptor::allClosed, Qt::QueuedConnection);
}

} // namespace Tickwell
