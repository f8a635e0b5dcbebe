// SPDX-License-Identifier: GPL-3.0-or-later
#include "ConfigurationFixture.h"

#include <QTest>

using namespace Tickwell;

/// Command lines as people write them, rightly and wrongly.
class tst_CommandLine
    : public QObject
    , private ConfigurationFixture
{
    Q_OBJECT

private slots:
    void init() { reset(); }

    void hasDefaults();
    void readsEveryFlag();
    void takesBothWaysOfWritingAFlag();
    void refusesWithAReason_data();
    void refusesWithAReason();
    void readsWhereRedisIs_data();
    void readsWhereRedisIs();
    void keepsThePasswordOfRedisToItself();
    void saysWhyAnOpenHostIsRefused();
    void opensAHostThatIsMeantToBeOpen_data();
    void opensAHostThatIsMeantToBeOpen();
    void helpsAndTellsItsVersion();
    void everyMessageIsOneLine();
    void readsFlagsOfTheFeeds();
    void keepsDataWhereTheEnvironmentSays_data();
    void keepsDataWhereTheEnvironmentSays();
};

void tst_CommandLine::hasDefaults()
{
    const auto line = parse({});
    QVERIFY2(line, qPrintable(reason({})));
    QVERIFY(line->action == CommandLine::Action::Run);
    const Configuration &configuration = line->configuration;
    QCOMPARE(configuration.host, "127.0.0.1");
    QCOMPARE(configuration.port, 8000);
    QCOMPARE(configuration.dataDir, m_dir->filePath("home/.local/share/tickwell"));
    QCOMPARE(configuration.feed, "");
    QVERIFY(!configuration.seed);
    QVERIFY(configuration.symbols.isEmpty());
    QVERIFY(configuration.logLevel == LogLevel::Info);
    QVERIFY(configuration.logFormat == LogFormat::Text);
    QVERIFY(!configuration.redis);
    QVERIFY(configuration.trustedHosts.isEmpty());
    QVERIFY(configuration.limits == HttpLimits());
    QVERIFY(configuration.configFile.isEmpty());
    QCOMPARE(configuration.retentionBytes, qint64(8) << 30);
}

void tst_CommandLine::readsEveryFlag()
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

void tst_CommandLine::takesBothWaysOfWritingAFlag()
{
    const auto line = parse({"--port=9000", "--host", "localhost", "--port", "9001"});
    QVERIFY(line);
    QCOMPARE(line->configuration.port, 9001);
    QCOMPARE(line->configuration.host, "localhost");
}

void tst_CommandLine::refusesWithAReason_data()
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
    row("replay of nothing", {"--feed", "replay:"}, "--feed: the path is empty");
    row("no feed", {"--feed", "yahoo"}, "\"yahoo\"");
    row("replay too slow", {"--replay-speed", "0.5"}, "from 1 to 1000");
    row("replay too fast", {"--replay-speed", "1001"}, "nor max");
    row("no such handling", {"--on-bad-row", "guess"}, "skip nor stop");
    row("seed is text", {"--seed", "abc"}, "--seed");
    row("seed is negative", {"--seed", "-5"}, "--seed");
    row("symbol in small letters", {"--symbols", "AAPL,msft"}, "\"msft\"");
    row("symbol too long", {"--symbols", "ABCDEFGHIJKLM"}, "--symbols");
    row("symbol is empty", {"--symbols", "AAPL,,MSFT"}, "--symbols");
    row("another database", {"--database", "mysql://db/tick"}, "postgresql://");
    row("database is empty", {"--database="}, "sqlite");
    row("redis is empty", {"--redis="}, "--redis: the URL");
    row("redis of another scheme", {"--redis", "http://localhost"}, "redis://");
    row("redis over TLS", {"--redis", "rediss://localhost"}, "tunnel");
    row("redis without a host", {"--redis", "redis:///1"}, "host is missing");
    row("redis without a scheme", {"--redis", "localhost:6379"}, "redis://");
    row("redis at port 0", {"--redis", "redis://localhost:0"}, "port 0");
    row("redis at no port", {"--redis", "redis://localhost:65536"}, "redis://");
    row("redis database is a name", {"--redis", "redis://localhost/main"}, "whole number");
    row("redis database is negative", {"--redis", "redis://localhost/-1"}, "whole number");
    row("redis database is large", {"--redis", "redis://localhost/2147483648"}, "whole number");
    row("redis database is a path", {"--redis", "redis://localhost/1/2"}, "whole number");
    row("redis with parameters", {"--redis", "redis://localhost?db=1"}, "parameters");
    row("redis with a hash", {"--redis", "redis://:a#b@localhost"}, "--redis");
    row("redis user without a password", {"--redis", "redis://bob@localhost"}, "password");
    row("redis socket is relative", {"--redis", "unix://redis.sock"}, "absolute");
    row("redis socket is a folder", {"--redis", "unix:///"}, "absolute");
    row("redis socket is too long", {"--redis", "unix:///" + QString(200, u'x')}, "107 bytes");
    row("redis socket parameter", {"--redis", "unix:///r.sock?database=1"}, "not db");
    row("redis socket database", {"--redis", "unix:///r.sock?db=x"}, "whole number");
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

void tst_CommandLine::refusesWithAReason()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, word);
    const QString message = reason(arguments);
    QVERIFY2(message.contains(word), qPrintable(message));
}

void tst_CommandLine::readsWhereRedisIs_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<RedisUrl>("redis");
    QTest::addColumn<QString>("shown");
    const auto row = [](const char *url, const RedisUrl &redis, const char *shown) {
        QTest::newRow(url) << QString(url) << redis << QString(shown);
    };
    row("redis://cache.lan", {.host = "cache.lan"}, "cache.lan:6379");
    row("redis://127.0.0.1:7000/", {.host = "127.0.0.1", .port = 7000}, "127.0.0.1:7000");
    row("redis://[::1]/3", {.host = "::1", .database = 3}, "[::1]:6379");
    row("redis://:s3cret@h", {.host = "h", .password = "s3cret"}, "h:6379");
    row("redis://bob:s%40%3A%2F%23%ff@h:1/2",
        {.host = "h", .port = 1, .user = "bob", .password = "s@:/#\xff", .database = 2}, "h:1");
    row("unix:///run/redis.sock", {.socket = "/run/redis.sock"}, "/run/redis.sock");
    row("unix://bob:s3cret@/run/r%20s?db=4",
        {.socket = "/run/r s", .user = "bob", .password = "s3cret", .database = 4}, "/run/r s");
}

void tst_CommandLine::readsWhereRedisIs()
{
    QFETCH(QString, url);
    QFETCH(RedisUrl, redis);
    QFETCH(QString, shown);
    const auto line = parse({"--redis", url});
    QVERIFY2(line, qPrintable(reason({"--redis", url})));
    QVERIFY(line->configuration.redis == redis);
    QCOMPARE(line->configuration.redis->shown(), shown);
    const QString path = write("a.toml", "redis = '" + url.toUtf8() + "'\n");
    QVERIFY(parse({"--config", path}).value_or(CommandLine()).configuration.redis == redis);
}

void tst_CommandLine::keepsThePasswordOfRedisToItself()
{
    for (const char *url :
         {"http://:s3cret@h", "redis://:s3cret@", "redis://:s3cret@h/x",
          "redis://:s3cret@h?a=s3cret", "redis://:s3cret@h:port", "rediss://:s3cret@h",
          "redis://:s3cret%@h", "redis://s3cret@h", "redis://:s3cret#@h", "unix://:s3cret@h/x",
          "redis://h/s3cret", "s3cret"}) {
        const QString message = reason({"--redis", url});
        QVERIFY2(message.startsWith("--redis: ") && !message.contains("s3cret"),
                 qPrintable(message));
        const QString inFile =
            reason({"--config", write("a.toml", "redis = '" + QByteArray(url) + "'\n")});
        QVERIFY2(!inFile.contains("s3cret"), qPrintable(inFile));
    }
}

void tst_CommandLine::saysWhyAnOpenHostIsRefused()
{
    for (const char *host : {"0.0.0.0", "::", "192.168.1.5", "::ffff:10.0.0.1"}) {
        const QString message = reason({"--host", host});
        QVERIFY2(message.contains(QLatin1String(host)), qPrintable(message));
        QVERIFY2(message.contains("--authentication"), qPrintable(message));
        QVERIFY2(message.contains("--allow-anonymous"), qPrintable(message));
    }
}

void tst_CommandLine::opensAHostThatIsMeantToBeOpen_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("open") << QStringList{"--host", "0.0.0.0", "--allow-anonymous"};
    QTest::newRow("with tokens") << QStringList{"--host", "0.0.0.0", "--authentication"};
    QTest::newRow("loopback") << QStringList{"--host", "127.8.9.1"};
    QTest::newRow("loopback 6") << QStringList{"--host", "[::1]"};
    QTest::newRow("mapped loopback") << QStringList{"--host", "::ffff:127.0.0.1"};
}

void tst_CommandLine::opensAHostThatIsMeantToBeOpen()
{
    QFETCH(QStringList, arguments);
    QVERIFY2(parse(arguments), qPrintable(reason(arguments)));
}

void tst_CommandLine::helpsAndTellsItsVersion()
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

void tst_CommandLine::everyMessageIsOneLine()
{
    QVERIFY(!reason({"--port", "1\n2"}).contains('\n'));
    QVERIFY(!reason({"a\nb"}).contains('\n'));
    QVERIFY(!reason({"--a\nb"}).contains('\n'));
}

void tst_CommandLine::readsFlagsOfTheFeeds()
{
    const auto line = parse(
        {"--feed", "replay:/tmp/../day.csv", "--replay-speed", "250", "--on-bad-row", "stop"});
    QVERIFY(line);
    QCOMPARE(line->configuration.feed, "replay:/day.csv");
    QCOMPARE(line->configuration.feedOptions.replaySpeed, 250);
    QVERIFY(line->configuration.feedOptions.stopAtBadRow);
    for (const char *feed : {"simulator", "alpaca", "binance"})
        QCOMPARE(parse({"--feed", feed})->configuration.feed, feed);
}

void tst_CommandLine::keepsDataWhereTheEnvironmentSays_data()
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

void tst_CommandLine::keepsDataWhereTheEnvironmentSays()
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

QTEST_APPLESS_MAIN(tst_CommandLine)
#include "tst_CommandLine.moc"
