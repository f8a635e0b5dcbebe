// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Candle.h"
#include "core/Decimal.h"
#include "core/HostSample.h"
#include "core/Result.h"
#include "core/Time.h"

#include <QMetaType>
#include <QString>

#include <optional>

namespace Tickwell {

/// What an alert watches: a symbol's price, how far that has moved within a window, an indicator
/// over closed bars, or a reading of this host.
enum class AlertKind { Price, PercentMove, Indicator, Host };

/// From which side the threshold is to be reached: from below, from above, or from whichever.
enum class AlertDirection { Above, Below, Either };

/// Armed: it can fire. Waiting: it has fired, and cannot again before its value has come back and
/// the cool-down is over. Fired: it has, and was to do so once.
enum class AlertState { Armed, Waiting, Fired };

/// On which side of the threshold the value was last seen, so far away that it can cross from
/// there.
enum class AlertSide { Unknown, Below, Above };

/// What an indicator alert compares: the close with its simple or exponential average, a fast
/// average with a slow one, the RSI with a level, the MACD with its signal line.
enum class AlertIndicator { PriceSma, PriceEma, SmaSma, Rsi, MacdSignal };

enum class HostReading {
    CpuUsage,    ///< percent
    MemoryUsage, ///< percent
    SwapUsage,   ///< percent
    Load1,
    DiskUsage, ///< percent of the file system that holds what is recorded
    DiskRead,  ///< bytes per second, as those below
    DiskWrite,
    NetworkIn,
    NetworkOut,
};

/// The words of the API: `percent_move`, `either`, `waiting`, `price_sma`, `cpu_usage`, …
[[nodiscard]] QString toString(AlertKind kind);
[[nodiscard]] QString toString(AlertDirection direction);
[[nodiscard]] QString toString(AlertState state);
[[nodiscard]] QString toString(AlertSide side);
[[nodiscard]] QString toString(AlertIndicator indicator);
[[nodiscard]] QString toString(HostReading reading);
[[nodiscard]] std::optional<AlertKind> parseAlertKind(QStringView text);
[[nodiscard]] std::optional<AlertDirection> parseAlertDirection(QStringView text);
[[nodiscard]] std::optional<AlertState> parseAlertState(QStringView text);
[[nodiscard]] std::optional<AlertSide> parseAlertSide(QStringView text);
[[nodiscard]] std::optional<AlertIndicator> parseAlertIndicator(QStringView text);
[[nodiscard]] std::optional<HostReading> parseHostReading(QStringView text);

/// True of readings that lie between 0 and 100.
[[nodiscard]] bool isPercent(HostReading reading);
/// None when @p sample has none of it.
[[nodiscard]] std::optional<double> valueOf(const HostSample &sample, HostReading reading);

/// What somebody wants to be told of. A threshold that is reached exactly is crossed.
struct AlertTerms
{
    static constexpr int MaxPeriod = 500; ///< bars
    static constexpr std::chrono::seconds MinWindow{10};
    static constexpr std::chrono::seconds MaxWindow{86'400};
    static constexpr std::chrono::seconds MaxCoolDown{7 * 86'400};

    AlertKind kind = AlertKind::Price;
    QString symbol; ///< of all but Host

    // Of Indicator.
    Interval interval = Interval::Minute1;
    AlertIndicator indicator = AlertIndicator::Rsi;
    int period = 14;      ///< bars; the fast one of SmaSma and MacdSignal
    int slowPeriod = 26;  ///< of SmaSma and MacdSignal, longer than the fast one
    int signalPeriod = 9; ///< of MacdSignal

    HostReading reading = HostReading::CpuUsage; ///< of Host
    std::chrono::seconds window{900};            ///< of PercentMove

    /// Of PercentMove: a rise, a fall, or whichever.
    AlertDirection direction = AlertDirection::Above;
    /// A price; percent above zero; the reading's unit; the RSI's level. Of the other indicators
    /// it is how far apart the two are, and zero where they cross.
    Decimal threshold;
    /// In the threshold's unit: how far the value must come back before the alert can fire again.
    Decimal hysteresis;
    std::chrono::seconds coolDown{0}; ///< after it fired, it does not fire for so long
    bool repeats = false;             ///< else it fires once

    friend bool operator==(const AlertTerms &, const AlertTerms &) = default;
};

/// Why nothing could ever be told of @p terms, and what to change (Invalid). Whether a feed knows
/// the symbol is not asked.
[[nodiscard]] Result<void> checkAlert(const AlertTerms &terms);

/// An alert as it stands.
struct Alert
{
    quint64 id = 0; ///< rising from 1, never given twice
    AlertTerms terms;
    AlertState state = AlertState::Armed;
    AlertSide side = AlertSide::Unknown;
    Timestamp created;
    /// When it fired last, in the time of what it watches: a recording's is its own.
    std::optional<Timestamp> fired = {};

    friend bool operator==(const Alert &, const Alert &) = default;
};

/// An alert fired.
struct AlertEvent
{
    quint64 seq = 0; ///< rising from 1
    quint64 alertId = 0;
    Timestamp time;   ///< of the value
    double value = 0; ///< that crossed; finite; percent with its sign
    QString text;     ///< what happened, for a person

    friend bool operator==(const AlertEvent &, const AlertEvent &) = default;
};

} // namespace Tickwell

Q_DECLARE_METATYPE(Tickwell::Alert)
Q_DECLARE_METATYPE(Tickwell::AlertEvent)
