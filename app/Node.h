// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Configuration.h"
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

class Api;
class Cache;
class CertificateWatcher;
class ChatService;
class MarketService;
class MonitorService;
class Recorder;
class Store;

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
    [[nodiscard]] MonitorService *monitor() const { return m_monitor.get(); }
    [[nodiscard]] ChatService *chat() const { return m_chat.get(); }
    [[nodiscard]] Recorder *recorder() const { return m_recorder.get(); }
    [[nodiscard]] const Store *store() const { return m_store.get(); }
    [[nodiscard]] QThreadPool *pool() { return &m_pool; }
    /// These two are to be called on the server's thread.
    [[nodiscard]] std::function<ServerSnapshot()> snapshot() const;
    [[nodiscard]] std::function<void(quint64 id)> endClient() const;
    [[nodiscard]] const ServerStatus &serverStatus() const { return m_status; }

signals:
    void serverStatusChanged(const Tickwell::ServerStatus &status);
    /// Everything has ended and is on disk.
    void stopped();

private:
    [[nodiscard]] Result<void> openStore();
    [[nodiscard]] Result<QString> startServer();
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
    // The rest lives on the server's thread.
    std::unique_ptr<MarketService> m_market;
    std::unique_ptr<MonitorService> m_monitor;
    std::unique_ptr<Cache> m_cache;
    std::unique_ptr<ChatService> m_chat;
    std::unique_ptr<Api> m_api;
    bool m_shuttingDown = false;
};

} // namespace Tickwell
