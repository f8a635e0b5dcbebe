// SPDX-License-Identifier: GPL-3.0-or-later
#include "AsyncFixture.h"

#include "core/AsyncSemaphore.h"
#include "core/AsyncTimeout.h"

#include <QTest>

using namespace Tickwell;
using namespace std::chrono_literals;

namespace {

/// Takes a slot for a second and says so.
QCoro::Task<> useSlot(QStringList &log, QString name, Semaphore &semaphore, Timers &timers,
                      CancelToken token)
{
    const Alive alive;
    auto slot = co_await semaphore.acquire(token);
    log.append(name + (slot ? QStringLiteral(" in") : QStringLiteral(" ") + text(slot)));
    if (!slot)
        co_return;
    co_await sleepFor(timers, 1s, token);
    log.append(name + QStringLiteral(" out"));
}

/// Takes a slot and gives it back at once.
QCoro::Task<> pass(int &passed, Semaphore &semaphore)
{
    const Alive alive;
    const auto slot = co_await semaphore.acquire(CancelToken());
    if (slot)
        ++passed;
}

QCoro::Task<> take(std::optional<Semaphore::Slot> &into, Semaphore &semaphore, CancelToken token)
{
    const Alive alive;
    auto slot = co_await semaphore.acquire(token);
    if (slot)
        into = std::move(*slot);
}

} // namespace

/// Slots, and those who wait for them.
class tst_AsyncSemaphore : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_log.clear(); }
    void cleanup() { QCOMPARE(Alive::count, 0); }

    void letsSoManyIn();
    void servesInTheOrderOfAsking();
    void whoDiesInTheQueueIsPassedOver();
    void theLastInTheQueueMayDie();
    void whoIsCancelledBeforeAskingTakesNothing();
    void whoIsCancelledWhenItsTurnComesHandsItOn();
    void whoIsCancelledWithASlotGivesItBack();
    void releasingTwiceGivesBackOne();
    void aMovedSlotIsGivenBackOnce();
    void assigningOverASlotGivesItBack();
    void theQueueIsBounded();
    void endsWithThoseWhoWait();
    void whoWaitsMayCancelAnotherAsItEnds();
    void aSlotMayOutliveIt();
    void aNewcomerDoesNotOvertake();
    void tenThousandPassWithoutNesting();

private:
    void use(const QString &name, Semaphore &semaphore, const CancelToken &token = {})
    {
        useSlot(m_log, name, semaphore, m_timers, token);
    }

    ManualTimers m_timers;
    QStringList m_log;
};

void tst_AsyncSemaphore::letsSoManyIn()
{
    Semaphore semaphore(2);
    for (const char *name : {"a", "b", "c"})
        use(QLatin1String(name), semaphore);
    QCOMPARE(m_log, QStringList({"a in", "b in"}));
    QCOMPARE(semaphore.available(), 0);
    QCOMPARE(semaphore.waiting(), 1u);
    m_timers.advance(2s);
    QCOMPARE(semaphore.available(), 2);
}

void tst_AsyncSemaphore::servesInTheOrderOfAsking()
{
    Semaphore semaphore(1);
    for (const char *name : {"a", "b", "c"})
        use(QLatin1String(name), semaphore);
    m_timers.advance(3s);
    QCOMPARE(m_log, QStringList({"a in", "a out", "b in", "b out", "c in", "c out"}));
}

void tst_AsyncSemaphore::whoDiesInTheQueueIsPassedOver()
{
    Semaphore semaphore(1);
    CancelScope scope;
    use("a", semaphore);
    use("b", semaphore, scope.token());
    use("c", semaphore);
    scope.cancel();
    QCOMPARE(semaphore.waiting(), 1u);
    m_timers.advance(2s);
    QCOMPARE(m_log, QStringList({"a in", "b cancelled", "a out", "c in", "c out"}));
}

void tst_AsyncSemaphore::theLastInTheQueueMayDie()
{
    Semaphore semaphore(1);
    CancelScope scope;
    use("a", semaphore);
    use("b", semaphore, scope.token());
    scope.cancel();
    m_timers.advance(1s);
    QCOMPARE(semaphore.available(), 1);
}

void tst_AsyncSemaphore::whoIsCancelledBeforeAskingTakesNothing()
{
    Semaphore semaphore(1);
    CancelScope scope;
    scope.cancel();
    use("a", semaphore, scope.token());
    QCOMPARE(m_log, QStringList("a cancelled"));
    QCOMPARE(semaphore.available(), 1);
}

void tst_AsyncSemaphore::whoIsCancelledWhenItsTurnComesHandsItOn()
{
    Semaphore semaphore(1);
    CancelScope scope;
    std::optional<Semaphore::Slot> first;
    take(first, semaphore, CancelToken());
    use("b", semaphore, scope.token());
    use("c", semaphore);
    first->release(); // b has it
    scope.cancel();   // and ends with it in the same turn
    QCOMPARE(m_log, QStringList({"b in", "b out", "c in"}));
    m_timers.advance(1s);
    QCOMPARE(semaphore.available(), 1);
}

void tst_AsyncSemaphore::whoIsCancelledWithASlotGivesItBack()
{
    Semaphore semaphore(1);
    CancelScope scope;
    use("a", semaphore, scope.token());
    scope.cancel();
    QCOMPARE(semaphore.available(), 1);
}

void tst_AsyncSemaphore::releasingTwiceGivesBackOne()
{
    Semaphore semaphore(2);
    std::optional<Semaphore::Slot> slot;
    take(slot, semaphore, CancelToken());
    slot->release();
    slot->release();
    slot.reset();
    QCOMPARE(semaphore.available(), 2);
}

void tst_AsyncSemaphore::aMovedSlotIsGivenBackOnce()
{
    Semaphore semaphore(2);
    std::optional<Semaphore::Slot> slot;
    take(slot, semaphore, CancelToken());
    {
        const Semaphore::Slot moved = std::move(*slot);
        slot.reset();
        QCOMPARE(semaphore.available(), 1);
    }
    QCOMPARE(semaphore.available(), 2);
}

void tst_AsyncSemaphore::assigningOverASlotGivesItBack()
{
    Semaphore semaphore(2);
    std::optional<Semaphore::Slot> a;
    std::optional<Semaphore::Slot> b;
    take(a, semaphore, CancelToken());
    take(b, semaphore, CancelToken());
    *a = std::move(*b);
    QCOMPARE(semaphore.available(), 1);
    a.reset();
    QCOMPARE(semaphore.available(), 2);
}

void tst_AsyncSemaphore::theQueueIsBounded()
{
    Semaphore semaphore(1, 1);
    for (const char *name : {"a", "b", "c"})
        use(QLatin1String(name), semaphore);
    QCOMPARE(m_log, QStringList({"a in", "c limit"}));
    QCOMPARE(semaphore.refused(), 1u);
    m_timers.advance(2s);
    QCOMPARE(m_log.last(), "b out");
}

void tst_AsyncSemaphore::endsWithThoseWhoWait()
{
    auto semaphore = std::make_unique<Semaphore>(1);
    std::optional<Semaphore::Slot> first;
    take(first, *semaphore, CancelToken());
    use("b", *semaphore);
    use("c", *semaphore);
    semaphore.reset();
    QCOMPARE(m_log, QStringList({"b cancelled", "c cancelled"}));
}

void tst_AsyncSemaphore::whoWaitsMayCancelAnotherAsItEnds()
{
    auto semaphore = std::make_unique<Semaphore>(1);
    CancelScope scope;
    std::optional<Semaphore::Slot> first;
    take(first, *semaphore, CancelToken());
    const auto cancelOther = [](Semaphore &of, CancelScope &other) -> QCoro::Task<> {
        const Alive alive;
        const auto slot = co_await of.acquire(CancelToken());
        if (!slot)
            other.cancel();
    };
    cancelOther(*semaphore, scope);
    use("b", *semaphore, scope.token());
    use("c", *semaphore);
    semaphore.reset();
    QCOMPARE(m_log, QStringList({"b cancelled", "c cancelled"}));
}

void tst_AsyncSemaphore::aSlotMayOutliveIt()
{
    std::optional<Semaphore::Slot> slot;
    {
        Semaphore semaphore(1);
        take(slot, semaphore, CancelToken());
    }
    QVERIFY(slot);
    slot.reset();
}

void tst_AsyncSemaphore::aNewcomerDoesNotOvertake()
{
    Semaphore semaphore(1);
    std::optional<Semaphore::Slot> first;
    take(first, semaphore, CancelToken());
    // Asks again as soon as it has had its turn.
    const auto twice = [](QStringList &log, Semaphore &of) -> QCoro::Task<> {
        const Alive alive;
        {
            const auto slot = co_await of.acquire(CancelToken());
            log.append("b");
        }
        const auto slot = co_await of.acquire(CancelToken());
        log.append("b again");
    };
    twice(m_log, semaphore);
    use("c", semaphore);
    first.reset();
    QCOMPARE(m_log, QStringList({"b", "c in"}));
    m_timers.advance(1s);
    QCOMPARE(m_log.last(), "b again");
}

void tst_AsyncSemaphore::tenThousandPassWithoutNesting()
{
    Semaphore semaphore(1);
    std::optional<Semaphore::Slot> first;
    take(first, semaphore, CancelToken());
    int passed = 0;
    for (int i = 0; i < 100'000; ++i)
        pass(passed, semaphore);
    first.reset();
    QCOMPARE(passed, 100'000);
}

QTEST_GUILESS_MAIN(tst_AsyncSemaphore)
#include "tst_AsyncSemaphore.moc"
