// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ExchangeDays.h"

#include "core/Log.h"

#include <QDateTime>

namespace Tickwell {

ExchangeDays::ExchangeDays(const QByteArray &zone)
{
    if (zone.isEmpty() || zone == "UTC")
        return;
    const QTimeZone known(zone);
    if (!known.isValid()) {
        qCWarning(lcFeed,
                  "the time zone %s is not known on this computer (is tzdata installed?): its days "
                  "are taken from UTC",
                  zone.constData());
        return;
    }
    m_zone = known;
    m_isUtc = false;
}

QDate ExchangeDays::date(Timestamp time) const
{
    return QDateTime::fromMSecsSinceEpoch(toMillis(time), m_zone).date();
}

Timestamp ExchangeDays::start(QDate date) const
{
    return Timestamp(std::chrono::milliseconds(date.startOfDay(m_zone).toMSecsSinceEpoch()));
}

TimeSpan ExchangeDays::find(Timestamp time) const
{
    if (m_isUtc) {
        const Timestamp midnight = bucketStart(time, Interval::Day1);
        return {midnight, midnight + duration(Interval::Day1)};
    }
    const QDate day = date(time);
    return {start(day), start(day.addDays(1))};
}

} // namespace Tickwell
