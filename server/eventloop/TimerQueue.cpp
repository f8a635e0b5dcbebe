// SPDX-License-Identifier: GPL-3.0-or-later
#include "eventloop/TimerQueue.h"

#include <QCoreApplication>
#include <QTimerEvent>

#include <algorithm>

namespace Tickwell {

namespace {

using namespace std::chrono_literals;

/// What a timer's times are rounded to.
TimerQueue::Duration grid(TimerQueue::Duration interval, Qt::TimerType type)
{
    constexpr TimerQueue::Duration Steps[] = {1s, 500ms, 250ms, 100ms, 50ms, 20ms, 10ms, 5ms, 2ms};
    if (type == Qt::PreciseTimer)
        return 1ns;
    if (type == Qt::VeryCoarseTimer || interval >= 20s)
        return 1s;
    // Half a step is at most a twentieth of the interval.
    for (const auto step : Steps) {
        if (step <= interval / 10)
            return step;
    }
    return 1ns;
}

TimerQueue::TimePoint rounded(TimerQueue::TimePoint time, TimerQueue::Duration step)
{
    const auto since = time.time_since_epoch() + step / 2;
    return TimerQueue::TimePoint(since - since % step);
}

} // namespace

void TimerQueue::schedule(int id, Timer &timer, TimePoint ideal, TimePoint now)
{
    timer.ideal = ideal;
    timer.due = std::max(rounded(ideal, grid(timer.interval, timer.type)), now);
    timer.order = ++m_lastOrder;
    m_queue.insert(keyOf(id, timer));
}

void TimerQueue::add(int id, Duration interval, Qt::TimerType type, QObject *object, TimePoint now)
{
    remove(id);
    Timer &timer = m_timers[id];
    timer.object = object;
    timer.interval = interval;
    timer.type = type;
    timer.serial = ++m_lastSerial;
    schedule(id, timer, now + interval, now);
    m_ofObject[object].insert(id);
}

bool TimerQueue::remove(int id)
{
    const auto it = m_timers.find(id);
    if (it == m_timers.end())
        return false;
    m_queue.erase(keyOf(id, it->second));
    const auto owner = m_ofObject.find(it->second.object);
    owner->second.erase(id);
    if (owner->second.empty())
        m_ofObject.erase(owner);
    m_timers.erase(it);
    return true;
}

bool TimerQueue::removeAll(QObject *object)
{
    const auto owner = m_ofObject.find(object);
    if (owner == m_ofObject.end())
        return false;
    for (const int id : owner->second) {
        const auto it = m_timers.find(id);
        m_queue.erase(keyOf(id, it->second));
        m_timers.erase(it);
    }
    m_ofObject.erase(owner);
    return true;
}

QList<TimerQueue::Info> TimerQueue::timersOf(QObject *object) const
{
    QList<Info> infos;
    if (const auto owner = m_ofObject.find(object); owner != m_ofObject.end()) {
        for (const int id : owner->second) {
            const Timer &timer = m_timers.at(id);
            infos.append({id, timer.interval, timer.type});
        }
    }
    return infos;
}

std::optional<TimerQueue::Duration> TimerQueue::remaining(int id, TimePoint now) const
{
    const auto it = m_timers.find(id);
    if (it == m_timers.end())
        return std::nullopt;
    return std::max(Duration(0), it->second.due - now);
}

std::optional<TimerQueue::TimePoint> TimerQueue::next() const
{
    for (const Key &key : m_queue) {
        if (!m_timers.at(key.id).active)
            return key.due;
    }
    return std::nullopt;
}

int TimerQueue::activate(TimePoint now)
{
    // Those that are due as this begins: what the handlers start waits for the next turn.
    std::vector<std::pair<int, quint64>> expired;
    for (const Key &key : m_queue) {
        if (key.due > now)
            break;
        expired.emplace_back(key.id, m_timers.at(key.id).serial);
    }
    int ended = 0;
    for (const auto &[id, serial] : expired) {
        auto it = m_timers.find(id);
        // Gone, started anew, or served by a handler's own event loop.
        if (it == m_timers.end() || it->second.serial != serial || it->second.due > now)
            continue;
        Timer &timer = it->second;
        m_queue.erase(keyOf(id, timer));
        // A thread that was busy for long skips what it has missed.
        const TimePoint ideal = timer.ideal + timer.interval;
        schedule(id, timer, ideal < now ? now + timer.interval : ideal, now);
        if (timer.interval > Duration(0))
            ++ended;
        if (timer.active)
            continue;
        timer.active = true;
        QTimerEvent event(id);
        QCoreApplication::sendEvent(timer.object, &event);
        it = m_timers.find(id);
        if (it != m_timers.end() && it->second.serial == serial)
            it->second.active = false;
    }
    return ended;
}

} // namespace Tickwell
