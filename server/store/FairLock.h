// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mutex>

namespace Tickwell {

/// A lock that whoever lets go of it does not get again before one who has waited: a plain mutex
/// may go to the same thread for ever. For std::lock_guard.
class FairLock
{
public:
    void lock()
    {
        const std::lock_guard turn(m_turn);
        m_held.lock();
    }
    void unlock() { m_held.unlock(); }

private:
    std::mutex m_turn; ///< of who gets it next
    std::mutex m_held;
};

} // namespace Tickwell
