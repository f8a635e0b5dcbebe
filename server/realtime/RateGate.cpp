// SPDX-License-Identifier: GPL-3.0-or-later
#include "realtime/RateGate.h"

#include <algorithm>
#include <cmath>

namespace Tickwell {

RateGate::RateGate(double perSecond)
    : m_interval(std::max<qint64>(1, std::llround(1000.0 / std::clamp(perSecond, 1e-3, 1e3))))
{
}

RateGate::Verdict RateGate::offer(quint64 slot, const Frame &frame, qint64 now)
{
    const auto known = m_slots.find(slot);
    if (known == m_slots.end()) {
        m_slots.insert(slot, {now + m_interval, {}});
        return Verdict::Pass;
    }
    if (!known->held.isNull()) {
        known->held = frame;
        return Verdict::Replaced;
    }
    if (now >= known->due) {
        known->due = now + m_interval;
        return Verdict::Pass;
    }
    known->held = frame;
    return Verdict::Held;
}

std::optional<qint64> RateGate::nextDue() const
{
    std::optional<qint64> next;
    for (const Slot &slot : m_slots) {
        if (!slot.held.isNull() && (!next || slot.due < *next))
            next = slot.due;
    }
    return next;
}

QList<std::pair<quint64, Frame>> RateGate::release(qint64 now)
{
    QList<std::pair<quint64, Frame>> due;
    for (auto slot = m_slots.begin(); slot != m_slots.end(); ++slot) {
        if (slot->held.isNull() || slot->due > now)
            continue;
        due.append({slot.key(), std::exchange(slot->held, Frame())});
        slot->due = now + m_interval;
    }
    return due;
}

} // namespace Tickwell
