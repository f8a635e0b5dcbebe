// SPDX-License-Identifier: GPL-3.0-or-later
#include "alerts/IndicatorReading.h"

#include <algorithm>

namespace Tickwell {

namespace {

constexpr int MaxBars = 5'000; ///< that can be asked for at once

} // namespace

std::optional<double> IndicatorReading::PriceSma::add(double close)
{
    const auto value = average.add(close);
    return value ? std::optional(close - *value) : std::nullopt;
}

std::optional<double> IndicatorReading::PriceEma::add(double close)
{
    const auto value = average.add(close);
    return value ? std::optional(close - *value) : std::nullopt;
}

std::optional<double> IndicatorReading::SmaSma::add(double close)
{
    const auto fastValue = fast.add(close);
    const auto slowValue = slow.add(close);
    return fastValue && slowValue ? std::optional(*fastValue - *slowValue) : std::nullopt;
}

std::optional<double> IndicatorReading::MacdSignal::add(double close)
{
    const auto value = macd.add(close);
    return value ? value->histogram() : std::nullopt;
}

IndicatorReading::Reading IndicatorReading::readingOf(const AlertTerms &terms)
{
    switch (terms.indicator) {
    case AlertIndicator::PriceSma:
        return PriceSma{Sma(terms.period)};
    case AlertIndicator::PriceEma:
        return PriceEma{Ema(terms.period)};
    case AlertIndicator::SmaSma:
        return SmaSma{Sma(terms.period), Sma(terms.slowPeriod)};
    case AlertIndicator::Rsi:
        return Rsi(terms.period);
    case AlertIndicator::MacdSignal:
        return MacdSignal{Macd(terms.period, terms.slowPeriod, terms.signalPeriod)};
    }
    Q_UNREACHABLE();
}

IndicatorReading::IndicatorReading(const AlertTerms &terms)
    : m_reading(readingOf(terms))
{
}

std::optional<double> IndicatorReading::add(double close)
{
    return std::visit([close](auto &reading) { return reading.add(close); }, m_reading);
}

int IndicatorReading::barsNeeded(const AlertTerms &terms)
{
    int bars = 0;
    switch (terms.indicator) {
    case AlertIndicator::PriceSma:
        bars = terms.period;
        break;
    case AlertIndicator::SmaSma:
        bars = terms.slowPeriod;
        break;
    case AlertIndicator::PriceEma:
    case AlertIndicator::Rsi:
        bars = 20 * terms.period;
        break;
    case AlertIndicator::MacdSignal:
        bars = 10 * (terms.slowPeriod + terms.signalPeriod);
        break;
    }
    // And the one that is still open.
    return std::min(bars + 1, MaxBars);
}

} // namespace Tickwell
