// SPDX-License-Identifier: GPL-3.0-or-later
#include "outbound/RetryAfter.h"

#include <QDateTime>
#include <QLocale>
#include <QTimeZone>

#include <algorithm>

namespace Tickwell {

namespace {

using Milliseconds = std::chrono::milliseconds;

constexpr Milliseconds Year = std::chrono::hours(24 * 365);

/// RFC 9110 §5.6.7: the form of today, and the two that are obsolete and to be understood.
QDateTime parseHttpDate(const QString &text)
{
    for (const QLatin1String form : {QLatin1String("ddd, dd MMM yyyy hh:mm:ss 'GMT'"),
                                     QLatin1String("dddd, dd-MMM-yy hh:mm:ss 'GMT'"),
                                     QLatin1String("ddd MMM d hh:mm:ss yyyy")}) {
        QDateTime time = QLocale::c().toDateTime(text.simplified(), QString(form));
        if (!time.isValid())
            continue;
        if (form.startsWith(QLatin1String("dddd")) && time.date().year() < 1970)
            time = time.addYears(100);
        return QDateTime(time.date(), time.time(), QTimeZone::utc());
    }
    return {};
}

} // namespace

std::optional<Milliseconds> parseRetryAfter(QByteArrayView value, Timestamp now)
{
    const QByteArray text = value.trimmed().toByteArray();
    if (text.isEmpty() || text.size() > 64)
        return std::nullopt;
    if (std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; })) {
        bool ok = false;
        const qint64 seconds = text.toLongLong(&ok);
        if (!ok || seconds > Year / std::chrono::seconds(1))
            return Year;
        return std::chrono::seconds(seconds);
    }
    const QDateTime time = parseHttpDate(QString::fromLatin1(text));
    if (!time.isValid())
        return std::nullopt;
    const auto until = Milliseconds(time.toMSecsSinceEpoch());
    const auto from = std::chrono::duration_cast<Milliseconds>(now.time_since_epoch());
    return std::clamp(until - from, Milliseconds(0), Year);
}

} // namespace Tickwell
