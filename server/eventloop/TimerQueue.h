// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <Qt>

#include <chrono>
#include <optional>
#include <set>
#include <unordered_map>

class QObject;

namespace Tickwell {

/// The timers of one thread, by when they are due. One thread at a time.
///
/// Each costs O(log n) to start, to fire and to end, however many there are. Timers that may be
/// late are put on a common grid, so that many of them wake the thread once.
class TimerQueue
{
public:
    using Duration = std::chrono::nanoseconds;
    using TimePoint = std::chrono::time_point<std::chrono::steady_clock, Duration>;

    struct Info
    {
        int id = 0;
        Duration interval{0};
        Qt::TimerType type = Qt::CoarseTimer;
    };

    /// Starts timer @p id: @p object gets a QTimerEvent each @p interval from @p now on. An
    /// interval of zero is due at each activate(). CoarseTimer may be 5 % off, VeryCoarseTimer
    /// half a second.
    void add(int id, Duration interval, Qt::TimerType type, QObject *object, TimePoint now);
    /// False when there is no such timer.
    bool remove(int id);
    /// False when @p object has none.
    bool removeAll(QObject *object);

    [[nodiscard]] QList<Info> timersOf(QObject *object) const;
    /// Until timer @p id is due, 0 when it is overdue; none when there is no such timer.
    [[nodiscard]] std::optional<Duration> remaining(int id, TimePoint now) const;
    /// When the next timer is due; none when none is. Timers whose event is being handled now do
    /// not count: they cannot fire before that is over.
    [[nodiscard]] std::optional<TimePoint> next() const;

    /// Sends the events of all timers that are due at @p now, each once. Handlers may start and
    /// end timers, and run an event loop that calls this again. Returns how many intervals above
    /// zero have ended.
    int activate(TimePoint now);

private:
    struct Timer
    {
        QObject *object = nullptr;
        Duration interval{0};
        Qt::TimerType type = Qt::CoarseTimer;
        TimePoint ideal;   ///< without the grid
        TimePoint due;     ///< on the grid
        quint64 order = 0; ///< of those that are due at one time, the one set first comes first
        quint64 serial = 0;
        bool active = false; ///< its event is being handled
    };
    struct Key
    {
        TimePoint due;
        quint64 order = 0;
        int id = 0;
        friend auto operator<=>(const Key &, const Key &) = default;
    };

    static Key keyOf(int id, const Timer &timer) { return {timer.due, timer.order, id}; }
    void schedule(int id, Timer &timer, TimePoint ideal, TimePoint now);

    std::unordered_map<int, Timer> m_timers;
    std::unordered_map<QObject *, std::set<int>> m_ofObject;
    std::set<Key> m_queue;
    quint64 m_lastOrder = 0;
    quint64 m_lastSerial = 0;
};

} // namespace Tickwell
