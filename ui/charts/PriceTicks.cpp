// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/PriceTicks.h"

#include <QCoreApplication>
#include <QLocale>

#include <array>
#include <cmath>

namespace Tickwell {

namespace {

constexpr std::array NiceFactors{1.0, 2.0, 2.5, 5.0, 10.0};
constexpr int MaxTicks = 200; // a mistaken range must not fill the memory

int decimalsOf(double step)
{
    for (int decimals = 0; decimals < 12; ++decimals) {
        const double scaled = step * std::pow(10.0, decimals);
        if (std::abs(scaled - std::round(scaled)) < 1e-6)
            return decimals;
    }
    return 12;
}

} // namespace

double niceCeiling(double value)
{
    const double power = std::pow(10.0, std::floor(std::log10(value)));
    for (const double factor : NiceFactors) {
        if (factor * power >= value * (1 - 1e-9))
            return factor * power;
    }
    return 10 * power;
}

PriceTicks PriceTicks::between(double low, double high, double length, double spacing,
                               int maxDecimals)
{
    PriceTicks ticks;
    if (!(high > low) || !(length > 0) || !std::isfinite(high - low))
        return ticks;
    const double finest = std::pow(10.0, -maxDecimals);
    double step = niceCeiling(qMax((high - low) * spacing / length, finest));
    // A quarter of a step (2.5) may need one digit more than the prices have.
    while (decimalsOf(step) > maxDecimals)
        step = niceCeiling(step * 1.01);
    ticks.step = step;
    ticks.decimals = decimalsOf(step);
    const double first = std::ceil(low / step - 1e-9);
    for (int i = 0; i < MaxTicks; ++i) {
        const double value = (first + i) * step;
        if (value > high + step * 1e-9)
            break;
        ticks.values.append(value);
    }
    return ticks;
}

QString formatPrice(double value, int decimals)
{
    return QLocale().toString(value, 'f', decimals);
}

QString formatVolume(double volume)
{
    const QLocale locale;
    if (volume >= 1e9)
        return QCoreApplication::translate("Charts", "%1 B")
            .arg(locale.toString(volume / 1e9, 'f', 2));
    if (volume >= 1e6)
        return QCoreApplication::translate("Charts", "%1 M")
            .arg(locale.toString(volume / 1e6, 'f', 2));
    const bool whole = std::abs(volume - std::round(volume)) < 1e-9;
    return locale.toString(volume, 'f', whole || volume >= 1000 ? 0 : 3);
}

} // namespace Tickwell
