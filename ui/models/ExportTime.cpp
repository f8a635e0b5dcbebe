// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ExportTime.h"

#include <QCoreApplication>
#include <QDateTime>

namespace Tickwell {

Result<Timestamp> parseTyped(const QString &text, const QTimeZone &zone)
{
    const QString trimmed = text.trimmed();
    for (const char *format : {"yyyy-MM-dd", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss",
                               "yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss"}) {
        const QDateTime parsed = QDateTime::fromString(trimmed, QLatin1String(format));
        if (!parsed.isValid())
            continue;
        const QDateTime zoned(parsed.date(), parsed.time(), zone);
        return fromMicros(zoned.toMSecsSinceEpoch() * 1000);
    }
    if (const Result<Timestamp> parsed = parseTimestamp(trimmed))
        return parsed;
    return failure(QCoreApplication::translate("Tickwell::ExportJob",
                                               "Write a time as 2026-11-20 or 2026-11-20 09:30"));
}

Timestamp dayStart(Timestamp now, const QTimeZone &zone)
{
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(toMillis(now), zone);
    return fromMicros(local.date().startOfDay(zone).toMSecsSinceEpoch() * 1000);
}

} // namespace Tickwell
