// SPDX-License-Identifier: GPL-3.0-or-later
#include "AsyncFixture.h"

#include "core/AsyncChannel.h"

#include <QTest>

using namespace Tickwell;

namespace {

using Numbers = Channel<std::unique_ptr<int>>;

QCoro::Task<> put(QStringList &log, Numbers &channel, int number, CancelToken token)
{
    const Alive alive;
    const auto sent = co_await channel.send(std::make_unique<int>(number), token);
    log.append(QStringLiteral("put %1 %2").arg(number).arg(text(sent)));
}

QCoro::Task<> get(QStringList &log, QString name, Numbers &channel, CancelToken token)
{
    const Alive alive;
    const auto value = co_await channel.receive(token);
    if (!value)
        log.append(name + QStringLiteral(" ") + text(value));
    else if (!*value)
        log.append(name + QStringLiteral(" end"));
    else
        log.append(name + QStringLiteral(" %1").arg(***value));
}

QCoro::Task<> produce(Numbers &channel, int count)
{
    const Alive alive;
    for (int i = 0; i < count; ++i)
        co_await channel.send(std::make_unique<int>(i), CancelToken());
    channel.close();
}

QCoro::Task<> consume(std::vector<int> &into, Numbers &channel)
{
    const Alive alive;
    while (true) {
        const auto value = co_await channel.receive(CancelToken());
        if (!value || !*value)
            break;
        into.push_back(***value);
    }
}

} // namespace

/// Producers and consumers, full and empty, closed and cancelled.
class tst_AsyncChannel : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_log.clear(); }
    void cleanup() { QCOMPARE(Alive::count, 0); }

    void keepsUpToItsCapacity();
    void aFullOneMakesProducersWait();
    void anEmptyOneMakesConsumersWait();
    void consumersAreServedInTheOrderOfAsking();
    void producersAreServedInTheOrderOfAsking();
    void aConsumerThatDiesInTheQueueTakesNothing();
    void aProducerThatDiesInTheQueueLeavesNothing();
    void whoIsCancelledBeforeItBeginsDoesNothing();
    void cancellingAfterTheEndIsHarmless();
    void whatIsInAClosedOneCanBeReceived();
    void aClosedOneTakesNothing();
    void closingLetsConsumersGo();
    void closingLetsProducersGoWithTheirValues();
    void closingTwiceIsHarmless();
    void itsEndLetsAllGo();
    void aWaiterMayCancelAnotherAsItEnds();
    void tryingDoesNotWait();
    void tryingDoesNotOvertake();
    void aThousandTimesAHundredPassInOrder();
    void severalConsumersShareAll();

private:
    QStringList m_log;
};

void tst_AsyncChannel::keepsUpToItsCapacity()
{
    Numbers channel(2);
    put(m_log, channel, 1, {});
    put(m_log, channel, 2, {});
    QCOMPARE(m_log, QStringList({"put 1 done", "put 2 done"}));
    QCOMPARE(channel.size(), 2u);
}

void tst_AsyncChannel::aFullOneMakesProducersWait()
{
    Numbers channel(1);
    put(m_log, channel, 1, {});
    put(m_log, channel, 2, {});
    QCOMPARE(m_log, QStringList("put 1 done"));
    get(m_log, "a", channel, {});
    QCOMPARE(m_log, QStringList({"put 1 done", "put 2 done", "a 1"}));
    QCOMPARE(channel.size(), 1u);
}

void tst_AsyncChannel::anEmptyOneMakesConsumersWait()
{
    Numbers channel(1);
    get(m_log, "a", channel, {});
    QCOMPARE(m_log, QStringList());
    put(m_log, channel, 1, {});
    QCOMPARE(m_log, QStringList({"a 1", "put 1 done"}));
}

void tst_AsyncChannel::consumersAreServedInTheOrderOfAsking()
{
    Numbers channel(4);
    for (const char *name : {"a", "b", "c"})
        get(m_log, QLatin1String(name), channel, {});
    for (int i = 1; i <= 3; ++i) {
        auto value = std::make_unique<int>(i);
        QVERIFY(channel.trySend(value));
    }
    QCOMPARE(m_log, QStringList({"a 1", "b 2", "c 3"}));
}

void tst_AsyncChannel::producersAreServedInTheOrderOfAsking()
{
    Numbers channel(1);
    for (int i = 1; i <= 3; ++i)
        put(m_log, channel, i, {});
    m_log.clear();
    for (const char *name : {"a", "b", "c"})
        get(m_log, QLatin1String(name), channel, {});
    QCOMPARE(m_log, QStringList({"put 2 done", "a 1", "put 3 done", "b 2", "c 3"}));
}

void tst_AsyncChannel::aConsumerThatDiesInTheQueueTakesNothing()
{
    Numbers channel(1);
    CancelScope scope;
    get(m_log, "a", channel, scope.token());
    get(m_log, "b", channel, {});
    scope.cancel();
    put(m_log, channel, 1, {});
    QCOMPARE(m_log, QStringList({"a cancelled", "b 1", "put 1 done"}));
}

void tst_AsyncChannel::aProducerThatDiesInTheQueueLeavesNothing()
{
    Numbers channel(1);
    CancelScope scope;
    put(m_log, channel, 1, {});
    put(m_log, channel, 2, scope.token());
    put(m_log, channel, 3, {});
    scope.cancel();
    m_log.clear();
    get(m_log, "a", channel, {});
    get(m_log, "b", channel, {});
    QCOMPARE(m_log, QStringList({"put 3 done", "a 1", "b 3"}));
}

void tst_AsyncChannel::whoIsCancelledBeforeItBeginsDoesNothing()
{
    Numbers channel(1);
    CancelScope scope;
    scope.cancel();
    put(m_log, channel, 1, scope.token());
    get(m_log, "a", channel, scope.token());
    QCOMPARE(m_log, QStringList({"put 1 cancelled", "a cancelled"}));
    QCOMPARE(channel.size(), 0u);
}

void tst_AsyncChannel::cancellingAfterTheEndIsHarmless()
{
    Numbers channel(1);
    CancelScope scope;
    get(m_log, "a", channel, scope.token());
    put(m_log, channel, 1, scope.token());
    scope.cancel();
    QCOMPARE(m_log, QStringList({"a 1", "put 1 done"}));
}

void tst_AsyncChannel::whatIsInAClosedOneCanBeReceived()
{
    Numbers channel(2);
    put(m_log, channel, 1, {});
    channel.close();
    m_log.clear();
    get(m_log, "a", channel, {});
    get(m_log, "b", channel, {});
    QCOMPARE(m_log, QStringList({"a 1", "b end"}));
}

void tst_AsyncChannel::aClosedOneTakesNothing()
{
    Numbers channel(2);
    channel.close();
    put(m_log, channel, 1, {});
    auto value = std::make_unique<int>(2);
    QVERIFY(!channel.trySend(value));
    QVERIFY(value);
    QCOMPARE(m_log, QStringList("put 1 failed: The channel is closed"));
}

void tst_AsyncChannel::closingLetsConsumersGo()
{
    Numbers channel(1);
    get(m_log, "a", channel, {});
    get(m_log, "b", channel, {});
    channel.close();
    QCOMPARE(m_log, QStringList({"a end", "b end"}));
}

void tst_AsyncChannel::closingLetsProducersGoWithTheirValues()
{
    Numbers channel(1);
    put(m_log, channel, 1, {});
    put(m_log, channel, 2, {});
    channel.close();
    get(m_log, "a", channel, {});
    get(m_log, "b", channel, {});
    QCOMPARE(m_log,
             QStringList({"put 1 done", "put 2 failed: The channel is closed", "a 1", "b end"}));
}

void tst_AsyncChannel::closingTwiceIsHarmless()
{
    Numbers channel(1);
    channel.close();
    channel.close();
    QVERIFY(channel.isClosed());
}

void tst_AsyncChannel::itsEndLetsAllGo()
{
    auto full = std::make_unique<Numbers>(1);
    auto empty = std::make_unique<Numbers>(1);
    put(m_log, *full, 1, {});
    put(m_log, *full, 2, {});
    get(m_log, "a", *empty, {});
    full.reset();
    empty.reset();
    QCOMPARE(m_log, QStringList({"put 1 done", "put 2 cancelled", "a cancelled"}));
}

void tst_AsyncChannel::aWaiterMayCancelAnotherAsItEnds()
{
    auto channel = std::make_unique<Numbers>(1);
    CancelScope scope;
    const auto cancelOther = [](Numbers &of, CancelScope &other) -> QCoro::Task<> {
        const Alive alive;
        const auto value = co_await of.receive(CancelToken());
        if (!value)
            other.cancel();
    };
    cancelOther(*channel, scope);
    get(m_log, "b", *channel, scope.token());
    get(m_log, "c", *channel, {});
    channel.reset();
    QCOMPARE(m_log, QStringList({"b cancelled", "c cancelled"}));
}

void tst_AsyncChannel::tryingDoesNotWait()
{
    Numbers channel(1);
    auto one = std::make_unique<int>(1);
    auto two = std::make_unique<int>(2);
    QVERIFY(channel.trySend(one));
    QVERIFY(!channel.trySend(two));
    QVERIFY(two);
}

void tst_AsyncChannel::tryingDoesNotOvertake()
{
    Numbers channel(1);
    put(m_log, channel, 1, {});
    put(m_log, channel, 2, {});
    auto three = std::make_unique<int>(3);
    QVERIFY(!channel.trySend(three));
    get(m_log, "a", channel, {});
    QVERIFY(!channel.trySend(three));
}

void tst_AsyncChannel::aThousandTimesAHundredPassInOrder()
{
    Numbers channel(3);
    std::vector<int> got;
    consume(got, channel);
    produce(channel, 100'000);
    QCOMPARE(got.size(), 100'000u);
    QVERIFY(std::is_sorted(got.begin(), got.end()));
}

void tst_AsyncChannel::severalConsumersShareAll()
{
    Numbers channel(3);
    std::vector<int> got;
    consume(got, channel);
    consume(got, channel);
    consume(got, channel);
    produce(channel, 1'000);
    std::sort(got.begin(), got.end());
    QCOMPARE(got.size(), 1'000u);
    QCOMPARE(got.back(), 999);
}

QTEST_GUILESS_MAIN(tst_AsyncChannel)
#include "tst_AsyncChannel.moc"
