// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/EchoSocket.h"

#include "api/ApiContext.h"
#include "api/SocketRoutes.h"
#include "realtime/TopicHub.h"
#include "realtime/WebSocketSession.h"

namespace Tickwell {

namespace {
const QString Topic = QStringLiteral("echo");
} // namespace

EchoSocket::EchoSocket(SocketRoutes &routes, const ApiContext &context, QObject *parent)
    : QObject(parent)
    , m_context(context)
{
    routes.add("/ws/{client_id:int}", Access::Member,
               [this](WebSocketSession *session, const Request &request) {
                   open(session, request.pathParameter(u"client_id"));
               });
}

void EchoSocket::open(WebSocketSession *session, const QString &clientId)
{
    m_context.hub->subscribe(session, Topic, Delivery::Events);
    connect(session, &WebSocketSession::textReceived, this, [this, clientId](const QString &text) {
        tellAll(QStringLiteral("Client %1 says: %2").arg(clientId, text));
    });
    connect(session, &WebSocketSession::closed, this,
            [this, clientId] { tellAll(QStringLiteral("Client %1 disconnected").arg(clientId)); });
}

void EchoSocket::tellAll(const QString &text)
{
    m_context.hub->publishEvent(Topic, Frame::text(text.toUtf8()));
}

} // namespace Tickwell
