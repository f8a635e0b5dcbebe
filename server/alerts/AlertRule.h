// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Alert.h"

namespace Tickwell {

/// When an alert fires, given the values that it watches one after the other. Deterministic and
/// without a clock of its own; a plain value.
///
/// It fires when a value reaches the threshold from the side that its direction says. For being
/// beyond it from the start only a reading of the host fires, if it has one direction. After that
/// the value must come back, by the hysteresis at least, before it can fire again. A crossing
/// within the cool-down is not told: the value must then come back once more. A crossing that
/// nobody saw, because nothing was told meanwhile, is found at the next value. What is no number is
/// as if it had not been told.
class AlertRule
{
public:
    /// Goes on from where @p alert stands.
    explicit AlertRule(const Alert &alert);

    /// Takes the next value. Gives the side that it came from when the alert fires. A @p time
    /// before that of the last firing is another recording's: no cool-down reaches into it.
    [[nodiscard]] std::optional<AlertSide> take(Timestamp time, double value);

    /// The next value follows none: what it is compared with is of another source.
    void forget() { m_side = AlertSide::Unknown; }

    [[nodiscard]] AlertState state() const { return m_state; }
    [[nodiscard]] AlertSide side() const { return m_side; }
    [[nodiscard]] const std::optional<Timestamp> &fired() const { return m_fired; }

private:
    [[nodiscard]] bool isCooling(Timestamp time) const;
    [[nodiscard]] AlertSide sideOf(double value) const;

    AlertDirection m_direction;
    double m_threshold;
    double m_lower; ///< back below it: by the hysteresis
    double m_upper;
    std::chrono::seconds m_coolDown;
    bool m_repeats;
    AlertState m_state;
    AlertSide m_side;
    std::optional<Timestamp> m_fired;
};

} // namespace Tickwell
