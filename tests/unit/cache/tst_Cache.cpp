// SPDX-License-Identifier: GPL-3.0-or-later
#include "CacheTest.h"
#include "RedisServer.h"
#include "cache/EmbeddedCache.h"
#include "cache/RedisCache.h"

#include <csignal>

using namespace Tickwell;
using namespace std::chrono_literals;

/// What every cache keeps to: each test runs on all of them with one expectation.
class tst_Cache : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase_data();
    void initTestCase();
    void init();
    void cleanup();

    void givesBackWhatWasPut();
    void answersFromTheEventLoop();
    void answersInTheOrderOfTheQuestions();
    void hasNothingUnderOtherKeys();
    void replacesAnEarlierValue();
    void keepsAnyBytes_data();
    void keepsAnyBytes();
    void takesAnyKey();
    void forgetsWhatWasRemoved();
    void keepsAValueForItsLife();
    void keepsOthersLonger();
    void aLaterValueHasALifeOfItsOwn();
    void refusesAValueThatIsTooLarge();
    void aRefusedValueLeavesNoEarlierOne();
    void dropsTheAnswerOfOneWhoIsGone();
    void counts();
    void isUp();

private:
    std::optional<QByteArray> get(const QByteArray &key) { return getFrom(*m_cache, key); }
    bool put(const QByteArray &key, const QByteArray &value, std::chrono::milliseconds life = {})
    {
        return putInto(*m_cache, key, value, life).has_value();
    }

    RedisServer m_redis;
    std::unique_ptr<Cache> m_cache;
};

/// For each of them.
const QByteArray TooLarge(16 * 1024 * 1024 + 1, 'v');

void tst_Cache::initTestCase_data()
{
    QTest::addColumn<QByteArray>("engine");
    QTest::newRow("embedded") << QByteArray("embedded");
    QTest::newRow("redis") << QByteArray("redis");
}

void tst_Cache::initTestCase()
{
    std::signal(SIGPIPE, SIG_IGN);
    if (RedisServer::isInstalled())
        QVERIFY(m_redis.start());
}

void tst_Cache::init()
{
    QFETCH_GLOBAL(QByteArray, engine);
    if (engine == "embedded") {
        m_cache = std::make_unique<EmbeddedCache>();
        return;
    }
    SKIP_WITHOUT_REDIS();
    QCOMPARE(m_redis.ask("FLUSHALL"), "+OK\r\n");
    m_cache = std::make_unique<RedisCache>(m_redis.url());
}

void tst_Cache::cleanup()
{
    m_cache.reset();
}

void tst_Cache::givesBackWhatWasPut()
{
    QVERIFY(put("a", "1"));
    QCOMPARE(get("a"), QByteArray("1"));
}

void tst_Cache::answersFromTheEventLoop()
{
    int answers = 0;
    m_cache->put("a", "1", {}, this, [&answers](const auto &) { ++answers; });
    m_cache->get("a", this, [&answers](const auto &) { ++answers; });
    QCOMPARE(answers, 0);
    QTRY_COMPARE(answers, 2);
}

void tst_Cache::answersInTheOrderOfTheQuestions()
{
    QByteArrayList answers;
    const auto note = [&answers](const auto &found) { answers.append(found.value_or("-")); };
    m_cache->get("a", this, note);
    m_cache->put("a", "1", {}, this, [&answers](const auto &) { answers.append("put 1"); });
    m_cache->get("a", this, note);
    m_cache->put("a", "2", {}, this, [&answers](const auto &) { answers.append("put 2"); });
    m_cache->get("a", this, note);
    m_cache->remove("a");
    m_cache->get("a", this, note);
    QTRY_COMPARE(answers, QByteArrayList({"-", "put 1", "1", "put 2", "2", "-"}));
}

void tst_Cache::hasNothingUnderOtherKeys()
{
    QVERIFY(put("a", "1"));
    QVERIFY(!get("b"));
}

void tst_Cache::replacesAnEarlierValue()
{
    QVERIFY(put("a", "1"));
    QVERIFY(put("a", "2"));
    QCOMPARE(get("a"), QByteArray("2"));
}

void tst_Cache::keepsAnyBytes_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("none") << QByteArray("");
    QTest::newRow("a zero") << QByteArray("a\0b", 3);
    QTest::newRow("ends of lines") << QByteArray("\r\n$3\r\n*1\r\n");
    QTest::newRow("no UTF-8") << QByteArray("\xff\xfe\x80");
    QTest::newRow("a format") << QByteArray("%s%n%b");
    QTest::newRow("a mebibyte") << QByteArray(1024 * 1024, '\0');
}

void tst_Cache::keepsAnyBytes()
{
    QFETCH(QByteArray, value);
    QVERIFY(put("a", value));
    QCOMPARE(get("a"), value);
}

void tst_Cache::takesAnyKey()
{
    const QByteArrayList keys{QByteArray(""), QByteArray("a\0b", 3), QByteArray("a\0c", 3),
                              QByteArray("* %s\r\nDEL x"), QByteArray("\xff")};
    for (const QByteArray &key : keys)
        QVERIFY(put(key, "of " + key));
    for (const QByteArray &key : keys)
        QCOMPARE(get(key), "of " + key);
}

void tst_Cache::forgetsWhatWasRemoved()
{
    QVERIFY(put("a", "1"));
    m_cache->remove("a");
    m_cache->remove("never there");
    QVERIFY(!get("a"));
}

void tst_Cache::keepsAValueForItsLife()
{
    QVERIFY(put("a", "1", 200ms));
    QVERIFY(put("b", "1", 1h));
    QTRY_VERIFY(!get("a"));
    QVERIFY(get("b"));
}

void tst_Cache::keepsOthersLonger()
{
    QVERIFY(put("a", "1"));
    QVERIFY(put("b", "1", 1ms));
    QTRY_VERIFY(!get("b"));
    QVERIFY(get("a"));
}

void tst_Cache::aLaterValueHasALifeOfItsOwn()
{
    QVERIFY(put("a", "1", 50ms));
    QVERIFY(put("a", "2"));
    QVERIFY(put("b", "1", 100ms));
    QTRY_VERIFY(!get("b"));
    QCOMPARE(get("a"), QByteArray("2"));
}

void tst_Cache::refusesAValueThatIsTooLarge()
{
    QVERIFY(put("b", "1"));
    const auto result = putInto(*m_cache, "a", TooLarge);
    QVERIFY(!result);
    QVERIFY(result.error().kind == Error::Kind::Limit);
    QVERIFY(!get("a"));
    QVERIFY(get("b"));
}

void tst_Cache::aRefusedValueLeavesNoEarlierOne()
{
    QVERIFY(put("a", "1"));
    QVERIFY(!put("a", TooLarge));
    QVERIFY(!get("a"));
}

void tst_Cache::dropsTheAnswerOfOneWhoIsGone()
{
    bool answered = false;
    {
        QObject context;
        m_cache->get("a", &context, [&answered](const auto &) { answered = true; });
        m_cache->put("b", "1", {}, &context, [&answered](const auto &) { answered = true; });
    }
    QVERIFY(get("b"));
    QVERIFY(!answered);
}

void tst_Cache::counts()
{
    QVERIFY(put("a", "1"));
    (void)get("a");
    (void)get("a");
    (void)get("b");
    QVERIFY(!put("a", TooLarge));
    const CacheStatistics statistics = m_cache->statistics();
    QCOMPARE(statistics.hits, quint64(2));
    QCOMPARE(statistics.misses, quint64(1));
    QCOMPARE(statistics.errors, quint64(1));
}

void tst_Cache::isUp()
{
    QVERIFY(put("a", "1"));
    QFETCH_GLOBAL(QByteArray, engine);
    QCOMPARE(m_cache->status(), (CacheStatus{QString::fromLatin1(engine), true, {}}));
}

QTEST_GUILESS_MAIN(tst_Cache)
#include "tst_Cache.moc"
