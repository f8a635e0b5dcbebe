// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "realtime/Frame.h"

#include <QHash>

#include <deque>

namespace Tickwell {

/// The bounded queue of frames of one receiver, first in, first out.
///
/// Events are kept each. A state frame stands for the latest value of its slot: while conflating, a
/// newer one takes the waiting one's place in the queue. Plain value; knows no socket.
class Outbox
{
public:
    enum class Outcome {
        Queued,
        Conflated, ///< it replaced one that waited
        Dropped,   ///< the states' bound is reached and its slot is not in the queue
        Overflow,  ///< the events' bound is passed: the receiver is too slow
    };

    Outbox(qsizetype maxEventBytes, qsizetype maxStateBytes)
        : m_maxEventBytes(maxEventBytes)
        , m_maxStateBytes(maxStateBytes)
    {
    }

    [[nodiscard]] Outcome pushEvent(const Frame &frame);
    /// @p conflate: whether it may replace, and be replaced later. A receiver that keeps up gets
    /// every value.
    [[nodiscard]] Outcome pushState(quint64 slot, const Frame &frame, bool conflate);

    [[nodiscard]] bool isEmpty() const { return m_items.empty(); }
    [[nodiscard]] qsizetype frames() const { return m_frames; }
    [[nodiscard]] qsizetype bytes() const { return m_eventBytes + m_stateBytes; }

    /// Removes the oldest item. The queue must not be empty.
    [[nodiscard]] Frame take();
    /// Removes all and says how many frames that were.
    qsizetype clear();

private:
    static constexpr quint64 NoSlot = 0;
    struct Item
    {
        Frame frame;
        quint64 slot = NoSlot; ///< NoSlot: an event, or a state that is not to be replaced
        bool state = false;
    };

    std::deque<Item> m_items;
    quint64 m_taken = 0; ///< items that ever left: an item's number less this is its place
    QHash<quint64, quint64> m_places; ///< slot → the number of its item
    qsizetype m_frames = 0;           ///< an item may hold several
    qsizetype m_eventBytes = 0;
    qsizetype m_stateBytes = 0;
    qsizetype m_maxEventBytes;
    qsizetype m_maxStateBytes;
};

} // namespace Tickwell
