// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/Time.h"

namespace Tickwell {

namespace {

char *appendDigits(char *out, unsigned value, int digits)
{
    for (int i = digits - 1; i >= 0; --i) {
        out[i] = static_cast<char>('0' + value % 10);
        value /= 10;
    }
    return out + digits;
}

/// Reads exactly @p count digits at @p at; -1 when they are not there.
int digitsAt(QStringView text, qsizetype at, int count)
{
    if (at + count > text.size())
        return -1;
    int value = 0;
    for (qsizetype i = at; i < at + count; ++i) {
        const char16_t c = text[i].unicode();
        if (c < u'0' || c > u'9')
            return -1;
        value = value * 10 + (c - u'0');
    }
    return value;
}

/// Reads `.123456789` at @p at and moves past it; cut to microseconds.
Result<int> fractionAt(QStringView text, qsizetype &at)
{
    if (at >= text.size() || (text[at] != u'.' && text[at] != u','))
        return 0;
    int micros = 0;
    int digits = 0;
    for (++at; at < text.size() && text[at] >= u'0' && text[at] <= u'9'; ++at, ++digits) {
        if (digits < 6)
            micros = micros * 10 + (text[at].unicode() - u'0');
    }
    if (digits == 0 || digits > 9)
        return failure(QStringLiteral("a fraction of a second has one to nine digits"));
    for (; digits < 6; ++digits)
        micros *= 10;
    return micros;
}

/// Reads the zone at @p at up to the end: nothing, `Z` or `+hh:mm`, as the offset from UTC.
Result<std::chrono::minutes> zoneAt(QStringView text, qsizetype at)
{
    if (at == text.size())
        return std::chrono::minutes(0);
    const QChar sign = text[at];
    if ((sign == u'Z' || sign == u'z') && at + 1 == text.size())
        return std::chrono::minutes(0);
    // A form or a URL turns "+02:00" into " 02:00".
    if (sign == u'+' || sign == u'-' || sign == u' ') {
        const bool colon = at + 3 < text.size() && text[at + 3] == u':';
        const int hours = digitsAt(text, at + 1, 2);
        const int minutes = digitsAt(text, at + (colon ? 4 : 3), 2);
        if (hours >= 0 && hours <= 23 && minutes >= 0 && minutes <= 59
            && at + (colon ? 6 : 5) == text.size()) {
            const std::chrono::minutes offset(hours * 60 + minutes);
            return sign == u'-' ? -offset : offset;
        }
    }
    return failure(QStringLiteral("the zone is Z or an offset such as +02:00"));
}

tl::unexpected<Error> notATime()
{
    return failure(QStringLiteral(
        "a time is written 2026-01-31T09:30:00Z, 2026-01-31, or as seconds since the epoch"));
}

Result<Timestamp> fromEpochSeconds(QStringView text)
{
    const bool negative = text.startsWith(u'-');
    qsizetype at = negative ? 1 : 0;
    qint64 seconds = 0;
    int digits = 0;
    for (; at < text.size() && text[at] >= u'0' && text[at] <= u'9'; ++at, ++digits) {
        if (digits == 11)
            return notATime();
        seconds = seconds * 10 + (text[at].unicode() - u'0');
    }
    if (digits == 0)
        return notATime();
    const auto micros = fractionAt(text, at);
    if (!micros || at != text.size())
        return notATime();
    const qint64 total = seconds * 1'000'000 + *micros;
    return fromMicros(negative ? -total : total);
}

} // namespace

void appendRfc3339(QByteArray &out, Timestamp time)
{
    using namespace std::chrono;
    const auto day = floor<days>(time);
    const year_month_day date(day);
    auto rest = time - day;
    char text[27];
    char *at = appendDigits(text, static_cast<unsigned>(static_cast<int>(date.year())), 4);
    *at++ = '-';
    at = appendDigits(at, static_cast<unsigned>(date.month()), 2);
    *at++ = '-';
    at = appendDigits(at, static_cast<unsigned>(date.day()), 2);
    *at++ = 'T';
    const auto micros = static_cast<quint64>(rest.count());
    const auto seconds = static_cast<unsigned>(micros / 1'000'000);
    at = appendDigits(at, seconds / 3600, 2);
    *at++ = ':';
    at = appendDigits(at, seconds / 60 % 60, 2);
    *at++ = ':';
    at = appendDigits(at, seconds % 60, 2);
    *at++ = '.';
    at = appendDigits(at, static_cast<unsigned>(micros % 1'000'000), 6);
    *at = 'Z';
    out.append(text, 27);
}

QByteArray toRfc3339(Timestamp time)
{
    QByteArray out;
    out.reserve(27);
    appendRfc3339(out, time);
    return out;
}

Result<Timestamp> parseTimestamp(QStringView text)
{
    using namespace std::chrono;
    text = text.trimmed();
    if (text.size() < 10 || text[4] != u'-')
        return fromEpochSeconds(text);
    const int y = digitsAt(text, 0, 4);
    const int m = digitsAt(text, 5, 2);
    const int d = digitsAt(text, 8, 2);
    if (y < 1 || m < 1 || d < 1 || text[7] != u'-')
        return notATime();
    const year_month_day date{year(y), month(static_cast<unsigned>(m)),
                              day(static_cast<unsigned>(d))};
    if (!date.ok())
        return failure(QStringLiteral("there is no day %1").arg(text.first(10)));
    if (text.size() == 10)
        return Timestamp(sys_days(date));
    const QChar between = text[10];
    const int hour = digitsAt(text, 11, 2);
    const int minute = digitsAt(text, 14, 2);
    if ((between != u'T' && between != u't' && between != u' ') || hour < 0 || hour > 23
        || minute < 0 || minute > 59 || text[13] != u':')
        return notATime();
    qsizetype at = 16;
    int second = 0;
    if (at < text.size() && text[at] == u':') {
        second = digitsAt(text, at + 1, 2);
        if (second < 0 || second > 60) // 60: a leap second counts as the next minute's first
            return notATime();
        at += 3;
    }
    const auto micros = fractionAt(text, at);
    if (!micros)
        return tl::unexpected(micros.error());
    const auto zone = zoneAt(text, at);
    if (!zone)
        return tl::unexpected(zone.error());
    return Timestamp(sys_days(date)) + hours(hour) + minutes(minute) + seconds(second)
        + Microseconds(*micros) - *zone;
}

} // namespace Tickwell
