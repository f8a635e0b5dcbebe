// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "eventloop/SocketWatch.h"
#include "eventloop/TimerQueue.h"

#include <QAbstractEventDispatcher>

#include <atomic>

namespace Tickwell {

#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
using EventDispatcherBase = QAbstractEventDispatcherV2;
#else
using EventDispatcherBase = QAbstractEventDispatcher;
#endif

/// A thread's event loop on epoll(7): what a turn costs depends on what has happened, not on how
/// many connections are open, as it does with the poll(2) of Qt's own loops. Behaves as they do.
///
/// Give it to QThread::setEventDispatcher() before the thread starts; the thread then owns it.
/// Everything is called on that thread but wakeUp() and interrupt(), which any thread may call.
class EpollDispatcher final : public EventDispatcherBase
{
    Q_OBJECT

public:
    explicit EpollDispatcher(QObject *parent = nullptr);
    ~EpollDispatcher() override;

    bool processEvents(QEventLoop::ProcessEventsFlags flags) override;

    void registerSocketNotifier(QSocketNotifier *notifier) override { m_sockets.add(notifier); }
    void unregisterSocketNotifier(QSocketNotifier *notifier) override
    {
        m_sockets.remove(notifier);
    }

#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    void registerTimer(Qt::TimerId id, Duration interval, Qt::TimerType type,
                       QObject *object) override;
    bool unregisterTimer(Qt::TimerId id) override;
    QList<TimerInfoV2> timersForObject(QObject *object) const override;
    Duration remainingTime(Qt::TimerId id) const override;
#else
    void registerTimer(int id, qint64 interval, Qt::TimerType type, QObject *object) override;
    bool unregisterTimer(int id) override;
    QList<TimerInfo> registeredTimers(QObject *object) const override;
    int remainingTime(int id) override;
#endif
    bool unregisterTimers(QObject *object) override
    {
        return m_timers.removeAll(object);
    }

    void wakeUp() override;
    void interrupt() override;

private:
    enum class Sockets { Included, Excluded };

    /// Waits for sockets, a wakeUp() or @p until, without an end when there is none. True when
    /// wakeUp() was called.
    bool wait(Sockets sockets, std::optional<TimerQueue::TimePoint> until);
    void drainWakeUps();

    SocketWatch m_sockets;
    TimerQueue m_timers;
    int m_wakeFd = -1;
    std::atomic<bool> m_woken = false; ///< m_wakeFd has something to read
    std::atomic<bool> m_interrupted = false;
};

} // namespace Tickwell
