// SPDX-License-Identifier: GPL-3.0-or-later
#include "AsyncFixture.h"

#include "core/AsyncGather.h"
#include "core/AsyncTimeout.h"

#include <QTest>

using namespace Tickwell;
using namespace std::chrono_literals;

namespace {

Async<int> numberAfter(Timers &timers, int number, std::chrono::milliseconds delay,
                       CancelToken token)
{
    const Alive alive;
    const auto slept = co_await sleepFor(timers, delay, token);
    if (!slept)
        co_return tl::unexpected(slept.error());
    if (number < 0)
        co_return failure(QString::number(number));
    co_return number;
}

/// "1 2 3", or why not.
QCoro::Task<> noteAll(QStringList &log, Async<std::vector<int>> gathered)
{
    const Alive alive;
    const auto values = co_await gathered;
    if (!values) {
        log.append(text(values));
        co_return;
    }
    QStringList numbers;
    for (const int value : *values)
        numbers.append(QString::number(value));
    log.append(numbers.join(u' '));
}

QCoro::Task<> noteEach(QStringList &log, QCoro::Task<std::vector<Result<int>>> gathered)
{
    const Alive alive;
    const auto results = co_await gathered;
    for (const auto &result : results)
        log.append(text(result));
}

QCoro::Task<> noteAsCompleted(QStringList &log, std::shared_ptr<AsCompleted<int>> running, int most)
{
    const Alive alive;
    for (int i = 0; i < most; ++i) {
        const auto one = co_await running->next();
        if (!one) {
            log.append("end");
            break;
        }
        log.append(QStringLiteral("%1: %2").arg(one->index).arg(text(one->result)));
    }
}

} // namespace

/// Several things at once: orders, failures and cancellations.
class tst_AsyncGather : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_log.clear(); }
    void cleanup()
    {
        QCOMPARE(Alive::count, 0);
        QCOMPARE(m_timers.pending(), 0u);
    }

    void valuesAreInOrderHoweverTheyComplete();
    void nothingGathersToNothing();
    void whatIsThereAtOnceNeedsNoLoop();
    void theFirstFailureCancelsTheRest();
    void theFirstFailureInTimeIsTold();
    void aFailureWaitsForThoseThatTakeNoNotice();
    void cancellingCancelsAll();
    void cancelledBeforeItBegins();
    void cancellingAfterTheEndIsHarmless();
    void anExceptionIsAFailureOfItsOwn();
    void allTellsFailuresInTheirPlaces();
    void allGoesOnAfterAFailure();
    void allTellsWhatWasCancelled();
    void voidsAreGathered();
    void aFailureAmongVoidsIsTold();
    void tenThousandFitOnTheStack();

    void completionsComeInTheirOrder();
    void completionsThatCameTogetherAreAllTold();
    void noneLeftIsTheEnd();
    void whatIsNotTakenIsCancelledWithIt();
    void theRestIsToldAsCancelled();
    void mayEndWhileSomebodyWaits();

private:
    [[nodiscard]] Work<int> work(int number, std::chrono::milliseconds delay)
    {
        return [this, number, delay, alive = Alive()](const CancelToken &token) {
            return numberAfter(m_timers, number, delay, token);
        };
    }
    [[nodiscard]] std::vector<Work<int>> works(std::initializer_list<std::pair<int, int>> each)
    {
        std::vector<Work<int>> all;
        for (const auto &[number, seconds] : each)
            all.push_back(work(number, std::chrono::seconds(seconds)));
        return all;
    }

    ManualTimers m_timers;
    QStringList m_log;
};

void tst_AsyncGather::valuesAreInOrderHoweverTheyComplete()
{
    noteAll(m_log, gather(works({{1, 3}, {2, 1}, {3, 2}}), CancelToken()));
    m_timers.advance(2s);
    QCOMPARE(m_log, QStringList());
    m_timers.advance(1s);
    QCOMPARE(m_log, QStringList("1 2 3"));
}

void tst_AsyncGather::nothingGathersToNothing()
{
    noteAll(m_log, gather(std::vector<Work<int>>(), CancelToken()));
    QCOMPARE(m_log, QStringList(""));
}

void tst_AsyncGather::whatIsThereAtOnceNeedsNoLoop()
{
    const Work<int> seven = [](CancelToken) -> Async<int> { co_return 7; };
    noteAll(m_log, gather(std::vector<Work<int>>{seven, seven}, CancelToken()));
    QCOMPARE(m_log, QStringList("7 7"));
}

void tst_AsyncGather::theFirstFailureCancelsTheRest()
{
    noteAll(m_log, gather(works({{1, 3}, {-2, 1}, {3, 2}}), CancelToken()));
    m_timers.advance(1s);
    QCOMPARE(m_log, QStringList("failed: -2"));
    QCOMPARE(m_timers.pending(), 0u);
}

void tst_AsyncGather::theFirstFailureInTimeIsTold()
{
    noteAll(m_log, gather(works({{-1, 2}, {-2, 1}}), CancelToken()));
    m_timers.advance(1s);
    QCOMPARE(m_log, QStringList("failed: -2"));
}

void tst_AsyncGather::aFailureWaitsForThoseThatTakeNoNotice()
{
    const Work<int> stubborn = [this](const CancelToken &) {
        return numberAfter(m_timers, 9, 5s, CancelToken());
    };
    noteAll(m_log, gather(std::vector<Work<int>>{stubborn, work(-1, 1s)}, CancelToken()));
    m_timers.advance(1s);
    QCOMPARE(m_log, QStringList());
    m_timers.advance(4s);
    QCOMPARE(m_log, QStringList("failed: -1"));
}

void tst_AsyncGather::cancellingCancelsAll()
{
    CancelScope scope;
    noteAll(m_log, gather(works({{1, 1}, {2, 2}}), scope.token()));
    m_timers.advance(1s);
    scope.cancel();
    QCOMPARE(m_log, QStringList("cancelled"));
}

void tst_AsyncGather::cancelledBeforeItBegins()
{
    CancelScope scope;
    scope.cancel();
    noteAll(m_log, gather(works({{1, 1}, {2, 2}}), scope.token()));
    QCOMPARE(m_log, QStringList("cancelled"));
}

void tst_AsyncGather::cancellingAfterTheEndIsHarmless()
{
    CancelScope scope;
    noteAll(m_log, gather(works({{1, 1}}), scope.token()));
    m_timers.advance(1s);
    scope.cancel();
    QCOMPARE(m_log, QStringList("1"));
}

void tst_AsyncGather::anExceptionIsAFailureOfItsOwn()
{
    const Work<int> broken = [](CancelToken) -> Async<int> {
        throw std::runtime_error("broken");
        co_return 1;
    };
    noteEach(m_log, gatherAll(std::vector<Work<int>>{broken, work(2, 1s)}, CancelToken()));
    m_timers.advance(1s);
    QCOMPARE(m_log, QStringList({"failed: broken", "2"}));
}

void tst_AsyncGather::allTellsFailuresInTheirPlaces()
{
    noteEach(m_log, gatherAll(works({{1, 3}, {-2, 1}, {3, 2}}), CancelToken()));
    m_timers.advance(3s);
    QCOMPARE(m_log, QStringList({"1", "failed: -2", "3"}));
}

void tst_AsyncGather::allGoesOnAfterAFailure()
{
    noteEach(m_log, gatherAll(works({{-1, 1}, {2, 2}}), CancelToken()));
    m_timers.advance(1s);
    QCOMPARE(m_timers.pending(), 1u);
    m_timers.advance(1s);
    QCOMPARE(m_log, QStringList({"failed: -1", "2"}));
}

void tst_AsyncGather::allTellsWhatWasCancelled()
{
    CancelScope scope;
    noteEach(m_log, gatherAll(works({{1, 1}, {2, 2}}), scope.token()));
    m_timers.advance(1s);
    scope.cancel();
    QCOMPARE(m_log, QStringList({"1", "cancelled"}));
}

void tst_AsyncGather::voidsAreGathered()
{
    const Work<void> sleep = [this](const CancelToken &token) {
        return sleepFor(m_timers, 1s, token);
    };
    note(m_log, "v", gather(std::vector<Work<void>>{sleep, sleep}, CancelToken()));
    m_timers.advance(1s);
    QCOMPARE(m_log, QStringList("v: done"));
}

void tst_AsyncGather::aFailureAmongVoidsIsTold()
{
    const Work<void> sleep = [this](const CancelToken &token) {
        return sleepFor(m_timers, 1s, token);
    };
    const Work<void> fail = [](CancelToken) -> Async<void> { co_return failure("no"); };
    note(m_log, "v", gather(std::vector<Work<void>>{sleep, fail}, CancelToken()));
    QCOMPARE(m_log, QStringList("v: failed: no"));
}

void tst_AsyncGather::tenThousandFitOnTheStack()
{
    std::vector<Work<int>> many;
    for (int i = 0; i < 10'000; ++i)
        many.push_back(work(1, 1s));
    noteAll(m_log, gather(std::move(many), CancelToken()));
    m_timers.advance(1s);
    QCOMPARE(m_log.size(), 1);
    QCOMPARE(m_log.first().size(), 19'999);
}

void tst_AsyncGather::completionsComeInTheirOrder()
{
    const auto running =
        std::make_shared<AsCompleted<int>>(works({{1, 3}, {-2, 1}, {3, 2}}), CancelToken());
    noteAsCompleted(m_log, running, 10);
    m_timers.advance(2s);
    QCOMPARE(m_log, QStringList({"1: failed: -2", "2: 3"}));
    m_timers.advance(1s);
    QCOMPARE(m_log, QStringList({"1: failed: -2", "2: 3", "0: 1", "end"}));
}

void tst_AsyncGather::completionsThatCameTogetherAreAllTold()
{
    const auto running = std::make_shared<AsCompleted<int>>(works({{1, 1}, {2, 1}}), CancelToken());
    m_timers.advance(1s);
    noteAsCompleted(m_log, running, 10);
    QCOMPARE(m_log, QStringList({"0: 1", "1: 2", "end"}));
}

void tst_AsyncGather::noneLeftIsTheEnd()
{
    const auto running = std::make_shared<AsCompleted<int>>(works({}), CancelToken());
    noteAsCompleted(m_log, running, 1);
    QCOMPARE(m_log, QStringList("end"));
}

void tst_AsyncGather::whatIsNotTakenIsCancelledWithIt()
{
    auto running = std::make_shared<AsCompleted<int>>(works({{1, 1}, {2, 2}}), CancelToken());
    noteAsCompleted(m_log, running, 1);
    m_timers.advance(1s);
    QCOMPARE(m_timers.pending(), 1u);
    running.reset();
    QCOMPARE(m_timers.pending(), 0u);
    QCOMPARE(m_log, QStringList("0: 1"));
}

void tst_AsyncGather::theRestIsToldAsCancelled()
{
    const auto running = std::make_shared<AsCompleted<int>>(works({{1, 1}, {2, 2}}), CancelToken());
    noteAsCompleted(m_log, running, 10);
    m_timers.advance(1s);
    running->cancelRest();
    QCOMPARE(m_log, QStringList({"0: 1", "1: cancelled", "end"}));
}

void tst_AsyncGather::mayEndWhileSomebodyWaits()
{
    auto running = std::make_unique<AsCompleted<int>>(works({{1, 1}}), CancelToken());
    const auto take = [](QStringList &log, AsCompleted<int> &from) -> QCoro::Task<> {
        const Alive alive;
        const auto one = co_await from.next();
        log.append(text(one->result));
    };
    take(m_log, *running);
    running.reset();
    QCOMPARE(m_log, QStringList("cancelled"));
}

QTEST_GUILESS_MAIN(tst_AsyncGather)
#include "tst_AsyncGather.moc"
