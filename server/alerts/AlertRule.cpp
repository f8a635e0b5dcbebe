// SPDX-License-Identifier: GPL-3.0-or-later
#include "alerts/AlertRule.h"

#include <cmath>
#include <utility>

namespace Tickwell {

namespace {

/// From where it can cross before it was told anything. A host that is beyond the threshold when
/// the alert is made is what one wants to know of; a price may stay there for years.
AlertSide firstSide(const Alert &alert)
{
    const AlertDirection direction = alert.terms.direction;
    if (alert.side != AlertSide::Unknown || alert.state != AlertState::Armed
        || alert.terms.kind != AlertKind::Host || direction == AlertDirection::Either)
        return alert.side;
    return direction == AlertDirection::Above ? AlertSide::Below : AlertSide::Above;
}

} // namespace

// Decimals are subtracted before they become binary: 100.1 − 0.1 is 100 to whoever wrote it.
AlertRule::AlertRule(const Alert &alert)
    // How far it moved is never below zero; whether up or down is asked before.
    : m_direction(alert.terms.kind == AlertKind::PercentMove ? AlertDirection::Above
                                                             : alert.terms.direction)
    , m_threshold(alert.terms.threshold.toDouble())
    , m_lower((alert.terms.threshold - alert.terms.hysteresis).toDouble())
    , m_upper((alert.terms.threshold + alert.terms.hysteresis).toDouble())
    , m_coolDown(alert.terms.coolDown)
    , m_repeats(alert.terms.repeats)
    , m_state(alert.state)
    , m_side(firstSide(alert))
    , m_fired(alert.fired)
{
}

bool AlertRule::isCooling(Timestamp time) const
{
    return m_fired && time >= *m_fired && time - *m_fired < m_coolDown;
}

/// Where @p value stands, if it is far enough from the threshold to cross it from there.
AlertSide AlertRule::sideOf(double value) const
{
    // One that has not fired has nothing to come back from.
    const bool mustReturn = m_state == AlertState::Waiting;
    if (m_direction != AlertDirection::Below && value < m_threshold
        && (!mustReturn || value <= m_lower))
        return AlertSide::Below;
    if (m_direction != AlertDirection::Above && value > m_threshold
        && (!mustReturn || value >= m_upper))
        return AlertSide::Above;
    return AlertSide::Unknown;
}

std::optional<AlertSide> AlertRule::take(Timestamp time, double value)
{
    if (!std::isfinite(value) || m_state == AlertState::Fired)
        return std::nullopt;
    std::optional<AlertSide> crossedFrom;
    const bool isReached = (m_side == AlertSide::Below && value >= m_threshold)
        || (m_side == AlertSide::Above && value <= m_threshold);
    if (isReached) {
        const AlertSide from = std::exchange(m_side, AlertSide::Unknown);
        m_state = AlertState::Waiting;
        if (!isCooling(time)) {
            crossedFrom = from;
            m_fired = time;
            if (!m_repeats) {
                m_state = AlertState::Fired;
                return crossedFrom;
            }
        }
    }
    // Also of the value that crossed: it may be far enough on the other side to cross back.
    if (m_side == AlertSide::Unknown)
        m_side = sideOf(value);
    if (m_state == AlertState::Waiting && m_side != AlertSide::Unknown && !isCooling(time))
        m_state = AlertState::Armed;
    return crossedFrom;
}

} // namespace Tickwell
