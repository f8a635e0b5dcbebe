// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/PricePlotValues.h"

#include "core/Decimal.h"

#include <cmath>

namespace Tickwell {

double PriceScale::yOf(const QString &price) const
{
    const double value = price.toDouble();
    if (!logarithmic)
        return (high - value) / (high - low) * height;
    // Nothing is so far down.
    return value > 0 ? std::log(high / value) / std::log(high / low) * height : 2 * height;
}

QString PriceScale::priceAt(double y) const
{
    if (!valid || y < 0 || y > height || height <= 0)
        return {};
    const double value =
        logarithmic ? high * std::pow(low / high, y / height) : high - y / height * (high - low);
    const Decimal price = Decimal::fromDouble(value, decimals);
    return price > Decimal() ? price.toString() : QString();
}

} // namespace Tickwell
