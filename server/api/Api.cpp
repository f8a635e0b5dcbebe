// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/Api.h"

#include "accounts/AccountService.h"
#include "api/AccountsApi.h"
#include "api/AlertsApi.h"
#include "api/ChatApi.h"
#include "api/ChatSocket.h"
#include "api/ConnectionsApi.h"
#include "api/DataApi.h"
#include "api/DemoApi.h"
#include "api/DocsApi.h"
#include "api/EchoSocket.h"
#include "api/ExportApi.h"
#include "api/FeedApi.h"
#include "api/MetaApi.h"
#include "api/MetricsApi.h"
#include "api/MonitorApi.h"
#include "api/MonitorSocket.h"
#include "api/NotificationsApi.h"
#include "api/OutboundApi.h"
#include "api/SocketRoutes.h"
#include "api/StockApi.h"
#include "api/StockSocket.h"
#include "api/TasksApi.h"
#include "api/TradingApi.h"
#include "api/TradingSocket.h"

namespace Tickwell {

Api::Api(const ApiContext &context, const HttpOptions &options, const SessionLimits &sessions,
         QObject *parent)
    : QObject(parent)
    , m_context(context)
    , m_http(options)
    , m_access(*context.accounts, context.membersNeedToken)
    , m_endpoints(m_http.router(), &m_access)
    , m_acceptor(sessions)
    , m_inspector(m_context, m_http, m_requests, m_acceptor)
    , m_routes(new SocketRoutes(m_http, m_acceptor, m_access, this))
{
    m_context.hub = &m_hub;
    m_context.inspector = &m_inspector;

    m_http.setObserver([this](const RequestRecord &record) {
        m_requests.record(record.method, record.routeTemplate, record.status, record.seconds);
    });

    addMetaEndpoints(m_endpoints, m_context);
    addAccountEndpoints(m_endpoints, m_context);
    addStockEndpoints(m_endpoints, m_context);
    addTradingEndpoints(m_endpoints, m_context);
    addFeedEndpoints(m_endpoints, m_context);
    addAlertEndpoints(m_endpoints, m_context);
    addMonitorEndpoints(m_endpoints, m_context);
    addChatEndpoints(m_endpoints, m_context);
    addExportEndpoints(m_endpoints, m_context);
    addMetricsEndpoints(m_endpoints, m_context);
    addConnectionEndpoints(m_endpoints, m_context);
    addDataEndpoints(m_endpoints, m_context);
    addOutboundEndpoints(m_endpoints, m_context);
    addDemoEndpoints(m_endpoints, m_context.pool);
    addTaskEndpoints(m_endpoints, m_context);
    addNotificationEndpoints(m_endpoints, m_context);
    addDocsEndpoints(m_endpoints, m_context);

    connect(m_context.accounts, &AccountService::accessEnded, m_routes,
            &SocketRoutes::endSessionsOf);
    new StockSocket(*m_routes, m_context, this);
    new TradingSocket(*m_routes, m_context, this);
    new MonitorSocket(*m_routes, m_context, this);
    new ChatSocket(*m_routes, m_context, this);
    new EchoSocket(*m_routes, m_context, this);

    // A thousand clients coming at once are one announcement, not a thousand.
    m_clientsTimer.setInterval(std::chrono::milliseconds(250));
    m_clientsTimer.setSingleShot(true);
    connect(&m_clientsTimer, &QTimer::timeout, this, &Api::announceClients);
    const auto schedule = [this] {
        if (!m_clientsTimer.isActive())
            m_clientsTimer.start();
    };
    connect(&m_acceptor, &WebSocketAcceptor::sessionOpened, this,
            [this, schedule](WebSocketSession *session) {
                schedule();
                connect(session, &WebSocketSession::closed, this, schedule);
            });
    connect(&m_http, &HttpServer::finished, this, [this] {
        m_httpDone = true;
        finishIfDone();
    });
    connect(&m_acceptor, &WebSocketAcceptor::allClosed, this, [this] {
        m_socketsDone = true;
        finishIfDone();
    });
}

Api::~Api() = default;

Result<quint16> Api::listen(const QString &host, quint16 port)
{
    return m_http.listen(host, port);
}

int Api::clients() const
{
    return static_cast<int>(m_acceptor.sessions().size());
}

void Api::shutdown(std::chrono::milliseconds grace)
{
    m_http.shutdown(grace);
    m_acceptor.closeAll(CloseCode::GoingAway, QStringLiteral("The server is shutting down"));
}

void Api::announceClients()
{
    const int now = clients();
    if (now == m_announcedClients)
        return;
    m_announcedClients = now;
    emit clientsChanged(now);
}

void Api::finishIfDone()
{
    if (m_httpDone && m_socketsDone)
        emit finished();
}

} // namespace Tickwell
