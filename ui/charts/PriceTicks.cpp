// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/PriceTicks.h"

#include <QCoreApplication>
#include <QLocale>

#include <array>
#include <cmath>

namespace Tickwell {

namespace {

constexpr std::array NiceFactors{1.0, 2.0, 2.5, 5.0, 10.0};
constexpr double DecadeRatio = 1.6; // labels so far apart are read best as 1, 2, 5, 10
constexpr int MaxTicks = 200;       // a mistaken range must not fill the memory

int decimalsOf(double step)
{
    for (int decimals = 0; decimals < 12; ++decimals) {
        const double scaled = step * std::pow(10.0, decimals);
        if (std::abs(scaled - std::round(scaled)) < 1e-6)
            return decimals;
    }
    return 12;
}

/// The smallest of 1, 2 and 5 times a power of ten that is not less than @p value, > 0.
double decadeCeiling(double value)
{
    const double power = std::pow(10.0, std::floor(std::log10(value)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (factor * power >= value * (1 - 1e-9))
            return factor * power;
    }
    return 10 * power;
}

/// The smallest nice step from @p least on that prices of @p maxDecimals digits can take.
double stepOf(double least, int maxDecimals)
{
    double step = niceCeiling(least);
    // A quarter of a step (2.5) may need one digit more than the prices have.
    while (decimalsOf(step) > maxDecimals)
        step = niceCeiling(step * 1.01);
    return step;
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
    const double step = stepOf(qMax((high - low) * spacing / length, finest), maxDecimals);
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

PriceTicks PriceTicks::logarithmic(double low, double high, double length, double spacing,
                                   int maxDecimals)
{
    PriceTicks ticks;
    if (!(low > 0) || !(high > low) || !(length > 0) || !std::isfinite(high))
        return ticks;
    const double finest = std::pow(10.0, -maxDecimals);
    // What a price is multiplied with to be a label further up.
    const double ratio = std::exp(std::log(high / low) * spacing / length);
    double reach = low;
    while (ticks.values.size() < MaxTicks) {
        double step = stepOf(qMax(reach * (ratio - 1) / ratio, finest), maxDecimals);
        double value = std::ceil(reach / step - 1e-9) * step;
        if (ratio >= DecadeRatio) {
            value = decadeCeiling(qMax(reach, finest));
            step = value;
        }
        if (value > high * (1 + 1e-12))
            break;
        if (ticks.values.isEmpty())
            ticks.step = step;
        ticks.decimals = qMax(ticks.decimals, decimalsOf(step));
        ticks.values.append(value);
        reach = qMax(value * ratio, value + finest);
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
