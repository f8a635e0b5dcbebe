// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <QtQml/qqmlregistration.h>

namespace Tickwell {

/// The numbers of one bar as the read-out row shows them.
struct BarReadout
{
    Q_GADGET
    QML_VALUE_TYPE(barReadout)
    Q_PROPERTY(bool valid MEMBER valid)
    Q_PROPERTY(QString open MEMBER open)
    Q_PROPERTY(QString high MEMBER high)
    Q_PROPERTY(QString low MEMBER low)
    Q_PROPERTY(QString close MEMBER close)
    Q_PROPERTY(QString volume MEMBER volume)
    Q_PROPERTY(bool rising MEMBER rising)

public:
    bool valid = false;
    QString open;
    QString high;
    QString low;
    QString close;
    QString volume;
    bool rising = true;

    friend bool operator==(const BarReadout &, const BarReadout &) = default;
};

/// A line across the plot with a tag at the price axis.
struct PriceMark
{
    Q_GADGET
    QML_VALUE_TYPE(priceMark)
    Q_PROPERTY(bool visible MEMBER visible)
    Q_PROPERTY(double y MEMBER y)
    Q_PROPERTY(QString text MEMBER text)
    Q_PROPERTY(bool rising MEMBER rising)

public:
    bool visible = false;
    double y = 0; ///< pixels from the plot's top
    QString text;
    bool rising = true;

    friend bool operator==(const PriceMark &, const PriceMark &) = default;
};

/// Where the crosshair stands and what it points at.
struct Crosshair
{
    Q_GADGET
    QML_VALUE_TYPE(crosshair)
    Q_PROPERTY(bool visible MEMBER visible)
    Q_PROPERTY(double x MEMBER x)
    Q_PROPERTY(double y MEMBER y)
    Q_PROPERTY(QString value MEMBER value)
    Q_PROPERTY(QString time MEMBER time)

public:
    bool visible = false;
    double x = 0;  ///< pixels: the middle of the bar it points at
    double y = 0;  ///< pixels: where the pointer is
    QString value; ///< price, or volume in the volume pane
    QString time;

    friend bool operator==(const Crosshair &, const Crosshair &) = default;
};

} // namespace Tickwell
