// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Result.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QMetaType>

#include <compare>

namespace Tickwell {

/// An exact decimal: `units` / 10^`scale`, with the digits its source gave it (189.40 stays
/// 189.40). Prices, quantities and money are Decimals; binary floats appear only where pixels do.
/// Plain value: 16 bytes, no allocation. Equality is of value: 1.5 == 1.50.
class Decimal
{
public:
    static constexpr int MaxScale = 12;

    constexpr Decimal() = default;
    constexpr Decimal(qint64 units, int scale)
        : m_units(units)
        , m_scale(static_cast<qint8>(scale))
    {
    }

    /// Rounds half away from zero to @p scale digits. @p value must be finite and fit.
    [[nodiscard]] static Decimal fromDouble(double value, int scale);

    /// Reads `-?digits[.digits]`, at most 18 digits in all and MaxScale after the point; no
    /// exponent, no blanks.
    [[nodiscard]] static Result<Decimal> parse(QByteArrayView text);

    [[nodiscard]] constexpr qint64 units() const { return m_units; }
    [[nodiscard]] constexpr int scale() const { return m_scale; }
    [[nodiscard]] constexpr bool isZero() const { return m_units == 0; }
    [[nodiscard]] double toDouble() const;

    /// The same value with @p scale digits; rounds half away from zero when digits are lost.
    [[nodiscard]] Decimal rescaled(int scale) const;

    /// The same value without zeros at its end, but at least @p scale digits when it has them.
    [[nodiscard]] Decimal trimmed(int scale) const;

    /// These round half away from zero to @p scale digits, and saturate on overflow. @p b of a
    /// quotient is not zero.
    [[nodiscard]] static Decimal product(Decimal a, Decimal b, int scale);
    [[nodiscard]] static Decimal quotient(Decimal a, Decimal b, int scale);

    /// Plain digits, never an exponent, exactly scale() of them after the point. Valid JSON.
    void appendTo(QByteArray &out) const;
    [[nodiscard]] QByteArray toByteArray() const;
    [[nodiscard]] QString toString() const { return QString::fromLatin1(toByteArray()); }

    /// Sum and difference are exact, with the larger scale of the two; they saturate on overflow.
    friend Decimal operator+(Decimal a, Decimal b);
    friend Decimal operator-(Decimal a, Decimal b);
    friend std::strong_ordering operator<=>(Decimal a, Decimal b);
    friend bool operator==(Decimal a, Decimal b) { return (a <=> b) == 0; }

private:
    qint64 m_units = 0;
    qint8 m_scale = 0;
};

} // namespace Tickwell

Q_DECLARE_TYPEINFO(Tickwell::Decimal, Q_PRIMITIVE_TYPE);
