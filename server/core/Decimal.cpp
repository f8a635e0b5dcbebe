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

Wide powerOfTen(int exponent)
{
    Wide power = PowersOfTen[std::min(exponent, Decimal::MaxScale)];
    for (int i = Decimal::MaxScale; i < exponent; ++i)
        power *= 10;
    return power;
}

/// Half away from zero; @p divisor is above zero.
Wide rounded(Wide dividend, Wide divisor)
{
    const Wide half = dividend < 0 ? -(divisor / 2) : divisor / 2;
    return (dividend + half) / divisor;
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

Decimal Decimal::trimmed(int scale) const
{
    Decimal trimmed = *this;
    while (trimmed.m_scale > scale && trimmed.m_units % 10 == 0) {
        trimmed.m_units /= 10;
        --trimmed.m_scale;
    }
    return trimmed;
}

Decimal Decimal::product(Decimal a, Decimal b, int scale)
{
    const Wide units = static_cast<Wide>(a.m_units) * b.m_units;
    const int have = a.m_scale + b.m_scale;
    if (have > scale)
        return saturated(rounded(units, powerOfTen(have - scale)), scale);
    // At most 2^126 times 10^12: the factor may not take it over the edge.
    const Wide factor = powerOfTen(scale - have);
    constexpr Wide most = std::numeric_limits<qint64>::max();
    if (units > most || units < -most)
        return saturated(units, scale);
    return saturated(units * factor, scale);
}

Decimal Decimal::quotient(Decimal a, Decimal b, int scale)
{
    // a / b to `scale` digits is a.units × 10^(scale + b.scale − a.scale) / b.units.
    const int exponent = scale + b.m_scale - a.m_scale;
    Wide dividend = a.m_units;
    Wide divisor = b.m_units;
    if (divisor < 0) {
        dividend = -dividend;
        divisor = -divisor;
    }
    // 63 bits and 10^19 fit into 127 bits; what is more is taken in two steps.
    if (exponent <= 0)
        return saturated(rounded(dividend, divisor * powerOfTen(-exponent)), scale);
    constexpr int OneStep = 18;
    if (exponent <= OneStep)
        return saturated(rounded(dividend * powerOfTen(exponent), divisor), scale);
    const Wide first = dividend * powerOfTen(OneStep);
    const Wide power = powerOfTen(exponent - OneStep);
    const Wide whole = first / divisor;
    constexpr Wide most = std::numeric_limits<qint64>::max();
    if (whole > most || whole < -most)
        return saturated(whole, scale);
    return saturated(whole * power + rounded(first % divisor * power, divisor), scale);
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
