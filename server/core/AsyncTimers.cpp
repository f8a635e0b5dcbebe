// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/AsyncTimers.h"

#include <QBasicTimer>
#include <QObject>
#include <QTimerEvent>

#include <utility>

namespace Tickwell {

namespace {

class TimerAlarm final
    : public QObject
    , public Timers::Alarm
{
public:
    TimerAlarm(Timers::Milliseconds delay, std::function<void()> due)
        : m_due(std::move(due))
    {
        m_timer.start(static_cast<int>(std::max<qint64>(delay.count(), 0)), Qt::PreciseTimer, this);
    }

protected:
    void timerEvent(QTimerEvent *event) override
    {
        if (event->timerId() != m_timer.timerId())
            return;
        m_timer.stop();
        // It may delete this.
        const auto due = std::exchange(m_due, {});
        due();
    }

private:
    QBasicTimer m_timer;
    std::function<void()> m_due;
};

class SystemTimers final : public Timers
{
public:
    std::unique_ptr<Alarm> after(Milliseconds delay, std::function<void()> due) override
    {
        return std::make_unique<TimerAlarm>(delay, std::move(due));
    }

    std::chrono::microseconds elapsed() const override
    {
        return std::chrono::duration_cast<std::chrono::microseconds>(
            std::chrono::steady_clock::now().time_since_epoch());
    }
};

} // namespace

Timers &Timers::system()
{
    static SystemTimers timers; // has no state: the alarms belong to their threads
    return timers;
}

struct ManualTimers::State
{
    Milliseconds now{0};
    quint64 lastId = 0;
    std::map<std::pair<Milliseconds, quint64>, std::function<void()>> calls;
};

class ManualTimers::Entry final : public Timers::Alarm
{
public:
    Entry(std::weak_ptr<State> state, std::pair<Milliseconds, quint64> key)
        : m_state(std::move(state))
        , m_key(key)
    {
    }
    ~Entry() override
    {
        if (const auto state = m_state.lock())
            const auto forgotten = state->calls.extract(m_key);
    }
    Entry(const Entry &) = delete;
    Entry &operator=(const Entry &) = delete;

private:
    std::weak_ptr<State> m_state;
    std::pair<Milliseconds, quint64> m_key;
};

ManualTimers::ManualTimers()
    : m_state(std::make_shared<State>())
{
}

ManualTimers::~ManualTimers() = default;

std::unique_ptr<Timers::Alarm> ManualTimers::after(Milliseconds delay, std::function<void()> due)
{
    const auto key = std::pair(m_state->now + std::max(delay, Milliseconds(0)), ++m_state->lastId);
    m_state->calls.emplace(key, std::move(due));
    return std::make_unique<Entry>(m_state, key);
}

std::chrono::microseconds ManualTimers::elapsed() const
{
    return m_state->now;
}

void ManualTimers::advance(Milliseconds by)
{
    const Milliseconds until = m_state->now + by;
    while (!m_state->calls.empty() && m_state->calls.begin()->first.first <= until) {
        const auto call = m_state->calls.extract(m_state->calls.begin());
        m_state->now = call.key().first;
        call.mapped()();
    }
    m_state->now = until;
}

Timers::Milliseconds ManualTimers::advanceToNext()
{
    if (m_state->calls.empty())
        return {};
    const Milliseconds by = m_state->calls.begin()->first.first - m_state->now;
    advance(by);
    return by;
}

std::size_t ManualTimers::pending() const
{
    return m_state->calls.size();
}

} // namespace Tickwell
