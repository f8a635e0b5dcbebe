// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/CommandLine.h"

#include <optional>

namespace Tickwell {

/// Exit statuses of the programs (API.md §1).
inline constexpr int ExitRuntime = 1;
inline constexpr int ExitUsage = 2;

/// One line on stderr: `PROGRAM: message`.
void printError(const QString &message);

/// The line that tells scripts that the server is ready, flushed at once.
void printListening(const QString &address);

/// What both programs do before anything else: reads the command line, answers `--help` and
/// `--version`, runs `export`, installs the log. The exit status when the program is done with
/// that; none when it is to run with @p commandLine. Needs no application object before it.
[[nodiscard]] std::optional<int> startUp(int argc, char *argv[], CommandLine &commandLine);

} // namespace Tickwell
