// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/TimeTicks.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <QTimeZone>

#include <array>

namespace Tickwell {

namespace {

constexpr qint64 Second = 1'000;
constexpr qint64 Minute = 60 * Second;
constexpr qint64 Hour = 60 * Minute;
constexpr qint64 Day = 24 * Hour;
constexpr int MaxTicks = 500; // a mistaken range must not fill the memory

constexpr std::array ClockSteps{
    Second, 2 * Second, 5 * Second, 10 * Second, 15 * Second, 30 * Second,
    Minute, 2 * Minute, 5 * Minute, 10 * Minute, 15 * Minute, 30 * Minute,
    Hour,   2 * Hour,   3 * Hour,   6 * Hour,    12 * Hour,
};
constexpr std::array DaySteps{1, 2, 5, 10};
constexpr std::array MonthSteps{1, 2, 3, 6, 12, 24, 60, 120};

QString translated(const char *text)
{
    return QCoreApplication::translate("Charts", text);
}

#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
QTimeZone zone(bool utc)
{
    return QTimeZone(utc ? QTimeZone::UTC : QTimeZone::LocalTime);
}
#else
Qt::TimeSpec zone(bool utc)
{
    return utc ? Qt::UTC : Qt::LocalTime;
}
#endif

QDateTime moment(qint64 time, bool utc)
{
    return QDateTime::fromMSecsSinceEpoch(time, zone(utc));
}

QDateTime startOfDay(QDate date, bool utc)
{
    return date.startOfDay(zone(utc));
}

QString dateLabel(QDate date, bool monthsOnly)
{
    const QLocale locale;
    if (date.day() == 1 && date.month() == 1)
        return QString::number(date.year());
    if (monthsOnly)
        return locale.standaloneMonthName(date.month(), QLocale::ShortFormat);
    //: Date on a chart's axis, as QLocale::toString() reads it: 21 Nov
    return locale.toString(date, translated(QT_TRANSLATE_NOOP("Charts", "d MMM")));
}

void addClockTicks(QList<TimeTick> &ticks, qint64 from, qint64 to, qint64 step, bool utc)
{
    const QString pattern = step < Minute ? QStringLiteral("hh:mm:ss") : QStringLiteral("hh:mm");
    for (QDate date = moment(from, utc).date(); ticks.size() < MaxTicks; date = date.addDays(1)) {
        const qint64 midnight = startOfDay(date, utc).toMSecsSinceEpoch();
        if (midnight > to)
            return;
        const qint64 next = startOfDay(date.addDays(1), utc).toMSecsSinceEpoch();
        if (midnight >= from)
            ticks.append({midnight, dateLabel(date, false), true});
        // Round by the clock on the wall, which jumps on two days of the year.
        const qint64 first = qMax<qint64>((from - midnight) / step - 1, 0);
        for (qint64 i = first + 1; i * step < Day && ticks.size() < MaxTicks; ++i) {
            const QTime time = QTime::fromMSecsSinceStartOfDay(static_cast<int>(i * step));
            const QDateTime at(date, time, zone(utc));
            const qint64 ms = at.toMSecsSinceEpoch();
            if (ms > to || ms >= next)
                break;
            if (ms >= from && moment(ms, utc).time() == time
                && (ticks.isEmpty() || ms > ticks.last().time))
                ticks.append({ms, time.toString(pattern), false});
        }
    }
}

void addDayTicks(QList<TimeTick> &ticks, qint64 from, qint64 to, int step, bool utc)
{
    for (QDate date = moment(from, utc).date(); ticks.size() < MaxTicks; date = date.addDays(1)) {
        const qint64 midnight = startOfDay(date, utc).toMSecsSinceEpoch();
        if (midnight > to)
            return;
        // Counted within the month, and none crowds the first of the next one.
        const bool onStep = (date.day() - 1) % step == 0
            && (step == 1 || date.daysInMonth() - date.day() + 1 >= step);
        if (midnight >= from && onStep) {
            const bool first = date.day() == 1;
            ticks.append(
                {midnight, first ? dateLabel(date, true) : QString::number(date.day()), first});
        }
    }
}

void addMonthTicks(QList<TimeTick> &ticks, qint64 from, qint64 to, int step, bool utc)
{
    const QDate first = moment(from, utc).date();
    int month = (first.year() * 12 + first.month() - 1) / step * step;
    for (; ticks.size() < MaxTicks; month += step) {
        const QDate date(month / 12, month % 12 + 1, 1);
        const qint64 start = startOfDay(date, utc).toMSecsSinceEpoch();
        if (start > to)
            return;
        if (start >= from)
            ticks.append({start, dateLabel(date, true), date.month() == 1});
    }
}

} // namespace

QList<TimeTick> timeTicks(qint64 from, qint64 to, double minStep, bool utc)
{
    QList<TimeTick> ticks;
    if (to <= from || !(minStep > 0))
        return ticks;
    for (const qint64 step : ClockSteps) {
        if (static_cast<double>(step) >= minStep) {
            addClockTicks(ticks, from, to, step, utc);
            return ticks;
        }
    }
    for (const int days : DaySteps) {
        if (static_cast<double>(days) * static_cast<double>(Day) >= minStep) {
            addDayTicks(ticks, from, to, days, utc);
            return ticks;
        }
    }
    for (const int months : MonthSteps) {
        if (static_cast<double>(months) * 28 * static_cast<double>(Day) >= minStep
            || months == MonthSteps.back()) {
            addMonthTicks(ticks, from, to, months, utc);
            return ticks;
        }
    }
    return ticks;
}

QList<qint64> dayStarts(qint64 from, qint64 to, bool utc)
{
    QList<qint64> starts;
    for (QDate date = moment(from, utc).date(); starts.size() < MaxTicks; date = date.addDays(1)) {
        const qint64 midnight = startOfDay(date, utc).toMSecsSinceEpoch();
        if (midnight > to)
            break;
        if (midnight >= from)
            starts.append(midnight);
    }
    return starts;
}

QString formatMoment(qint64 time, qint64 resolution, bool utc)
{
    const QLocale locale;
    const QDateTime at = moment(time, utc);
    //: Date under a chart's crosshair, as QLocale::toString() reads it: Fri 20 Nov 2026
    const QString date =
        locale.toString(at.date(), translated(QT_TRANSLATE_NOOP("Charts", "ddd d MMM yyyy")));
    if (resolution >= Day)
        return date;
    const QString clock = at.time().toString(resolution < Minute ? QStringLiteral("hh:mm:ss")
                                                                 : QStringLiteral("hh:mm"));
    return date + QLatin1String("  ") + clock;
}

QString formatClock(qint64 time, bool utc)
{
    return moment(time, utc).time().toString(QStringLiteral("hh:mm:ss"));
}

QString formatDuration(qint64 milliseconds)
{
    const qint64 seconds = qMax<qint64>(milliseconds, 0) / Second;
    const qint64 hours = seconds / 3600;
    const auto twoDigits = [](qint64 n) {
        return QStringLiteral("%1").arg(n, 2, 10, QLatin1Char('0'));
    };
    if (hours >= 24)
        return translated(QT_TRANSLATE_NOOP("Charts", "%1 d %2 h")).arg(hours / 24).arg(hours % 24);
    const QString rest = twoDigits(seconds % 60);
    if (hours > 0)
        return QStringLiteral("%1:%2:%3").arg(hours).arg(twoDigits(seconds / 60 % 60), rest);
    return QStringLiteral("%1:%2").arg(seconds / 60).arg(rest);
}

} // namespace Tickwell
