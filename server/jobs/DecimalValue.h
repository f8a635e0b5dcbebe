// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <array>

namespace Tickwell {

inline constexpr auto DecimalPowers = [] {
    std::array<quint64, 20> powers{1};
    for (std::size_t i = 1; i < powers.size(); ++i)
        powers[i] = powers[i - 1] * 10;
    return powers;
}();

/// 10^@p exponent, from 0 to 19.
constexpr quint64 decimalPower(qsizetype exponent)
{
    return DecimalPowers[static_cast<std::size_t>(exponent)];
}

/// The double nearest to @p units / 10^@p scale, a scale from 0 to 18.
[[nodiscard]] double decimalValue(quint64 units, int scale);

} // namespace Tickwell
