// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Result.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QString>

#include <atomic>
#include <functional>

/// What `pandas.read_csv(path).describe()` says about a CSV file (API.md §3, "CSV description").
namespace Tickwell {

/// The numbers of one column. NaN where there is none: all but `count` of a column without numbers,
/// `std` of a single number. An infinity in the column makes what pandas makes of it.
struct ColumnDescription
{
    QString name;
    qint64 count = 0; ///< cells that hold a number; missing ones do not count
    double mean = 0;
    double std = 0; ///< of a sample: divided by count - 1
    double min = 0;
    double q25 = 0; ///< interpolated linearly, as the two below
    double median = 0;
    double q75 = 0;
    double max = 0;
};

struct CsvDescription
{
    QList<ColumnDescription> columns = {}; ///< the numeric ones, in the order of the file
    qint64 rows = 0;                       ///< without the header and blank lines
};

/// How a description is made. All members may stay as they are.
struct CsvDescriptionControl
{
    /// Looked at every few milliseconds; once true, the description fails with Unavailable.
    /// Outlives the call.
    const std::atomic<bool> *cancelled = nullptr;
    /// Told how much is done, from 0 to 1, never falling, at most a few hundred times. On any of
    /// the working threads, one call at a time; it must be quick.
    std::function<void(double)> progress = {};
    /// Threads that work, the calling one among them. 0: as many as there are processors.
    int threads = 0;
    /// Bytes that the numbers may take; beyond that the description fails with Limit. 0: half of
    /// the machine's memory.
    qint64 memoryLimit = 0;
    /// Bytes that a thread reads at a time; 0: a good number. For tests.
    qint64 blockSize = 0;
};

/// Describes the CSV file @p path: RFC 4180 with commas; CR LF, LF or CR; UTF-8 with or without a
/// byte order mark; the first line that is not blank is the header.
///
/// Columns and cells are typed as pandas 1.5 does it with low_memory=False: else it types a large
/// file by slices, and what it makes of a column depends on where they end. Two of its slips are
/// not followed: beside a missing cell it drops the least int64, and the quartiles of int64 numbers
/// further apart than 2^63 wrap.
///
/// Fails with Invalid, naming the line, when a row has fewer or more cells than the header, or
/// takes more than 16 MiB, when there is no header (readHeader), a header of more than 65,536
/// columns, an open quote, a NUL byte or invalid UTF-8; with NotFound or Unavailable when the file
/// cannot be read, with Limit when memory does not suffice.
///
/// Blocks for as long as it takes: for pool threads. It takes at most 10 bytes for each number,
/// mostly 2 to 4, and some tens of megabytes; a few hundred where there are tens of thousands of
/// columns. Reentrant.
[[nodiscard]] Result<CsvDescription> describeCsv(const QString &path,
                                                 const CsvDescriptionControl &control = {});

/// The same for a CSV file that is in memory.
[[nodiscard]] Result<CsvDescription> describeCsvText(QByteArrayView csv,
                                                     const CsvDescriptionControl &control = {});

/// As pandas' `describe().to_dict()`: {"column": {"count":…, "mean":…, "std":…, "min":…, "25%":…,
/// "50%":…, "75%":…, "max":…}, …}; `null` for NaN and infinities.
[[nodiscard]] QByteArray toJson(const CsvDescription &description);

} // namespace Tickwell
