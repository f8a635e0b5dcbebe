// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/Clock.h"

namespace Tickwell {

namespace {
class SystemClock final : public Clock
{
public:
    [[nodiscard]] Timestamp now() const override
    {
        return std::chrono::floor<Microseconds>(std::chrono::system_clock::now());
    }
};
} // namespace

const Clock &Clock::system()
{
    static const SystemClock clock;
    return clock;
}

} // namespace Tickwell
