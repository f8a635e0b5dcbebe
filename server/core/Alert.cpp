// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/Alert.h"

#include "core/Words.h"

namespace Tickwell {

using namespace Qt::StringLiterals;

namespace {

constexpr Words<AlertKind, 4> Kinds{{{AlertKind::Price, "price"_L1},
                                     {AlertKind::PercentMove, "percent_move"_L1},
                                     {AlertKind::Indicator, "indicator"_L1},
                                     {AlertKind::Host, "host"_L1}}};
constexpr Words<AlertDirection, 3> Directions{{{AlertDirection::Above, "above"_L1},
                                               {AlertDirection::Below, "below"_L1},
                                               {AlertDirection::Either, "either"_L1}}};
constexpr Words<AlertState, 3> States{{{AlertState::Armed, "armed"_L1},
                                       {AlertState::Waiting, "waiting"_L1},
                                       {AlertState::Fired, "fired"_L1}}};
constexpr Words<AlertSide, 3> Sides{{{AlertSide::Unknown, "unknown"_L1},
                                     {AlertSide::Below, "below"_L1},
                                     {AlertSide::Above, "above"_L1}}};
constexpr Words<AlertIndicator, 5> Indicators{{{AlertIndicator::PriceSma, "price_sma"_L1},
                                               {AlertIndicator::PriceEma, "price_ema"_L1},
                                               {AlertIndicator::SmaSma, "sma_sma"_L1},
                                               {AlertIndicator::Rsi, "rsi"_L1},
                                               {AlertIndicator::MacdSignal, "macd_signal"_L1}}};
constexpr Words<HostReading, 9> Readings{{{HostReading::CpuUsage, "cpu_usage"_L1},
                                          {HostReading::MemoryUsage, "memory_usage"_L1},
                                          {HostReading::SwapUsage, "swap_usage"_L1},
                                          {HostReading::Load1, "load1"_L1},
                                          {HostReading::DiskUsage, "disk_usage"_L1},
                                          {HostReading::DiskRead, "disk_read"_L1},
                                          {HostReading::DiskWrite, "disk_write"_L1},
                                          {HostReading::NetworkIn, "network_in"_L1},
                                          {HostReading::NetworkOut, "network_out"_L1}}};

bool isPeriod(int period)
{
    return period >= 1 && period <= AlertTerms::MaxPeriod;
}

Result<void> checkPeriods(const AlertTerms &terms)
{
    const bool hasSlow =
        terms.indicator == AlertIndicator::SmaSma || terms.indicator == AlertIndicator::MacdSignal;
    const bool hasSignal = terms.indicator == AlertIndicator::MacdSignal;
    if (!isPeriod(terms.period) || (hasSlow && !isPeriod(terms.slowPeriod))
        || (hasSignal && !isPeriod(terms.signalPeriod)))
        return failure(u"A period is 1 to %1 bars"_s.arg(AlertTerms::MaxPeriod));
    if (hasSlow && terms.slowPeriod <= terms.period)
        return failure(u"The slow period must be longer than the fast one"_s);
    return {};
}

/// @p percent: the value lies between 0 and 100.
Result<void> checkReturn(const AlertTerms &terms, bool percent)
{
    const bool comesFromBelow = terms.direction != AlertDirection::Below;
    const bool comesFromAbove = terms.direction != AlertDirection::Above;
    if (comesFromBelow && terms.threshold - terms.hysteresis < Decimal())
        return failure(u"The hysteresis is so large that the value could never come back: make it "
                       "smaller than the threshold"_s);
    if (percent && comesFromAbove && terms.threshold + terms.hysteresis > Decimal(100, 0))
        return failure(u"The hysteresis is so large that the value could never come back: make "
                       "threshold and hysteresis at most 100 together"_s);
    return {};
}

} // namespace

QString toString(AlertKind kind)
{
    return wordOf(Kinds, kind);
}

QString toString(AlertDirection direction)
{
    return wordOf(Directions, direction);
}

QString toString(AlertState state)
{
    return wordOf(States, state);
}

QString toString(AlertSide side)
{
    return wordOf(Sides, side);
}

QString toString(AlertIndicator indicator)
{
    return wordOf(Indicators, indicator);
}

QString toString(HostReading reading)
{
    return wordOf(Readings, reading);
}

std::optional<AlertKind> parseAlertKind(QStringView text)
{
    return parseWord(Kinds, text);
}

std::optional<AlertDirection> parseAlertDirection(QStringView text)
{
    return parseWord(Directions, text);
}

std::optional<AlertState> parseAlertState(QStringView text)
{
    return parseWord(States, text);
}

std::optional<AlertSide> parseAlertSide(QStringView text)
{
    return parseWord(Sides, text);
}

std::optional<AlertIndicator> parseAlertIndicator(QStringView text)
{
    return parseWord(Indicators, text);
}

std::optional<HostReading> parseHostReading(QStringView text)
{
    return parseWord(Readings, text);
}

bool isPercent(HostReading reading)
{
    return reading == HostReading::CpuUsage || reading == HostReading::MemoryUsage
        || reading == HostReading::SwapUsage || reading == HostReading::DiskUsage;
}

std::optional<double> valueOf(const HostSample &sample, HostReading reading)
{
    switch (reading) {
    case HostReading::CpuUsage:
        return sample.cpuUsage;
    case HostReading::MemoryUsage:
        return sample.memoryUsage();
    case HostReading::SwapUsage:
        return sample.swapUsage();
    case HostReading::Load1:
        return sample.load1;
    case HostReading::DiskUsage:
        return sample.diskUsage();
    case HostReading::DiskRead:
        return sample.diskRead;
    case HostReading::DiskWrite:
        return sample.diskWrite;
    case HostReading::NetworkIn:
        return sample.networkIn;
    case HostReading::NetworkOut:
        return sample.networkOut;
    }
    Q_UNREACHABLE();
}

Result<void> checkAlert(const AlertTerms &terms)
{
    if (terms.hysteresis < Decimal())
        return failure(u"A hysteresis is not below zero"_s);
    if (terms.coolDown.count() < 0 || terms.coolDown > AlertTerms::MaxCoolDown)
        return failure(u"A cool-down is 0 to %1 seconds"_s.arg(AlertTerms::MaxCoolDown.count()));
    switch (terms.kind) {
    case AlertKind::Price:
        if (terms.threshold <= Decimal())
            return failure(u"A price is above zero"_s);
        if (terms.hysteresis >= terms.threshold)
            return failure(u"The hysteresis is so large that the price could never come back: make "
                           "it smaller than the threshold"_s);
        return {};
    case AlertKind::PercentMove:
        if (terms.threshold <= Decimal())
            return failure(u"A move is above zero percent: its direction says whether it is a rise "
                           "or a fall"_s);
        if (terms.window < AlertTerms::MinWindow || terms.window > AlertTerms::MaxWindow)
            return failure(u"A window is %1 to %2 seconds"_s.arg(AlertTerms::MinWindow.count())
                               .arg(AlertTerms::MaxWindow.count()));
        if (terms.hysteresis > terms.threshold)
            return failure(u"The hysteresis is larger than the move"_s);
        return {};
    case AlertKind::Indicator:
        if (const auto valid = checkPeriods(terms); !valid)
            return valid;
        if (terms.indicator != AlertIndicator::Rsi)
            return {};
        if (terms.threshold <= Decimal() || terms.threshold >= Decimal(100, 0))
            return failure(u"A level of the RSI is between 0 and 100"_s);
        return checkReturn(terms, true);
    case AlertKind::Host:
        if (terms.threshold <= Decimal())
            return failure(u"A threshold of a reading is above zero"_s);
        if (isPercent(terms.reading) && terms.threshold > Decimal(100, 0))
            return failure(u"This reading is a percentage: it never passes 100"_s);
        return checkReturn(terms, isPercent(terms.reading));
    }
    Q_UNREACHABLE();
}

} // namespace Tickwell
