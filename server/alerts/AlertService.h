// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "alerts/AlertWatch.h"
#include "core/AlertChange.h"
#include "core/Clock.h"
#include "core/Tick.h"

#include <QHash>
#include <QObject>
#include <QPointer>
#include <QThreadPool>
#include <QTimer>

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <vector>

namespace Tickwell {

class AlertStore;
class MarketService;
class MonitorService;

/// Watches prices, indicators and this host, and tells when an alert fires. What is told is on the
/// disk before, so that an alert fires once whatever happens to the program: while one change is
/// being written the next ones gather, and are written together. What cannot be written is tried
/// again, and told then; nothing new is taken meanwhile. One thread (the server's).
class AlertService : public QObject
{
    Q_OBJECT

public:
    using AlertReady = std::function<void(const Result<Alert> &)>;

    static constexpr std::size_t MaxAlerts = 1'000;
    static constexpr std::size_t MaxWaiting = 1'000; ///< answers that wait for the disk
    static constexpr qsizetype MaxUntold = 1'000;    ///< firings that do; the oldest are dropped
    static constexpr int MaxWarming = 8;             ///< indicators that ask for their past at once
    /// After a failed write it is tried again so often.
    static constexpr std::chrono::milliseconds RetryDelay{1'000};
    /// After a past was not to be had it is asked for again so often.
    static constexpr std::chrono::milliseconds WarmDelay{5'000};

    /// @p market, @p monitor and @p pool outlive the service.
    AlertService(MarketService &market, MonitorService &monitor, std::unique_ptr<AlertStore> store,
                 QThreadPool *pool, const Clock &clock = Clock::system(),
                 QObject *parent = nullptr);
    ~AlertService() override;

    /// Goes on from what was kept. Blocks; called once before the thread's loop.
    [[nodiscard]] Result<void> load();
    /// Follows the symbols of all alerts. After the market was started, whose own come first.
    void start();
    /// Nothing fires any more, and no further write begins.
    void stop();
    /// After stop(), and when the pool is idle: writes what is not on the disk yet. Blocks.
    void flush();

    /// Makes an alert of @p terms: Invalid when it never could fire, NotFound when nobody knows the
    /// symbol, Limit when there are MaxAlerts, Unavailable while nothing can be kept. @p ready is
    /// called on this thread, unless @p context dies first.
    void add(const AlertTerms &terms, QObject *context, AlertReady ready);
    /// Makes an alert of @p terms in the place of another, in one write: both there never are.
    /// Errors as of add() and remove(), after which the other stands as before.
    void replace(quint64 id, const AlertTerms &terms, QObject *context, AlertReady ready);
    /// Removes an alert and gives it as it was: NotFound when there is none. What it told stays.
    void remove(quint64 id, QObject *context, AlertReady ready);

    // What is on the disk.
    [[nodiscard]] std::optional<Alert> alert(quint64 id) const;
    /// By id.
    [[nodiscard]] QList<Alert> alerts() const;
    [[nodiscard]] std::size_t count() const { return m_watches.size(); }
    /// What was told: the newest @p limit with a seq below @p before, the newest first.
    [[nodiscard]] QList<AlertEvent> events(qsizetype limit, quint64 before) const;

    /// Why nothing is taken; empty while it is.
    [[nodiscard]] const QString &fault() const { return m_fault; }
    [[nodiscard]] quint64 fired() const { return m_firedCount; } ///< since the start
    /// Firings that were never told, because too many waited for the disk.
    [[nodiscard]] quint64 dropped() const { return m_dropped; }

signals:
    // Of what is on the disk.
    /// An alert is new, or stands otherwise.
    void alertChanged(const Tickwell::Alert &alert);
    void alertRemoved(quint64 id);
    /// After alertChanged.
    void alertFired(const Tickwell::AlertEvent &event);

private:
    struct Waiting
    {
        QPointer<QObject> context;
        AlertReady ready;
        Result<Alert> answer;
        std::shared_ptr<AlertWatch> added; ///< none: the alert is only removed
        std::optional<quint64> removed = {};
    };

    [[nodiscard]] Result<void> admit() const;
    [[nodiscard]] Result<void> findToRemove(quint64 id) const;
    [[nodiscard]] Result<std::shared_ptr<AlertWatch>> make(const AlertTerms &terms,
                                                           std::size_t leaving = 0);
    void refuse(QObject *context, AlertReady ready, const Error &error);

    void follow(const std::shared_ptr<AlertWatch> &watch);
    void unfollow(quint64 id);
    void takeQuote(const Quote &quote);
    void takeCandle(const Candle &candle);
    void takeSample(const HostSample &sample);
    void takeFeed();
    void note(const AlertWatch &watch, const AlertWatch::Outcome &outcome);

    void warmUp();
    void warmed(quint64 id, quint64 feed, const Result<QList<Candle>> &bars);

    [[nodiscard]] AlertChange takeChange();
    void save();
    void saved(const AlertChange &change, const Result<void> &done);
    void putBack(const AlertChange &change);
    void keep(const AlertChange &change);
    void fail(const AlertChange &change, const Error &error);

    using Watches = std::vector<std::shared_ptr<AlertWatch>>;

    MarketService &m_market;
    std::shared_ptr<AlertStore> m_store;
    QThreadPool *m_pool;
    const Clock &m_clock;
    std::map<quint64, std::shared_ptr<AlertWatch>> m_watches;
    QHash<QString, Watches> m_bySymbol;
    Watches m_ofHost;
    quint64 m_lastId = 0;
    quint64 m_lastSeq = 0;
    QList<AlertEvent> m_log; ///< on the disk, oldest first

    std::set<quint64> m_unsaved;       ///< alerts that stand otherwise than they were kept
    QList<AlertEvent> m_untold;        ///< firings that are not on the disk
    QList<quint64> m_undone;           ///< alerts that were refused, and may be there all the same
    std::vector<Waiting> m_waiting;    ///< for the next write
    std::vector<Waiting> m_beingSaved; ///< for the one that runs
    bool m_isSaving = false;
    bool m_isStopped = false;
    QString m_fault;
    QTimer m_retryTimer;
    quint64 m_firedCount = 0;
    quint64 m_dropped = 0;

    std::deque<quint64> m_cold;    ///< indicators whose past is to be asked for
    std::deque<quint64> m_refused; ///< those whose past was not to be had
    int m_warming = 0;
    quint64 m_feed = 0; ///< counts the feeds
    QTimer m_warmTimer;
};

} // namespace Tickwell
