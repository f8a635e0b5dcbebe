// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "realtime/Frame.h"

#include <QHash>
#include <QList>

#include <optional>
#include <utility>

namespace Tickwell {

/// Lets at most so many values a second of each slot through and holds the latest of those that
/// came too early. Times are milliseconds of any steady clock. Plain value.
class RateGate
{
public:
    enum class Verdict { Pass, Held, Replaced };

    /// @p perSecond above 0; more than 1,000 is as good as 1,000.
    explicit RateGate(double perSecond);

    /// Pass: send it now. Held and Replaced: release() gives it, or a newer one, when it is due.
    [[nodiscard]] Verdict offer(quint64 slot, const Frame &frame, qint64 now);
    /// When the next held value is due; none: nothing is held.
    [[nodiscard]] std::optional<qint64> nextDue() const;
    /// Takes the held values that are due, each with its slot.
    [[nodiscard]] QList<std::pair<quint64, Frame>> release(qint64 now);

private:
    struct Slot
    {
        qint64 due = 0; ///< not before this
        Frame held;
    };

    qint64 m_interval;
    QHash<quint64, Slot> m_slots;
};

} // namespace Tickwell
