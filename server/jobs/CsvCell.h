// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "jobs/ColumnType.h"

#include <QByteArray>
#include <QByteArrayView>

namespace Tickwell {

struct CsvCell
{
    CellKind kind = CellKind::Missing;
    double value = 0; ///< of a number
};

/// What pandas 1.5 reads in a cell with the content @p text, its quotes removed.
///
/// Missing are the words that read_csv() has for it and the empty cell. A number may have white
/// space around it, and a sign; of a number that is no integer the first 17 digits count, leading
/// zeros among them; one beyond the range of a double is text.
[[nodiscard]] CsvCell readCell(QByteArrayView text);

/// Where a cell ends and what it holds.
struct CsvCellExtent
{
    const char *end = nullptr; ///< its comma, CR or LF; null when a quote is not closed
    QByteArrayView text = {};  ///< its content without quotes
};

/// The cell at @p begin, in rows that end with a line end before @p end. A quote is one only at the
/// beginning of a cell; what follows a closing quote belongs to the cell. @p unquoted holds the
/// content when that has to be put together.
[[nodiscard]] CsvCellExtent findCell(const char *begin, const char *end, QByteArray &unquoted);

/// 10^@p exponent, from 0 to 308.
[[nodiscard]] double powerOfTen(int exponent);

} // namespace Tickwell
