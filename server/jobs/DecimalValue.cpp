// SPDX-License-Identifier: GPL-3.0-or-later
#include "jobs/DecimalValue.h"

#include <algorithm>
#include <bit>

namespace Tickwell {

double decimalValue(quint64 units, int scale)
{
    // Both are exact as doubles, so that the one division rounds once (Clinger 1990).
    if (units <= quint64(1) << 53)
        return static_cast<double>(units) / static_cast<double>(decimalPower(scale));
    if (scale == 0)
        return static_cast<double>(units);

    __extension__ using Wide = unsigned __int128;
    const Wide dividend = static_cast<Wide>(units) << 64;
    const Wide quotient = dividend / decimalPower(scale);
    const auto high = static_cast<quint64>(quotient >> 64);
    // 2^57 or more remain, of which a double takes 53 bits: one bit stands for all that is cut off.
    const int cut = 64 - std::countl_zero(high);
    const auto kept = static_cast<quint64>(quotient >> cut);
    const bool inexact =
        (static_cast<Wide>(kept) << cut) != quotient || quotient * decimalPower(scale) != dividend;
    const double value = static_cast<double>(kept | quint64(inexact));
    return value * std::bit_cast<double>(static_cast<quint64>(1023 + cut - 64) << 52);
}

} // namespace Tickwell
