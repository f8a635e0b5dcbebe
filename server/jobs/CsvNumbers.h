// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Result.h"
#include "jobs/CsvSource.h"
#include "jobs/NumberPack.h"
#include "jobs/ParallelWork.h"

#include <QStringList>

#include <vector>

namespace Tickwell {

/// The numbers of a CSV file.
struct CsvNumbers
{
    QStringList names = {};              ///< of all columns
    std::vector<NumberPack> packs = {};  ///< in the order of the rows
    std::vector<qsizetype> numeric = {}; ///< the columns that are
    qint64 rows = 0;
};

struct CsvReading
{
    int threads = 1;
    qsizetype blockSize = 0; ///< 0: one that fits the file
    qint64 memoryLimit = 0;  ///< bytes that the numbers may take
    double share = 1;        ///< of the work that progress is told of
};

/// Reads all of @p source, as part of @p work.
[[nodiscard]] Result<CsvNumbers> readNumbers(CsvSource &source, const CsvReading &reading,
                                             ParallelWork &work);

} // namespace Tickwell
