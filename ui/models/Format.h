// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Decimal.h"

#include <QObject>
#include <QtQml/qqmlregistration.h>

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
    /// Without its sign, which the arrow beside it tells: `1.24 %`.
    [[nodiscard]] static QString change(double percent);
};

} // namespace Tickwell
