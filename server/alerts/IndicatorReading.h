// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Alert.h"
#include "core/Indicators.h"

#include <optional>
#include <variant>

namespace Tickwell {

/// The value that an indicator alert watches, bar by bar: the RSI, or by how much the one of two
/// lines is above the other. A plain value.
class IndicatorReading
{
public:
    explicit IndicatorReading(const AlertTerms &terms);

    /// Takes the close of the next closed bar. None before there were enough.
    std::optional<double> add(double close);

    /// So many bars make the value what it would be after any number of them, but for digits that
    /// nobody sees: exponential averages never quite forget.
    [[nodiscard]] static int barsNeeded(const AlertTerms &terms);

private:
    struct PriceSma
    {
        Sma average;
        std::optional<double> add(double close);
    };
    struct PriceEma
    {
        Ema average;
        std::optional<double> add(double close);
    };
    struct SmaSma
    {
        Sma fast;
        Sma slow;
        std::optional<double> add(double close);
    };
    struct MacdSignal
    {
        Macd macd;
        std::optional<double> add(double close);
    };
    using Reading = std::variant<PriceSma, PriceEma, SmaSma, Rsi, MacdSignal>;

    [[nodiscard]] static Reading readingOf(const AlertTerms &terms);

    Reading m_reading;
};

} // namespace Tickwell
