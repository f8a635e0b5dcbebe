// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/Export.h"

namespace Tickwell {

QString toString(DataSet dataSet)
{
    switch (dataSet) {
    case DataSet::Ticks:
        return QStringLiteral("ticks");
    case DataSet::Candles:
        return QStringLiteral("candles");
    case DataSet::Monitor:
        return QStringLiteral("monitor");
    case DataSet::Chat:
        return QStringLiteral("chat");
    case DataSet::Orders:
        return QStringLiteral("orders");
    case DataSet::Trades:
        return QStringLiteral("trades");
    }
    Q_UNREACHABLE();
}

std::optional<DataSet> parseDataSet(QStringView text)
{
    for (const DataSet dataSet : {DataSet::Ticks, DataSet::Candles, DataSet::Monitor, DataSet::Chat,
                                  DataSet::Orders, DataSet::Trades}) {
        if (text == toString(dataSet))
            return dataSet;
    }
    return std::nullopt;
}

} // namespace Tickwell
