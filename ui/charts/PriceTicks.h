// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace Tickwell {

/// Where a value axis has its labels: at multiples of 1, 2, 2.5 or 5 times a power of ten.
struct PriceTicks
{
    double step = 1;
    int decimals = 0;     ///< digits after the point that tell neighbouring ticks apart
    QList<double> values; ///< ascending, inside the range

    /// Ticks of [@p low, @p high] over @p length pixels, at least @p spacing pixels apart. The
    /// step is never finer than 10^-@p maxDecimals.
    [[nodiscard]] static PriceTicks between(double low, double high, double length, double spacing,
                                            int maxDecimals);
    /// The same for an axis on which equal ratios are equally far apart: steps grow with the price.
    /// @p low > 0. The step is the finest of them.
    [[nodiscard]] static PriceTicks logarithmic(double low, double high, double length,
                                                double spacing, int maxDecimals);
};

/// The smallest round number (1, 2, 2.5 or 5 times a power of ten) that is not less than
/// @p value, > 0.
[[nodiscard]] double niceCeiling(double value);

/// @p value with exactly @p decimals digits and with the locale's separators: 97,214.50.
[[nodiscard]] QString formatPrice(double value, int decimals);

/// @p volume in few characters: 950, 12,345, 1.25 M.
[[nodiscard]] QString formatVolume(double volume);

} // namespace Tickwell
