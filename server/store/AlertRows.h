// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/AlertChange.h"
#include "store/TradeRows.h"

/// How alerts and what they told become columns, in both databases; see TradeRows.
namespace Tickwell::AlertRows {

using TradeRows::Columns;
using TradeRows::Table;

[[nodiscard]] const Table &alerts();
[[nodiscard]] const Table &events();
/// One row: the highest id ever given, also to an alert that is gone.
[[nodiscard]] const Table &ids();

[[nodiscard]] Columns columnsOf(const Alert &alert);
[[nodiscard]] Columns columnsOf(const AlertEvent &event);
[[nodiscard]] Columns columnsOfLastId(quint64 id);

/// Deletes the events beyond the newest that are kept.
[[nodiscard]] QByteArray pruneEvents();

/// These read the columns from a Statement or a PgRow.
template<typename Row>
[[nodiscard]] Alert readAlert(const Row &row)
{
    Alert alert;
    AlertTerms &terms = alert.terms;
    alert.id = static_cast<quint64>(row.integer(0));
    terms.kind = parseAlertKind(row.text(1)).value_or(AlertKind::Price);
    terms.symbol = row.text(2);
    terms.interval = parseInterval(row.text(3)).value_or(Interval::Minute1);
    terms.indicator = parseAlertIndicator(row.text(4)).value_or(AlertIndicator::Rsi);
    terms.period = static_cast<int>(row.integer(5));
    terms.slowPeriod = static_cast<int>(row.integer(6));
    terms.signalPeriod = static_cast<int>(row.integer(7));
    terms.reading = parseHostReading(row.text(8)).value_or(HostReading::CpuUsage);
    terms.window = std::chrono::seconds(row.integer(9));
    terms.direction = parseAlertDirection(row.text(10)).value_or(AlertDirection::Above);
    terms.threshold = TradeRows::decimalOf(row.utf8(11));
    terms.hysteresis = TradeRows::decimalOf(row.utf8(12));
    terms.coolDown = std::chrono::seconds(row.integer(13));
    terms.repeats = row.integer(14) != 0;
    alert.state = parseAlertState(row.text(15)).value_or(AlertState::Fired);
    alert.side = parseAlertSide(row.text(16)).value_or(AlertSide::Unknown);
    alert.created = fromMicros(row.integer(17));
    if (!row.utf8(18).isEmpty())
        alert.fired = fromMicros(row.utf8(18).toByteArray().toLongLong());
    return alert;
}

template<typename Row>
[[nodiscard]] AlertEvent readEvent(const Row &row)
{
    AlertEvent event;
    event.seq = static_cast<quint64>(row.integer(0));
    event.alertId = static_cast<quint64>(row.integer(1));
    event.time = fromMicros(row.integer(2));
    event.value = row.utf8(3).toByteArray().toDouble();
    event.text = row.text(4);
    return event;
}

} // namespace Tickwell::AlertRows
