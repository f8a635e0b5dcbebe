// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace Tickwell {

/// What is wrong with a CSV file, and where.
struct CsvFault
{
    qint64 offset = 0;    ///< bytes from the beginning of the file: in the line that is at fault
    QString message = {}; ///< what goes on behind "Line 7 "
};

} // namespace Tickwell
