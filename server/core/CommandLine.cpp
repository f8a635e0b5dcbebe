// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/CommandLine.h"

#include "core/ConfigurationFile.h"
#include "core/Symbol.h"

#include <QCommandLineParser>
#include <QDir>
#include <QFileInfo>

#include <array>

namespace Tickwell {

namespace {

/// The options of `export`, which no configuration file sets.
constexpr std::array ExportOptions{
    OptionInfo{"out", "FILE", "file to write; it appears when it is complete"},
    OptionInfo{"symbol", "S", "ticks and candles of this symbol only"},
    OptionInfo{"interval", "I", "candles of this width only: 1s 1m 5m 1h 1d"},
    OptionInfo{"from", "T", "rows from this time on, such as 2026-01-31T09:30:00Z"},
    OptionInfo{"to", "T", "rows before this time"},
};

/// What else `export` takes: it needs the data, and nothing of the server.
bool isForExport(const OptionInfo &option)
{
    const QLatin1String key(option.key);
    return key == QLatin1String("data-dir") || key == QLatin1String("database")
        || key == QLatin1String("log-level");
}

void addOption(QCommandLineParser &parser, const OptionInfo &option)
{
    parser.addOption({QLatin1String(option.key),
                      {},
                      option.placeholder ? QLatin1String(option.placeholder) : QLatin1String()});
}

QString helpLine(const QString &option, const char *description)
{
    return QStringLiteral("  %1 %2\n").arg(option, -24).arg(QLatin1String(description));
}

QString helpLine(const OptionInfo &option)
{
    QString left = QStringLiteral("--") + QLatin1String(option.key);
    if (option.placeholder)
        left += u' ' + QLatin1String(option.placeholder);
    return helpLine(left, option.description);
}

QString helpText(const QString &program)
{
    QString text =
        QStringLiteral("Usage: %1 [OPTIONS]\n"
                       "       %1 export DATASET --out FILE [OPTIONS]\n\n"
                       "Live prices, host readings and chat, served over REST and WebSocket.\n\n"
                       "Options (all but --config are keys of the configuration file too):\n")
            .arg(program);
    for (const OptionInfo &option : configurationOptions())
        text += helpLine(option);
    text += helpLine(QStringLiteral("--config FILE"),
                     "TOML or INI file ($XDG_CONFIG_HOME/tickwell/tickwell.toml or .ini);\n"
                     "                           its sections are described in README.md");
    text += helpLine(QStringLiteral("-h, --help"), "show this text");
    text += helpLine(QStringLiteral("-v, --version"), "show the version");
    text +=
        QStringLiteral("\nexport writes captured data as CSV; DATASET is ticks, candles, monitor, "
                       "chat, orders or trades:\n");
    for (const OptionInfo &option : ExportOptions)
        text += helpLine(option);
    return text;
}

Result<void> readExport(CommandLine &line, const QCommandLineParser &parser)
{
    const QStringList words = parser.positionalArguments();
    if (words.size() != 2) {
        return failure(
            QStringLiteral("export takes one data set: ticks, candles, monitor, chat, orders or "
                           "trades"));
    }
    const auto dataSet = parseDataSet(words[1]);
    if (!dataSet) {
        return failure(
            QStringLiteral("%1 is no data set: there are ticks, candles, monitor, chat, orders "
                           "and trades")
                .arg(quoted(words[1])));
    }
    for (const OptionInfo &option : configurationOptions()) {
        if (parser.isSet(QLatin1String(option.key)) && !isForExport(option))
            return failure(
                QStringLiteral("--%1 does not go with export").arg(QLatin1String(option.key)));
    }
    ExportQuery &query = line.exportQuery;
    query.dataSet = *dataSet;
    const bool candles = *dataSet == DataSet::Candles;
    if (parser.isSet(QStringLiteral("symbol"))) {
        query.symbol = parser.value(QStringLiteral("symbol"));
        if (!hasSymbol(*dataSet))
            return failure(QStringLiteral("--symbol does not go with %1").arg(words[1]));
        if (!isWellFormedSymbol(query.symbol))
            return failure(QStringLiteral("--symbol: %1 is no symbol").arg(quoted(query.symbol)));
    }
    if (parser.isSet(QStringLiteral("interval"))) {
        query.interval = parseInterval(parser.value(QStringLiteral("interval")));
        if (!candles)
            return failure(QStringLiteral("--interval does not go with %1").arg(words[1]));
        if (!query.interval) {
            return failure(QStringLiteral("--interval: %1 is none of 1s, 1m, 5m, 1h, 1d")
                               .arg(quoted(parser.value(QStringLiteral("interval")))));
        }
    }
    for (const auto &[key, end] : {std::pair{QStringLiteral("from"), &query.from},
                                   std::pair{QStringLiteral("to"), &query.to}}) {
        if (!parser.isSet(key))
            continue;
        const auto time = parseTimestamp(parser.value(key));
        if (!time) {
            return failure(QStringLiteral("--%1: %2: %3")
                               .arg(key, quoted(parser.value(key)), time.error().message));
        }
        *end = *time;
    }
    if (query.from && query.to && *query.from >= *query.to)
        return failure(QStringLiteral("--from is not before --to"));
    if (parser.value(QStringLiteral("out")).isEmpty())
        return failure(QStringLiteral("export needs --out FILE"));
    line.exportFile = QDir::cleanPath(QDir().absoluteFilePath(parser.value(QStringLiteral("out"))));
    line.action = CommandLine::Action::Export;
    return {};
}

Result<void> readSettings(Configuration &configuration, const QCommandLineParser &parser,
                          const QProcessEnvironment &environment)
{
    const bool named = parser.isSet(QStringLiteral("config"));
    configuration.configFile =
        named ? parser.value(QStringLiteral("config")) : findConfigurationFile(environment);
    QList<Setting> settings;
    if (named || !configuration.configFile.isEmpty()) {
        const auto file = readConfigurationFile(configuration.configFile);
        if (!file)
            return tl::unexpected(file.error());
        settings = *file;
    }
    for (const OptionInfo &option : configurationOptions()) {
        const QLatin1String key(option.key);
        if (!parser.isSet(key))
            continue;
        settings.append({key, option.placeholder ? parser.values(key) : QStringList("true"),
                         QStringLiteral("--") + key});
    }
    for (const Setting &setting : settings) {
        if (const auto applied = applySetting(configuration, setting); !applied)
            return applied;
    }
    return {};
}

} // namespace

Result<CommandLine> parseCommandLine(const QStringList &arguments, const QString &version,
                                     const QProcessEnvironment &environment)
{
    QCommandLineParser parser;
    for (const OptionInfo &option : configurationOptions())
        addOption(parser, option);
    for (const OptionInfo &option : ExportOptions)
        addOption(parser, option);
    addOption(parser, {"config", "FILE", ""});
    parser.addOption(QCommandLineOption(QStringList{QStringLiteral("h"), QStringLiteral("help")}));
    parser.addOption(
        QCommandLineOption(QStringList{QStringLiteral("v"), QStringLiteral("version")}));

    const QString program =
        arguments.isEmpty() ? QStringLiteral("tickwell") : QFileInfo(arguments.first()).fileName();
    CommandLine line;
    const bool understood = parser.parse(arguments);
    // Help is given even beside a mistake: whoever asks for it may have made one.
    if (parser.isSet(QStringLiteral("help")) || parser.isSet(QStringLiteral("version"))) {
        line.action = CommandLine::Action::Print;
        line.text = parser.isSet(QStringLiteral("help"))
            ? helpText(program)
            : QStringLiteral("%1 %2\n").arg(program, version);
        return line;
    }
    if (!understood) {
        QString reason = parser.errorText().simplified();
        while (reason.endsWith(u'.'))
            reason.chop(1);
        return failure(reason + QStringLiteral("; --help lists the options"));
    }

    line.configuration = defaultConfiguration(environment);
    const QStringList words = parser.positionalArguments();
    const bool isExport = !words.isEmpty() && words.first() == u"export";
    if (isExport) {
        if (const auto read = readExport(line, parser); !read)
            return tl::unexpected(read.error());
    } else if (!words.isEmpty()) {
        return failure(QStringLiteral("%1 is no command; --help lists what there is")
                           .arg(quoted(words.first())));
    } else {
        for (const OptionInfo &option : ExportOptions) {
            if (parser.isSet(QLatin1String(option.key)))
                return failure(
                    QStringLiteral("--%1 goes with export only").arg(QLatin1String(option.key)));
        }
    }
    if (const auto read = readSettings(line.configuration, parser, environment); !read)
        return tl::unexpected(read.error());
    if (const auto checked = checkConfiguration(line.configuration); !checked)
        return tl::unexpected(checked.error());
    return line;
}

} // namespace Tickwell
