// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace Tickwell {

class SocketRoutes;
class WebSocketSession;
struct ApiContext;
struct HostSample;

/// `/ws/monitor` (API.md §4): each host sample, until the client says `stop`.
class MonitorSocket : public QObject
{
    Q_OBJECT

public:
    MonitorSocket(SocketRoutes &routes, const ApiContext &context, QObject *parent = nullptr);

private:
    void open(WebSocketSession *session);
    void publish(const HostSample &sample);

    const ApiContext &m_context;
};

} // namespace Tickwell
