// SPDX-License-Identifier: GPL-3.0-or-later
#include "ConfigurationFixture.h"

#include <QTest>

using namespace Tickwell;

/// The sections of a configuration file.
class tst_ConfigurationSections
    : public QObject
    , private ConfigurationFixture
{
    Q_OBJECT

private slots:
    void init() { reset(); }

    void readsTheMailServer_data();
    void readsTheMailServer();
    void readsTheFeeds_data();
    void readsTheFeeds();
    void takesAlpacasKeyFromTheEnvironment();
    void noMessageQuotesAPassword();
    void readsLimits_data();
    void readsLimits();
    void readsOutbound_data();
    void readsOutbound();
};

void tst_ConfigurationSections::readsTheMailServer_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("text");
    const QByteArray keys = "tries = 3\nretry-delay = 1.5\ntimeout = 20\nstarttls = false\n";
    QTest::newRow("toml") << "a.toml"
                          << "port = 1\n[smtp]\nurl = 'smtps://mail.example:465/'\n"
                             "from = 'tick@well.example'\nuser = 'tick'\npassword = 'a,b \"c'\n"
                             "ca-file = 'ca.pem'\n"
            + keys;
    QTest::newRow("ini") << "a.ini"
                         << "port=1\n[smtp]\nurl=smtps://mail.example:465/\n"
                            "from=tick@well.example\nuser=tick\npassword=\"a,b \\\"c\"\n"
                            "ca-file=ca.pem\n"
            + keys;
}

void tst_ConfigurationSections::readsTheMailServer()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, text);
    const QStringList arguments{"--config", write(name, text)};
    const auto line = parse(arguments);
    QVERIFY2(line, qPrintable(reason(arguments)));
    const SmtpOptions &smtp = line->configuration.smtp;
    QCOMPARE(smtp.url, "smtps://mail.example:465");
    QCOMPARE(smtp.from, "tick@well.example");
    QCOMPARE(smtp.user, "tick");
    QCOMPARE(smtp.password, "a,b \"c");
    QCOMPARE(smtp.caFile, m_dir->filePath("ca.pem"));
    QVERIFY(!smtp.startTls);
    QCOMPARE(smtp.tries, 3);
    QCOMPARE(smtp.retryDelay.count(), 1500);
    QCOMPARE(smtp.timeout.count(), 20'000);
}

void tst_ConfigurationSections::readsTheFeeds_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("text");
    const QByteArray rest = "[replay]\nspeed = %1\non-bad-row = %2\n[alpaca]\nkey = %3\n"
                            "secret = %4\nstream = %5\n[feed]\nurl = %6\nrest = %7\n"
                            "stale-after = 2.5\n";
    const auto filled = [&](const QString &quote, const QByteArray &source) {
        QString text = QString::fromLatin1(rest);
        for (const char *value : {"max", "stop", "PKABC", "s3/cret+", "sip",
                                  "ws://127.0.0.1:8080/x", "http://127.0.0.1:8081/"})
            text = text.arg(quote + QLatin1String(value) + quote);
        return text.toLatin1() + source;
    };
    QTest::newRow("toml") << "a.toml" << filled("'", "source = 'replay:day.csv'\n");
    QTest::newRow("ini") << "a.ini"
                         << "feed=replay:day.csv\n" + filled("", "");
}

void tst_ConfigurationSections::readsTheFeeds()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, text);
    const QStringList arguments{"--config", write(name, text)};
    const auto line = parse(arguments);
    QVERIFY2(line, qPrintable(reason(arguments)));
    QCOMPARE(line->configuration.feed, "replay:" + m_dir->filePath("day.csv"));
    const FeedOptions &feed = line->configuration.feedOptions;
    QCOMPARE(feed.replaySpeed, 0);
    QVERIFY(feed.stopAtBadRow);
    QCOMPARE(feed.alpacaKey, "PKABC");
    QCOMPARE(feed.alpacaSecret, "s3/cret+");
    QCOMPARE(feed.alpacaStream, "sip");
    QCOMPARE(feed.stream, QUrl("ws://127.0.0.1:8080/x"));
    QCOMPARE(feed.rest, QUrl("http://127.0.0.1:8081"));
    QCOMPARE(feed.staleAfter.count(), 2'500);
}

void tst_ConfigurationSections::takesAlpacasKeyFromTheEnvironment()
{
    m_environment.insert("TICKWELL_ALPACA_KEY", "PKENV");
    QVERIFY(parse({})->configuration.feedOptions == FeedOptions()); // one without the other
    m_environment.insert("TICKWELL_ALPACA_SECRET", "hunter2");
    QCOMPARE(parse({})->configuration.feedOptions.alpacaKey, "PKENV");
    const QString file = write("a.toml", "[alpaca]\nkey = 'PKFILE'\nsecret = 'other'\n");
    const auto line = parse({"--config", file});
    QVERIFY(line);
    QCOMPARE(line->configuration.feedOptions.alpacaKey, "PKFILE");
    QCOMPARE(line->configuration.feedOptions.alpacaSecret, "other");
}

void tst_ConfigurationSections::noMessageQuotesAPassword()
{
    const QString secret = "hunter2";
    for (const char *text :
         {"[smtp]\npassword = ['hunter2']\n", "[smtp]\npassword = hunter2\n",
          "[smtp]\npassword = 'hunter2'\n", "[smtp]\npassword = 'hunter2\n",
          "[smtp]\nurl = 'smtp://u:hunter2@x.example'\n",
          "[feed]\nurl = 'wss://u:hunter2@x.example'\n", "[alpaca]\nsecret = 'hunter2'\n",
          "[alpaca]\nkey = 'k'\nsecret = 'hunter2 '\n",
          "[feed]\nurl = 'ws://x.example'\n"
          "[alpaca]\nkey = 'k'\nsecret = 'hunter2'\n"}) {
        const QStringList arguments{"--config", write("a.toml", text)};
        QVERIFY(!parse(arguments));
        QVERIFY2(!reason(arguments).contains(secret), qPrintable(reason(arguments)));
    }
}

void tst_ConfigurationSections::readsLimits_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("text");
    const QByteArray limits =
        "[limits]\nrequest-line = 4096\nheaders = 16384\nheader-count = 50\n"
        "body = 1000000\nconnections = 100\nconnections-per-address = 10\n"
        "rate-burst = 20\non-loopback = true\nheader-timeout = 1.5\n"
        "body-timeout = 2\nbody-rate = 0\nkeep-alive-timeout = 3\nhandler-timeout = 4\n"
        "write-timeout = 5\nwebsockets = 50\nwebsocket-message = 2048\n"
        "websocket-rate = 30\nwebsocket-queue = 65536\nwebsocket-ping = 7\n";
    QTest::newRow("toml") << "a.toml"
                          << "rate-limit = 60\ntrusted-host = ['a.example']\n" + limits;
    QTest::newRow("ini") << "a.ini"
                         << "rate-limit=60\ntrusted-host=a.example\n" + limits;
}

void tst_ConfigurationSections::readsLimits()
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
                              .messagesPerSecond = 30,
                              .limitLoopback = true,
                              .maxQueuedEvents = 65'536}));
}

void tst_ConfigurationSections::readsOutbound_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("text");
    const QByteArray numbers = "retries = 2\ntry-timeout = 1.5\ntotal-timeout = 20\n"
                               "batch-timeout = 30\nlongest-wait = 4\nanswer = 2048\n"
                               "concurrent = 5\nwaiting = 6\n";
    QTest::newRow("toml") << "a.toml"
                          << "[outbound]\nallow = ['a.example', '*.B.example:81']\n"
                             "allow-private = '[::1]:9000'\n"
                             "upstream = 'https://a.example/x?y=1,2'\n"
            + numbers;
    QTest::newRow("ini") << "a.ini"
                         << "[outbound]\nallow=a.example, *.B.example:81\n"
                            "allow-private=[::1]:9000\nupstream=https://a.example/x?y=1,2\n"
            + numbers;
}

void tst_ConfigurationSections::readsOutbound()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, text);
    const QStringList arguments{"--config", write(name, text)};
    const auto line = parse(arguments);
    QVERIFY2(line, qPrintable(reason(arguments)));
    using std::chrono::milliseconds;
    OutboundOptions expected;
    expected.allow = {{"a.example", false, 0}, {"b.example", true, 81}};
    expected.allowPrivate = {{"::1", false, 9000}};
    expected.upstream = QUrl("https://a.example/x?y=1,2");
    expected.concurrent = 5;
    expected.waiting = 6;
    expected.retries = 2;
    expected.answerBytes = 2048;
    expected.tryTimeout = milliseconds(1500);
    expected.totalTimeout = milliseconds(20'000);
    expected.batchTimeout = milliseconds(30'000);
    expected.longestWait = milliseconds(4000);
    QVERIFY(line->configuration.outbound == expected);
}

QTEST_APPLESS_MAIN(tst_ConfigurationSections)
#include "tst_ConfigurationSections.moc"
