// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <memory>

namespace Tickwell {

/// Where waiting comes from. What waits takes Timers instead of making its own, so that tests need
/// not wait. One thread, with an event loop.
class Timers
{
public:
    using Milliseconds = std::chrono::milliseconds;

    /// A call that is due; dropping it calls it off. It may be dropped from within the call.
    class Alarm
    {
    public:
        virtual ~Alarm() = default;
    };

    virtual ~Timers() = default;

    /// Calls @p due once, from the event loop and never from within this, after @p delay.
    [[nodiscard]] virtual std::unique_ptr<Alarm> after(Milliseconds delay,
                                                       std::function<void()> due) = 0;

    /// Since some moment in the past; never goes back, whatever happens to the time of day.
    [[nodiscard]] virtual std::chrono::microseconds elapsed() const = 0;

    /// The calling thread's own.
    [[nodiscard]] static Timers &system();
};

/// Timers that stand still until they are told to move on; for tests.
class ManualTimers final : public Timers
{
public:
    ManualTimers();
    ~ManualTimers() override;

    [[nodiscard]] std::unique_ptr<Alarm> after(Milliseconds delay,
                                               std::function<void()> due) override;
    [[nodiscard]] std::chrono::microseconds elapsed() const override;

    /// Moves on and calls what comes due, in the order of the times at which it does.
    void advance(Milliseconds by);
    /// Moves on to the next call, and gives how far that was; nothing happens when none is due.
    Milliseconds advanceToNext();
    [[nodiscard]] std::size_t pending() const;

private:
    struct State;
    class Entry;
    std::shared_ptr<State> m_state;
};

} // namespace Tickwell
