// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Configuration.h"
#include "core/Export.h"

namespace Tickwell {

/// What a command line asks for.
struct CommandLine
{
    enum class Action {
        Run,
        Export, ///< write exportQuery to exportFile and exit
        Print,  ///< write text to stdout and exit with 0: --help and --version
    };

    Action action = Action::Run;
    Configuration configuration;
    ExportQuery exportQuery;
    QString exportFile; ///< absolute
    QString text;
};

/// Reads @p arguments (the program's name first, as in argv), the configuration file and
/// @p environment; later ones yield: flags, file, environment, defaults (API.md §1). Needs no
/// application object and never exits. An error is the user's: exit status 2.
/// Reads the configuration file, so it blocks; for main alone.
[[nodiscard]] Result<CommandLine> parseCommandLine(const QStringList &arguments,
                                                   const QString &version,
                                                   const QProcessEnvironment &environment);

} // namespace Tickwell
