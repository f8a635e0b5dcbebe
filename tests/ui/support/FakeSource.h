// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "source/DataSource.h"

#include <QSet>

namespace Tickwell {

/// A source whose every word a test decides; what it was asked for is written down. With
/// fill() it looks like a busy server at a fixed time.
class FakeSource : public DataSource
{
    Q_OBJECT

public:
    struct Export
    {
        quint64 request = 0;
        ExportQuery query;
        QString path;
    };

    explicit FakeSource(QObject *parent = nullptr);

    /// Ten symbols, ten minutes of samples, a conversation of five people.
    void fill();

    /// One trade of the first symbol: its newest bars change.
    void trade();

    using DataSource::forgetQuotes;
    using DataSource::removeFromAlerts;
    using DataSource::removeTask;
    using DataSource::setMayShort;
    using DataSource::updateAccount;
    using DataSource::updateAlert;
    using DataSource::updateAlertEvent;
    using DataSource::updateAlertEvents;
    using DataSource::updateAlerts;
    using DataSource::updateCapture;
    using DataSource::updateFeed;
    using DataSource::updateMessage;
    using DataSource::updateNotification;
    using DataSource::updateNotifications;
    using DataSource::updateOrder;
    using DataSource::updateOrders;
    using DataSource::updatePositions;
    using DataSource::updateQuotes;
    using DataSource::updateSample;
    using DataSource::updateServer;
    using DataSource::updateSnapshot;
    using DataSource::updateTask;
    using DataSource::updateTasks;
    using DataSource::updateUsers;

    [[nodiscard]] QString userId() const override { return QStringLiteral("ana"); }
    void watchSymbol(const QString &symbol) override;
    void requestCandles(quint64 request, const QString &symbol, Interval interval, int limit,
                        std::optional<Timestamp> before) override;
    void postMessage(const QString &room, const QString &text) override;
    void estimateExport(quint64 request, const ExportQuery &query) override;
    void startExport(quint64 request, const ExportQuery &query, const QString &path) override;
    void cancelExport(quint64 request) override;
    void cancelTask(const QString &id) override { cancelledTasks.append(id); }
    void requestTaskResult(quint64 request, const QString &id) override;
    void setServerFollowed(bool followed) override { followedServer = followed; }
    void endClient(quint64 id) override { ended.append(id); }
    void placeOrder(quint64 request, const OrderRequest &order) override;
    void cancelOrder(quint64 request, quint64 id) override;
    void replaceOrder(quint64 request, quint64 id, const OrderTerms &terms) override;
    void changeFeed(quint64 request, const QString &name, const QString &key,
                    const QString &secret) override;
    void addAlert(quint64 request, const AlertTerms &terms) override;
    void replaceAlert(quint64 request, quint64 id, const AlertTerms &terms) override;
    void removeAlert(quint64 request, quint64 id) override;
    void setVisible(bool visible) override { visibleNow = visible; }

    [[nodiscard]] static Quote makeQuote(const QString &symbol, const QString &name,
                                         const char *price, const char *previous, quint64 seq);
    [[nodiscard]] static ChatMessage makeMessage(quint64 seq, const QString &user,
                                                 const QString &text, Timestamp time);
    /// The moment that fill() plays at.
    [[nodiscard]] static Timestamp now();

    QStringList watched;
    QSet<QString> unknownSymbols; ///< are refused
    QString refuseChat;           ///< why no message is taken; empty: they are
    qint64 estimate = 1'204'311;
    QString estimateError;
    QList<ExportQuery> estimated;
    QList<Export> exports;
    QList<quint64> cancelled;
    QList<quint64> ended;
    QStringList cancelledTasks;
    QList<OrderRequest> placed;
    QList<quint64> cancelledOrders;
    QList<QStringList> feedChanges;     ///< name, key, secret
    QString feedRefusal;                ///< why the feed is not changed; empty: it is
    QString refuseOrders;               ///< why none is taken; empty: they are
    QString refuseCancels;              ///< why none is cancelled; empty: they are
    QList<AlertTerms> askedAlerts;      ///< what was asked for
    QList<quint64> removedAlerts;       ///< that were asked to be
    bool holdAlerts = false;            ///< their requests are not answered
    QString refuseAlerts;               ///< why none is taken; empty: they are
    QString refuseRemovals;             ///< why no alert is removed; empty: they are
    QHash<QString, QByteArray> results; ///< of tasks, by their id
    bool followedServer = false;
    bool visibleNow = false;

private:
    void fillChat();
    void fillSamples();

    quint64 m_messageSeq = 0;
};

} // namespace Tickwell
