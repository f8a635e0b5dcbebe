// SPDX-License-Identifier: GPL-3.0-or-later
#include "StoreEngines.h"

using namespace Tickwell;
using namespace Tickwell::StoreTest;

/// What every store keeps to.
class tst_Store : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase_data() { addEngines(); }
    void init() { MAKE_STORE(m_engine); }
    void cleanup() { m_engine.close(); }

    void aNewStoreIsEmpty();
    void givesBackTicksByTimeThenSeq();
    void theSameTickTwiceIsOneRow();
    void limitsAndRangesOfTicks();
    void givesTheNewestTicks();
    void givesBackTheNewestCandles();
    void aCandleReplacesItsEarlierState();
    void givesBackSamplesAndKeepsMissingReadingsMissing();
    void givesEverySampleOnceHoweverManyThereAre();
    void givesBackTheNewestMessagesOfARoom();
    void anEditReplacesTheMessage();
    void directMessagesAreInNoRoom();
    void anythingCanBeATextOrASymbol();
    void numberingGoesOnAfterReopening();
    void everythingIsThereAfterReopening();
    void readersSeeWhatIsWrittenWhileTheyAreOpen();
    void reportsItsSize();

private:
    Store &store() { return m_engine.store(); }
    std::unique_ptr<StoreReader> reader() { return std::move(*store().openReader()); }
    void reopen() { m_engine.reopen(); }
    QList<Tick> allTicks(const QString &symbol = QStringLiteral("AAPL"));

    EngineFixture m_engine;
};

QList<Tick> tst_Store::allTicks(const QString &symbol)
{
    return reader()->ticks(symbol, Noon - 24h, Noon + 24h, 1'000'000).value_or(QList<Tick>());
}

void tst_Store::aNewStoreIsEmpty()
{
    QCOMPARE(store().rows(), 0);
    QCOMPARE(*reader()->lastTickSeq(), quint64(0));
    QCOMPARE(*reader()->lastMessageSeq(), quint64(0));
    QCOMPARE(*reader()->rooms(), QStringList());
    QVERIFY(allTicks().isEmpty());
}

void tst_Store::givesBackTicksByTimeThenSeq()
{
    const Tick early = tick(5, 1s, u"AAPL"_s, "189.400000000001", "0");
    const Tick late = tick(3, 2s, u"AAPL"_s, "190", "12.5");
    const Tick sameTime = tick(4, 2s);
    VERIFY_OK(store().write({.ticks = {sameTime, late, tick(1, 1s, u"MSFT"_s), early}}));
    const auto ticks = allTicks();
    QCOMPARE(ticks, QList<Tick>({early, late, sameTime}));
    QCOMPARE(ticks[0].price.toByteArray(), QByteArray("189.400000000001"));
    QCOMPARE(ticks[1].price.toByteArray(), QByteArray("190"));
    QCOMPARE(store().rows(), 4);
}

void tst_Store::theSameTickTwiceIsOneRow()
{
    QList<Tick> ticks;
    for (quint64 seq = 1; seq <= 25; ++seq)
        ticks.append(tick(seq, seq * 1ms));
    VERIFY_OK(store().write({.ticks = {ticks[3], ticks[14]}}));
    VERIFY_OK(store().write({.ticks = ticks}));
    QCOMPARE(store().rows(), 25);
    QCOMPARE(allTicks(), ticks);
    QCOMPARE(*reader()->estimateRows(only(DataSet::Ticks, u"AAPL"_s)), 25);
}

void tst_Store::limitsAndRangesOfTicks()
{
    VERIFY_OK(store().write({.ticks = {tick(1, 0s), tick(2, 1s), tick(3, 2s), tick(4, 3s)}}));
    const auto some = reader()->ticks(u"AAPL"_s, Noon + 1s, Noon + 3s, 10);
    QCOMPARE(*some, QList<Tick>({tick(2, 1s), tick(3, 2s)}));
    QCOMPARE(reader()->ticks(u"AAPL"_s, Noon, Noon + 3s, 1)->size(), 1);
    QCOMPARE(reader()->ticks(u"NONE"_s, Noon, Noon + 3s, 10)->size(), 0);
    QCOMPARE(reader()->ticks(u"AAPL"_s, Noon, Noon + 3s, -1)->size(), 0);
}

void tst_Store::givesTheNewestTicks()
{
    VERIFY_OK(store().write({.ticks = {tick(1, 0s), tick(3, 1s), tick(2, 1s), tick(4, 3s)}}));
    const auto some = reader()->newestTicks(u"AAPL"_s, Noon, Noon + 3s, 2);
    QCOMPARE(*some, QList<Tick>({tick(2, 1s), tick(3, 1s)}));
    QCOMPARE(reader()->newestTicks(u"AAPL"_s, Noon + 1s, Noon + 4s, 10)->size(), 3);
    QCOMPARE(reader()->newestTicks(u"NONE"_s, Noon, Noon + 3s, 10)->size(), 0);
    QCOMPARE(reader()->newestTicks(u"AAPL"_s, Noon, Noon + 3s, -1)->size(), 0);
}

void tst_Store::givesBackTheNewestCandles()
{
    const auto minute = [](int n) { return candle(Interval::Minute1, n * 1min); };
    VERIFY_OK(store().write(
        {.candles = {minute(2), minute(0), candle(Interval::Hour1), minute(1), minute(3)}}));
    const auto newest = reader()->candles(u"AAPL"_s, Interval::Minute1, {}, {}, 2);
    QCOMPARE(*newest, QList<Candle>({minute(2), minute(3)}));
    const auto ranged =
        reader()->candles(u"AAPL"_s, Interval::Minute1, Noon + 1min, Noon + 3min, 10);
    QCOMPARE(*ranged, QList<Candle>({minute(1), minute(2)}));
    QCOMPARE(newest->first().close.toByteArray(), QByteArray("3.125"));
    QCOMPARE(newest->first().volume.toByteArray(), QByteArray("1000.50"));
}

void tst_Store::aCandleReplacesItsEarlierState()
{
    Candle bar = candle(Interval::Second1);
    bar.closed = false;
    VERIFY_OK(store().write({.candles = {bar}}));
    bar.close = *Decimal::parse("3.2");
    bar.ticks = 8;
    bar.closed = true;
    VERIFY_OK(store().write({.candles = {bar}}));
    QCOMPARE(*reader()->candles(u"AAPL"_s, Interval::Second1, {}, {}, 10), QList<Candle>({bar}));
    QCOMPARE(store().rows(), 1);
}

void tst_Store::givesEverySampleOnceHoweverManyThereAre()
{
    RecordBatch batch;
    for (int i = 0; i < 20'500; ++i)
        batch.samples.append(sample(std::chrono::seconds(i)));
    VERIFY_OK(store().write(batch));
    Timestamp next = Noon + 100s;
    VERIFY_OK(reader()->eachSample(next, Noon + 20'100s, [&next](const HostSample &given) {
        if (given.time == next)
            next += 1s;
    }));
    QCOMPARE(next, Noon + 20'100s);
}

void tst_Store::givesBackSamplesAndKeepsMissingReadingsMissing()
{
    HostSample first = sample();
    first.cpuUsage.reset();
    first.networkIn.reset();
    VERIFY_OK(store().write({.samples = {sample(2s), first, sample(1s)}}));
    const auto samples = reader()->samples(Noon, Noon + 2s, 10);
    QCOMPARE(samples->size(), 2);
    QCOMPARE(samples->first().time, Noon);
    QVERIFY(!samples->first().cpuUsage);
    QVERIFY(!samples->first().networkIn);
    QCOMPARE(samples->first().load1, 0.75);
    QCOMPARE(samples->last().cpuUsage, 12.5);
    QCOMPARE(samples->last().memoryUsage(), 75.0);
    QCOMPARE(samples->last().swapUsage(), 25.0);
    QCOMPARE(samples->last().activeConnections, 3);
    QCOMPARE(reader()->samples(Noon, Noon + 10s, 1)->first().time, Noon + 2s);
}

void tst_Store::givesBackTheNewestMessagesOfARoom()
{
    VERIFY_OK(store().write({.messages = {message(1), message(2, u"x"_s, u"ops"_s), message(3),
                                          message(4), message(5)}}));
    QCOMPARE(*reader()->messages(u"general"_s, 5, 2), QList<ChatMessage>({message(3), message(4)}));
    const auto all = reader()->messages(u"general"_s, std::numeric_limits<quint64>::max(), 100);
    QCOMPARE(all->size(), 4);
    QCOMPARE(reader()->messagesSince(3, 1)->first(), message(4));
    QCOMPARE(*reader()->rooms(), QStringList({u"general"_s, u"ops"_s}));
}

void tst_Store::anEditReplacesTheMessage()
{
    ChatMessage said = message(7);
    said.clientId = u"c-1"_s;
    VERIFY_OK(store().write({.messages = {said}}));
    said.text.clear();
    said.editedAt = Noon + 1h;
    said.deleted = true;
    VERIFY_OK(store().write({.messages = {said}}));
    QCOMPARE(*reader()->messagesSince(0, 10), QList<ChatMessage>({said}));
    QCOMPARE(store().rows(), 1);
}

void tst_Store::directMessagesAreInNoRoom()
{
    VERIFY_OK(store().write({.messages = {directMessage(1)}}));
    QCOMPARE(*reader()->rooms(), QStringList());
    QVERIFY(reader()->messages(QString(), 100, 100)->isEmpty());
    QCOMPARE(*reader()->messagesSince(0, 10), QList<ChatMessage>({directMessage(1)}));
}

void tst_Store::anythingCanBeATextOrASymbol()
{
    const QString odd = u"'; DROP TABLE ticks; --\n\u4f60\U0001F600\""_s;
    VERIFY_OK(store().write(
        {.ticks = {tick(1, 0s, odd), tick(2, 0s, QString())}, .messages = {message(1, odd, odd)}}));
    QCOMPARE(allTicks(odd).size(), 1);
    QCOMPARE(reader()->messages(odd, 2, 1)->first().text, odd);
}

void tst_Store::numberingGoesOnAfterReopening()
{
    VERIFY_OK(store().write({.ticks = {tick(41), tick(40, 5s)}, .messages = {message(9)}}));
    VERIFY_OK(store().prune({.maxAge = 1h}, Noon + 100h));
    reopen();
    QCOMPARE(store().rows(), 0);
    QCOMPARE(*reader()->lastTickSeq(), quint64(41));
    QCOMPARE(*reader()->lastMessageSeq(), quint64(9));
}

void tst_Store::everythingIsThereAfterReopening()
{
    VERIFY_OK(store().write({.ticks = {tick(1), tick(2, 1s, u"MSFT"_s)},
                             .candles = {candle(Interval::Day1)},
                             .samples = {sample()},
                             .messages = {message(1)}}));
    reopen();
    QCOMPARE(store().rows(), 5);
    VERIFY_OK(store().write({.ticks = {tick(3, 2s, u"MSFT"_s)}}));
    QCOMPARE(allTicks(u"MSFT"_s).size(), 2);
    QCOMPARE(allTicks().size(), 1);
}

void tst_Store::readersSeeWhatIsWrittenWhileTheyAreOpen()
{
    const auto before = reader();
    VERIFY_OK(store().write({.ticks = {tick(1)}}));
    QCOMPARE(*before->lastTickSeq(), quint64(1));
    const auto other = m_engine.isSqlite() ? openSqliteReader(m_engine.dir())
                                           : openPostgresReader(m_engine.postgres().url());
    VERIFY_OK(other);
    QCOMPARE((*other)->ticks(u"AAPL"_s, Noon, Noon + 1s, 10)->size(), 1);
}

void tst_Store::reportsItsSize()
{
    const qint64 before = store().bytes();
    RecordBatch batch;
    for (quint64 seq = 1; seq <= 20'000; ++seq)
        batch.ticks.append(tick(seq, seq * 1ms));
    VERIFY_OK(store().write(batch));
    QVERIFY(store().bytes() >= before + 20'000 * 20);
}

QTEST_GUILESS_MAIN(tst_Store)
#include "tst_Store.moc"
