// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/MonitorSocket.h"

#include "api/ApiContext.h"
#include "api/SocketRoutes.h"
#include "monitor/MonitorJson.h"
#include "monitor/MonitorService.h"
#include "realtime/TopicHub.h"
#include "realtime/WebSocketSession.h"

namespace Tickwell {

namespace {
const QString Topic = QStringLiteral("monitor");
} // namespace

MonitorSocket::MonitorSocket(SocketRoutes &routes, const ApiContext &context, QObject *parent)
    : QObject(parent)
    , m_context(context)
{
    routes.add("/ws/monitor", Access::Open,
               [this](WebSocketSession *session, const Request &) { open(session); });
    connect(context.monitor, &MonitorService::sampled, this, &MonitorSocket::publish);
}

void MonitorSocket::open(WebSocketSession *session)
{
    connect(session, &WebSocketSession::textReceived, session, [session](const QString &text) {
        if (text.trimmed() == u"stop")
            session->close(CloseCode::Normal);
    });
    const int subscribers = m_context.hub->subscribe(session, Topic, Delivery::State);
    if (subscribers > 1)
        return; // the topic knew the latest
    if (const auto sample = m_context.monitor->latest())
        publish(*sample);
}

void MonitorSocket::publish(const HostSample &sample)
{
    if (m_context.hub->hasSubscribers(Topic))
        m_context.hub->publish(Topic, QStringLiteral("sample"), Frame::text(toMonitorJson(sample)));
}

} // namespace Tickwell
