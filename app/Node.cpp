// SPDX-License-Identifier: GPL-3.0-or-later
#include "Node.h"

#include "Version.h"

#include "accounts/AccountService.h"
#include "accounts/TokenSecret.h"
#include "alerts/AlertService.h"
#include "api/Api.h"
#include "cache/EmbeddedCache.h"
#include "cache/RedisCache.h"
#include "chat/ChatService.h"
#include "core/DataDir.h"
#include "core/Log.h"
#include "http/CertificateWatcher.h"
#include "jobs/JobQueue.h"
#include "jobs/NodeJobs.h"
#include "market/FeedChoice.h"
#include "market/FeedFactory.h"
#include "market/FeedKeys.h"
#include "market/FeedSwitch.h"
#include "market/MarketService.h"
#include "market/StoredBars.h"
#include "market/TradingService.h"
#include "monitor/MonitorService.h"
#include "outbound/HttpClient.h"
#include "store/PostgresStore.h"
#include "store/Recorder.h"
#include "store/SqliteStore.h"

#include <QFileInfo>

namespace Tickwell {

namespace {

constexpr std::chrono::seconds ShutdownGrace{5};

QStringList symbolsToWatch(const Configuration &configuration)
{
    if (!configuration.symbols.isEmpty())
        return configuration.symbols;
    return usualSymbols(configuration.feed, configuration.feedOptions);
}

void warnOfReadablePassword(const Configuration &configuration)
{
    const auto others = QFile::ReadGroup | QFile::ReadOther;
    const QString &secret = configuration.feedOptions.alpacaSecret;
    const bool isFeedsHere =
        !secret.isEmpty() && secret != qEnvironmentVariable("TICKWELL_ALPACA_SECRET");
    if ((configuration.smtp.password.isEmpty() && !isFeedsHere)
        || !(QFile::permissions(configuration.configFile) & others))
        return;
    qCWarning(lcJobs).noquote()
        << "The configuration file" << configuration.configFile
        << "holds a password and others may read it: take that away with chmod 600";
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
    if (const auto opened = openJobs(); !opened) {
        stopEverything();
        return tl::unexpected(opened.error());
    }
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
    auto store = m_configuration.database.isEmpty() ? openSqliteStore(m_configuration.dataDir)
                                                    : openPostgresStore(m_configuration.database);
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

Result<void> Node::openJobs()
{
    warnOfReadablePassword(m_configuration);
    m_files = std::make_unique<FilesFolder>(m_configuration.dataDir + QStringLiteral("/files"));
    if (auto made = m_files->make(); !made)
        return made;
    m_notifications = std::make_unique<NotificationLog>(m_configuration.dataDir
                                                        + QStringLiteral("/notifications.jsonl"));
    if (auto loaded = m_notifications->load(); !loaded)
        return loaded;
    m_work = std::make_unique<NodeJobs>(*m_files, *m_store, *m_notifications, m_configuration.smtp);
    m_work->setNotified([this](const Notification &notification) { emit notified(notification); });
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

    auto users = m_store->openUsers();
    if (!users)
        return tl::unexpected(users.error());
    auto trades = m_store->openTrades();
    if (!trades)
        return tl::unexpected(trades.error());
    auto alerts = m_store->openAlerts();
    if (!alerts)
        return tl::unexpected(alerts.error());
    const auto secret = loadTokenSecret(m_configuration.dataDir);
    if (!secret)
        return tl::unexpected(secret.error());

    if (const auto taken = takeFeedChoices(); !taken)
        return tl::unexpected(taken.error());

    const TickOrigins origins =
        TickOrigins::load(m_configuration.dataDir + QStringLiteral("/tick-origins"));
    Result<quint16> port = failure(QString());
    m_server.start();
    m_server.runAndWait([&] {
        m_outbound = std::make_unique<HttpClient>(m_configuration.outbound);
        m_market = std::make_unique<MarketService>(makeFeed(m_configuration.feed, feedParts()),
                                                   &m_pool, *lastSeq);
        m_market->setStored(std::make_shared<StoredBars>(*m_store), origins);
        m_feeds = std::make_unique<FeedSwitch>(*m_market, feedParts(), m_configuration.feed,
                                               m_configuration.dataDir);
        ExchangeRules rules;
        rules.mayShort = m_configuration.shortSelling;
        m_trading = std::make_unique<TradingService>(*m_market, std::move(*trades), &m_pool, rules);
        if (const auto loaded = m_trading->load(); !loaded) {
            port = tl::unexpected(loaded.error());
            return;
        }
        m_monitor = std::make_unique<MonitorService>();
        m_monitor->watchFileSystem(m_configuration.dataDir);
        m_alerts =
            std::make_unique<AlertService>(*m_market, *m_monitor, std::move(*alerts), &m_pool);
        if (const auto loaded = m_alerts->load(); !loaded) {
            port = tl::unexpected(loaded.error());
            return;
        }
        m_chat = std::make_unique<ChatService>(*m_store, &m_pool);
        if (const auto loaded = m_chat->load(); !loaded) {
            port = tl::unexpected(loaded.error());
            return;
        }
        connectRecorder();
        m_accounts = std::make_unique<AccountService>(std::move(*users), *secret, &m_pool,
                                                      m_configuration.tokenLife);
        if (const auto loaded = m_accounts->load(); !loaded) {
            port = tl::unexpected(loaded.error());
            return;
        }
        if (m_configuration.redis)
            m_cache = std::make_unique<RedisCache>(*m_configuration.redis);
        else
            m_cache = std::make_unique<EmbeddedCache>();
        m_jobs =
            std::make_unique<JobQueue>(m_configuration.dataDir + QStringLiteral("/jobs"), *m_work);

        ApiContext context;
        context.market = m_market.get();
        context.trading = m_trading.get();
        context.feeds = m_feeds.get();
        context.monitor = m_monitor.get();
        context.alerts = m_alerts.get();
        context.chat = m_chat.get();
        context.recorder = m_recorder.get();
        context.store = m_store.get();
        context.cache = m_cache.get();
        context.accounts = m_accounts.get();
        context.membersNeedToken = m_configuration.authentication;
        context.jobs = m_jobs.get();
        context.notifications = m_notifications.get();
        context.files = m_files.get();
        context.outbound = m_outbound.get();
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
        if (const auto loaded = m_jobs->load(); !loaded) {
            port = tl::unexpected(loaded.error());
            return;
        }
        m_market->start(symbolsToWatch(m_configuration));
        m_alerts->start();
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

/// What was said at the start counts; else what was kept when it was given.
Result<void> Node::takeFeedChoices()
{
    if (m_configuration.feed.isEmpty())
        m_configuration.feed = loadFeedChoice(m_configuration.dataDir);
    if (m_configuration.feed.isEmpty())
        m_configuration.feed = QStringLiteral("simulator");
    FeedOptions &options = m_configuration.feedOptions;
    if (!options.alpacaKey.isEmpty())
        return {};
    const auto kept = loadFeedKeys(m_configuration.dataDir);
    if (!kept)
        return tl::unexpected(kept.error());
    options.alpacaKey = kept->key;
    options.alpacaSecret = kept->secret;
    return {};
}

FeedParts Node::feedParts()
{
    // A replay as fast as possible must not outrun the disk: what does not fit were lost.
    const auto hasRoom = [recorder = m_recorder.get()] {
        return recorder->status().pending < Recorder::MaxPending / 4;
    };
    return {m_configuration.feedOptions, m_configuration.seed, m_outbound.get(), &m_pool, hasRoom};
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
    return [api = m_api.get()] { return api->inspector().snapshot(Inspector::Detail::Everything); };
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
            if (m_trading)
                m_trading->stop();
            if (m_alerts)
                m_alerts->stop();
            if (m_monitor)
                m_monitor->stop();
            m_api.reset();
            if (m_jobs)
                m_jobs->stop();
        });
        if (m_jobs)
            m_jobs->waitForDone();
        // Answers to the server's thread still travel through its loop: drain before it ends.
        m_pool.waitForDone();
        m_server.runAndWait([this] {
            if (m_trading)
                m_trading->flush();
            if (m_alerts)
                m_alerts->flush();
            m_trading.reset();
            m_alerts.reset();
            m_accounts.reset();
            m_jobs.reset();
            m_chat.reset();
            m_monitor.reset();
            m_cache.reset();
            m_feeds.reset();
            m_market.reset();
            m_outbound.reset(); // the feed asks by it
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
    m_work.reset();
    m_store.reset();
}

} // namespace Tickwell
