// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <array>
#include <optional>
#include <span>

namespace Tickwell {

/// What a chart can compute from its bars (MARKETS.md, Indicators).
enum class IndicatorKind { Sma, Ema, Bollinger, Vwap, Rsi, Macd };

inline constexpr std::array AllIndicatorKinds{IndicatorKind::Sma,       IndicatorKind::Ema,
                                              IndicatorKind::Bollinger, IndicatorKind::Vwap,
                                              IndicatorKind::Rsi,       IndicatorKind::Macd};

/// One number that an indicator is set by, and what it may be.
struct IndicatorParameter
{
    enum class Meaning { Period, Width, Fast, Slow, Signal };
    Meaning meaning = Meaning::Period;
    double initial = 0;
    double least = 1;
    double most = 500;
    bool whole = true;
};

[[nodiscard]] std::span<const IndicatorParameter> parametersOf(IndicatorKind kind);

/// A kind with its parameters; those that the kind has not are zero.
struct Indicator
{
    IndicatorKind kind = IndicatorKind::Sma;
    std::array<double, 3> parameters{};

    /// With the parameters that are usual.
    [[nodiscard]] static Indicator usual(IndicatorKind kind);
    /// Drawn over the prices; else in a pane of its own.
    [[nodiscard]] bool isOverlay() const;
    /// How many values it has for a bar: Bollinger's lower, middle and upper band; the line, the
    /// signal and the histogram of a MACD; else one.
    [[nodiscard]] int values() const;
    /// In the field's own short words: `SMA 9`, `BB 20 2`, `MACD 12 26 9`.
    [[nodiscard]] QString title() const;
    /// Each parameter is in its range, and a MACD's fast period below its slow one.
    [[nodiscard]] bool isValid() const;

    friend bool operator==(const Indicator &, const Indicator &) = default;
};

/// As preferences keep it: `sma 9`.
[[nodiscard]] QString toString(const Indicator &indicator);
[[nodiscard]] std::optional<Indicator> parseIndicator(QStringView text);

} // namespace Tickwell
