// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Tick.h"

#include <QMetaType>

namespace Tickwell {

/// Why something that a feed called a trade was taken for none.
enum class TickFault {
    Price,     ///< not above zero
    HighPrice, ///< absurdly high
    Volume,    ///< negative or absurdly high
    NoTime,    ///< none, or before 1970
    Future,    ///< later than this computer's clock
    Jump,      ///< far from the last price, and not yet confirmed
};

/// What is wrong, in English; the end of a sentence.
[[nodiscard]] QString toString(TickFault fault);

/// A tick that was put aside.
struct RejectedTick
{
    Tick tick;
    TickFault fault = TickFault::Price;
    Timestamp time; ///< when it came

    friend bool operator==(const RejectedTick &, const RejectedTick &) = default;
};

} // namespace Tickwell
