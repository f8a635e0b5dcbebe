// SPDX-License-Identifier: GPL-3.0-or-later
#include "StoreEngines.h"

using namespace Tickwell;
using namespace Tickwell::StoreTest;

class tst_Retention : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase_data() { addEngines(); }
    void init() { MAKE_STORE(m_engine); }
    void cleanup() { m_engine.close(); }

    void removesWhatIsTooOldToTheMicrosecond();
    void keepsWideBarsWhateverTheirAge();
    void removesOldChat();
    void nothingIsRemovedWithoutALimit();
    void theOldestHoursGoWhenTheDatabaseIsTooLarge();
    void wholeHoursGoHoweverShortThePieces();
    void chatStaysWhenTheDatabaseIsTooLarge();
    void theFileShrinks();
    void worksInShortPiecesBetweenWhichRowsAreWritten();
    void manyRowsOfOneMomentAreRemoved();
    void countsStayRight();

private:
    Store &store() { return m_engine.store(); }
    /// Prunes until nothing is left to do; gives the longest piece in milliseconds.
    qint64 pruneAll(const Retention &retention, Timestamp now);
    qint64 ticksLeft(const QString &symbol = u"AAPL"_s);
    void writeTicks(int hours, int perHour);
    /// Less than what ten hours of 10'000 ticks take, and more than two.
    [[nodiscard]] qint64 halfOfTenHours() const { return m_engine.isSqlite() ? 2 << 20 : 6 << 20; }

    EngineFixture m_engine;
};

qint64 tst_Retention::pruneAll(const Retention &retention, Timestamp now)
{
    qint64 longest = 0;
    for (int pieces = 0; pieces < 10'000; ++pieces) {
        QElapsedTimer timer;
        timer.start();
        const auto more = store().prune(retention, now);
        longest = std::max(longest, timer.elapsed());
        if (!more || !*more)
            return more ? longest : -1;
    }
    return -1;
}

qint64 tst_Retention::ticksLeft(const QString &symbol)
{
    const auto reader = store().openReader();
    return (*reader)->ticks(symbol, Noon - 24h, Noon + 10'000h, 10'000'000)->size();
}

void tst_Retention::writeTicks(int hours, int perHour)
{
    RecordBatch batch;
    quint64 seq = 0;
    for (int hour = 0; hour < hours; ++hour) {
        for (int i = 0; i < perHour; ++i)
            batch.ticks.append(tick(++seq, hour * 1h + i * 100us, i % 2 ? u"AAPL"_s : u"MSFT"_s));
    }
    VERIFY_OK(store().write(batch));
}

void tst_Retention::removesWhatIsTooOldToTheMicrosecond()
{
    VERIFY_OK(store().write({.ticks = {tick(1, 0s), tick(2, 90min - 1us), tick(3, 90min),
                                       tick(4, 3h), tick(5, 0s, u"MSFT"_s)},
                             .candles = {candle(Interval::Second1), candle(Interval::Second1, 2h)},
                             .samples = {sample(), sample(2h)}}));
    QVERIFY(pruneAll({.maxAge = 24h}, Noon + 90min + 24h) >= 0);
    QCOMPARE(store().rows(), 4);
    QCOMPARE(ticksLeft(), 2);
    QCOMPARE(ticksLeft(u"MSFT"_s), 0);
}

void tst_Retention::keepsWideBarsWhateverTheirAge()
{
    VERIFY_OK(store().write({.candles = {candle(Interval::Second1), candle(Interval::Minute1),
                                         candle(Interval::Day1)}}));
    QVERIFY(pruneAll({.maxAge = 1h}, Noon + 9'000h) >= 0);
    QCOMPARE(store().rows(), 2);
}

void tst_Retention::removesOldChat()
{
    VERIFY_OK(store().write({.messages = {message(1), directMessage(2), message(3)}}));
    QVERIFY(pruneAll({.maxAge = 1h}, Noon + 3s + 1h) >= 0);
    QCOMPARE(store().rows(), 1);
    const auto reader = store().openReader();
    QCOMPARE(*(*reader)->messagesSince(0, 10), QList<ChatMessage>({message(3)}));
}

void tst_Retention::nothingIsRemovedWithoutALimit()
{
    VERIFY_OK(store().write({.ticks = {tick(1)}, .messages = {message(1)}}));
    QVERIFY(pruneAll({.maxAge = 0h, .maxBytes = 0}, Noon + 9'000h) >= 0);
    QCOMPARE(store().rows(), 2);
}

void tst_Retention::theOldestHoursGoWhenTheDatabaseIsTooLarge()
{
    writeTicks(10, 10'000);
    VERIFY_OK(
        store().write({.candles = {candle(Interval::Minute1)}, .samples = {sample(), sample(9h)}}));
    const qint64 limit = halfOfTenHours();
    QVERIFY(store().bytes() > limit);
    QVERIFY(pruneAll({.maxAge = 9'000h, .maxBytes = limit}, Noon + 10h) >= 0);
    const auto reader = store().openReader();
    const auto left = (*reader)->ticks(u"AAPL"_s, Noon, Noon + 20h, 1'000'000);
    QVERIFY(left->size() > 5'000);
    QVERIFY(left->size() < 40'000);
    // Whole hours, and the newest of all.
    QCOMPARE(left->size() % 5'000, 0);
    QCOMPARE(left->last().time, Noon + 9h + 9'999 * 100us);
    QCOMPARE((*reader)->samples(Noon, Noon + 20h, 10)->size(), 1);
    QCOMPARE((*reader)->candles(u"AAPL"_s, Interval::Minute1, {}, {}, 10)->size(), 1);
}

void tst_Retention::wholeHoursGoHoweverShortThePieces()
{
    writeTicks(10, 10'000);
    QVERIFY(pruneAll({.maxAge = 9'000h, .maxBytes = halfOfTenHours(), .pieceTime = 0ms}, Noon + 10h)
            >= 0);
    const qint64 left = ticksLeft();
    QVERIFY(left > 0);
    QVERIFY(left < 50'000);
    QCOMPARE(left % 5'000, 0);
}

void tst_Retention::chatStaysWhenTheDatabaseIsTooLarge()
{
    QList<ChatMessage> messages;
    for (quint64 seq = 1; seq <= 3'000; ++seq)
        messages.append(message(seq, QString(500, u'x')));
    VERIFY_OK(store().write({.ticks = {tick(1)},
                             .candles = {candle(Interval::Minute1), candle(Interval::Day1, 96h)},
                             .messages = messages}));
    QVERIFY(pruneAll({.maxAge = 9'000h, .maxBytes = 100'000}, Noon + 1h) >= 0);
    QCOMPARE(store().rows(), 3'000);
}

void tst_Retention::theFileShrinks()
{
    if (!m_engine.isSqlite())
        QSKIP("PostgreSQL gives room back in its own time");
    writeTicks(10, 20'000);
    const QFileInfo file(m_engine.dir() + u"/tickwell.db"_s);
    const qint64 limit = 2 << 20;
    QVERIFY(pruneAll({.maxAge = 9'000h, .maxBytes = limit}, Noon + 10h) >= 0);
    QVERIFY2(QFileInfo(file.filePath()).size() <= limit,
             qPrintable(QString::number(QFileInfo(file.filePath()).size())));
}

void tst_Retention::worksInShortPiecesBetweenWhichRowsAreWritten()
{
    writeTicks(4, 50'000);
    const Retention retention{.maxAge = 1h};
    int pieces = 0;
    quint64 seq = 1'000'000;
    for (bool more = true; more; ++pieces) {
        const auto piece = store().prune(retention, Noon + 100h);
        VERIFY_OK(piece);
        more = *piece;
        VERIFY_OK(store().write({.ticks = {tick(++seq, 100h)}}));
    }
    QVERIFY(pieces > 2);
    QCOMPARE(store().rows(), pieces);
}

void tst_Retention::manyRowsOfOneMomentAreRemoved()
{
    RecordBatch batch;
    for (quint64 seq = 1; seq <= 5'000; ++seq)
        batch.ticks.append(tick(seq));
    VERIFY_OK(store().write(batch));
    QVERIFY(pruneAll({.maxAge = 1h}, Noon + 2h) >= 0);
    QCOMPARE(store().rows(), 0);
}

void tst_Retention::countsStayRight()
{
    writeTicks(3, 10'000);
    QVERIFY(pruneAll({.maxAge = 1h}, Noon + 2h + 500ms) >= 0);
    const auto reader = store().openReader();
    const auto estimate = (*reader)->estimateRows(only(DataSet::Ticks, u"AAPL"_s));
    QCOMPARE(*estimate, ticksLeft());
    QCOMPARE(store().rows(), ticksLeft() + ticksLeft(u"MSFT"_s));
}

QTEST_GUILESS_MAIN(tst_Retention)
#include "tst_Retention.moc"
