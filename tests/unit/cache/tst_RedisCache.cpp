// SPDX-License-Identifier: GPL-3.0-or-later
#include "CacheTest.h"
#include "RedisServer.h"
#include "cache/RedisCache.h"

#include <QTcpServer>
#include <QTcpSocket>

#include <csignal>

using namespace Tickwell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QByteArray Secret = "opensesame";

QStringList lines; ///< what was logged

void note(QtMsgType type, const QMessageLogContext &context, const QString &text)
{
    if (QLatin1String(context.category) == QLatin1String("tickwell.cache"))
        lines.append(text);
    else
        std::fprintf(stderr, "%d %s\n", type, qUtf8Printable(text));
}

/// What listens as a Redis and answers as a test wants.
class FakeRedis : public QTcpServer
{
public:
    /// Gives the answer to what was received at once.
    using Answer = std::function<QByteArray(const QByteArray &)>;

    explicit FakeRedis(Answer answer)
        : m_answer(std::move(answer))
    {
        if (!listen(QHostAddress::LocalHost))
            qFatal("cannot listen");
        connect(this, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *client = nextPendingConnection()) {
                ++connections;
                connect(client, &QTcpSocket::readyRead, this,
                        [this, client] { client->write(m_answer(client->readAll())); });
            }
        });
    }

    [[nodiscard]] RedisUrl url() const { return {.host = "127.0.0.1", .port = serverPort()}; }

    int connections = 0;

private:
    Answer m_answer;
};

/// Greets properly, then gives @p answer to everything.
FakeRedis::Answer afterGreeting(const QByteArray &answer)
{
    return [answer](const QByteArray &said) -> QByteArray {
        return said.contains("PING") ? "+PONG\r\n" : answer;
    };
}

} // namespace

/// A Redis that is as it should be, one that is away, and what only looks like one.
class tst_RedisCache : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();

    void putsItsPrefixBeforeKeys();
    void usesTheDatabaseOfTheUrl();
    void entersWithAPassword();
    void entersWithAUser();
    void findsAHostByItsName();
    void saysWhyItIsOut_data();
    void saysWhyItIsOut();
    void saysThatThereAreTooManyClients();
    void neverTellsThePassword();
    void answersAtOnceWhileNobodyListens();
    void isBackAfterARestartUnderLoad();
    void entersAgainAfterARestart();
    void takesNoValueThatRedisRefuses();
    void logsARefusalOnce();

    void aSilentServerHoldsNothing_data();
    void aSilentServerHoldsNothing();
    void leavesWhoSpeaksOtherwise_data();
    void leavesWhoSpeaksOtherwise();
    void takesOnlyAValueForAValue();
    void leavesWhoSendsTooMuch();
    void boundsWhatWaits();
    void boundsTheBytesThatWait();
    void triesLessOftenWithTime();
    void endsWhileCommandsWait();

private:
    void open(const RedisUrl &url) { m_cache = std::make_unique<RedisCache>(url); }
    [[nodiscard]] bool isUp() const { return m_cache->status().up; }

    RedisServer m_redis;
    std::unique_ptr<RedisCache> m_cache;
};

void tst_RedisCache::initTestCase()
{
    std::signal(SIGPIPE, SIG_IGN);
    qInstallMessageHandler(note);
}

void tst_RedisCache::init()
{
    SKIP_WITHOUT_REDIS();
    lines.clear();
}

void tst_RedisCache::cleanup()
{
    m_cache.reset();
    m_redis.kill();
}

void tst_RedisCache::putsItsPrefixBeforeKeys()
{
    QVERIFY(m_redis.start());
    open(m_redis.url());
    QVERIFY(putInto(*m_cache, "a", "1"));
    QCOMPARE(m_redis.ask("GET tickwell:a"), "$1\r\n1\r\n");
    QCOMPARE(m_redis.ask("GET a"), "$-1\r\n");
}

void tst_RedisCache::usesTheDatabaseOfTheUrl()
{
    QVERIFY(m_redis.start());
    RedisUrl url = m_redis.url();
    url.database = 3;
    open(url);
    QVERIFY(putInto(*m_cache, "a", "1"));
    QCOMPARE(m_redis.ask("SELECT 3\r\nGET tickwell:a"), "+OK\r\n$1\r\n1\r\n");
    QCOMPARE(m_redis.ask("GET tickwell:a"), "$-1\r\n");
}

void tst_RedisCache::entersWithAPassword()
{
    QVERIFY(m_redis.start("requirepass " + Secret + '\n'));
    RedisUrl url = m_redis.url();
    url.password = Secret;
    open(url);
    QVERIFY(putInto(*m_cache, "a", "1"));
}

void tst_RedisCache::entersWithAUser()
{
    QVERIFY(m_redis.start("user default off\nuser bob on >" + Secret
                          + " ~tickwell:* +get +set +del +select\n"));
    RedisUrl url = m_redis.url();
    url.user = "bob";
    url.password = Secret;
    url.database = 1;
    open(url);
    QVERIFY(putInto(*m_cache, "a", "1"));
    QCOMPARE(getFrom(*m_cache, "a"), QByteArray("1"));
}

void tst_RedisCache::findsAHostByItsName()
{
    FakeRedis redis(afterGreeting("$1\r\n1\r\n"));
    RedisUrl url = redis.url();
    url.host = u"localhost"_s;
    open(url);
    QTRY_VERIFY(isUp());
    QCOMPARE(getFrom(*m_cache, "a"), QByteArray("1"));
}

void tst_RedisCache::saysWhyItIsOut_data()
{
    QTest::addColumn<QByteArray>("configuration");
    QTest::addColumn<QByteArray>("password");
    QTest::addColumn<int>("database");
    QTest::addColumn<QString>("word");
    QTest::newRow("wrong password") << "requirepass " + Secret + '\n'
                                    << QByteArray("guess") << 0 << u"refuses the user"_s;
    QTest::newRow("no password") << "requirepass " + Secret + '\n'
                                 << QByteArray() << 0 << u"asks for a password"_s;
    QTest::newRow("wrong database")
        << QByteArray("databases 4\n") << QByteArray() << 4 << u"no database"_s;
}

void tst_RedisCache::saysWhyItIsOut()
{
    QFETCH(QByteArray, configuration);
    QFETCH(QByteArray, password);
    QFETCH(int, database);
    QFETCH(QString, word);
    QVERIFY(m_redis.start(configuration));
    RedisUrl url = m_redis.url();
    url.password = password;
    url.database = database;
    open(url);
    QVERIFY(!getFrom(*m_cache, "a"));
    QVERIFY(!putInto(*m_cache, "a", "1"));
    QVERIFY2(m_cache->status().message.contains(word), qPrintable(m_cache->status().message));
    QCOMPARE(lines.size(), 1);
    QVERIFY2(lines.first().contains(word), qPrintable(lines.first()));
}

void tst_RedisCache::saysThatThereAreTooManyClients()
{
    QVERIFY(m_redis.start("maxclients 1\n"));
    QLocalSocket other;
    QVERIFY(m_redis.admit(other));
    open(m_redis.url());
    QVERIFY(!putInto(*m_cache, "a", "1"));
    const QString message = m_cache->status().message;
    QVERIFY2(message.contains(u"no more clients"_s), qPrintable(message));
    QCOMPARE(lines.size(), 1);
    QVERIFY2(lines.first().contains(u"no more clients"_s), qPrintable(lines.first()));
}

/// A Redis before 6, and a hostile one, repeats what it did not understand.
void tst_RedisCache::neverTellsThePassword()
{
    for (const QByteArray &answer :
         {"-ERR unknown command `AUTH`, with args beginning with: `" + Secret + "`\r\n",
          '-' + Secret + " no\r\n", '-' + Secret + "\r\n", '+' + Secret + "\r\n",
          Secret + "\r\n"}) {
        FakeRedis redis([answer](const QByteArray &) { return answer; });
        RedisUrl url = redis.url();
        url.password = Secret;
        open(url);
        const auto kept = putInto(*m_cache, "a", "1");
        QVERIFY(!kept);
        QTRY_VERIFY(redis.connections > 1);
        const QString told = lines.join(u'\n') + m_cache->status().message + kept.error().message;
        QVERIFY2(!told.contains(Secret), qPrintable(told));
        m_cache.reset();
    }
}

void tst_RedisCache::answersAtOnceWhileNobodyListens()
{
    open(m_redis.url());
    QTRY_VERIFY(!isUp());
    QVERIFY(!getFrom(*m_cache, "a"));
    QElapsedTimer time;
    time.start();
    for (int i = 0; i < 100; ++i) {
        QVERIFY(!getFrom(*m_cache, "a"));
        const auto kept = putInto(*m_cache, "a", "1");
        QVERIFY(!kept);
        QVERIFY(kept.error().kind == Error::Kind::Unavailable);
    }
    QVERIFY(time.elapsed() < 2'000);
    QCOMPARE(lines.size(), 1);
    QVERIFY(m_cache->statistics().errors >= 201);
}

void tst_RedisCache::isBackAfterARestartUnderLoad()
{
    QVERIFY(m_redis.start());
    open(m_redis.url());
    QVERIFY(putInto(*m_cache, "a", "1"));
    lines.clear();

    qint64 asked = 0;
    qint64 answered = 0;
    qint64 slowest = 0;
    QElapsedTimer time;
    time.start();
    QTimer load;
    connect(&load, &QTimer::timeout, this, [&] {
        const auto answer = [&, start = time.elapsed()](const auto &) {
            ++answered;
            slowest = std::max(slowest, time.elapsed() - start);
        };
        asked += 2;
        m_cache->get("a", this, answer);
        m_cache->put("b", "2", {}, this, answer);
    });
    load.start(1ms);
    QTRY_VERIFY(answered > 100);
    m_redis.kill();
    QTRY_VERIFY(!isUp());
    const qint64 before = answered;
    QTRY_VERIFY(answered > before + 100);
    QVERIFY(m_redis.start());
    QTRY_VERIFY_WITH_TIMEOUT(isUp(), 10'000);
    QVERIFY(putInto(*m_cache, "a", "3"));
    QCOMPARE(getFrom(*m_cache, "a"), QByteArray("3"));
    load.stop();
    QTRY_COMPARE(answered, asked);
    QVERIFY2(slowest < 1'000, qPrintable(QString::number(slowest)));
    QCOMPARE(lines.size(), 2);
    QVERIFY2(lines[0].contains("is out"), qPrintable(lines[0]));
    QVERIFY2(lines[1].contains("is back"), qPrintable(lines[1]));
    QCOMPARE(m_cache->statistics().pending, 0);
}

void tst_RedisCache::entersAgainAfterARestart()
{
    QVERIFY(m_redis.start("requirepass " + Secret + '\n'));
    RedisUrl url = m_redis.url();
    url.password = Secret;
    url.database = 2;
    open(url);
    QVERIFY(putInto(*m_cache, "a", "1"));
    m_redis.kill();
    QTRY_VERIFY(!isUp());
    QVERIFY(m_redis.start("requirepass " + Secret + '\n'));
    QTRY_VERIFY_WITH_TIMEOUT(isUp(), 10'000);
    QVERIFY(putInto(*m_cache, "a", "2"));
    QCOMPARE(m_redis.ask("AUTH " + Secret + "\r\nSELECT 2\r\nGET tickwell:a"),
             "+OK\r\n+OK\r\n$1\r\n2\r\n");
}

void tst_RedisCache::takesNoValueThatRedisRefuses()
{
    QVERIFY(m_redis.start());
    open(m_redis.url());
    QVERIFY(putInto(*m_cache, "a", "1"));
    QCOMPARE(m_redis.ask("CONFIG SET maxmemory 1"), "+OK\r\n");
    const auto kept = putInto(*m_cache, "a", "2");
    QVERIFY(!kept);
    QVERIFY(kept.error().kind == Error::Kind::Unavailable);
    QVERIFY2(kept.error().message.contains("out of memory"), qPrintable(kept.error().message));
    QVERIFY(isUp());
    QCOMPARE(getFrom(*m_cache, "a"), QByteArray("1"));
}

void tst_RedisCache::logsARefusalOnce()
{
    QVERIFY(m_redis.start());
    open(m_redis.url());
    QVERIFY(putInto(*m_cache, "a", "1"));
    lines.clear();
    for (int time = 1; time <= 2; ++time) {
        QCOMPARE(m_redis.ask("CONFIG SET maxmemory 1"), "+OK\r\n");
        for (int i = 0; i < 10; ++i)
            QVERIFY(!putInto(*m_cache, "a", "2"));
        QCOMPARE(lines.size(), time);
        QCOMPARE(m_redis.ask("CONFIG SET maxmemory 0"), "+OK\r\n");
        QVERIFY(putInto(*m_cache, "a", "2"));
    }
}

void tst_RedisCache::aSilentServerHoldsNothing_data()
{
    QTest::addColumn<bool>("greets");
    QTest::newRow("from the start") << false;
    QTest::newRow("after the greeting") << true;
}

void tst_RedisCache::aSilentServerHoldsNothing()
{
    QFETCH(bool, greets);
    FakeRedis redis(greets ? afterGreeting({}) : [](const QByteArray &) { return QByteArray(); });
    open(redis.url());
    if (greets)
        QTRY_VERIFY(isUp());
    QElapsedTimer time;
    time.start();
    QVERIFY(!getFrom(*m_cache, "a"));
    QVERIFY2(time.elapsed() < 1'000, qPrintable(QString::number(time.elapsed())));
    QVERIFY(!isUp());
    QVERIFY(!putInto(*m_cache, "a", "1"));
    QVERIFY2(time.elapsed() < 1'000, qPrintable(QString::number(time.elapsed())));
}

void tst_RedisCache::leavesWhoSpeaksOtherwise_data()
{
    QTest::addColumn<QByteArray>("answer");
    const auto row = [](const char *name, const QByteArray &answer) {
        QTest::newRow(name) << answer;
    };
    row("HTTP", "HTTP/1.1 400 Bad Request\r\n\r\n");
    row("zeros", QByteArray(1000, '\0'));
    row("an array", "*1\r\n$1\r\na\r\n");
    row("an array of arrays", QByteArray("*1\r\n").repeated(100));
    row("an array that would take all memory", "*2147483647\r\n");
    row("an array longer than that", "*9999999999999999999\r\n");
    row("no array", "*-1\r\n");
    row("a negative length", "$-7\r\nabc\r\n");
    row("a length that overflows", "$9223372036854775807\r\nabc\r\n");
    row("a length that is no number", "$abc\r\nabc\r\n");
    row("a number that is none", ":12x\r\n");
    row("a value", "$1\r\n1\r\n");
    row("nothing", "$-1\r\n");
    row("a number", ":1\r\n");
    row("another status", "+QUEUED\r\n");
    row("one answer too many", "+OK\r\n+OK\r\n");
    row("a push", ">2\r\n$1\r\na\r\n$1\r\nb\r\n");
    row("a map", "%1\r\n+a\r\n+b\r\n");
    row("a real number", ",1.5\r\n");
    row("a truth value", "#t\r\n");
    row("a large number", "(12345678901234567890\r\n");
    row("a null of version 3", "_\r\n");
    row("a verbatim text", "=5\r\ntxt:a\r\n");
}

void tst_RedisCache::leavesWhoSpeaksOtherwise()
{
    QFETCH(QByteArray, answer);
    {
        FakeRedis redis([answer](const QByteArray &) { return answer; });
        open(redis.url());
        QVERIFY(!getFrom(*m_cache, "a"));
        QTRY_VERIFY(redis.connections > 1);
        m_cache.reset();
    }
    FakeRedis redis(afterGreeting(answer));
    open(redis.url());
    QTRY_VERIFY(isUp());
    QCOMPARE(putInto(*m_cache, "a", "1").has_value(), answer.startsWith("+OK"));
    QTRY_VERIFY(redis.connections > 1);
    QTRY_VERIFY(isUp());
}

void tst_RedisCache::takesOnlyAValueForAValue()
{
    for (const QByteArray answer : {"+OK\r\n", ":1\r\n", "*0\r\n"}) {
        FakeRedis redis(afterGreeting(answer));
        open(redis.url());
        QTRY_VERIFY(isUp());
        QVERIFY(!getFrom(*m_cache, "a"));
        QTRY_VERIFY(redis.connections > 1);
        m_cache.reset();
    }
}

void tst_RedisCache::leavesWhoSendsTooMuch()
{
    FakeRedis redis(
        afterGreeting("$100000000\r\n" + QByteArray(qsizetype(RedisConnection::MaxReply), 'x')));
    open(redis.url());
    QTRY_VERIFY(isUp());
    lines.clear();
    QVERIFY(!getFrom(*m_cache, "a"));
    QVERIFY2(!lines.isEmpty() && lines.first().contains("more than"),
             qPrintable(lines.join(u'\n')));
}

void tst_RedisCache::boundsWhatWaits()
{
    FakeRedis redis(afterGreeting({}));
    open(redis.url());
    QTRY_VERIFY(isUp());
    for (size_t i = 0; i < RedisCache::MaxPending; ++i)
        m_cache->remove("a");
    QCOMPARE(m_cache->statistics().pending, qint64(RedisCache::MaxPending));
    QCOMPARE(m_cache->statistics().errors, quint64(0));
    bool answered = false;
    m_cache->get("a", this, [&answered](const auto &found) { answered = !found; });
    QCoreApplication::processEvents();
    QVERIFY(answered);
    QCOMPARE(m_cache->statistics().errors, quint64(1));
}

void tst_RedisCache::boundsTheBytesThatWait()
{
    FakeRedis redis(afterGreeting({}));
    open(redis.url());
    QTRY_VERIFY(isUp());
    const QByteArray large(RedisCache::MaxValue, 'x');
    int refused = 0;
    QObject context; // what still waits at the end is told nobody
    // With their keys the last is too much.
    for (qsizetype i = 0; i < RedisCache::MaxPendingBytes / large.size(); ++i)
        m_cache->put("a", large, {}, &context, [&refused](const auto &kept) { refused += !kept; });
    QCoreApplication::processEvents();
    QCOMPARE(refused, 1);
}

void tst_RedisCache::triesLessOftenWithTime()
{
    FakeRedis redis([](const QByteArray &) { return QByteArray("-ERR no\r\n"); });
    open(redis.url());
    QTRY_VERIFY(redis.connections >= 4); // after waits of at most 100, 200 and 400 ms
    const int early = redis.connections;
    QTest::qWait(700);
    QVERIFY2(redis.connections - early <= 2, qPrintable(QString::number(redis.connections)));
}

void tst_RedisCache::endsWhileCommandsWait()
{
    FakeRedis redis(afterGreeting({}));
    open(redis.url());
    QTRY_VERIFY(isUp());
    m_cache->get("a", this, [](const auto &) {});
    m_cache->put("a", "1", {}, this, [](const auto &) {});
    m_cache.reset();
    QCoreApplication::processEvents();
}

QTEST_GUILESS_MAIN(tst_RedisCache)
#include "tst_RedisCache.moc"
