// SPDX-License-Identifier: GPL-3.0-or-later
#include "Node.h"

#include "Version.h"

#include "api/Api.h"
#include "cache/EmbeddedCache.h"
#include "chat/ChatService.h"
#include "core/DataDir.h"
#include "http/CertificateWatcher.h"
#include "market/MarketService.h"
#include "market/SimulatorFeed.h"
#include "monitor/MonitorService.h"
#include "store/Recorder.h"
#include "store/SqliteStore.h"

namespace Tickwell {

namespace {

constexpr std::chrono::seconds ShutdownGrace{5};

QStringList symbolsToWatch(const Configuration &configuration)
{
    if (!configuration.symbols.isEmpty())
        return configuration.symbols;
    return wellKnownSymbols();
}

} // namespace

Node::Node(Configuration configuration, QObject *parent)
    : QObject(parent)
    , m_configuration(std::move(configuration))
{
    // Exports and history block a pool thread on the disk; two of them must not starve the rest.
    m_pool.setMaxThreadCount(std::max(4, QThread::idealThreadCount()));
}

Node::~Node()
{
    stopEverything();
}

Result<QString> Node::start()
{
    if (!m_configuration.tlsCertificate.isEmpty()) {
        const auto tls = loadTls(m_configuration.tlsCertificate, m_configuration.tlsKey);
        if (!tls)
            return tl::unexpected(tls.error());
        m_tls = *tls;
    }
    if (const auto opened = openStore(); !opened)
        return tl::unexpected(opened.error());
    auto address = startServer();
    if (!address) {
        stopEverything();
        return address;
    }
    m_status.address = *address;
    emit serverStatusChanged(m_status);
    return address;
}

Result<void> Node::openStore()
{
    if (auto prepared = prepareDataDir(m_configuration.dataDir); !prepared)
        return prepared;
    auto store = openSqliteStore(m_configuration.dataDir);
    if (!store)
        return tl::unexpected(store.error());
    m_store = std::move(*store);

    const Retention retention{m_configuration.retentionAge, m_configuration.retentionBytes};
    m_recorder = std::make_unique<Recorder>(*m_store, retention);
    m_storeThread.start();
    m_recorder->moveToThread(m_storeThread.thread());
    m_storeThread.runAndWait([this] { m_recorder->start(); });
    return {};
}

Result<QString> Node::startServer()
{
    const auto reader = m_store->openReader();
    if (!reader)
        return tl::unexpected(reader.error());
    const auto lastSeq = (*reader)->lastTickSeq();
    if (!lastSeq)
        return tl::unexpected(lastSeq.error());

    Result<quint16> port = failure(QString());
    m_server.start();
    m_server.runAndWait([&] {
        m_market = std::make_unique<MarketService>(
            std::make_unique<SimulatorFeed>(
                m_configuration.seed.value_or(SimulatorFeed::DefaultSeed)),
            &m_pool, *lastSeq);
        m_monitor = std::make_unique<MonitorService>();
        m_chat = std::make_unique<ChatService>(*m_store, &m_pool);
        if (const auto loaded = m_chat->load(); !loaded) {
            port = tl::unexpected(loaded.error());
            return;
        }
        connectRecorder();

        m_cache = std::make_unique<EmbeddedCache>();

        ApiContext context;
        context.market = m_market.get();
        context.monitor = m_monitor.get();
        context.chat = m_chat.get();
        context.recorder = m_recorder.get();
        context.store = m_store.get();
        context.cache = m_cache.get();
        context.pool = &m_pool;
        context.version = programVersion();
        context.started = Clock::system().now();
        HttpOptions options;
        options.limits = m_configuration.limits;
        options.corsOrigins = m_configuration.corsOrigins;
        options.trustedHosts = m_configuration.trustedHosts;
        // What only this machine reaches, no page of another site may reach through it.
        if (isLoopback(m_configuration.host))
            options.trustedHosts.append(QStringLiteral("localhost"));
        options.tls = m_tls;
        options.pool = &m_pool;
        m_api = std::make_unique<Api>(context, options, m_configuration.sessions);
        m_monitor->setConnectionCounter([api = m_api.get()] { return api->clients(); });

        // The port first: whoever cannot have it leaves no trace in the data.
        port = m_api->listen(m_configuration.host, m_configuration.port);
        if (!port)
            return;
        m_market->start(symbolsToWatch(m_configuration));
        m_monitor->start();
    });
    if (!port)
        return tl::unexpected(port.error());

    connect(m_api.get(), &Api::clientsChanged, this, [this](int clients) {
        m_status.clients = clients;
        emit serverStatusChanged(m_status);
    });
    connect(m_api.get(), &Api::finished, this, [this] {
        stopEverything();
        emit stopped();
    });
    const QString host = m_configuration.host.contains(u':') ? u'[' + m_configuration.host + u']'
                                                             : m_configuration.host;
    if (m_tls)
        watchCertificate();
    return QStringLiteral("%1://%2:%3").arg(m_tls ? "https" : "http", host).arg(*port);
}

/// On the store's thread, which alone may wait for the disk.
void Node::watchCertificate()
{
    m_storeThread.runAndWait([this] {
        m_certificate = std::make_unique<CertificateWatcher>(m_configuration.tlsCertificate,
                                                             m_configuration.tlsKey);
        connect(m_certificate.get(), &CertificateWatcher::changed, m_api.get(), &Api::setTls);
    });
}

bool Node::reloadCertificate()
{
    if (!m_certificate)
        return false;
    QMetaObject::invokeMethod(m_certificate.get(), &CertificateWatcher::reload,
                              Qt::QueuedConnection);
    return true;
}

/// The second of a tick's three ways (ARCHITECTURE: feed → service → topic, recorder, window). The
/// recorder takes calls from any thread, so the connections are direct.
void Node::connectRecorder()
{
    Recorder *recorder = m_recorder.get();
    connect(
        m_market.get(), &MarketService::ticked, recorder,
        [recorder](const Tick &tick) { recorder->record(tick); }, Qt::DirectConnection);
    connect(
        m_market.get(), &MarketService::candleChanged, recorder,
        [recorder](const Candle &candle) { recorder->record(candle); }, Qt::DirectConnection);
    connect(
        m_monitor.get(), &MonitorService::sampled, recorder,
        [recorder](const HostSample &sample) { recorder->record(sample); }, Qt::DirectConnection);
    // A message leaves the memory only when it can be read from the store.
    m_chat->setStored(m_chat->lastSeq());
    connect(recorder, &Recorder::messagesStored, m_chat.get(), &ChatService::setStored);
    const auto recordMessage = [recorder](const ChatMessage &message) {
        recorder->record(message);
    };
    connect(m_chat.get(), &ChatService::messagePosted, recorder, recordMessage,
            Qt::DirectConnection);
    connect(m_chat.get(), &ChatService::messageChanged, recorder, recordMessage,
            Qt::DirectConnection);
}

std::function<ServerSnapshot()> Node::snapshot() const
{
    return
        [api = m_api.get()] { return api->inspector().snapshot(Inspector::Detail::Connections); };
}

std::function<void(quint64)> Node::endClient() const
{
    return [api = m_api.get()](quint64 id) { api->inspector().endConnection(id); };
}

void Node::shutdown()
{
    if (m_shuttingDown || !m_api)
        return;
    m_shuttingDown = true;
    QMetaObject::invokeMethod(
        m_api.get(), [api = m_api.get()] { api->shutdown(ShutdownGrace); }, Qt::QueuedConnection);
}

void Node::stopEverything()
{
    if (m_certificate)
        m_storeThread.runAndWait([this] { m_certificate.reset(); });
    if (m_server.isRunning()) {
        m_server.runAndWait([this] {
            if (m_market)
                m_market->stop();
            if (m_monitor)
                m_monitor->stop();
            m_api.reset();
        });
        // Answers to the server's thread still travel through its loop: drain before it ends.
        m_pool.waitForDone();
        m_server.runAndWait([this] {
            m_chat.reset();
            m_monitor.reset();
            m_cache.reset();
            m_market.reset();
        });
        m_server.stop();
    }
    m_pool.waitForDone();
    if (m_storeThread.isRunning()) {
        m_storeThread.runAndWait([this] {
            m_recorder->flush();
            m_recorder.reset();
        });
        m_storeThread.stop();
    }
    m_store.reset();
}

} // namespace Tickwell
