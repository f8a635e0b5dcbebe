// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Alert.h"

namespace Tickwell {

/// 2025-11-21 07:42:27 UTC, where the tests' alerts begin.
inline constexpr qint64 AlertsBegin = 1'763'710'947'000'000;

/// One that fires once, when the price of @p symbol rises to @p price.
[[nodiscard]] inline Alert makeAlert(quint64 id, const QString &symbol, const char *price,
                                     AlertState state = AlertState::Armed)
{
    Alert alert;
    alert.id = id;
    alert.terms.symbol = symbol;
    alert.terms.threshold = Decimal::parse(price).value();
    alert.state = state;
    alert.created = fromMicros(AlertsBegin);
    if (state != AlertState::Armed)
        alert.fired = alert.created + std::chrono::minutes(id);
    return alert;
}

/// One of this host's, repeated.
[[nodiscard]] inline Alert makeHostAlert(quint64 id, HostReading reading, const char *threshold)
{
    Alert alert = makeAlert(id, {}, threshold);
    alert.terms.kind = AlertKind::Host;
    alert.terms.reading = reading;
    alert.terms.coolDown = std::chrono::minutes(5);
    alert.terms.repeats = true;
    return alert;
}

[[nodiscard]] inline AlertEvent makeAlertEvent(quint64 seq, quint64 alertId, const QString &text,
                                               double value = 190)
{
    return {.seq = seq,
            .alertId = alertId,
            .time = fromMicros(AlertsBegin) + std::chrono::minutes(seq),
            .value = value,
            .text = text};
}

} // namespace Tickwell
