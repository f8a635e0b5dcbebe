// SPDX-License-Identifier: GPL-3.0-or-later
#include "ExportCommand.h"

#include "Startup.h"

#include "store/FileExport.h"
#include "store/PostgresStore.h"
#include "store/SqliteStore.h"

#include <csignal>
#include <cstdio>

namespace Tickwell {

namespace {

std::atomic<bool> cancelled{false};
static_assert(std::atomic<bool>::is_always_lock_free, "set from a signal handler");

void onInterrupt(int)
{
    cancelled = true;
}

} // namespace

int runExport(const CommandLine &commandLine)
{
    const Configuration &configuration = commandLine.configuration;
    const auto reader = configuration.database.isEmpty()
        ? openSqliteReader(configuration.dataDir)
        : openPostgresReader(configuration.database);
    if (!reader) {
        printError(reader.error().message);
        return ExitRuntime;
    }
    std::signal(SIGINT, onInterrupt);
    std::signal(SIGTERM, onInterrupt);
    const auto done =
        exportToFile(**reader, commandLine.exportQuery, commandLine.exportFile, cancelled);
    if (!done) {
        printError(done.error().message);
        return ExitRuntime;
    }
    if (done->cancelled) {
        printError(QStringLiteral("Stopped; no file was written"));
        return ExitRuntime;
    }
    std::printf("%lld rows written to %s\n", static_cast<long long>(done->rows),
                qPrintable(commandLine.exportFile));
    return 0;
}

} // namespace Tickwell
