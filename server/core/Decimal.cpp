// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/Decimal.h"

#include <charconv>
#include <cmath>
#include <limits>

namespace Tickwell {

namespace {

constexpr qint64 PowersOfTen[] = {1,
                                  10,
                                  100,
                                  1'000,
                                  10'000,
                                  100'000,
                                  1'000'000,
                                  10'000'000,
                                  100'000'000,
                                  1'000'000'000,
                                  10'000'000'000,
                                  100'000'000'000,
                                  1'000'000'000'000};

using Wide = __int128;

Wide wideUnits(Decimal value, int scale)
{
    return static_cast<Wide>(value.units()) * PowersOfTen[scale - value.scale()];
}

Decimal saturated(Wide units, int scale)
{
    constexpr auto max = std::numeric_limits<qint64>::max();
    if (units > max)
        return {max, scale};
    if (units < -max)
        return {-max, scale};
    return {static_cast<qint64>(units), scale};
}

} // namespace

Decimal Decimal::fromDouble(double value, int scale)
{
    return {std::llround(value * static_cast<double>(PowersOfTen[scale])), scale};
}

Result<Decimal> Decimal::parse(QByteArrayView text)
{
    const bool negative = text.startsWith('-');
    qint64 units = 0;
    int digits = 0;
    int scale = -1;
    for (const char c : text.sliced(negative ? 1 : 0)) {
        if (c == '.' && scale < 0 && digits > 0) {
            scale = 0;
            continue;
        }
        if (c < '0' || c > '9')
            return failure(QStringLiteral("a decimal number has digits and at most one point"));
        if (++digits > 18 || (scale >= 0 && ++scale > MaxScale))
            return failure(QStringLiteral("a decimal number has at most 18 digits, %1 of them "
                                          "after the point")
                               .arg(MaxScale));
        units = units * 10 + (c - '0');
    }
    if (digits == 0 || scale == 0)
        return failure(QStringLiteral("a decimal number has digits and at most one point"));
    return Decimal(negative ? -units : units, std::max(scale, 0));
}

double Decimal::toDouble() const
{
    return static_cast<double>(m_units) / static_cast<double>(PowersOfTen[m_scale]);
}

Decimal Decimal::rescaled(int scale) const
{
    if (scale >= m_scale)
        return saturated(wideUnits(*this, scale), scale);
    const qint64 divisor = PowersOfTen[m_scale - scale];
    const qint64 half = m_units < 0 ? -divisor / 2 : divisor / 2;
    return {static_cast<qint64>((static_cast<Wide>(m_units) + half) / divisor), scale};
}

void Decimal::appendTo(QByteArray &out) const
{
    char text[40];
    char *at = text;
    quint64 magnitude = static_cast<quint64>(m_units);
    if (m_units < 0) {
        *at++ = '-';
        magnitude = 0 - magnitude;
    }
    const auto divisor = static_cast<quint64>(PowersOfTen[m_scale]);
    at = std::to_chars(at, text + sizeof text, magnitude / divisor).ptr;
    if (m_scale > 0) {
        *at++ = '.';
        quint64 rest = magnitude % divisor;
        for (int i = m_scale - 1; i >= 0; --i) {
            at[i] = static_cast<char>('0' + rest % 10);
            rest /= 10;
        }
        at += m_scale;
    }
    out.append(text, at - text);
}

QByteArray Decimal::toByteArray() const
{
    QByteArray out;
    appendTo(out);
    return out;
}

Decimal operator+(Decimal a, Decimal b)
{
    const int scale = std::max(a.scale(), b.scale());
    return saturated(wideUnits(a, scale) + wideUnits(b, scale), scale);
}

Decimal operator-(Decimal a, Decimal b)
{
    const int scale = std::max(a.scale(), b.scale());
    return saturated(wideUnits(a, scale) - wideUnits(b, scale), scale);
}

std::strong_ordering operator<=>(Decimal a, Decimal b)
{
    const int scale = std::max(a.scale(), b.scale());
    const Wide left = wideUnits(a, scale);
    const Wide right = wideUnits(b, scale);
    return left < right ? std::strong_ordering::less
        : left > right  ? std::strong_ordering::greater
                        : std::strong_ordering::equal;
}

} // namespace Tickwell
