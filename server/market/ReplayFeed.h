// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/AsyncTimers.h"
#include "core/Clock.h"
#include "market/Feed.h"
#include "market/ReplayFile.h"

#include <QHash>

#include <memory>

namespace Tickwell {

/// Plays an export of ticks or candles again (MARKETS.md, Feeds): with the times that are in it, so
/// that the same bars come out, at a multiple of real time or as fast as it is taken. The file is
/// read on the pool, a piece at a time. While it plays, the market's time is the recording's; when
/// it has ended the clock's counts again, which closes the last bars.
class ReplayFeed final : public Feed
{
    Q_OBJECT

public:
    struct Settings
    {
        QString path;
        double speed = 1; ///< times real time; 0: as fast as possible
        bool stopAtBadRow = false;
        /// Whether who takes the rows has room for more; unset: always.
        std::function<bool()> hasRoom = {};
    };
    /// What it takes from the world; both outlive the feed.
    struct World
    {
        const Clock *clock = &Clock::system();
        Timers *timers = &Timers::system();
    };

    static constexpr size_t BatchRows = 4'096;
    static constexpr size_t RowsInTurn = 1'000; ///< then others may use the thread

    /// @p pool is drained before this thread ends.
    ReplayFeed(Settings settings, QThreadPool *pool, const World &world, QObject *parent = nullptr);

    void start() override;
    void stop() override;
    [[nodiscard]] Result<void> canWatch(const QString &symbol) const override;
    void watch(const QString &symbol) override;
    void unwatch(const QString &symbol) override;
    [[nodiscard]] Instrument describe(const QString &symbol) const override;
    void history(const HistoryQuery &query, QThreadPool *pool, HistoryReady ready) override;
    [[nodiscard]] std::optional<Timestamp> marketTime() const override;
    [[nodiscard]] bool isRecording() const override { return true; }
    [[nodiscard]] FeedCounters counters() const override { return m_counters; }

private:
    void begin(const Result<ReplayContents> &contents);
    void readMore();
    void takeBatch(ReplayBatch batch);
    /// Tells every row whose time has come.
    void play();
    void tell(const ReplayRow &row);
    void finish();
    void open(const QString &symbol);
    [[nodiscard]] Microseconds untilDue(Timestamp time) const;
    [[nodiscard]] bool isDue(Timestamp time) const { return untilDue(time).count() <= 0; }
    void setState(FeedStatus::State state, const QString &message = {});

    Settings m_settings;
    QThreadPool *m_pool;
    World m_world;
    std::unique_ptr<QObject> m_session; ///< what is read for this start dies with it
    std::shared_ptr<ReplayFile> m_file; ///< on the pool while m_isReading
    ReplayContents m_contents;
    QHash<QString, int> m_watched; ///< with the digits after the point of its prices
    ReplayBatch m_batch;
    size_t m_told = 0; ///< rows of the batch
    std::optional<ReplayBatch> m_following;
    std::unique_ptr<Timers::Alarm> m_next;
    std::chrono::microseconds m_begun{0}; ///< when the first row was due
    Timestamp m_position;                 ///< the latest time that was told
    FeedCounters m_counters;
    bool m_isReading = false;
};

} // namespace Tickwell
