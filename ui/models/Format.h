// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Decimal.h"
#include "core/Time.h"

#include <QObject>
#include <QtQml/qqmlregistration.h>

#include <optional>

namespace Tickwell {

/// Numbers as people read them, in the window's language. GUI thread only.
class Format : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON

public:
    using QObject::QObject;

    /// `1,204,311`
    Q_INVOKABLE static QString count(double value);
    /// `812 B`, `14.7 GB`: decimal units, three digits.
    Q_INVOKABLE static QString bytes(double value);
    /// `80.0 kB/s`
    Q_INVOKABLE static QString rate(double bytesPerSecond);
    /// `23 %`
    Q_INVOKABLE static QString percent(double value, int digits = 0);

    /// All digits of @p price, its whole part in groups: `97,214.50`.
    [[nodiscard]] static QString price(Decimal price);
    /// A mean of prices, rounded to the digits that tell at its size: `264.42`, `1.2346`.
    [[nodiscard]] static QString average(Decimal price);
    /// Rounded to cents: `18,880.00`.
    [[nodiscard]] static QString money(Decimal amount);
    /// A profit or a loss, with its sign: `+225.00`, `−76.68`, `0.00`.
    [[nodiscard]] static QString gain(Decimal amount);
    /// A quantity without zeros at its end: `1,000`, `0.25`.
    [[nodiscard]] static QString quantity(Decimal quantity);
    /// Reads what a person typed, with or without groups; none when it is no number.
    [[nodiscard]] static std::optional<Decimal> number(const QString &text);
    /// Without its sign, which the arrow beside it tells: `1.24 %`.
    [[nodiscard]] static QString change(double percent);
    /// In the chosen zone: `13:42:07` of today, `2026-11-20 13:42` of another day.
    [[nodiscard]] static QString moment(Timestamp time);
};

} // namespace Tickwell
