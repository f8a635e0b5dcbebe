// SPDX-License-Identifier: GPL-3.0-or-later
#include "CacheTest.h"
#include "cache/EmbeddedCache.h"

using namespace Tickwell;
using namespace std::chrono_literals;

/// What the embedded cache has besides what every cache keeps to.
class tst_EmbeddedCache : public QObject
{
    Q_OBJECT

private slots:
    void init();

    void countsAReplacedEntryOnce();
    void countsNothingThatWasRemoved();
    void keepsAValueForItsLife();
    void keepsOthersForEver();
    void dropsWhatWasUsedLongestAgo();
    void countsAnEntryByItsBytes();
    void refusesAValueThatIsTooLarge();
    void counts();

private:
    std::optional<QByteArray> get(const QByteArray &key) { return getFrom(*m_cache, key); }
    bool put(const QByteArray &key, const QByteArray &value, std::chrono::milliseconds life = {})
    {
        return putInto(*m_cache, key, value, life).has_value();
    }

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

void tst_EmbeddedCache::countsAReplacedEntryOnce()
{
    QVERIFY(put("a", "1"));
    QVERIFY(put("a", "2"));
    QCOMPARE(m_cache->statistics().entries, std::optional<qint64>(1));
}

void tst_EmbeddedCache::countsNothingThatWasRemoved()
{
    QVERIFY(put("a", "1"));
    m_cache->remove("a");
    QCOMPARE(m_cache->statistics().bytes, std::optional<qsizetype>(0));
}

void tst_EmbeddedCache::keepsAValueForItsLife()
{
    QVERIFY(put("a", "1", 60s));
    m_clock.set(m_clock.now() + 60s - 1us);
    QVERIFY(get("a"));
    m_clock.set(m_clock.now() + 1us);
    QVERIFY(!get("a"));
    QCOMPARE(m_cache->statistics().entries, std::optional<qint64>(0));
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
    QCOMPARE(m_cache->statistics().evictions, std::optional<quint64>(1));
}

void tst_EmbeddedCache::countsAnEntryByItsBytes()
{
    QVERIFY(put("a", Nine));
    QCOMPARE(m_cache->statistics().bytes, std::optional<qsizetype>(Room / 10));
    QVERIFY(put("a", "v"));
    QCOMPARE(m_cache->statistics().bytes, std::optional<qsizetype>(Room / 10 - 8));
}

void tst_EmbeddedCache::refusesAValueThatIsTooLarge()
{
    QVERIFY(put("b", "1"));
    QVERIFY(!put("a", QByteArray(Room / 4, 'v')));
    QVERIFY(!get("a"));
    QVERIFY(get("b"));
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
    QCOMPARE(statistics.entries, std::optional<qint64>(1));
}

QTEST_GUILESS_MAIN(tst_EmbeddedCache)
#include "tst_EmbeddedCache.moc"
