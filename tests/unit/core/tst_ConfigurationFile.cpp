// SPDX-License-Identifier: GPL-3.0-or-later
#include "ConfigurationFixture.h"

#include <QTest>

using namespace Tickwell;

/// Configuration files as people write them, rightly and wrongly.
class tst_ConfigurationFile
    : public QObject
    , private ConfigurationFixture
{
    Q_OBJECT

private slots:
    void init() { reset(); }

    void readsToml();
    void readsIni();
    void flagsWinOverTheFile();
    void findsTheFileInTheConfigFolder();
    void prefersTomlToIni();
    void takesPathsRelativeToTheFile();
    void namesTheFaultOfAFile_data();
    void namesTheFaultOfAFile();
};

void tst_ConfigurationFile::readsToml()
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

void tst_ConfigurationFile::readsIni()
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

void tst_ConfigurationFile::flagsWinOverTheFile()
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

void tst_ConfigurationFile::findsTheFileInTheConfigFolder()
{
    write("home/.config/tickwell/tickwell.ini", "port=9000\n");
    QCOMPARE(parse({}).value_or(CommandLine()).configuration.port, 9000);
    m_environment.insert("XDG_CONFIG_HOME", m_dir->filePath("elsewhere"));
    QCOMPARE(parse({}).value_or(CommandLine()).configuration.port, 8000);
    write("elsewhere/tickwell/tickwell.toml", "port = 9002\n");
    QCOMPARE(parse({}).value_or(CommandLine()).configuration.port, 9002);
}

void tst_ConfigurationFile::prefersTomlToIni()
{
    write("home/.config/tickwell/tickwell.ini", "port=9000\n");
    write("home/.config/tickwell/tickwell.toml", "port = 9001\n");
    QCOMPARE(parse({}).value_or(CommandLine()).configuration.port, 9001);
}

void tst_ConfigurationFile::takesPathsRelativeToTheFile()
{
    const QString path = write("deep/a.toml", "data-dir = 'data'\n");
    QCOMPARE(parse({"--config", path}).value_or(CommandLine()).configuration.dataDir,
             m_dir->filePath("deep/data"));
    const QString home = write("deep/b.toml", "data-dir = '~/data'\n");
    QCOMPARE(parse({"--config", home}).value_or(CommandLine()).configuration.dataDir,
             QDir::homePath() + "/data");
}

void tst_ConfigurationFile::namesTheFaultOfAFile_data()
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
    row("toml: unknown outbound key", "a.toml", "[outbound]\nallowed = []\n",
        "a.toml:2: \"outbound.allowed\"");
    row("toml: outbound is no section", "a.toml", "outbound = 2\n", "a.toml:1: \"outbound\"");
    row("toml: no host", "a.toml", "[outbound]\nallow = ['http://a.example']\n",
        "a.toml:2: outbound.allow: \"http://a.example\" is no host");
    row("toml: a list of no hosts", "a.toml", "[outbound]\nallow = [['a']]\n",
        "a.toml:2: outbound.allow");
    row("toml: a private pattern", "a.toml", "[outbound]\nallow-private = ['*.example']\n",
        "a.toml:2: outbound.allow-private: \"*.example\" is a pattern");
    row("toml: upstream is no URL", "a.toml", "[outbound]\nupstream = 'a.example'\n",
        "a.toml:2: outbound.upstream: \"a.example\" is no URL");
    row("toml: upstream is a file", "a.toml", "[outbound]\nupstream = 'file:///x'\n",
        "is neither an http nor an https URL");
    row("toml: upstream with a password", "a.toml",
        "[outbound]\nupstream = 'http://u:p@a.example/'\n",
        "a.toml:2: outbound.upstream: The URL for host a.example has a user or password");
    row("toml: outbound number too large", "a.toml", "[outbound]\nretries = 6\n",
        "a.toml:2: outbound.retries: \"6\" is not a whole number from 0 to 5");
    row("toml: outbound time is not finite", "a.toml", "[outbound]\ntry-timeout = nan\n",
        "a.toml:2: outbound.try-timeout: \"nan\" is not a number of seconds from 1 to 60");
    row("ini: unknown outbound key", "a.ini", "[outbound]\nallowed=a\n",
        "a.ini:2: \"outbound.allowed\"");
    row("toml: unknown limit", "a.toml", "[limits]\nbodies = 2\n", "a.toml:2: \"limits.bodies\"");
    row("toml: limits is no section", "a.toml", "limits = 2\n", "a.toml:1: \"limits\"");
    row("toml: limit too small", "a.toml", "[limits]\nheaders = 10\n",
        "a.toml:2: limits.headers: \"10\" is not a whole number from 1024 to 65536");
    row("toml: limit too large", "a.toml", "[limits]\nheader-count = 101\n",
        "a.toml:2: limits.header-count: \"101\"");
    row("toml: limit is text", "a.toml", "[limits]\nbody = 'much'\n",
        "a.toml:2: limits.body: \"much\"");
    row("toml: limit is a list", "a.toml", "[limits]\nbody = [1]\n", "a.toml:2: limits.body");
    row("toml: unknown key of smtp", "a.toml", "[smtp]\nhost = 'x'\n", "a.toml:2: \"smtp.host\"");
    row("toml: smtp is no section", "a.toml", "smtp = 2\n", "a.toml:1: \"smtp\"");
    row("toml: no mail server", "a.toml", "[smtp]\nurl = 'http://x'\n",
        "a.toml:2: smtp.url: \"http://x\" is no mail server");
    row("toml: mail server without sender", "a.toml", "[smtp]\nurl = 'smtp://x.example'\n",
        "[smtp] has no from");
    row("toml: sender without mail server", "a.toml", "[smtp]\nfrom = 'a@b.example'\n",
        "[smtp] has no url");
    row("toml: no sender", "a.toml", "[smtp]\nfrom = 'a'\n",
        "a.toml:2: smtp.from: \"a\" is no e-mail address");
    row("toml: sender with a line break", "a.toml", "[smtp]\nfrom = \"a@b.example\\nX: y\"\n",
        "a.toml:2: smtp.from");
    row("toml: user without password", "a.toml",
        "[smtp]\nurl = 'smtp://x.example'\nfrom = 'a@b.example'\nuser = 'u'\n",
        "[smtp] takes user and password together");
    row("toml: password in the clear", "a.toml",
        "[smtp]\nurl = 'smtp://x.example'\nfrom = 'a@b.example'\nuser = 'u'\npassword = 'p'\n"
        "starttls = false\n",
        "[smtp] would send its password in the clear");
    row("toml: too many tries", "a.toml", "[smtp]\ntries = 21\n",
        "a.toml:2: smtp.tries: \"21\" is not a whole number from 1 to 20");
    row("toml: no seconds", "a.toml", "[smtp]\ntimeout = 0\n",
        "a.toml:2: smtp.timeout: \"0\" is not a number of seconds");
    row("toml: neither true nor false", "a.toml", "[smtp]\nstarttls = 1\n",
        "a.toml:2: smtp.starttls");
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

void tst_ConfigurationFile::namesTheFaultOfAFile()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, text);
    QFETCH(QString, word);
    const QString path = name.isEmpty() ? m_dir->filePath("missing.toml") : write(name, text);
    const QString message = reason({"--config", path});
    QVERIFY2(message.contains(word), qPrintable(message));
    QVERIFY2(!message.contains('\n'), qPrintable(message));
}

QTEST_APPLESS_MAIN(tst_ConfigurationFile)
#include "tst_ConfigurationFile.moc"
