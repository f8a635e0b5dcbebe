// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QObject>

#include <vector>

namespace Tickwell {

class WebSocketSession;

/// Collects the sessions that were given frames in this turn of the event loop and flushes them
/// at its end, so that a client gets them in one write instead of one for each.
class WriteTurn final : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Remembers @p session until the turn ends; a session that dies first calls remove().
    void add(WebSocketSession *session);
    void remove(WebSocketSession *session);

    /// Room to join frames in; whoever uses it leaves it empty of meaning.
    [[nodiscard]] QByteArray &scratch() { return m_scratch; }

protected:
    bool event(QEvent *event) override;

private:
    std::vector<WebSocketSession *> m_sessions;
    QByteArray m_scratch;
    bool m_posted = false;
};

} // namespace Tickwell
