// SPDX-License-Identifier: GPL-3.0-or-later
#include "cache/EmbeddedCache.h"

#include <QTest>

using namespace Tickwell;
using namespace std::chrono_literals;

class tst_EmbeddedCache : public QObject
{
    Q_OBJECT

private slots:
    void init();

    void givesBackWhatWasPut();
    void answersFromTheEventLoop();
    void hasNothingUnderOtherKeys();
    void replacesAnEarlierValue();
    void forgetsWhatWasRemoved();
    void keepsAValueForItsLife();
    void keepsOthersForEver();
    void dropsWhatWasUsedLongestAgo();
    void countsAnEntryByItsBytes();
    void refusesAValueThatIsTooLarge();
    void aRefusedValueLeavesNoEarlierOne();
    void dropsTheAnswerOfOneWhoIsGone();
    void counts();

private:
    std::optional<QByteArray> get(const QByteArray &key);
    bool put(const QByteArray &key, const QByteArray &value, std::chrono::milliseconds life = {});

    ManualClock m_clock{Timestamp{}};
    std::unique_ptr<EmbeddedCache> m_cache;
};

/// Room for ten entries of a key of one byte and a value of nine.
constexpr qsizetype Room = 10 * (10 + EmbeddedCache::EntryOverhead);
const QByteArray Nine(9, 'v');

void tst_EmbeddedCache::init()
{
    m_cache = std::make_unique<EmbeddedCache>(Room, m_clock);
}

std::optional<QByteArray> tst_EmbeddedCache::get(const QByteArray &key)
{
    std::optional<std::optional<QByteArray>> answer;
    m_cache->get(key, this, [&answer](const auto &found) { answer = found; });
    return QTest::qWaitFor([&answer] { return answer.has_value(); }) ? *answer : QByteArray("late");
}

bool tst_EmbeddedCache::put(const QByteArray &key, const QByteArray &value,
                            std::chrono::milliseconds life)
{
    std::optional<bool> answer;
    m_cache->put(key, value, life, this,
                 [&answer](const Result<void> &result) { answer = result.has_value(); });
    return QTest::qWaitFor([&answer] { return answer.has_value(); }) && *answer;
}

void tst_EmbeddedCache::givesBackWhatWasPut()
{
    QVERIFY(put("a", "1"));
    QCOMPARE(get("a"), QByteArray("1"));
}

void tst_EmbeddedCache::answersFromTheEventLoop()
{
    int answers = 0;
    m_cache->put("a", "1", {}, this, [&answers](const auto &) { ++answers; });
    m_cache->get("a", this, [&answers](const auto &) { ++answers; });
    QCOMPARE(answers, 0);
    QTRY_COMPARE(answers, 2);
}

void tst_EmbeddedCache::hasNothingUnderOtherKeys()
{
    QVERIFY(put("a", "1"));
    QVERIFY(!get("b"));
}

void tst_EmbeddedCache::replacesAnEarlierValue()
{
    QVERIFY(put("a", "1"));
    QVERIFY(put("a", "2"));
    QCOMPARE(get("a"), QByteArray("2"));
    QCOMPARE(m_cache->statistics().entries, 1);
}

void tst_EmbeddedCache::forgetsWhatWasRemoved()
{
    QVERIFY(put("a", "1"));
    m_cache->remove("a");
    m_cache->remove("never there");
    QVERIFY(!get("a"));
    QCOMPARE(m_cache->statistics().bytes, 0);
}

void tst_EmbeddedCache::keepsAValueForItsLife()
{
    QVERIFY(put("a", "1", 60s));
    m_clock.set(m_clock.now() + 60s - 1us);
    QVERIFY(get("a"));
    m_clock.set(m_clock.now() + 1us);
    QVERIFY(!get("a"));
    QCOMPARE(m_cache->statistics().entries, 0);
}

void tst_EmbeddedCache::keepsOthersForEver()
{
    QVERIFY(put("a", "1"));
    m_clock.set(m_clock.now() + std::chrono::years(10));
    QVERIFY(get("a"));
}

void tst_EmbeddedCache::dropsWhatWasUsedLongestAgo()
{
    for (char key = 'a'; key < 'a' + 10; ++key)
        QVERIFY(put(QByteArray(1, key), Nine));
    QVERIFY(get("a"));
    QVERIFY(put("z", Nine));
    QVERIFY(get("a"));
    QVERIFY(!get("b"));
    QVERIFY(get("c"));
    QCOMPARE(m_cache->statistics().evictions, quint64(1));
}

void tst_EmbeddedCache::countsAnEntryByItsBytes()
{
    QVERIFY(put("a", Nine));
    QCOMPARE(m_cache->statistics().bytes, Room / 10);
    QVERIFY(put("a", "v"));
    QCOMPARE(m_cache->statistics().bytes, Room / 10 - 8);
}

void tst_EmbeddedCache::refusesAValueThatIsTooLarge()
{
    QVERIFY(put("b", "1"));
    QVERIFY(!put("a", QByteArray(Room / 4, 'v')));
    QVERIFY(!get("a"));
    QVERIFY(get("b"));
}

void tst_EmbeddedCache::aRefusedValueLeavesNoEarlierOne()
{
    QVERIFY(put("a", "1"));
    QVERIFY(!put("a", QByteArray(Room / 4, 'v')));
    QVERIFY(!get("a"));
}

void tst_EmbeddedCache::dropsTheAnswerOfOneWhoIsGone()
{
    bool answered = false;
    {
        QObject context;
        m_cache->get("a", &context, [&answered](const auto &) { answered = true; });
    }
    QVERIFY(!get("a"));
    QVERIFY(!answered);
}

void tst_EmbeddedCache::counts()
{
    QVERIFY(put("a", "1"));
    (void)get("a");
    (void)get("a");
    (void)get("b");
    const CacheStatistics statistics = m_cache->statistics();
    QCOMPARE(statistics.hits, quint64(2));
    QCOMPARE(statistics.misses, quint64(1));
    QCOMPARE(statistics.entries, 1);
}

QTEST_GUILESS_MAIN(tst_EmbeddedCache)
#include "tst_EmbeddedCache.moc"
