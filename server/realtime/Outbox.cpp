// SPDX-License-Identifier: GPL-3.0-or-later
#include "realtime/Outbox.h"

namespace Tickwell {

Outbox::Outcome Outbox::pushEvent(const Frame &frame)
{
    // One frame alone may be larger than the bound: else a long history could never be sent.
    if (m_eventBytes > 0 && m_eventBytes + frame.size() > m_maxEventBytes)
        return Outcome::Overflow;
    m_items.push_back({frame, NoSlot, false});
    m_frames += frame.count();
    m_eventBytes += frame.size();
    return Outcome::Queued;
}

Outbox::Outcome Outbox::pushState(quint64 slot, const Frame &frame, bool conflate)
{
    if (conflate) {
        if (const auto place = m_places.constFind(slot); place != m_places.cend()) {
            Item &waiting = m_items[static_cast<std::size_t>(*place - m_taken)];
            m_stateBytes += frame.size() - waiting.frame.size();
            m_frames += qsizetype(frame.count()) - qsizetype(waiting.frame.count());
            waiting.frame = frame;
            return Outcome::Conflated;
        }
    }
    if (m_stateBytes > 0 && m_stateBytes + frame.size() > m_maxStateBytes)
        return Outcome::Dropped;
    if (conflate)
        m_places.insert(slot, m_taken + m_items.size());
    m_items.push_back({frame, conflate ? slot : NoSlot, true});
    m_frames += frame.count();
    m_stateBytes += frame.size();
    return Outcome::Queued;
}

Frame Outbox::take()
{
    Item item = std::move(m_items.front());
    m_items.pop_front();
    ++m_taken;
    m_frames -= item.frame.count();
    if (item.slot != NoSlot)
        m_places.remove(item.slot);
    (item.state ? m_stateBytes : m_eventBytes) -= item.frame.size();
    return std::move(item.frame);
}

qsizetype Outbox::clear()
{
    const qsizetype count = frames();
    m_taken += m_items.size();
    m_items.clear();
    m_places.clear();
    m_frames = 0;
    m_eventBytes = 0;
    m_stateBytes = 0;
    return count;
}

} // namespace Tickwell
