// SPDX-License-Identifier: GPL-3.0-or-later
#include "AsyncFixture.h"

#include "../eventloop/LoopFixture.h"

#include "core/AsyncChannel.h"
#include "core/AsyncGather.h"
#include "core/AsyncSemaphore.h"
#include "core/AsyncTimeout.h"

#include <QEventLoop>

using namespace Tickwell;

namespace {

Async<int> afterTime(std::chrono::milliseconds delay, int number, CancelToken token)
{
    const Alive alive;
    const auto slept = co_await sleepFor(Timers::system(), delay, token);
    if (!slept)
        co_return tl::unexpected(slept.error());
    co_return number;
}

Work<int> workOf(std::chrono::milliseconds delay, int number)
{
    return [delay, number](const CancelToken &token) { return afterTime(delay, number, token); };
}

QCoro::Task<> noteInOrder(Log &log, QEventLoop &loop)
{
    const Alive alive;
    std::vector<Work<int>> all{workOf(30ms, 3), workOf(10ms, 1), workOf(0ms, 0)};
    AsCompleted<int> running(std::move(all), CancelToken());
    while (true) {
        const auto one = co_await running.next();
        if (!one)
            break;
        log.append(text(one->result));
    }
    loop.quit();
}

QCoro::Task<> noteTimeOut(Log &log, QEventLoop &loop)
{
    const Alive alive;
    const Work<int> slow = workOf(1h, 1);
    log.append(text(co_await withTimeout<int>(Timers::system(), 5ms, "late", slow, CancelToken())));
    loop.quit();
}

} // namespace

/// The same on Qt's loops and on ours, with the loop's own timers.
class tst_AsyncLoops : public QObject
{
    Q_OBJECT

private slots:
    void cleanup() { QCOMPARE(Alive::count, 0); }

    void completeInTheOrderOfTheirTimes_data() { addLoops(); }
    void completeInTheOrderOfTheirTimes();
    void timesOut_data() { addLoops(); }
    void timesOut();
    void endsWithTheContextBeforeTheLoop_data() { addLoops(); }
    void endsWithTheContextBeforeTheLoop();
    void leavesNothingWhenTheLoopNeverRan_data() { addLoops(); }
    void leavesNothingWhenTheLoopNeverRan();
};

void tst_AsyncLoops::completeInTheOrderOfTheirTimes()
{
    QFETCH(QByteArray, loop);
    QCOMPARE(onLoop(loop,
                    [] {
                        Log log;
                        QEventLoop turns;
                        noteInOrder(log, turns);
                        turns.exec();
                        return log;
                    }),
             Log({"0", "1", "3"}));
}

void tst_AsyncLoops::timesOut()
{
    QFETCH(QByteArray, loop);
    QCOMPARE(onLoop(loop,
                    [] {
                        Log log;
                        QEventLoop turns;
                        noteTimeOut(log, turns);
                        turns.exec();
                        return log;
                    }),
             Log("timed out: late"));
}

void tst_AsyncLoops::endsWithTheContextBeforeTheLoop()
{
    QFETCH(QByteArray, loop);
    QCOMPARE(onLoop(loop,
                    [] {
                        Log log;
                        auto *context = new QObject;
                        start<int>(context, workOf(1h, 1),
                                   [&log](const Result<int> &) { log.append("told"); });
                        context->deleteLater();
                        QEventLoop turns;
                        QObject::connect(context, &QObject::destroyed, &turns, &QEventLoop::quit,
                                         Qt::QueuedConnection);
                        turns.exec();
                        log.append(QString::number(Alive::count));
                        return log;
                    }),
             Log("0"));
}

void tst_AsyncLoops::leavesNothingWhenTheLoopNeverRan()
{
    QFETCH(QByteArray, loop);
    QCOMPARE(onLoop(loop,
                    [] {
                        Log log;
                        {
                            CancelScope scope;
                            note(log, "s", sleepFor(Timers::system(), 1h, scope.token()));
                        }
                        return log;
                    }),
             Log("s: cancelled"));
}

QTEST_GUILESS_MAIN(tst_AsyncLoops)
#include "tst_AsyncLoops.moc"
