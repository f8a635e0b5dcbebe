// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Candle.h"

#include <QByteArray>
#include <QDate>
#include <QTimeZone>

#include <limits>

namespace Tickwell {

/// The time [start, end).
struct TimeSpan
{
    Timestamp start;
    Timestamp end;

    friend bool operator==(const TimeSpan &, const TimeSpan &) = default;
};

/// The days of an exchange: from each midnight of its zone to the next, so that one has 23 or
/// 25 hours where clocks change (MARKETS.md, Bars).
///
/// A value; the zone is asked once for each day that is asked for in a row. Not for two threads at
/// a time, though copies are.
class ExchangeDays
{
public:
    /// Days of UTC.
    ExchangeDays() = default;
    /// @p zone is an IANA id such as `America/New_York`; one that is empty or unknown on this
    /// computer is taken as UTC.
    explicit ExchangeDays(const QByteArray &zone);

    /// The day that holds @p time.
    [[nodiscard]] TimeSpan day(Timestamp time) const
    {
        if (time < m_latest.start || m_latest.end <= time)
            m_latest = find(time);
        return m_latest;
    }
    /// The bucket of @p interval that holds @p time: a day of the exchange, or a shorter one, which
    /// is counted from the epoch.
    [[nodiscard]] TimeSpan bucket(Timestamp time, Interval interval) const
    {
        if (interval == Interval::Day1)
            return day(time);
        const Timestamp start = bucketStart(time, interval);
        return {start, start + duration(interval)};
    }

    /// The calendar's name of the day that holds @p time, and where the day of that name begins.
    [[nodiscard]] QDate date(Timestamp time) const;
    [[nodiscard]] Timestamp start(QDate date) const;

private:
    [[nodiscard]] TimeSpan find(Timestamp time) const;

    QTimeZone m_zone = QTimeZone::utc();
    bool m_isUtc = true;
    mutable TimeSpan m_latest{Timestamp::max(), Timestamp::min()};
};

} // namespace Tickwell
