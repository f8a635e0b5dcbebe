// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/CommandLine.h"

namespace Tickwell {

/// `tickwelld export`: writes a data set of the data folder to a file, beside a running server or
/// without one. Ctrl+C stops it and leaves no file. Gives the exit status.
[[nodiscard]] int runExport(const CommandLine &commandLine);

} // namespace Tickwell
