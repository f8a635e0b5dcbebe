// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/CommandLine.h"
#include "core/DataDir.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <unistd.h>

using namespace Tickwell;

/// Command lines and configuration files as people write them, rightly and wrongly.
class tst_Configuration : public QObject
{
    Q_OBJECT

private slots:
    void init();

    void hasDefaults();
    void readsEveryFlag();
    void takesBothWaysOfWritingAFlag();
    void refusesWithAReason_data();
    void refusesWithAReason();
    void saysWhyAnOpenHostIsRefused();
    void opensAHostThatIsMeantToBeOpen_data();
    void opensAHostThatIsMeantToBeOpen();
    void helpsAndTellsItsVersion();
    void everyMessageIsOneLine();

    void readsToml();
    void readsIni();
    void readsLimits_data();
    void readsLimits();
    void flagsWinOverTheFile();
    void findsTheFileInTheConfigFolder();
    void prefersTomlToIni();
    void takesPathsRelativeToTheFile();
    void namesTheFaultOfAFile_data();
    void namesTheFaultOfAFile();

    void keepsDataWhereTheEnvironmentSays_data();
    void keepsDataWhereTheEnvironmentSays();

    void readsAnExport();
    void exportsTheBareMinimum();
    void refusesAnExport_data();
    void refusesAnExport();

    void createsThePrivateDataFolder();
    void takesAnExistingDataFolder();
    void refusesADataFolderThatIsAFile();
    void refusesADataFolderBelowAFile();
    void refusesADataFolderWithoutWriting();

private:
    [[nodiscard]] Result<CommandLine> parse(const QStringList &arguments) const
    {
        return parseCommandLine(QStringList("/usr/bin/tickwelld") + arguments,
                                QStringLiteral("1.2.3"), m_environment);
    }
    [[nodiscard]] QString reason(const QStringList &arguments) const
    {
        const auto line = parse(arguments);
        return line ? QStringLiteral("(taken)") : line.error().message;
    }
    QString write(const QString &name, const QByteArray &text) const
    {
        const QString path = m_dir->filePath(name);
        QDir().mkpath(QFileInfo(path).path());
        QFile file(path);
        if (!file.open(QFile::WriteOnly) || file.write(text) != text.size())
            qFatal("cannot write %s", qPrintable(path));
        return path;
    }

    std::optional<QTemporaryDir> m_dir;
    QProcessEnvironment m_environment;
};

void tst_Configuration::init()
{
    m_dir.emplace();
    m_environment.clear();
    m_environment.insert("HOME", m_dir->filePath("home"));
}

void tst_Configuration::hasDefaults()
{
    const auto line = parse({});
    QVERIFY2(line, qPrintable(reason({})));
    QVERIFY(line->action == CommandLine::Action::Run);
    const Configuration &configuration = line->configuration;
    QCOMPARE(configuration.host, "127.0.0.1");
    QCOMPARE(configuration.port, 8000);
    QCOMPARE(configuration.dataDir, m_dir->filePath("home/.local/share/tickwell"));
    QCOMPARE(configuration.feed, "simulator");
    QVERIFY(!configuration.seed);
    QVERIFY(configuration.symbols.isEmpty());
    QVERIFY(configuration.logLevel == LogLevel::Info);
    QVERIFY(configuration.logFormat == LogFormat::Text);
    QVERIFY(configuration.trustedHosts.isEmpty());
    QVERIFY(configuration.limits == HttpLimits());
    QVERIFY(configuration.configFile.isEmpty());
    QCOMPARE(configuration.retentionBytes, qint64(8) << 30);
}

void tst_Configuration::readsEveryFlag()
{
    const QStringList arguments{"--host",
                                "::1",
                                "--port",
                                "0",
                                "--data-dir",
                                "/srv/tw",
                                "--feed",
                                "simulator",
                                "--seed",
                                "18446744073709551615",
                                "--symbols",
                                "AAPL,MSFT,^GSPC, BRK.B,AAPL",
                                "--database",
                                "sqlite",
                                "--cors-origin",
                                "https://example.com:443",
                                "--cors-origin",
                                "http://localhost:3000",
                                "--tls-cert",
                                "/etc/tw.pem",
                                "--tls-key",
                                "/etc/tw.key",
                                "--trusted-host",
                                "Dash.Example",
                                "--trusted-host",
                                "*.lan",
                                "--trusted-host",
                                "[fd00::5]",
                                "--rate-limit",
                                "30",
                                "--log-format",
                                "json",
                                "--log-level",
                                "debug",
                                "--allow-anonymous",
                                "--retention-days",
                                "7",
                                "--retention-size",
                                "0.5"};
    const auto line = parse(arguments);
    QVERIFY2(line, qPrintable(reason(arguments)));
    const Configuration &configuration = line->configuration;
    QCOMPARE(configuration.host, "::1");
    QCOMPARE(configuration.port, 0);
    QCOMPARE(configuration.dataDir, "/srv/tw");
    QCOMPARE(configuration.seed, std::optional(std::numeric_limits<quint64>::max()));
    QCOMPARE(configuration.symbols, QStringList({"AAPL", "MSFT", "^GSPC", "BRK.B"}));
    QCOMPARE(configuration.corsOrigins,
             QStringList({"https://example.com", "http://localhost:3000"}));
    QCOMPARE(configuration.tlsCertificate, "/etc/tw.pem");
    QCOMPARE(configuration.tlsKey, "/etc/tw.key");
    QCOMPARE(configuration.trustedHosts, QStringList({"Dash.Example", "*.lan", "fd00::5"}));
    QCOMPARE(configuration.limits.requestsPerMinute, 30);
    QVERIFY(configuration.logFormat == LogFormat::Json);
    QVERIFY(configuration.logLevel == LogLevel::Debug);
    QVERIFY(configuration.allowAnonymous);
    QCOMPARE(configuration.retentionAge, std::chrono::days(7));
    QCOMPARE(configuration.retentionBytes, qint64(512) << 20);
}

void tst_Configuration::takesBothWaysOfWritingAFlag()
{
    const auto line = parse({"--port=9000", "--host", "localhost", "--port", "9001"});
    QVERIFY(line);
    QCOMPARE(line->configuration.port, 9001);
    QCOMPARE(line->configuration.host, "localhost");
}

void tst_Configuration::refusesWithAReason_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("word");
    const auto row = [](const char *name, const QStringList &arguments, const char *word) {
        QTest::newRow(name) << arguments << QString::fromLatin1(word);
    };
    row("unknown flag", {"--prot", "1"}, "prot");
    row("unknown word", {"serve"}, "\"serve\"");
    row("value missing", {"--port"}, "port");
    row("port is text", {"--port", "http"}, "--port: \"http\"");
    row("port is negative", {"--port", "-1"}, "--port");
    row("port too large", {"--port", "65536"}, "65535");
    row("port is a fraction", {"--port", "80.5"}, "--port");
    row("port is empty", {"--port="}, "--port: \"\"");
    row("host is a name", {"--host", "example.com"}, "\"example.com\"");
    row("host is empty", {"--host="}, "--host");
    row("host is cut", {"--host", "127.0.0"}, "\"127.0.0\"");
    row("data dir is empty", {"--data-dir="}, "--data-dir");
    row("replay", {"--feed", "replay:day.csv"}, "only the simulator");
    row("alpaca", {"--feed", "alpaca"}, "only the simulator");
    row("binance", {"--feed", "binance"}, "only the simulator");
    row("no feed", {"--feed", "yahoo"}, "\"yahoo\"");
    row("seed is text", {"--seed", "abc"}, "--seed");
    row("seed is negative", {"--seed", "-5"}, "--seed");
    row("symbol in small letters", {"--symbols", "AAPL,msft"}, "\"msft\"");
    row("symbol too long", {"--symbols", "ABCDEFGHIJKLM"}, "--symbols");
    row("symbol is empty", {"--symbols", "AAPL,,MSFT"}, "--symbols");
    row("postgres", {"--database", "postgresql://db/tick"}, "SQLite");
    row("redis", {"--redis", "redis://localhost"}, "--redis");
    row("origin with path", {"--cors-origin", "https://example.com/app"}, "no origin");
    row("origin without scheme", {"--cors-origin", "example.com"}, "no origin");
    row("certificate alone", {"--tls-cert", "a.pem"}, "--tls-key");
    row("key alone", {"--tls-key", "a.key"}, "--tls-cert");
    row("trusted host with a port", {"--trusted-host", "a.example:80"}, "\"a.example:80\"");
    row("trusted host with a scheme", {"--trusted-host", "http://a"}, "--trusted-host");
    row("trusted host is all", {"--trusted-host", "*"}, "--trusted-host");
    row("trusted host is empty", {"--trusted-host="}, "--trusted-host");
    row("rate is negative", {"--rate-limit", "-1"}, "--rate-limit");
    row("rate is text", {"--rate-limit", "few"}, "\"few\"");
    row("log format", {"--log-format", "xml"}, "\"xml\"");
    row("log level", {"--log-level", "loud"}, "\"loud\"");
    row("no days", {"--retention-days", "0"}, "--retention-days");
    row("no size", {"--retention-size", "0"}, "--retention-size");
    row("size is no number", {"--retention-size", "nan"}, "--retention-size");
    row("flag of export", {"--out", "x.csv"}, "--out goes with export");
}

void tst_Configuration::refusesWithAReason()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, word);
    const QString message = reason(arguments);
    QVERIFY2(message.contains(word), qPrintable(message));
}

void tst_Configuration::saysWhyAnOpenHostIsRefused()
{
    for (const char *host : {"0.0.0.0", "::", "192.168.1.5", "::ffff:10.0.0.1"}) {
        const QString message = reason({"--host", host});
        QVERIFY2(message.contains(QLatin1String(host)), qPrintable(message));
        QVERIFY2(message.contains("--allow-anonymous"), qPrintable(message));
    }
}

void tst_Configuration::opensAHostThatIsMeantToBeOpen_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("open") << QStringList{"--host", "0.0.0.0", "--allow-anonymous"};
    QTest::newRow("loopback") << QStringList{"--host", "127.8.9.1"};
    QTest::newRow("loopback 6") << QStringList{"--host", "[::1]"};
    QTest::newRow("mapped loopback") << QStringList{"--host", "::ffff:127.0.0.1"};
}

void tst_Configuration::opensAHostThatIsMeantToBeOpen()
{
    QFETCH(QStringList, arguments);
    QVERIFY2(parse(arguments), qPrintable(reason(arguments)));
}

void tst_Configuration::helpsAndTellsItsVersion()
{
    const auto help = parse({"--help", "--port", "wrong"});
    QVERIFY(help);
    QVERIFY(help->action == CommandLine::Action::Print);
    for (const OptionInfo &option : configurationOptions())
        QVERIFY2(help->text.contains(QLatin1String("--") + QLatin1String(option.key)), option.key);
    QVERIFY(help->text.startsWith("Usage: tickwelld "));
    for (const QString &line : help->text.split('\n'))
        QVERIFY2(line.size() <= 100, qPrintable(line));

    const auto version = parse({"--version"});
    QVERIFY(version);
    QCOMPARE(version->text, "tickwelld 1.2.3\n");
}

void tst_Configuration::everyMessageIsOneLine()
{
    QVERIFY(!reason({"--port", "1\n2"}).contains('\n'));
    QVERIFY(!reason({"a\nb"}).contains('\n'));
    QVERIFY(!reason({"--a\nb"}).contains('\n'));
}

void tst_Configuration::readsToml()
{
    const QString path = write("a.toml",
                               "# how it runs\n"
                               "host = '127.0.0.2'\n"
                               "port = 9_000\n"
                               "symbols = ['AAPL', 'MSFT']\n"
                               "cors-origin = 'https://example.com'\n"
                               "log-level = \"warning\"\n"
                               "allow-anonymous = true\n"
                               "retention-size = 2.5\n");
    const auto line = parse({"--config", path});
    QVERIFY2(line, qPrintable(reason({"--config", path})));
    QCOMPARE(line->configuration.host, "127.0.0.2");
    QCOMPARE(line->configuration.port, 9000);
    QCOMPARE(line->configuration.symbols, QStringList({"AAPL", "MSFT"}));
    QCOMPARE(line->configuration.corsOrigins, QStringList("https://example.com"));
    QVERIFY(line->configuration.logLevel == LogLevel::Warning);
    QVERIFY(line->configuration.allowAnonymous);
    QCOMPARE(line->configuration.retentionBytes, qint64(2560) << 20);
    QCOMPARE(line->configuration.configFile, path);
}

void tst_Configuration::readsIni()
{
    const QString path = write("a.ini",
                               "; how it runs\n"
                               "host=127.0.0.2\n"
                               "port=9000\n"
                               "symbols=AAPL, MSFT\n"
                               "allow-anonymous=false\n");
    const auto line = parse({"--config", path});
    QVERIFY2(line, qPrintable(reason({"--config", path})));
    QCOMPARE(line->configuration.host, "127.0.0.2");
    QCOMPARE(line->configuration.port, 9000);
    QCOMPARE(line->configuration.symbols, QStringList({"AAPL", "MSFT"}));
}

void tst_Configuration::readsLimits_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("text");
    const QByteArray limits =
        "[limits]\nrequest-line = 4096\nheaders = 16384\nheader-count = 50\n"
        "body = 1000000\nconnections = 100\nconnections-per-address = 10\n"
        "rate-burst = 20\non-loopback = true\nheader-timeout = 1.5\n"
        "body-timeout = 2\nbody-rate = 0\nkeep-alive-timeout = 3\nhandler-timeout = 4\n"
        "write-timeout = 5\nwebsockets = 50\nwebsocket-message = 2048\n"
        "websocket-queue = 65536\nwebsocket-ping = 7\n";
    QTest::newRow("toml") << "a.toml"
                          << "rate-limit = 60\ntrusted-host = ['a.example']\n" + limits;
    QTest::newRow("ini") << "a.ini"
                         << "rate-limit=60\ntrusted-host=a.example\n" + limits;
}

void tst_Configuration::readsLimits()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, text);
    const QStringList arguments{"--config", write(name, text)};
    const auto line = parse(arguments);
    QVERIFY2(line, qPrintable(reason(arguments)));
    using std::chrono::milliseconds;
    QCOMPARE(line->configuration.trustedHosts, QStringList("a.example"));
    QVERIFY(line->configuration.limits
            == (HttpLimits{.requestLine = 4096,
                           .headerBytes = 16'384,
                           .headerCount = 50,
                           .body = 1'000'000,
                           .connections = 100,
                           .connectionsPerAddress = 10,
                           .requestsPerMinute = 60,
                           .requestBurst = 20,
                           .limitLoopback = true,
                           .header = milliseconds(1500),
                           .bodyIdle = milliseconds(2000),
                           .bodyRate = 0,
                           .keepAlive = milliseconds(3000),
                           .handler = milliseconds(4000),
                           .stalledWrite = milliseconds(5000)}));
    QVERIFY(line->configuration.sessions
            == (SessionLimits{.maxSessions = 50,
                              .pingInterval = milliseconds(7000),
                              .maxMessageBytes = 2048,
                              .maxQueuedEvents = 65'536}));
}

void tst_Configuration::flagsWinOverTheFile()
{
    const QString path =
        write("a.toml", "port = 9000\ncors-origin = ['https://a.example']\nseed = 1\n");
    const auto line =
        parse({"--port", "9001", "--cors-origin", "https://b.example", "--config", path});
    QVERIFY(line);
    QCOMPARE(line->configuration.port, 9001);
    QCOMPARE(line->configuration.corsOrigins, QStringList("https://b.example"));
    QCOMPARE(line->configuration.seed, std::optional<quint64>(1));
}

void tst_Configuration::findsTheFileInTheConfigFolder()
{
    write("home/.config/tickwell/tickwell.ini", "port=9000\n");
    QCOMPARE(parse({}).value_or(CommandLine()).configuration.port, 9000);
    m_environment.insert("XDG_CONFIG_HOME", m_dir->filePath("elsewhere"));
    QCOMPARE(parse({}).value_or(CommandLine()).configuration.port, 8000);
    write("elsewhere/tickwell/tickwell.toml", "port = 9002\n");
    QCOMPARE(parse({}).value_or(CommandLine()).configuration.port, 9002);
}

void tst_Configuration::prefersTomlToIni()
{
    write("home/.config/tickwell/tickwell.ini", "port=9000\n");
    write("home/.config/tickwell/tickwell.toml", "port = 9001\n");
    QCOMPARE(parse({}).value_or(CommandLine()).configuration.port, 9001);
}

void tst_Configuration::takesPathsRelativeToTheFile()
{
    const QString path = write("deep/a.toml", "data-dir = 'data'\n");
    QCOMPARE(parse({"--config", path}).value_or(CommandLine()).configuration.dataDir,
             m_dir->filePath("deep/data"));
    const QString home = write("deep/b.toml", "data-dir = '~/data'\n");
    QCOMPARE(parse({"--config", home}).value_or(CommandLine()).configuration.dataDir,
             QDir::homePath() + "/data");
}

void tst_Configuration::namesTheFaultOfAFile_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("word");
    const auto row = [](const char *title, const char *name, const char *text, const char *word) {
        QTest::newRow(title) << QString(name) << QByteArray(text) << QString(word);
    };
    row("toml: unknown key", "a.toml", "port = 1\nprot = 2\n", "a.toml:2: \"prot\"");
    row("toml: a section", "a.toml", "[server]\nport = 2\n", "a.toml:1: \"server\"");
    row("toml: not well-formed", "a.toml", "host = '::1'\nport = = 2\n", "a.toml:2: ");
    row("toml: twice", "a.toml", "port = 1\nport = 2\n", "a.toml:2: ");
    row("toml: bad value", "a.toml", "\n\nport = 70000\n", "a.toml:3: port: \"70000\"");
    row("toml: list of one", "a.toml", "port = [1]\n", "a.toml:1: port");
    row("toml: switch is text", "a.toml", "allow-anonymous = 'yes'\n", "a.toml:1: allow-anonymous");
    row("toml: invalid UTF-8", "a.toml", "host = '\xff\xfe'\n", "a.toml:1: ");
    row("toml: empty list", "a.toml", "symbols = []\n", "a.toml:1: symbols has no value");
    row("toml: list in a list", "a.toml", "symbols = [['A']]\n", "a.toml:1: symbols");
    row("ini: unknown key", "a.ini", "port=1\nprot=2\n", "a.ini:2: \"prot\"");
    row("ini: a section", "a.ini", "[server]\nport=2\n", "a.ini:2: \"server/port\"");
    row("ini: bad value", "a.ini", "; x\nport=70000\n", "a.ini:2: port: \"70000\"");
    row("toml: unknown limit", "a.toml", "[limits]\nbodies = 2\n", "a.toml:2: \"limits.bodies\"");
    row("toml: limits is no section", "a.toml", "limits = 2\n", "a.toml:1: \"limits\"");
    row("toml: limit too small", "a.toml", "[limits]\nheaders = 10\n",
        "a.toml:2: limits.headers: \"10\" is not a whole number from 1024 to 65536");
    row("toml: limit too large", "a.toml", "[limits]\nheader-count = 101\n",
        "a.toml:2: limits.header-count: \"101\"");
    row("toml: limit is text", "a.toml", "[limits]\nbody = 'much'\n",
        "a.toml:2: limits.body: \"much\"");
    row("toml: limit is a list", "a.toml", "[limits]\nbody = [1]\n", "a.toml:2: limits.body");
    row("toml: limit is a section", "a.toml", "[limits.body]\nx = 1\n", "limits.body");
    row("toml: time is not finite", "a.toml", "[limits]\nheader-timeout = nan\n",
        "a.toml:2: limits.header-timeout: ");
    row("toml: time is zero", "a.toml", "[limits]\nbody-timeout = 0\n",
        "\"0\" is not a number of seconds from 1 to 3600");
    row("toml: switch is a number", "a.toml", "[limits]\non-loopback = 1\n",
        "\"1\" is neither true nor false");
    row("toml: flag among the limits", "a.toml", "[limits]\nport = 1\n",
        "a.toml:2: \"limits.port\"");
    row("ini: unknown limit", "a.ini", "port=1\n[limits]\nbodies=2\n",
        "a.ini:3: \"limits.bodies\"");
    row("ini: bad limit", "a.ini", "[limits]\nconnections=0\n",
        "a.ini:2: limits.connections: \"0\"");
    row("ini: two values of a limit", "a.ini", "[limits]\nbody=1,2\n", "a.ini:2: limits.body");
    row("another kind", "a.yaml", "port: 1\n", "neither in .toml nor in .ini");
    row("not there", "", "", "missing.toml\" cannot be read");
}

void tst_Configuration::namesTheFaultOfAFile()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, text);
    QFETCH(QString, word);
    const QString path = name.isEmpty() ? m_dir->filePath("missing.toml") : write(name, text);
    const QString message = reason({"--config", path});
    QVERIFY2(message.contains(word), qPrintable(message));
    QVERIFY2(!message.contains('\n'), qPrintable(message));
}

void tst_Configuration::keepsDataWhereTheEnvironmentSays_data()
{
    QTest::addColumn<QString>("dataHome");
    QTest::addColumn<QString>("home");
    QTest::addColumn<QString>("dataDir");
    QTest::newRow("data home") << "/srv/share"
                               << "/home/a"
                               << "/srv/share/tickwell";
    QTest::newRow("home") << ""
                          << "/home/a"
                          << "/home/a/.local/share/tickwell";
    QTest::newRow("relative ones are ignored") << "share"
                                               << "/home/a"
                                               << "/home/a/.local/share/tickwell";
    QTest::newRow("neither") << ""
                             << ""
                             << "";
}

void tst_Configuration::keepsDataWhereTheEnvironmentSays()
{
    QFETCH(QString, dataHome);
    QFETCH(QString, home);
    QFETCH(QString, dataDir);
    m_environment.insert("XDG_DATA_HOME", dataHome);
    m_environment.insert("HOME", home);
    if (dataDir.isEmpty())
        QVERIFY(reason({}).contains("--data-dir"));
    else
        QCOMPARE(parse({}).value_or(CommandLine()).configuration.dataDir, dataDir);
}

void tst_Configuration::readsAnExport()
{
    const QStringList arguments{"export",     "candles",    "--out",      "/tmp/a.csv",
                                "--symbol",   "AAPL",       "--interval", "5m",
                                "--from",     "2026-01-31", "--to",       "2026-02-01T00:00:00Z",
                                "--data-dir", "/srv/tw"};
    const auto line = parse(arguments);
    QVERIFY2(line, qPrintable(reason(arguments)));
    QVERIFY(line->action == CommandLine::Action::Export);
    QVERIFY(line->exportQuery.dataSet == DataSet::Candles);
    QCOMPARE(line->exportQuery.symbol, "AAPL");
    QVERIFY(line->exportQuery.interval == Interval::Minute5);
    QCOMPARE(toMicros(*line->exportQuery.from), 1'769'817'600'000'000);
    QCOMPARE(toMicros(*line->exportQuery.to), 1'769'904'000'000'000);
    QCOMPARE(line->exportFile, "/tmp/a.csv");
    QCOMPARE(line->configuration.dataDir, "/srv/tw");
}

void tst_Configuration::exportsTheBareMinimum()
{
    const auto line = parse({"export", "chat", "--out", "chat.csv"});
    QVERIFY(line);
    QVERIFY(line->exportQuery == (ExportQuery{DataSet::Chat, {}, {}, {}, {}}));
    QCOMPARE(line->exportFile, QDir().absoluteFilePath("chat.csv"));
}

void tst_Configuration::refusesAnExport_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("word");
    const auto row = [](const char *name, const QStringList &arguments, const char *word) {
        QTest::newRow(name) << (QStringList("export") + arguments) << QString::fromLatin1(word);
    };
    row("no data set", {"--out", "a.csv"}, "one data set");
    row("two data sets", {"ticks", "chat", "--out", "a.csv"}, "one data set");
    row("no such data set", {"quotes", "--out", "a.csv"}, "\"quotes\"");
    row("no file", {"ticks"}, "--out");
    row("bad time", {"ticks", "--out", "a.csv", "--from", "monday"}, "--from: \"monday\"");
    row("times the wrong way",
        {"ticks", "--out", "a.csv", "--from", "2026-02-01", "--to", "2026-01-01"}, "--from");
    row("symbol of a chat", {"chat", "--out", "a.csv", "--symbol", "AAPL"}, "--symbol");
    row("bad symbol", {"ticks", "--out", "a.csv", "--symbol", "aapl"}, "\"aapl\"");
    row("interval of ticks", {"ticks", "--out", "a.csv", "--interval", "1m"}, "--interval");
    row("bad interval", {"candles", "--out", "a.csv", "--interval", "2m"}, "\"2m\"");
    row("flag of the server", {"ticks", "--out", "a.csv", "--port", "1"}, "--port does not go");
}

void tst_Configuration::refusesAnExport()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, word);
    const QString message = reason(arguments);
    QVERIFY2(message.contains(word), qPrintable(message));
}

void tst_Configuration::createsThePrivateDataFolder()
{
    const QString path = m_dir->filePath("share/tickwell");
    QVERIFY(prepareDataDir(path));
    QCOMPARE(QFileInfo(path).permissions()
                 & (QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner | QFile::ReadGroup
                    | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther | QFile::WriteOther
                    | QFile::ExeOther),
             QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    QVERIFY(QDir(path).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot));
}

void tst_Configuration::takesAnExistingDataFolder()
{
    QVERIFY(prepareDataDir(m_dir->path()));
    QVERIFY(prepareDataDir(m_dir->path()));
}

void tst_Configuration::refusesADataFolderThatIsAFile()
{
    const QString path = write("file", "x");
    const auto prepared = prepareDataDir(path);
    QVERIFY(!prepared);
    QVERIFY2(prepared.error().message.contains(path), qPrintable(prepared.error().message));
    QVERIFY(prepared.error().kind == Error::Kind::Unavailable);
}

void tst_Configuration::refusesADataFolderBelowAFile()
{
    const auto prepared = prepareDataDir(write("file", "x") + "/data");
    QVERIFY(!prepared);
    QVERIFY(prepared.error().message.contains("cannot be created"));
}

void tst_Configuration::refusesADataFolderWithoutWriting()
{
    if (::geteuid() == 0) {
        // Root may write anywhere but here.
        QVERIFY(!prepareDataDir(QStringLiteral("/proc/self")));
        return;
    }
    const QString path = m_dir->filePath("locked");
    QVERIFY(QDir().mkpath(path));
    QVERIFY(QFile::setPermissions(path, QFile::ReadOwner | QFile::ExeOwner));
    QVERIFY(!prepareDataDir(path));
}

QTEST_APPLESS_MAIN(tst_Configuration)
#include "tst_Configuration.moc"
