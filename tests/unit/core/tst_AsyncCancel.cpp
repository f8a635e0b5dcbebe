// SPDX-License-Identifier: GPL-3.0-or-later
#include "AsyncFixture.h"

#include "core/AsyncTimeout.h"

#include <QTest>

using namespace Tickwell;
using namespace std::chrono_literals;

namespace {

Async<int> waitFor(Waiter<int> *&place, CancelToken token)
{
    const Alive alive;
    Waiter<int> waiter(token);
    place = &waiter;
    auto result = co_await waiter;
    place = nullptr;
    co_return result;
}

Async<int> sevenAfter(Timers &timers, std::chrono::milliseconds delay, CancelToken token)
{
    const Alive alive;
    const auto slept = co_await sleepFor(timers, delay, token);
    if (!slept)
        co_return tl::unexpected(slept.error());
    co_return 7;
}

/// Takes no notice of its token.
Async<int> stubborn(Timers &timers, std::chrono::milliseconds delay)
{
    const Alive alive;
    co_await sleepFor(timers, delay, CancelToken());
    co_return 8;
}

} // namespace

/// Cancelling, waiting and running out of time, in the orders that go wrong.
class tst_AsyncCancel : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_log.clear(); }
    void cleanup() { QCOMPARE(Alive::count, 0); }

    void aTokenOfItsOwnIsNeverCancelled();
    void callsInTheOrderOfRegistration();
    void callsOnceHoweverOftenItIsCancelled();
    void callsNothingThatWasTakenBack();
    void callsNothingThatIsRegisteredTooLate();
    void aCallbackMayTakeAnotherBack();
    void aCallbackMayDestroyTheScope();
    void aCallbackMayRegisterAnother();
    void theParentCancelsTheChild();
    void theChildDoesNotCancelTheParent();
    void aChildThatIsGoneLeavesNothingBehind();
    void aChildOfACancelledParentIsCancelled();
    void theEndOfAScopeCancels();
    void theEndOfTheContextCancels();
    void aContextThatIsDeadCancels();
    void aContextThatOutlivesTheScopeIsLeftAlone();

    void aWaiterGivesUpBeforeItWaits();
    void aWaiterGivesUpWhileItWaits();
    void whoeverComesFirstDecides();
    void aValueBeforeTheWaitCounts();
    void cancellingAfterTheEndIsHarmless();

    void aSleepEnds();
    void aSleepIsCutShort();
    void aSleepThatIsCutShortLeavesNoTimer();
    void aSleepIsCancelledBeforeItBegins();

    void aValueInTimeCounts();
    void aLateOneIsATimeOut();
    void aTimeOutInTheTurnOfTheValueLetsTheFirstWin();
    void aValueThatComesAllTheSameCounts();
    void aTimeOutIsNotTakenForTheCallersCancellation();
    void theInnerTimeOutLeavesTheOuterAlone();
    void theOuterTimeOutEndsTheInner();
    void anExceptionIsAFailure();
    void aFailureInTimeStaysItself();

    void startTellsTheOutcome();
    void startTellsNothingToTheDead();

private:
    [[nodiscard]] Work<int> seven(std::chrono::milliseconds delay)
    {
        return
            [this, delay](const CancelToken &token) { return sevenAfter(m_timers, delay, token); };
    }

    ManualTimers m_timers;
    QStringList m_log;
};

void tst_AsyncCancel::aTokenOfItsOwnIsNeverCancelled()
{
    const CancelToken token;
    const auto registration = token.onCancelled([this] { m_log << "called"; });
    QVERIFY(!token.isCancelled());
    QCOMPARE(m_log, QStringList());
}

void tst_AsyncCancel::callsInTheOrderOfRegistration()
{
    CancelScope scope;
    const auto a = scope.token().onCancelled([this] { m_log << "a"; });
    const auto b = scope.token().onCancelled([this] { m_log << "b"; });
    scope.cancel();
    QCOMPARE(m_log, QStringList({"a", "b"}));
}

void tst_AsyncCancel::callsOnceHoweverOftenItIsCancelled()
{
    CancelScope scope;
    const auto a = scope.token().onCancelled([&] {
        m_log << "a";
        scope.cancel();
    });
    scope.cancel();
    scope.cancel();
    QCOMPARE(m_log, QStringList("a"));
}

void tst_AsyncCancel::callsNothingThatWasTakenBack()
{
    CancelScope scope;
    {
        const auto a = scope.token().onCancelled([this] { m_log << "a"; });
    }
    auto b = scope.token().onCancelled([this] { m_log << "b"; });
    b = {};
    scope.cancel();
    QCOMPARE(m_log, QStringList());
}

void tst_AsyncCancel::callsNothingThatIsRegisteredTooLate()
{
    CancelScope scope;
    scope.cancel();
    const auto a = scope.token().onCancelled([this] { m_log << "a"; });
    QCOMPARE(m_log, QStringList());
}

void tst_AsyncCancel::aCallbackMayTakeAnotherBack()
{
    CancelScope scope;
    CancelRegistration b;
    const auto a = scope.token().onCancelled([&] { b.reset(); });
    b = scope.token().onCancelled([this] { m_log << "b"; });
    scope.cancel();
    QCOMPARE(m_log, QStringList());
}

void tst_AsyncCancel::aCallbackMayDestroyTheScope()
{
    auto scope = std::make_unique<CancelScope>();
    const CancelToken token = scope->token();
    const auto a = token.onCancelled([&] { scope.reset(); });
    const auto b = token.onCancelled([this] { m_log << "b"; });
    scope->cancel();
    QCOMPARE(m_log, QStringList("b"));
}

void tst_AsyncCancel::aCallbackMayRegisterAnother()
{
    CancelScope scope;
    CancelRegistration b;
    const auto a =
        scope.token().onCancelled([&] { b = scope.token().onCancelled([this] { m_log << "b"; }); });
    scope.cancel();
    QCOMPARE(m_log, QStringList());
}

void tst_AsyncCancel::theParentCancelsTheChild()
{
    CancelScope parent;
    const CancelScope child(parent.token());
    parent.cancel();
    QVERIFY(child.token().isCancelled());
}

void tst_AsyncCancel::theChildDoesNotCancelTheParent()
{
    const CancelScope parent;
    CancelScope child(parent.token());
    child.cancel();
    QVERIFY(!parent.token().isCancelled());
}

void tst_AsyncCancel::aChildThatIsGoneLeavesNothingBehind()
{
    CancelScope parent;
    CancelToken token;
    {
        const CancelScope child(parent.token());
        token = child.token();
    }
    const auto a = token.onCancelled([this] { m_log << "a"; });
    parent.cancel();
    QCOMPARE(m_log, QStringList());
}

void tst_AsyncCancel::aChildOfACancelledParentIsCancelled()
{
    CancelScope parent;
    parent.cancel();
    const CancelScope child(parent.token());
    QVERIFY(child.token().isCancelled());
}

void tst_AsyncCancel::theEndOfAScopeCancels()
{
    CancelToken token;
    {
        const CancelScope scope;
        token = scope.token();
    }
    QVERIFY(token.isCancelled());
}

void tst_AsyncCancel::theEndOfTheContextCancels()
{
    auto context = std::make_unique<QObject>();
    const CancelScope scope(context.get());
    QVERIFY(!scope.token().isCancelled());
    context.reset();
    QVERIFY(scope.token().isCancelled());
}

void tst_AsyncCancel::aContextThatIsDeadCancels()
{
    const CancelScope scope(static_cast<QObject *>(nullptr));
    QVERIFY(scope.token().isCancelled());
}

void tst_AsyncCancel::aContextThatOutlivesTheScopeIsLeftAlone()
{
    auto context = std::make_unique<QObject>();
    CancelRegistration a;
    {
        const CancelScope scope(context.get());
        a = scope.token().onCancelled([this] { m_log << "a"; });
    }
    context.reset();
    QCOMPARE(m_log, QStringList("a"));
}

void tst_AsyncCancel::aWaiterGivesUpBeforeItWaits()
{
    CancelScope scope;
    scope.cancel();
    Waiter<int> *place = nullptr;
    note(m_log, "w", waitFor(place, scope.token()));
    QCOMPARE(m_log, QStringList("w: cancelled"));
}

void tst_AsyncCancel::aWaiterGivesUpWhileItWaits()
{
    CancelScope scope;
    Waiter<int> *place = nullptr;
    note(m_log, "w", waitFor(place, scope.token()));
    QVERIFY(place);
    scope.cancel();
    QCOMPARE(m_log, QStringList("w: cancelled"));
}

void tst_AsyncCancel::whoeverComesFirstDecides()
{
    CancelScope scope;
    Waiter<int> *place = nullptr;
    const auto first = scope.token().onCancelled([&] { QVERIFY(place->settle(3)); });
    note(m_log, "w", waitFor(place, scope.token()));
    scope.cancel();
    QCOMPARE(m_log, QStringList("w: 3"));
}

void tst_AsyncCancel::aValueBeforeTheWaitCounts()
{
    Waiter<int> waiter;
    QVERIFY(waiter.settle(1));
    QVERIFY(!waiter.settle(2));
    auto awaiter = waiter.operator co_await();
    QVERIFY(awaiter.await_ready());
    QCOMPARE(text(awaiter.await_resume()), "1");
}

void tst_AsyncCancel::cancellingAfterTheEndIsHarmless()
{
    CancelScope scope;
    Waiter<int> *place = nullptr;
    note(m_log, "w", waitFor(place, scope.token()));
    place->settle(4);
    scope.cancel();
    QCOMPARE(m_log, QStringList("w: 4"));
}

void tst_AsyncCancel::aSleepEnds()
{
    note(m_log, "s", sleepFor(m_timers, 5s, CancelToken()));
    m_timers.advance(4999ms);
    QCOMPARE(m_log, QStringList());
    m_timers.advance(1ms);
    QCOMPARE(m_log, QStringList("s: done"));
}

void tst_AsyncCancel::aSleepIsCutShort()
{
    CancelScope scope;
    note(m_log, "s", sleepFor(m_timers, 5s, scope.token()));
    scope.cancel();
    QCOMPARE(m_log, QStringList("s: cancelled"));
}

void tst_AsyncCancel::aSleepThatIsCutShortLeavesNoTimer()
{
    CancelScope scope;
    note(m_log, "s", sleepFor(m_timers, 5s, scope.token()));
    QCOMPARE(m_timers.pending(), 1u);
    scope.cancel();
    QCOMPARE(m_timers.pending(), 0u);
}

void tst_AsyncCancel::aSleepIsCancelledBeforeItBegins()
{
    CancelScope scope;
    scope.cancel();
    note(m_log, "s", sleepFor(m_timers, 5s, scope.token()));
    QCOMPARE(m_log, QStringList("s: cancelled"));
}

void tst_AsyncCancel::aValueInTimeCounts()
{
    note(m_log, "t", withTimeout<int>(m_timers, 2s, "too slow", seven(1s), CancelToken()));
    m_timers.advance(1s);
    QCOMPARE(m_log, QStringList("t: 7"));
    QCOMPARE(m_timers.pending(), 0u);
}

void tst_AsyncCancel::aLateOneIsATimeOut()
{
    note(m_log, "t", withTimeout<int>(m_timers, 2s, "too slow", seven(3s), CancelToken()));
    m_timers.advance(2s);
    QCOMPARE(m_log, QStringList("t: timed out: too slow"));
    QCOMPARE(m_timers.pending(), 0u);
}

void tst_AsyncCancel::aTimeOutInTheTurnOfTheValueLetsTheFirstWin()
{
    // The alarm of the time-out was set first, so it is due first.
    note(m_log, "t", withTimeout<int>(m_timers, 2s, "too slow", seven(2s), CancelToken()));
    m_timers.advance(2s);
    QCOMPARE(m_log, QStringList("t: timed out: too slow"));
}

void tst_AsyncCancel::aValueThatComesAllTheSameCounts()
{
    const Work<int> work = [this](const CancelToken &) { return stubborn(m_timers, 3s); };
    note(m_log, "t", withTimeout<int>(m_timers, 2s, "too slow", work, CancelToken()));
    m_timers.advance(2s);
    QCOMPARE(m_log, QStringList());
    m_timers.advance(1s);
    QCOMPARE(m_log, QStringList("t: 8"));
}

void tst_AsyncCancel::aTimeOutIsNotTakenForTheCallersCancellation()
{
    CancelScope scope;
    note(m_log, "t", withTimeout<int>(m_timers, 2s, "too slow", seven(3s), scope.token()));
    scope.cancel();
    QCOMPARE(m_log, QStringList("t: cancelled"));
    QCOMPARE(m_timers.pending(), 0u);
}

void tst_AsyncCancel::theInnerTimeOutLeavesTheOuterAlone()
{
    const Work<int> inner = [this](const CancelToken &token) {
        return withTimeout<int>(m_timers, 1s, "inner", seven(5s), token);
    };
    note(m_log, "t", withTimeout<int>(m_timers, 2s, "outer", inner, CancelToken()));
    m_timers.advance(1s);
    QCOMPARE(m_log, QStringList("t: timed out: inner"));
}

void tst_AsyncCancel::theOuterTimeOutEndsTheInner()
{
    const Work<int> inner = [this](const CancelToken &token) {
        return withTimeout<int>(m_timers, 2s, "inner", seven(5s), token);
    };
    note(m_log, "t", withTimeout<int>(m_timers, 1s, "outer", inner, CancelToken()));
    m_timers.advance(1s);
    QCOMPARE(m_log, QStringList("t: timed out: outer"));
}

void tst_AsyncCancel::anExceptionIsAFailure()
{
    const Work<int> work = [](CancelToken) -> Async<int> {
        const Alive alive;
        throw std::runtime_error("broken");
        co_return 1;
    };
    note(m_log, "t", withTimeout<int>(m_timers, 1s, "late", work, CancelToken()));
    QCOMPARE(m_log, QStringList("t: failed: broken"));
}

void tst_AsyncCancel::aFailureInTimeStaysItself()
{
    const Work<int> work = [](CancelToken) -> Async<int> { co_return failure("no such thing"); };
    note(m_log, "t", withTimeout<int>(m_timers, 1s, "late", work, CancelToken()));
    QCOMPARE(m_log, QStringList("t: failed: no such thing"));
}

void tst_AsyncCancel::startTellsTheOutcome()
{
    QObject context;
    start<int>(&context, seven(1s), [this](const Result<int> &it) { m_log << text(it); });
    m_timers.advance(1s);
    QCOMPARE(m_log, QStringList("7"));
}

void tst_AsyncCancel::startTellsNothingToTheDead()
{
    auto context = std::make_unique<QObject>();
    start<int>(context.get(), seven(1s), [this](const Result<int> &it) { m_log << text(it); });
    context.reset();
    QCOMPARE(m_timers.pending(), 0u);
    QCOMPARE(m_log, QStringList());
}

QTEST_GUILESS_MAIN(tst_AsyncCancel)
#include "tst_AsyncCancel.moc"
