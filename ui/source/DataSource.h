// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Candle.h"
#include "core/ChatMessage.h"
#include "core/Export.h"
#include "core/HostSample.h"
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
    enum class FeedState { Connecting, Live, Stale, Refused };
    Q_ENUM(FeedState)

    /// The samples kept for charts that open later: ten minutes of them.
    static constexpr int KeptSamples = 600;
    static constexpr int KeptMessages = 500; ///< for each room

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

    /// While true, serverSnapshotChanged tells once a second who is connected and what the server
    /// counts, beginning at once.
    virtual void followServer(bool follow) = 0;
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

protected:
    void updateQuotes(const QList<Quote> &quotes);
    void updateSample(const HostSample &sample);
    void updateMessages(const QString &room, const QList<ChatMessage> &messages);
    void updateMessage(const ChatMessage &message);
    void updateUsers(const QString &room, const QStringList &users);
    void updateFeed(const FeedStatus &status);
    void updateCapture(const CaptureStatus &status);
    void updateServer(const ServerStatus &status);
    void updateSnapshot(const ServerSnapshot &snapshot);

private:
    QHash<QString, Quote> m_quotes;
    QStringList m_quoteOrder;
    QList<HostSample> m_samples;
    QHash<QString, QList<ChatMessage>> m_messages;
    QHash<QString, QStringList> m_users;
    FeedStatus m_feed;
    CaptureStatus m_capture;
    ServerStatus m_server;
    ServerSnapshot m_snapshot;
    quint64 m_lastRequest = 0;
};

} // namespace Tickwell
