// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "jobs/CsvBlocks.h"
#include "jobs/CsvFault.h"

#include <QStringList>

#include <tl/expected.hpp>

namespace Tickwell {

struct CsvHeader
{
    QStringList names = {}; ///< each once, as pandas names columns
    qsizetype size = 0;     ///< bytes of the block up to the first row of data; 0: blank lines only
};

/// The most columns that a file may have.
constexpr qsizetype MaxCsvColumns = 65536;

/// Reads the header at the beginning of @p block: the first line that is not blank. A second "a" is
/// named "a.1", and a blank name in the place 3 "Unnamed: 3".
///
/// Numbers alone are taken for a header only if they are in quotes or count 0, 1, 2 … as pandas
/// does where it has no names: else the file has none.
[[nodiscard]] tl::expected<CsvHeader, CsvFault> readHeader(const CsvBlock &block);

} // namespace Tickwell
