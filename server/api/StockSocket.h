// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Tick.h"

#include <QBasicTimer>
#include <QHash>
#include <QObject>

#include <chrono>

namespace Tickwell {

class SocketRoutes;
class WebSocketSession;
struct ApiContext;
struct Request;

/// `/ws/stock/{symbol}` (API.md §4): each tick of a symbol, and its latest at least once a second.
class StockSocket : public QObject
{
    Q_OBJECT

public:
    StockSocket(SocketRoutes &routes, const ApiContext &context, QObject *parent = nullptr);

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    struct Latest
    {
        Tick tick;
        std::chrono::steady_clock::time_point published;
    };

    void open(WebSocketSession *session, const Request &request);
    void publish(const Tick &tick);

    const ApiContext &m_context;
    QHash<QString, Latest>
        m_latest; ///< of every symbol that ticked: at most as many as are watched
    QBasicTimer m_timer;
};

} // namespace Tickwell
