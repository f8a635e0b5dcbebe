// SPDX-License-Identifier: GPL-3.0-or-later
#include "Startup.h"

#include "ExportCommand.h"
#include "Version.h"

#include "core/Log.h"

#include <QFileInfo>

#include <sys/resource.h>

#include <cstdio>

namespace Tickwell {

namespace {

QString programName = QStringLiteral("tickwell");

void print(FILE *stream, const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    std::fwrite(bytes.constData(), 1, static_cast<size_t>(bytes.size()), stream);
    std::fflush(stream);
}

/// Each client is an open file, and the usual soft limit of 1024 is there for select(2) alone.
void raiseFileLimit()
{
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return;
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
}

} // namespace

void printError(const QString &message)
{
    QString line = message;
    line.replace(u'\n', u' ');
    print(stderr, programName + QStringLiteral(": ") + line + u'\n');
}

void printListening(const QString &address)
{
    print(stdout, QStringLiteral("Listening on %1\n").arg(address));
}

std::optional<int> startUp(int argc, char *argv[], CommandLine &commandLine)
{
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));
    if (!arguments.isEmpty())
        programName = QFileInfo(arguments.first()).fileName();

    auto parsed =
        parseCommandLine(arguments, programVersion(), QProcessEnvironment::systemEnvironment());
    if (!parsed) {
        printError(parsed.error().message);
        return ExitUsage;
    }
    commandLine = std::move(*parsed);
    switch (commandLine.action) {
    case CommandLine::Action::Print:
        print(stdout, commandLine.text);
        return 0;
    case CommandLine::Action::Export:
        return runExport(commandLine);
    case CommandLine::Action::Run:
        break;
    }
    raiseFileLimit();
    installLog(commandLine.configuration.logLevel, commandLine.configuration.logFormat);
    return std::nullopt;
}

} // namespace Tickwell
