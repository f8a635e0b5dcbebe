// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace Tickwell {

/// Bounds of a number, in pydantic's names.
template<typename T>
struct NumberRule
{
    std::optional<T> ge = {}; ///< ≥
    std::optional<T> le = {}; ///< ≤
    std::optional<T> gt = {}; ///< >
    std::optional<T> lt = {}; ///< <
};
using IntegerRule = NumberRule<qint64>;
using RealRule = NumberRule<double>;

/// Bounds of a text; lengths in Unicode code points, as Python counts them.
struct StringRule
{
    std::optional<qsizetype> minLength = {};
    std::optional<qsizetype> maxLength = {};
    QString pattern = {}; ///< regular expression that must match; empty: anything goes
};

} // namespace Tickwell
