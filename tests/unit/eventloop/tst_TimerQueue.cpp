// SPDX-License-Identifier: GPL-3.0-or-later
#include "eventloop/TimerQueue.h"

#include <QObject>
#include <QTest>
#include <QTimerEvent>

#include <functional>

using namespace std::chrono_literals;
using Tickwell::TimerQueue;

namespace {

class Target : public QObject
{
public:
    QList<int> fired;
    std::function<void(int)> then = [](int) {};

protected:
    void timerEvent(QTimerEvent *event) override
    {
        fired.append(event->timerId());
        then(event->timerId());
    }
};

constexpr TimerQueue::TimePoint Start{1'000'000s};

} // namespace

/// The queue alone, by a clock of the test's.
class tst_TimerQueue : public QObject
{
    Q_OBJECT

private slots:
    void nothingIsDueInAnEmptyQueue();
    void firesInTheOrderOfTheTimesDue();
    void ofOneTimeTheFirstStartedFiresFirst();
    void keepsItsPace();
    void aLongBreakCountsOnce();
    void coarseOnesShareTheirWakeUps();
    void aCoarseOneIsATwentiethOffAtMost_data();
    void aCoarseOneIsATwentiethOffAtMost();
    void aCoarseOneDoesNotDrift();
    void anIdMayBeUsedAgain();
    void oneBeingHandledIsNotWaitedFor();
    void removingAllOfOneLeavesTheOthers();
    void manyCostLittle();
};

void tst_TimerQueue::nothingIsDueInAnEmptyQueue()
{
    TimerQueue queue;
    QVERIFY(!queue.next());
    QCOMPARE(queue.activate(Start), 0);
    QVERIFY(!queue.remove(1));
    QVERIFY(!queue.remaining(1, Start));
}

void tst_TimerQueue::firesInTheOrderOfTheTimesDue()
{
    TimerQueue queue;
    Target target;
    queue.add(1, 30ms, Qt::PreciseTimer, &target, Start);
    queue.add(2, 10ms, Qt::PreciseTimer, &target, Start);
    queue.add(3, 20ms, Qt::PreciseTimer, &target, Start);
    QCOMPARE(*queue.next(), Start + 10ms);
    QCOMPARE(queue.activate(Start + 9ms), 0);
    QCOMPARE(queue.activate(Start + 35ms), 3);
    QCOMPARE(target.fired, QList<int>({2, 3, 1}));
}

void tst_TimerQueue::ofOneTimeTheFirstStartedFiresFirst()
{
    TimerQueue queue;
    Target target;
    for (const int id : {5, 3, 9})
        queue.add(id, 10ms, Qt::PreciseTimer, &target, Start);
    queue.activate(Start + 10ms);
    QCOMPARE(target.fired, QList<int>({5, 3, 9}));
}

void tst_TimerQueue::keepsItsPace()
{
    TimerQueue queue;
    Target target;
    queue.add(1, 10ms, Qt::PreciseTimer, &target, Start);
    queue.activate(Start + 13ms);
    QCOMPARE(*queue.next(), Start + 20ms);
    queue.activate(Start + 29ms);
    QCOMPARE(*queue.next(), Start + 30ms);
}

void tst_TimerQueue::aLongBreakCountsOnce()
{
    TimerQueue queue;
    Target target;
    queue.add(1, 10ms, Qt::PreciseTimer, &target, Start);
    queue.activate(Start + 1h);
    queue.activate(Start + 1h);
    QCOMPARE(target.fired, QList<int>({1}));
    QCOMPARE(*queue.next(), Start + 1h + 10ms);
}

void tst_TimerQueue::coarseOnesShareTheirWakeUps()
{
    TimerQueue queue;
    Target target;
    for (int id = 0; id < 100; ++id)
        queue.add(id, 25s, Qt::CoarseTimer, &target, Start + id * 3ms);
    queue.activate(Start + 26s);
    QCOMPARE(target.fired.size(), 100);
    target.fired.clear();
    queue.activate(*queue.next());
    QCOMPARE(target.fired.size(), 100);
}

void tst_TimerQueue::aCoarseOneIsATwentiethOffAtMost_data()
{
    QTest::addColumn<int>("milliseconds");
    for (const int interval : {1, 19, 20, 21, 33, 99, 100, 250, 999, 1'000, 5'000, 19'999})
        QTest::addRow("%d ms", interval) << interval;
}

void tst_TimerQueue::aCoarseOneIsATwentiethOffAtMost()
{
    QFETCH(int, milliseconds);
    const std::chrono::milliseconds interval(milliseconds);
    Target target;
    for (int offset = 0; offset < 50; ++offset) {
        TimerQueue queue;
        const auto now = Start + offset * 777us;
        queue.add(1, interval, Qt::CoarseTimer, &target, now);
        const auto off = *queue.next() - (now + interval);
        QVERIFY(std::chrono::abs(off) <= std::chrono::nanoseconds(interval) / 20);
    }
}

void tst_TimerQueue::aCoarseOneDoesNotDrift()
{
    TimerQueue queue;
    Target target;
    queue.add(1, 33ms, Qt::CoarseTimer, &target, Start);
    for (int i = 0; i < 1'000; ++i)
        queue.activate(*queue.next());
    QVERIFY(std::chrono::abs(*queue.next() - (Start + 1'001 * 33ms)) <= 2ms);
}

void tst_TimerQueue::anIdMayBeUsedAgain()
{
    TimerQueue queue;
    Target first;
    Target second;
    queue.add(1, 10ms, Qt::PreciseTimer, &first, Start);
    first.then = [&](int id) {
        queue.remove(id);
        queue.add(id, 10ms, Qt::PreciseTimer, &second, Start + 10ms);
    };
    queue.activate(Start + 10ms);
    queue.activate(Start + 20ms);
    QCOMPARE(first.fired.size(), 1);
    QCOMPARE(second.fired.size(), 1);
}

void tst_TimerQueue::oneBeingHandledIsNotWaitedFor()
{
    TimerQueue queue;
    Target target;
    queue.add(1, 10ms, Qt::PreciseTimer, &target, Start);
    queue.add(2, 50ms, Qt::PreciseTimer, &target, Start);
    std::optional<TimerQueue::TimePoint> inHandler;
    target.then = [&](int) { inHandler = queue.next(); };
    queue.activate(Start + 10ms);
    QCOMPARE(*inHandler, Start + 50ms);
    QCOMPARE(*queue.next(), Start + 20ms);
}

void tst_TimerQueue::removingAllOfOneLeavesTheOthers()
{
    TimerQueue queue;
    Target one;
    Target two;
    queue.add(1, 10ms, Qt::PreciseTimer, &one, Start);
    queue.add(2, 10ms, Qt::PreciseTimer, &one, Start);
    queue.add(3, 10ms, Qt::PreciseTimer, &two, Start);
    QCOMPARE(queue.timersOf(&one).size(), 2);
    QVERIFY(queue.removeAll(&one));
    QVERIFY(!queue.removeAll(&one));
    queue.activate(Start + 10ms);
    QCOMPARE(one.fired.size(), 0);
    QCOMPARE(two.fired.size(), 1);
}

void tst_TimerQueue::manyCostLittle()
{
    // A hundred thousand, started, fired and ended: hopeless if each looked at all the others.
    TimerQueue queue;
    Target target;
    constexpr int Count = 100'000;
    for (int id = 1; id <= Count; ++id)
        queue.add(id, std::chrono::milliseconds(1 + id * 7919 % 10'000), Qt::PreciseTimer, &target,
                  Start);
    QCOMPARE(queue.activate(Start + 10'001ms), Count);
    for (int id = 1; id <= Count; ++id)
        QVERIFY(queue.remove(id));
    QVERIFY(!queue.next());
}

QTEST_GUILESS_MAIN(tst_TimerQueue)
#include "tst_TimerQueue.moc"
