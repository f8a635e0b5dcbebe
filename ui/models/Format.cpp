// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/Format.h"

#include "core/Order.h"
#include "models/Preferences.h"

#include <QDateTime>
#include <QStringList>

#include <array>
#include <cmath>

namespace Tickwell {

QString Format::count(double value)
{
    return Preferences::instance()->locale().toString(value, 'f', 0);
}

QString Format::bytes(double value)
{
    static constexpr std::array<const char *, 6> units{"B", "kB", "MB", "GB", "TB", "PB"};
    std::size_t unit = 0;
    // 999.95 would already be written as 1,000.0
    while (value >= 999.95 && unit + 1 < units.size()) {
        value /= 1000;
        ++unit;
    }
    const int digits = unit == 0 || value >= 99.95 ? 0 : 1;
    return Preferences::instance()->locale().toString(value, 'f', digits) + QChar(u' ')
        + QLatin1String(units[unit]);
}

QString Format::rate(double bytesPerSecond)
{
    return bytes(bytesPerSecond) + QStringLiteral("/s");
}

QString Format::percent(double value, int digits)
{
    return Preferences::instance()->locale().toString(value, 'f', digits) + QStringLiteral(" %");
}

QString Format::price(Decimal price)
{
    const QLocale locale = Preferences::instance()->locale();
    QString text = price.toString();
    const qsizetype point = text.indexOf(u'.');
    const qsizetype whole = point < 0 ? text.size() : point;
    if (point >= 0)
        text.replace(point, 1, locale.decimalPoint());
    const QString separator = locale.groupSeparator();
    const qsizetype first = text.startsWith(u'-') ? 1 : 0;
    for (qsizetype at = whole - 3; at > first; at -= 3)
        text.insert(at, separator);
    return text;
}

QString Format::average(Decimal mean)
{
    const int digits = mean >= Decimal(10, 0) ? 2 : mean >= Decimal(1, 0) ? 4 : MoneyScale;
    return price(mean.scale() > digits ? mean.rescaled(digits).trimmed(2) : mean);
}

QString Format::money(Decimal amount)
{
    return price(amount.rescaled(2));
}

QString Format::gain(Decimal amount)
{
    const Decimal cents = amount.rescaled(2);
    if (cents < Decimal())
        return QChar(0x2212) + price(Decimal() - cents);
    return cents.isZero() ? price(cents) : u'+' + price(cents);
}

QString Format::quantity(Decimal quantity)
{
    return price(quantity.trimmed(0));
}

std::optional<Decimal> Format::number(const QString &text)
{
    const QLocale locale = Preferences::instance()->locale();
    QString plain = text.trimmed();
    plain.remove(locale.groupSeparator());
    plain.replace(locale.decimalPoint(), QStringLiteral("."));
    const Result<Decimal> parsed = Decimal::parse(plain.toUtf8());
    return parsed ? std::optional(*parsed) : std::nullopt;
}

QString Format::change(double percent)
{
    return Format::percent(std::abs(percent), 2);
}

QString Format::moment(Timestamp time)
{
    const QTimeZone zone = Preferences::instance()->timeZone();
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(toMillis(time), zone);
    const bool isToday = local.date() == QDateTime::currentDateTimeUtc().toTimeZone(zone).date();
    return local.toString(isToday ? QStringLiteral("HH:mm:ss")
                                  : QStringLiteral("yyyy-MM-dd HH:mm"));
}

} // namespace Tickwell
