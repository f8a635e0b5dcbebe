// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "source/DataSource.h"

#include <QHash>
#include <QPointer>
#include <QThreadPool>
#include <QTimer>

#include <atomic>
#include <functional>
#include <memory>

namespace Tickwell {

class AlertService;
class ChatService;
class FeedSwitch;
class JobQueue;
class MarketService;
class MarketTap;
class MonitorService;
class NotificationLog;
class Recorder;
class Store;
class TradingService;

/// The services of this process, as the window may use them. All must outlive the source; the
/// services live on the server's thread, the recorder on the store's.
struct LocalServices
{
    MarketService *market = nullptr;
    FeedSwitch *feeds = nullptr;
    TradingService *trading = nullptr;
    MonitorService *monitor = nullptr;
    AlertService *alerts = nullptr;
    ChatService *chat = nullptr;
    JobQueue *jobs = nullptr;
    const NotificationLog *notifications = nullptr;
    Recorder *recorder = nullptr;
    const Store *store = nullptr;
    QThreadPool *pool = nullptr; ///< runs exports
    bool mayShort = false;       ///< the exchange's rule
    // Called on the server's thread.
    std::function<ServerSnapshot()> snapshot = {};
    std::function<void(quint64 id)> endClient = {};
};

/// The server inside this process. Every question crosses to the server's thread as a queued
/// call and its answer comes back as one; nothing is shared and nothing waits.
class LocalSource : public DataSource
{
    Q_OBJECT

public:
    LocalSource(const LocalServices &services, const QString &userId, QObject *parent = nullptr);
    /// Leaves the chat and waits for nothing: call while the services' threads still run.
    ~LocalSource() override;

    [[nodiscard]] QString userId() const override { return m_userId; }

    void watchSymbol(const QString &symbol) override;
    void requestCandles(quint64 request, const QString &symbol, Interval interval, int limit,
                        std::optional<Timestamp> before = std::nullopt) override;
    void postMessage(const QString &room, const QString &text) override;
    void estimateExport(quint64 request, const ExportQuery &query) override;
    void startExport(quint64 request, const ExportQuery &query, const QString &path) override;
    void cancelExport(quint64 request) override;
    void cancelTask(const QString &id) override;
    void requestTaskResult(quint64 request, const QString &id) override;
    void placeOrder(quint64 request, const OrderRequest &order) override;
    void cancelOrder(quint64 request, quint64 id) override;
    void replaceOrder(quint64 request, quint64 id, const OrderTerms &terms) override;
    void changeFeed(quint64 request, const QString &name, const QString &key,
                    const QString &secret) override;
    void addAlert(quint64 request, const AlertTerms &terms) override;
    void replaceAlert(quint64 request, quint64 id, const AlertTerms &terms) override;
    void removeAlert(quint64 request, quint64 id) override;
    void endClient(quint64 id) override;
    void setVisible(bool visible) override;

    /// What the server says of itself; queued from its thread.
    void setServerStatus(const ServerStatus &status) { updateServer(status); }
    /// What somebody was told; queued from the thread that told it.
    void setNotification(const Notification &notification) { updateNotification(notification); }

private:
    /// Puts @p question to @p service on its own thread and gives the answer to @p done here,
    /// unless this source is gone by then.
    template<typename Service, typename Question, typename Done>
    void ask(Service *service, Question question, Done done);

    void followMarket();
    void followTrading();
    void followMonitor();
    void setServerFollowed(bool followed) override;
    void followAlerts();
    void followChat();
    void followRecorder();
    void followTasks();
    void refreshUsers(const QString &room);
    void askForAccount();
    /// Gives what becomes of an order back as orderAnswered.
    [[nodiscard]] std::function<void(const Result<Order> &)> orderReply(quint64 request);
    /// Gives what becomes of an alert back as alertAnswered.
    [[nodiscard]] std::function<void(const Result<Alert> &)> alertReply(quint64 request);
    void askForSnapshot();
    [[nodiscard]] std::function<void(std::function<void()>)> replier();

    LocalServices m_services;
    QString m_userId;
    MarketTap *m_tap = nullptr;   ///< lives on the server's thread
    QTimer m_snapshotTimer;       ///< runs while the server is followed
    bool m_isSnapshotDue = false; ///< one was asked for and has not come
    bool m_isAccountDue = false;  ///< it was asked for and has not come
    bool m_haveSamples = false;   ///< the past is here: what comes now follows it
    quint64 m_participant = 0;
    QHash<quint64, std::shared_ptr<std::atomic_bool>> m_exports; ///< set to true: cancel
};

} // namespace Tickwell
