// SPDX-License-Identifier: GPL-3.0-or-later
#include "jobs/CsvDescription.h"

#include "core/JsonWriter.h"
#include "jobs/ColumnStatistics.h"
#include "jobs/CsvNumbers.h"

#include <QThread>

#include <algorithm>
#include <new>
#include <vector>

#include <unistd.h>

namespace Tickwell {

using namespace Qt::StringLiterals;

namespace {

/// How much of the time reading takes, about; the rest goes into the quartiles.
constexpr double ReadingShare = 0.8;

qint64 halfOfMemory()
{
    return qint64(sysconf(_SC_PHYS_PAGES)) * sysconf(_SC_PAGESIZE) / 2;
}

Result<CsvDescription> describe(CsvSource source, const CsvDescriptionControl &control)
try {
    ParallelWork work(control.cancelled, control.progress);
    const int threads = control.threads > 0 ? control.threads : QThread::idealThreadCount();
    work.report(0);
    const Result<CsvNumbers> numbers =
        readNumbers(source,
                    {.threads = threads,
                     .blockSize = static_cast<qsizetype>(control.blockSize),
                     .memoryLimit = control.memoryLimit > 0 ? control.memoryLimit : halfOfMemory(),
                     .share = ReadingShare},
                    work);
    if (!numbers)
        return tl::unexpected(numbers.error());

    const std::size_t count = numbers->numeric.size();
    std::vector<ColumnDescription> columns(count);
    std::atomic<std::size_t> next = 0;
    std::atomic<std::size_t> done = 0;
    work.run(static_cast<int>(std::min<std::size_t>(static_cast<std::size_t>(threads), count)),
             [&] {
                 for (std::size_t i = next++; i < count && !work.isStopped(); i = next++) {
                     const qsizetype index = numbers->numeric[i];
                     columns[i] = describeColumn(numbers->names[index],
                                                 ColumnNumbers(numbers->packs, index, work));
                     work.report(ReadingShare
                                 + (1 - ReadingShare) * static_cast<double>(++done)
                                     / static_cast<double>(count));
                 }
             });
    // Whoever cancels while the last column is being described is heard as well.
    if (work.isStopped())
        return tl::unexpected(work.result().error());
    work.report(1);
    return CsvDescription{QList<ColumnDescription>(columns.begin(), columns.end()), numbers->rows};
} catch (const std::bad_alloc &) {
    return tl::unexpected(outOfMemory());
}

} // namespace

Result<CsvDescription> describeCsv(const QString &path, const CsvDescriptionControl &control)
{
    Result<CsvSource> source = CsvSource::open(path);
    if (!source)
        return tl::unexpected(source.error());
    return describe(std::move(*source), control);
}

Result<CsvDescription> describeCsvText(QByteArrayView csv, const CsvDescriptionControl &control)
{
    return describe(CsvSource(csv), control);
}

QByteArray toJson(const CsvDescription &description)
{
    QByteArray out;
    JsonWriter json(out);
    json.beginObject();
    for (const ColumnDescription &column : description.columns) {
        json.keyOf(column.name)
            .beginObject()
            .field("count", column.count)
            .field("mean", column.mean)
            .field("std", column.std)
            .field("min", column.min)
            .field("25%", column.q25)
            .field("50%", column.median)
            .field("75%", column.q75)
            .field("max", column.max)
            .endObject();
    }
    json.endObject();
    return out;
}

} // namespace Tickwell
