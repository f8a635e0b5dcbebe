// SPDX-License-Identifier: GPL-3.0-or-later
#include "realtime/WriteTurn.h"

#include "realtime/WebSocketSession.h"

#include <QCoreApplication>
#include <QEvent>

#include <algorithm>

namespace Tickwell {

void WriteTurn::add(WebSocketSession *session)
{
    m_sessions.push_back(session);
    if (!m_posted) {
        m_posted = true;
        QCoreApplication::postEvent(this, new QEvent(QEvent::User));
    }
}

void WriteTurn::remove(WebSocketSession *session)
{
    std::replace(m_sessions.begin(), m_sessions.end(), session,
                 static_cast<WebSocketSession *>(nullptr));
}

bool WriteTurn::event(QEvent *event)
{
    if (event->type() != QEvent::User)
        return QObject::event(event);
    m_posted = false;
    // By index: a flush may queue more, and then that is the next turn's.
    const std::size_t count = m_sessions.size();
    for (std::size_t i = 0; i < count; ++i) {
        if (WebSocketSession *session = m_sessions[i]) {
            session->m_inTurn = false;
            session->flush();
        }
    }
    m_sessions.erase(m_sessions.begin(), m_sessions.begin() + static_cast<std::ptrdiff_t>(count));
    return true;
}

} // namespace Tickwell
