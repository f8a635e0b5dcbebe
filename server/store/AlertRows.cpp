// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/AlertRows.h"

#include "store/AlertStore.h"

#include <QLocale>

namespace Tickwell::AlertRows {

namespace {

QString text(auto number)
{
    return QString::number(number);
}

QString text(Timestamp time)
{
    return QString::number(toMicros(time));
}

/// Not null: no column may be NULL.
QString text(const QString &value)
{
    return value.isNull() ? QLatin1String("") : value;
}

/// All digits: it is what it was when it is read.
QString text(double value)
{
    return QString::number(value, 'g', QLocale::FloatingPointShortest);
}

} // namespace

const Table &alerts()
{
    static const Table table{"alerts",
                             {"id", "kind", "symbol", "bar_interval", "indicator", "period",
                              "slow_period", "signal_period", "reading", "window_seconds",
                              "direction", "threshold", "hysteresis", "cool_down", "repeats",
                              "state", "side", "created_at", "fired_at"},
                             {"id"}};
    return table;
}

const Table &events()
{
    static const Table table{"alert_events", {"seq", "alert_id", "time", "value", "text"}, {"seq"}};
    return table;
}

const Table &ids()
{
    static const Table table{"alert_ids", {"name", "last_id"}, {"name"}};
    return table;
}

Columns columnsOf(const Alert &alert)
{
    const AlertTerms &terms = alert.terms;
    return {text(alert.id),
            toString(terms.kind),
            text(terms.symbol),
            toString(terms.interval),
            toString(terms.indicator),
            text(terms.period),
            text(terms.slowPeriod),
            text(terms.signalPeriod),
            toString(terms.reading),
            text(static_cast<qint64>(terms.window.count())),
            toString(terms.direction),
            terms.threshold.toString(),
            terms.hysteresis.toString(),
            text(static_cast<qint64>(terms.coolDown.count())),
            text(terms.repeats ? 1 : 0),
            toString(alert.state),
            toString(alert.side),
            text(alert.created),
            alert.fired ? text(*alert.fired) : QStringLiteral("")};
}

Columns columnsOf(const AlertEvent &event)
{
    return {text(event.seq), text(event.alertId), text(event.time), text(event.value),
            text(event.text)};
}

Columns columnsOfLastId(quint64 id)
{
    return {QStringLiteral("alert"), text(id)};
}

QByteArray pruneEvents()
{
    return "DELETE FROM alert_events WHERE seq < (SELECT min(seq) FROM (SELECT seq FROM "
           "alert_events ORDER BY seq DESC LIMIT "
        + QByteArray::number(AlertStore::KeptEvents) + ") AS newest)";
}

} // namespace Tickwell::AlertRows
