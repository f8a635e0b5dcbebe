// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Candle.h"
#include "core/Time.h"

#include <QString>

#include <optional>

namespace Tickwell {

/// What can be exported: the names of `GET /export/NAME.csv` and `tickwelld export NAME`.
enum class DataSet { Ticks, Candles, Monitor, Chat, Orders, Trades };

[[nodiscard]] QString toString(DataSet dataSet);
[[nodiscard]] std::optional<DataSet> parseDataSet(QStringView text);
/// Whether its rows are of a symbol each.
[[nodiscard]] constexpr bool hasSymbol(DataSet dataSet)
{
    return dataSet != DataSet::Monitor && dataSet != DataSet::Chat;
}

/// Which captured rows to export. Rows come in the order of their time.
struct ExportQuery
{
    DataSet dataSet = DataSet::Ticks;
    QString symbol;                   ///< of all but monitor and chat: this one only; empty: all
    std::optional<Interval> interval; ///< candles: this width only; none: all
    std::optional<Timestamp> from;    ///< inclusive
    std::optional<Timestamp> to;      ///< exclusive

    friend bool operator==(const ExportQuery &, const ExportQuery &) = default;
};

} // namespace Tickwell
