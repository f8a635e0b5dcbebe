// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/CsvExport.h"

#include "store/Csv.h"
#include "store/CsvMerge.h"
#include "store/CsvTables.h"

namespace Tickwell {

namespace {

template<typename Table>
Result<std::unique_ptr<ExportCursor>> open(Connection connection, const ExportQuery &query)
{
    auto table = Table::open(std::move(connection), query);
    if (!table)
        return tl::unexpected(table.error());
    return std::make_unique<CsvMerge<Table>>(std::move(*table));
}

} // namespace

Result<std::unique_ptr<ExportCursor>> openCsvExport(Connection connection, const ExportQuery &query)
{
    switch (query.dataSet) {
    case DataSet::Ticks:
        return open<TickTable>(std::move(connection), query);
    case DataSet::Candles:
        return open<CandleTable>(std::move(connection), query);
    case DataSet::Monitor:
        return open<SampleTable>(std::move(connection), query);
    case DataSet::Chat:
        return open<MessageTable>(std::move(connection), query);
    case DataSet::Orders:
        return open<TradingTable<OrderCsv>>(std::move(connection), query);
    case DataSet::Trades:
        return open<TradingTable<TradeCsv>>(std::move(connection), query);
    }
    Q_UNREACHABLE();
}

} // namespace Tickwell
