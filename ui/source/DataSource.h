// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Alert.h"
#include "core/Candle.h"
#include "core/ChatMessage.h"
#include "core/Export.h"
#include "core/HostSample.h"
#include "core/Job.h"
#include "core/Notification.h"
#include "core/Order.h"
#include "core/Result.h"
#include "core/ServerSnapshot.h"
#include "core/Status.h"
#include "core/Tick.h"

#include <QHash>
#include <QList>
#include <QObject>
#include <QStringList>
#include <QtQml/qqmlregistration.h>

namespace Tickwell {

/// What the window asks of a server, and what a server tells the window. Whether that server is in
/// this process or elsewhere cannot be told from here. GUI thread only; nothing here blocks.
///
/// The source keeps the latest state, so that a model that comes later finds it; models read the
/// state once and follow the signals. A subclass feeds the protected update…() functions.
class DataSource : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("The program gives the window its source")

    Q_PROPERTY(QString serverAddress READ serverAddress NOTIFY serverStatusChanged)
    Q_PROPERTY(int clients READ clients NOTIFY serverStatusChanged)
    Q_PROPERTY(QString serverError READ serverError NOTIFY serverStatusChanged)
    Q_PROPERTY(FeedState feedState READ feedState NOTIFY feedStatusChanged)
    Q_PROPERTY(QString feedName READ feedName NOTIFY feedStatusChanged)
    Q_PROPERTY(bool simulated READ simulated NOTIFY feedStatusChanged)
    Q_PROPERTY(QString feedMessage READ feedMessage NOTIFY feedStatusChanged)
    Q_PROPERTY(qint64 capturedRows READ capturedRows NOTIFY captureStatusChanged)
    Q_PROPERTY(qint64 capturedBytes READ capturedBytes NOTIFY captureStatusChanged)
    Q_PROPERTY(qint64 droppedRows READ droppedRows NOTIFY captureStatusChanged)
    Q_PROPERTY(QString captureError READ captureError NOTIFY captureStatusChanged)
    /// The name under which the person at this window chats.
    Q_PROPERTY(QString userId READ userId CONSTANT)

public:
    enum class FeedState { Connecting, Live, Stale, Refused, Finished };
    Q_ENUM(FeedState)

    /// The samples kept for charts that open later: ten minutes of them.
    static constexpr int KeptSamples = 600;
    static constexpr int KeptMessages = 500; ///< for each room
    static constexpr int KeptNotifications = 200;
    static constexpr int KeptOrders = 1'000;
    static constexpr int KeptAlertEvents = 1'000; ///< as many as the server keeps

    explicit DataSource(QObject *parent = nullptr);
    ~DataSource() override;

    [[nodiscard]] QString serverAddress() const { return m_server.address; }
    [[nodiscard]] int clients() const { return m_server.clients; }
    [[nodiscard]] QString serverError() const { return m_server.error; }
    [[nodiscard]] FeedState feedState() const { return static_cast<FeedState>(m_feed.state); }
    [[nodiscard]] QString feedName() const { return m_feed.feed; }
    [[nodiscard]] bool simulated() const { return m_feed.simulated; }
    [[nodiscard]] QString feedMessage() const { return m_feed.message; }
    [[nodiscard]] qint64 capturedRows() const { return m_capture.rows; }
    [[nodiscard]] qint64 capturedBytes() const { return m_capture.bytes; }
    [[nodiscard]] qint64 droppedRows() const { return m_capture.dropped; }
    [[nodiscard]] QString captureError() const { return m_capture.error; }
    [[nodiscard]] virtual QString userId() const = 0;

    /// The latest quote of every followed symbol, in the order they were first followed.
    [[nodiscard]] QList<Quote> quotes() const;
    [[nodiscard]] std::optional<Quote> quote(const QString &symbol) const;
    /// Oldest first, at most KeptSamples.
    [[nodiscard]] QList<HostSample> samples() const { return m_samples; }
    /// Of @p room, oldest first, at most KeptMessages.
    [[nodiscard]] QList<ChatMessage> messages(const QString &room) const;
    [[nodiscard]] QStringList users(const QString &room) const;
    /// The server's background tasks that it has not forgotten, without their results, in the order
    /// they were accepted.
    [[nodiscard]] QList<Job> tasks() const { return m_tasks; }
    /// Oldest first, at most KeptNotifications.
    [[nodiscard]] QList<Notification> notifications() const { return m_notifications; }
    /// Of this window's paper account: its orders, oldest first, at most KeptOrders, and those that
    /// are open whatever their number.
    [[nodiscard]] QList<Order> orders() const { return m_orders; }
    /// Whether the account may sell what it does not hold.
    [[nodiscard]] bool mayShort() const { return m_mayShort; }
    /// By symbol; also those of zero that made a profit or a loss.
    [[nodiscard]] QList<Position> positions() const { return m_positions; }
    [[nodiscard]] TradingAccount account() const { return m_account; }
    /// The server's alerts, by id, as they stand.
    [[nodiscard]] QList<Alert> alerts() const { return m_alerts; }
    /// What the alerts told, also those that were removed: oldest first, at most KeptAlertEvents.
    [[nodiscard]] QList<AlertEvent> alertEvents() const { return m_alertEvents; }
    /// The latest one that was asked for by followServer().
    [[nodiscard]] const ServerSnapshot &serverSnapshot() const { return m_snapshot; }

    /// Follows @p symbol; symbolRefused tells when it cannot be.
    virtual void watchSymbol(const QString &symbol) = 0;
    /// Asks for the newest @p limit bars that start before @p before (all when not given), answered
    /// by candlesReady with the same @p request. From then on candleChanged tells of that symbol's
    /// bars of every interval.
    virtual void requestCandles(quint64 request, const QString &symbol, Interval interval,
                                int limit, std::optional<Timestamp> before = std::nullopt) = 0;
    /// Says @p text in @p room as userId(); chatRefused tells why when it is not taken.
    virtual void postMessage(const QString &room, const QString &text) = 0;

    /// Asks how many rows an export would have: exportEstimated with the same @p request.
    virtual void estimateExport(quint64 request, const ExportQuery &query) = 0;
    /// Writes the export to @p path, which appears only when complete: exportProgressed, then
    /// exportFinished, with the same @p request. An existing file is replaced.
    virtual void startExport(quint64 request, const ExportQuery &query, const QString &path) = 0;
    /// Stops an export; exportFinished then tells that it was cancelled. No file is left.
    virtual void cancelExport(quint64 request) = 0;

    /// Stops a task: taskChanged tells when it has ended. One that had ended before is no fault.
    virtual void cancelTask(const QString &id) = 0;
    /// Asks for the result of a task: taskResultReady with the same @p request.
    virtual void requestTaskResult(quint64 request, const QString &id) = 0;

    /// Places an order of this window's account (its traderId is not looked at): orderAnswered
    /// with the same @p request, after orderChanged.
    virtual void placeOrder(quint64 request, const OrderRequest &order) = 0;
    /// Cancels an order: orderAnswered tells when it could not be, or has been.
    virtual void cancelOrder(quint64 request, quint64 id) = 0;
    /// Gives an open order other terms, answered as placeOrder(). A smaller quantity alone keeps
    /// its place in the book; else another order stands for it.
    virtual void replaceOrder(quint64 request, quint64 id, const OrderTerms &terms) = 0;

    /// Takes prices from the feed @p name, `simulator`, `alpaca` or `binance`: feedAnswered with
    /// the same @p request. A @p key and its @p secret are Alpaca's; without them those that are
    /// known.
    virtual void changeFeed(quint64 request, const QString &name, const QString &key,
                            const QString &secret) = 0;

    /// Makes an alert: alertAnswered with the same @p request, after alertChanged.
    virtual void addAlert(quint64 request, const AlertTerms &terms) = 0;
    /// Makes one of other @p terms in the place of another, both of which never are: answered as
    /// addAlert(), after alertRemoved. When it could not be, the other stands as before.
    virtual void replaceAlert(quint64 request, quint64 id, const AlertTerms &terms) = 0;
    /// Removes one: alertAnswered tells when it could not be, or, after alertRemoved, has been.
    virtual void removeAlert(quint64 request, quint64 id) = 0;

    /// Between true and false, serverSnapshotChanged tells once a second who is connected and what
    /// the server counts, beginning at once. Several may follow: each says false once.
    void followServer(bool follow);
    /// Closes the client of that SessionSnapshot::id. One that has gone meanwhile is no fault.
    virtual void endClient(quint64 id) = 0;

    /// False while the window is hidden or minimised: price signals then stop, and on the way back
    /// one quotesChanged brings all that changed. Recording goes on.
    virtual void setVisible(bool visible) = 0;

    /// Unique over this source: for the request parameters above.
    [[nodiscard]] quint64 nextRequest() { return ++m_lastRequest; }

signals:
    /// At most once in a frame (16 ms), with every quote that changed since.
    void quotesChanged(const QList<Tickwell::Quote> &quotes);
    /// At most once in a frame for each bar.
    void candleChanged(const Tickwell::Candle &candle);
    void hostSampled(const Tickwell::HostSample &sample);
    void messagePosted(const Tickwell::ChatMessage &message);
    void messageChanged(const Tickwell::ChatMessage &message);
    void usersChanged(const QString &room);
    void feedStatusChanged();
    void captureStatusChanged();
    void serverStatusChanged();
    void serverSnapshotChanged();
    /// tasks() is another list now.
    void tasksReset();
    /// A task is new, or goes on (at most four times a second), or has ended.
    void taskChanged(const Tickwell::Job &task);
    /// After taskChanged, of a task that ran or waited until now.
    void taskEnded(const Tickwell::Job &task);
    /// The server has forgotten a task.
    void taskRemoved(const QString &id);
    /// notifications() is another list now.
    void notificationsReset();
    void notified(const Tickwell::Notification &notification);
    /// Of one that is known: what became of its delivery.
    void notificationChanged(const Tickwell::Notification &notification);

    /// orders() is another list now.
    void ordersReset();
    /// An order is new, or has changed.
    void orderChanged(const Tickwell::Order &order);
    void positionsChanged();
    void accountChanged();
    /// What became of a request: the order, which may be Rejected with a reason, or why there is
    /// none. @p error is empty when there is one.
    void orderAnswered(quint64 request, const Tickwell::Order &order, const QString &error);

    /// Prices come from elsewhere: what was known of quotes and bars is void, and comes anew.
    void feedReplaced();
    /// What became of a request; @p error is empty when the feed was changed.
    void feedAnswered(quint64 request, const QString &error);

    /// alerts() is another list now.
    void alertsReset();
    /// An alert is new, or stands otherwise.
    void alertChanged(const Tickwell::Alert &alert);
    void alertRemoved(quint64 id);
    /// alertEvents() is another list now.
    void alertEventsReset();
    /// An alert fired, just now. After alertChanged.
    void alertFired(const Tickwell::AlertEvent &event);
    /// What became of a request: the alert, or why there is none. @p error is empty when there is.
    void alertAnswered(quint64 request, const Tickwell::Alert &alert, const QString &error);

    void symbolRefused(const QString &symbol, const QString &reason);
    void chatRefused(const QString &reason);
    /// @p error is empty on success.
    void candlesReady(quint64 request, const QList<Tickwell::Candle> &candles,
                      const QString &error);
    void exportEstimated(quint64 request, qint64 rows, const QString &error);
    void exportProgressed(quint64 request, qint64 rows, qint64 bytes);
    /// @p error is empty on success; @p cancelled: the user stopped it.
    void exportFinished(quint64 request, qint64 rows, qint64 bytes, const QString &error,
                        bool cancelled);
    /// @p result is JSON, empty when the task has none.
    void taskResultReady(quint64 request, const QByteArray &result);

protected:
    void updateQuotes(const QList<Quote> &quotes);
    void updateSample(const HostSample &sample);
    void updateMessages(const QString &room, const QList<ChatMessage> &messages);
    void updateMessage(const ChatMessage &message);
    void updateUsers(const QString &room, const QStringList &users);
    void updateFeed(const FeedStatus &status);
    /// Forgets all quotes and the feed, whose status follows, and tells that it was replaced.
    void forgetQuotes();
    void updateCapture(const CaptureStatus &status);
    void updateServer(const ServerStatus &status);
    void setMayShort(bool mayShort) { m_mayShort = mayShort; }
    /// Whether anybody follows the server.
    virtual void setServerFollowed(bool followed) = 0;
    void updateSnapshot(const ServerSnapshot &snapshot);
    void updateTasks(const QList<Job> &tasks);
    void updateTask(const Job &task);
    void removeTask(const QString &id);
    void updateNotifications(const QList<Notification> &notifications);
    void updateNotification(const Notification &notification);
    void updateOrders(const QList<Order> &orders);
    void updateOrder(const Order &order);
    void updatePositions(const QList<Position> &positions);
    void updateAccount(const TradingAccount &account);
    void updateAlerts(const QList<Alert> &alerts);
    void updateAlert(const Alert &alert);
    void removeFromAlerts(quint64 id);
    void updateAlertEvents(const QList<AlertEvent> &events);
    void updateAlertEvent(const AlertEvent &event);

private:
    QHash<QString, Quote> m_quotes;
    QStringList m_quoteOrder;
    QList<HostSample> m_samples;
    QHash<QString, QList<ChatMessage>> m_messages;
    QHash<QString, QStringList> m_users;
    QList<Job> m_tasks;
    QList<Notification> m_notifications;
    QList<Order> m_orders;
    QList<Position> m_positions;
    TradingAccount m_account;
    QList<Alert> m_alerts;
    QList<AlertEvent> m_alertEvents;
    int m_serverFollowers = 0;
    bool m_mayShort = false;
    FeedStatus m_feed;
    CaptureStatus m_capture;
    ServerStatus m_server;
    ServerSnapshot m_snapshot;
    quint64 m_lastRequest = 0;
};

} // namespace Tickwell
