// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <array>
#include <optional>
#include <utility>

namespace Tickwell {

/// The words that the API and the store have for the values of an enumeration.
template<typename Value, size_t N>
using Words = std::array<std::pair<Value, QLatin1String>, N>;

/// @p value has one among @p words.
template<typename Value, size_t N>
[[nodiscard]] QString wordOf(const Words<Value, N> &words, Value value)
{
    for (const auto &[known, word] : words) {
        if (known == value)
            return word;
    }
    Q_UNREACHABLE();
}

template<typename Value, size_t N>
[[nodiscard]] std::optional<Value> parseWord(const Words<Value, N> &words, QStringView text)
{
    for (const auto &[value, word] : words) {
        if (word == text)
            return value;
    }
    return std::nullopt;
}

} // namespace Tickwell
