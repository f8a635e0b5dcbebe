// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Configuration.h"
#include "core/Notification.h"
#include "core/Result.h"
#include "core/ServerSnapshot.h"
#include "core/Status.h"
#include "eventloop/ServerThread.h"

#include <QObject>
#include <QSslConfiguration>
#include <QThreadPool>

#include <functional>
#include <memory>
#include <optional>

namespace Tickwell {

class AccountService;
class AlertService;
class Api;
class Cache;
class CertificateWatcher;
class ChatService;
class FilesFolder;
struct FeedParts;
class FeedSwitch;
class JobQueue;
class HttpClient;
class MarketService;
class MonitorService;
class NodeJobs;
class NotificationLog;
class Recorder;
class Store;
class TradingService;

/// The composition root: everything a node does, wired together on its threads. The two programs
/// differ only in what they put around it. Made, started and shut down on the main thread.
class Node : public QObject
{
    Q_OBJECT

public:
    explicit Node(Configuration configuration, QObject *parent = nullptr);
    /// Shuts down without grace when shutdown() was not completed.
    ~Node() override;

    /// Opens the data folder, starts the services, and listens. Blocks for as long as that takes.
    /// The address clients reach it under, or why it cannot run; what was started is then undone.
    [[nodiscard]] Result<QString> start();

    /// Stops accepting, closes clients, lets running requests end (≤ 5 s), writes what is queued.
    /// stopped() follows. Harmless when it is under way.
    void shutdown();

    /// Reads the certificate and its key again, soon. False when this serves plain HTTP.
    bool reloadCertificate();

    // For the window, between start() and stopped(). The services live on the server's thread.
    [[nodiscard]] MarketService *market() const { return m_market.get(); }
    [[nodiscard]] FeedSwitch *feeds() const { return m_feeds.get(); }
    [[nodiscard]] TradingService *trading() const { return m_trading.get(); }
    [[nodiscard]] MonitorService *monitor() const { return m_monitor.get(); }
    [[nodiscard]] AlertService *alerts() const { return m_alerts.get(); }
    [[nodiscard]] ChatService *chat() const { return m_chat.get(); }
    [[nodiscard]] JobQueue *jobs() const { return m_jobs.get(); }
    [[nodiscard]] const NotificationLog *notifications() const { return m_notifications.get(); }
    [[nodiscard]] Recorder *recorder() const { return m_recorder.get(); }
    [[nodiscard]] const Store *store() const { return m_store.get(); }
    [[nodiscard]] QThreadPool *pool() { return &m_pool; }
    /// These two are to be called on the server's thread.
    [[nodiscard]] std::function<ServerSnapshot()> snapshot() const;
    [[nodiscard]] std::function<void(quint64 id)> endClient() const;
    [[nodiscard]] const ServerStatus &serverStatus() const { return m_status; }

signals:
    void serverStatusChanged(const Tickwell::ServerStatus &status);
    /// Somebody was told something, or it was delivered. Comes from any thread.
    void notified(const Tickwell::Notification &notification);
    /// Everything has ended and is on disk.
    void stopped();

private:
    [[nodiscard]] Result<void> openStore();
    [[nodiscard]] Result<void> openJobs();
    [[nodiscard]] Result<QString> startServer();
    [[nodiscard]] Result<void> takeFeedChoices();
    [[nodiscard]] FeedParts feedParts();
    void connectRecorder();
    void watchCertificate();
    void stopEverything();

    Configuration m_configuration;
    ServerStatus m_status;
    std::unique_ptr<Store> m_store;
    QThreadPool m_pool;
    ServerThread m_server;
    ServerThread m_storeThread{QStringLiteral("store")};
    std::unique_ptr<Recorder> m_recorder;              ///< lives on the store thread
    std::unique_ptr<CertificateWatcher> m_certificate; ///< so does it; none without TLS
    std::optional<QSslConfiguration> m_tls;            ///< to start with
    // What background jobs work on, from threads of their own.
    std::unique_ptr<FilesFolder> m_files;
    std::unique_ptr<NotificationLog> m_notifications;
    std::unique_ptr<NodeJobs> m_work;
    // The rest lives on the server's thread.
    std::unique_ptr<MarketService> m_market;
    std::unique_ptr<TradingService> m_trading;
    std::unique_ptr<FeedSwitch> m_feeds;
    std::unique_ptr<MonitorService> m_monitor;
    std::unique_ptr<AlertService> m_alerts;
    std::unique_ptr<Cache> m_cache;
    std::unique_ptr<AccountService> m_accounts;
    std::unique_ptr<ChatService> m_chat;
    std::unique_ptr<JobQueue> m_jobs;
    std::unique_ptr<HttpClient> m_outbound;
    std::unique_ptr<Api> m_api;
    bool m_shuttingDown = false;
};

} // namespace Tickwell
