// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Time.h"

namespace Tickwell {

/// The time of day. Rooms take a Clock instead of asking the system, so that tests can move it.
/// Implementations may be called from any thread.
class Clock
{
public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual Timestamp now() const = 0;

    /// The machine's own clock.
    [[nodiscard]] static const Clock &system();
};

/// A clock that stands still until it is told to move; for tests. One thread.
class ManualClock final : public Clock
{
public:
    explicit ManualClock(Timestamp start)
        : m_now(start)
    {
    }
    [[nodiscard]] Timestamp now() const override { return m_now; }
    void set(Timestamp time) { m_now = time; }
    void advance(Microseconds by) { m_now += by; }

private:
    Timestamp m_now;
};

} // namespace Tickwell
