// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/Format.h"

#include "models/Preferences.h"

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

QString Format::change(double percent)
{
    return Format::percent(std::abs(percent), 2);
}

} // namespace Tickwell
