// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace Tickwell {

/// A labelled moment of a time axis.
struct TimeTick
{
    qint64 time = 0; ///< ms since the epoch, UTC
    QString label;
    bool major = false; ///< a day, month or year begins here: the label is a date

    friend bool operator==(const TimeTick &, const TimeTick &) = default;
};

/// Round clock times of [@p from, @p to] (ms since the epoch), at least @p minStep ms apart, in UTC
/// or in the system's zone. Days begin at that zone's midnight, also where a day has 23 or
/// 25 hours.
[[nodiscard]] QList<TimeTick> timeTicks(qint64 from, qint64 to, double minStep, bool utc);

/// Where days begin in [@p from, @p to], at that zone's midnight.
[[nodiscard]] QList<qint64> dayStarts(qint64 from, qint64 to, bool utc);

/// Date and time to the second where @p resolution (ms) is below a minute, to the minute below
/// a day, else the date.
[[nodiscard]] QString formatMoment(qint64 time, qint64 resolution, bool utc);
/// hh:mm:ss.
[[nodiscard]] QString formatClock(qint64 time, bool utc);
/// 0:07, 2:53, 1:02:53, 1 d 2 h.
[[nodiscard]] QString formatDuration(qint64 milliseconds);

} // namespace Tickwell
