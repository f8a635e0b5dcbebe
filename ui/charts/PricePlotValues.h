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
    QString value; ///< price, or volume in the volume pane; empty below both
    QString time;

    friend bool operator==(const Crosshair &, const Crosshair &) = default;
};

/// A stretch of the plot that is measured, and what lies between its ends.
struct Measurement
{
    Q_GADGET
    QML_VALUE_TYPE(measurement)
    Q_PROPERTY(bool visible MEMBER visible)
    Q_PROPERTY(double startX MEMBER startX)
    Q_PROPERTY(double startY MEMBER startY)
    Q_PROPERTY(double endX MEMBER endX)
    Q_PROPERTY(double endY MEMBER endY)
    Q_PROPERTY(bool rising MEMBER rising)
    Q_PROPERTY(QString change MEMBER change)
    Q_PROPERTY(QString percent MEMBER percent)
    Q_PROPERTY(int bars MEMBER bars)
    Q_PROPERTY(QString duration MEMBER duration)

public:
    bool visible = false;
    double startX = 0; ///< pixels, as the others
    double startY = 0;
    double endX = 0;
    double endY = 0;
    bool rising = true;
    QString change;   ///< of the price, with its sign
    QString percent;  ///< of the price at the start, with its sign; empty where that is not above 0
    int bars = 0;     ///< from the one to the other, below zero to the left
    QString duration; ///< between the two bars' starts

    friend bool operator==(const Measurement &, const Measurement &) = default;
};

/// Where prices are in the plot.
struct PriceScale
{
    Q_GADGET
    QML_VALUE_TYPE(priceScale)
    Q_PROPERTY(bool valid MEMBER valid)
    Q_PROPERTY(double height MEMBER height)

public:
    bool valid = false; ///< there are bars to measure by
    double low = 0;     ///< the price at the lower end of the price pane
    double high = 1;    ///< the price at the plot's top
    double height = 0;  ///< of the price pane in pixels
    int decimals = 2;   ///< of a price that is pointed at
    bool logarithmic = false;

    /// Pixels from the plot's top to @p price, given in plain digits.
    Q_INVOKABLE [[nodiscard]] double yOf(const QString &price) const;
    /// The price at @p y in plain digits; empty outside of the price pane.
    Q_INVOKABLE [[nodiscard]] QString priceAt(double y) const;

    friend bool operator==(const PriceScale &, const PriceScale &) = default;
};

} // namespace Tickwell
