// SPDX-License-Identifier: GPL-3.0-or-later
#include "LoopFixture.h"

#include <QTimer>

/// Timers of all kinds.
class tst_EventLoopTimers : public QObject
{
    Q_OBJECT

private slots:
    void fireByTheirIntervals_data() { addLoops(); }
    void fireByTheirIntervals();
    void preciseOnesAreNeverEarly_data() { addLoops(); }
    void preciseOnesAreNeverEarly();
    void coarseOnesAreATwentiethEarlyAtMost_data() { addLoops(); }
    void coarseOnesAreATwentiethEarlyAtMost();
    void veryCoarseOnesAreHalfASecondOffAtMost_data() { addLoops(); }
    void veryCoarseOnesAreHalfASecondOffAtMost();
    void zeroFiresOnceATurn_data() { addLoops(); }
    void zeroFiresOnceATurn();
    void oneThatIsLateFiresOnce_data() { addLoops(); }
    void oneThatIsLateFiresOnce();
    void oneStartedByAHandlerWaitsForTheNextTurn_data() { addLoops(); }
    void oneStartedByAHandlerWaitsForTheNextTurn();
    void oneEndedByAHandlerDoesNotFire_data() { addLoops(); }
    void oneEndedByAHandlerDoesNotFire();
    void aDeletedObjectsTimersEnd_data() { addLoops(); }
    void aDeletedObjectsTimersEnd();
    void oneDoesNotFireWithinItsOwnHandler_data() { addLoops(); }
    void oneDoesNotFireWithinItsOwnHandler();
    void othersFireWithinAHandlersLoop_data() { addLoops(); }
    void othersFireWithinAHandlersLoop();
    void mayEndAndStartAgainInItsHandler_data() { addLoops(); }
    void mayEndAndStartAgainInItsHandler();
    void restForATurnThatExcludesThem_data() { addLoops(); }
    void restForATurnThatExcludesThem();
    void tellTheRemainingTime_data() { addLoops(); }
    void tellTheRemainingTime();
    void areListedForTheirObject_data() { addLoops(); }
    void areListedForTheirObject();
    void moveToAnotherThreadWithTheirObject_data() { addLoops(); }
    void moveToAnotherThreadWithTheirObject();
    void postedEventsDoNotStarveThem_data() { addLoops(); }
    void postedEventsDoNotStarveThem();
};

void tst_EventLoopTimers::fireByTheirIntervals()
{
    QFETCH(QByteArray, loop);
    const Log seen = onLoop(loop, [] {
        Log log;
        Handler handler;
        const int third = handler.startTimer(90, Qt::PreciseTimer);
        const int first = handler.startTimer(30, Qt::PreciseTimer);
        const int second = handler.startTimer(60, Qt::PreciseTimer);
        handler.onTimer = [&](int id) {
            log.append(id == first ? u"30"_s : id == second ? u"60"_s : u"90"_s);
            handler.killTimer(id);
        };
        turnUntil([&] { return log.size() == 3; });
        Q_UNUSED(third)
        return log;
    });
    QCOMPARE(seen, Log({u"30"_s, u"60"_s, u"90"_s}));
}

void tst_EventLoopTimers::preciseOnesAreNeverEarly()
{
    QFETCH(QByteArray, loop);
    const Log seen = onLoop(loop, [] {
        Log log;
        for (const int interval : {1, 2, 7, 15, 40}) {
            bool fired = false;
            QElapsedTimer clock;
            clock.start();
            QTimer::singleShot(interval, Qt::PreciseTimer, [&] { fired = true; });
            while (!fired)
                turn(QEventLoop::WaitForMoreEvents);
            // Times are told in whole milliseconds of a clock that has more.
            if (clock.nsecsElapsed() < qint64(interval) * 1'000'000 - 1'000'000)
                log.append(QString::number(interval));
        }
        return log;
    });
    QCOMPARE(seen, Log());
}

void tst_EventLoopTimers::coarseOnesAreATwentiethEarlyAtMost()
{
    QFETCH(QByteArray, loop);
    const Log seen = onLoop(loop, [] {
        Log log;
        for (const int interval : {25, 60, 100, 150, 333}) {
            bool fired = false;
            QElapsedTimer clock;
            clock.start();
            QTimer::singleShot(interval, Qt::CoarseTimer, [&] { fired = true; });
            while (!fired)
                turn(QEventLoop::WaitForMoreEvents);
            if (clock.nsecsElapsed() < qint64(interval) * 950'000 - 1'000'000)
                log.append(QString::number(interval));
        }
        return log;
    });
    QCOMPARE(seen, Log());
}

void tst_EventLoopTimers::veryCoarseOnesAreHalfASecondOffAtMost()
{
    QFETCH(QByteArray, loop);
    const Log seen = onLoop(loop, [] {
        bool fired = false;
        QElapsedTimer clock;
        clock.start();
        QTimer::singleShot(1'000, Qt::VeryCoarseTimer, [&] { fired = true; });
        while (!fired)
            turn(QEventLoop::WaitForMoreEvents);
        return Log{clock.elapsed() >= 490 ? u"in time"_s : QString::number(clock.elapsed())};
    });
    QCOMPARE(seen, Log{u"in time"_s});
}

void tst_EventLoopTimers::zeroFiresOnceATurn()
{
    QFETCH(QByteArray, loop);
    const Log seen = onLoop(loop, [] {
        int fired = 0;
        Handler handler;
        handler.onTimer = [&](int) { ++fired; };
        handler.startTimer(0);
        for (int i = 0; i < 10; ++i)
            QAbstractEventDispatcher::instance()->processEvents(QEventLoop::AllEvents);
        return Log{QString::number(fired)};
    });
    QCOMPARE(seen, Log{u"10"_s});
}

void tst_EventLoopTimers::oneThatIsLateFiresOnce()
{
    QFETCH(QByteArray, loop);
    const Log seen = onLoop(loop, [] {
        int fired = 0;
        Handler handler;
        handler.onTimer = [&](int) { ++fired; };
        handler.startTimer(20, Qt::PreciseTimer);
        QThread::msleep(110); // stands for a handler that takes long
        QAbstractEventDispatcher::instance()->processEvents(QEventLoop::AllEvents);
        return Log{QString::number(fired)};
    });
    QCOMPARE(seen, Log{u"1"_s});
}

void tst_EventLoopTimers::oneStartedByAHandlerWaitsForTheNextTurn()
{
    QFETCH(QByteArray, loop);
    const Log seen = onLoop(loop, [] {
        Log log;
        Handler handler;
        handler.onTimer = [&](int id) {
            handler.killTimer(id);
            log.append(u"fired"_s);
            if (log.size() < 3)
                handler.startTimer(0);
        };
        handler.startTimer(0);
        QAbstractEventDispatcher::instance()->processEvents(QEventLoop::AllEvents);
        return log;
    });
    QCOMPARE(seen, Log{u"fired"_s});
}

void tst_EventLoopTimers::oneEndedByAHandlerDoesNotFire()
{
    QFETCH(QByteArray, loop);
    const Log seen = onLoop(loop, [] {
        int fired = 0;
        Handler handler;
        const int a = handler.startTimer(5, Qt::PreciseTimer);
        const int b = handler.startTimer(5, Qt::PreciseTimer);
        handler.onTimer = [&](int) {
            ++fired;
            handler.killTimer(a);
            handler.killTimer(b);
        };
        QThread::msleep(15);
        for (int i = 0; i < 5; ++i)
            turn();
        return Log{QString::number(fired)};
    });
    QCOMPARE(seen, Log{u"1"_s});
}

void tst_EventLoopTimers::aDeletedObjectsTimersEnd()
{
    QFETCH(QByteArray, loop);
    const Log seen = onLoop(loop, [] {
        int fired = 0;
        auto *doomed = new Handler;
        doomed->startTimer(10, Qt::PreciseTimer);
        doomed->startTimer(1'000);
        doomed->onTimer = [&](int) { ++fired; };
        Handler killer;
        killer.startTimer(5, Qt::PreciseTimer);
        killer.onTimer = [&](int id) {
            killer.killTimer(id);
            delete doomed;
        };
        QThread::msleep(20);
        for (int i = 0; i < 5; ++i)
            turn();
        return Log{QString::number(fired)};
    });
    QCOMPARE(seen, Log{u"0"_s});
}

void tst_EventLoopTimers::oneDoesNotFireWithinItsOwnHandler()
{
    QFETCH(QByteArray, loop);
    const Log seen = onLoop(loop, [] {
        int depth = 0;
        int deepest = 0;
        int fired = 0;
        Handler handler;
        const int id = handler.startTimer(2, Qt::PreciseTimer);
        handler.onTimer = [&](int) {
            ++fired;
            deepest = qMax(deepest, ++depth);
            QThread::msleep(5);
            turn();
            --depth;
            if (fired == 3)
                handler.killTimer(id);
        };
        turnUntil([&] { return fired == 3; });
        return Log{QString::number(deepest)};
    });
    QCOMPARE(seen, Log{u"1"_s});
}

void tst_EventLoopTimers::othersFireWithinAHandlersLoop()
{
    QFETCH(QByteArray, loop);
    const Log seen = onLoop(loop, [] {
        Log log;
        Handler handler;
        Handler other;
        handler.startTimer(1, Qt::PreciseTimer);
        handler.onTimer = [&](int id) {
            handler.killTimer(id);
            log.append(u"outer"_s);
            other.startTimer(5, Qt::PreciseTimer);
            turnUntil([&] { return log.contains(u"inner"_s); });
            log.append(u"outer ends"_s);
        };
        other.onTimer = [&](int id) {
            other.killTimer(id);
            log.append(u"inner"_s);
        };
        turnUntil([&] { return log.size() == 3; });
        return log;
    });
    QCOMPARE(seen, Log({u"outer"_s, u"inner"_s, u"outer ends"_s}));
}

void tst_EventLoopTimers::mayEndAndStartAgainInItsHandler()
{
    QFETCH(QByteArray, loop);
    const Log seen = onLoop(loop, [] {
        int fired = 0;
        QTimer timer;
        timer.setTimerType(Qt::PreciseTimer);
        QObject::connect(&timer, &QTimer::timeout, &timer, [&] {
            if (++fired < 5)
                timer.start(1);
            else
                timer.stop();
        });
        timer.start(1);
        turnUntil([&] { return fired == 5; });
        QThread::msleep(5);
        turn();
        return Log{QString::number(fired)};
    });
    QCOMPARE(seen, Log{u"5"_s});
}

void tst_EventLoopTimers::restForATurnThatExcludesThem()
{
    QFETCH(QByteArray, loop);
    const Log seen = onLoop(loop, [loop] {
        Log log;
        Handler handler;
        handler.onTimer = [&](int) { log.append(u"fired"_s); };
        handler.startTimer(1, Qt::PreciseTimer);
        QThread::msleep(5);
        QAbstractEventDispatcher::instance()->processEvents(QEventLoop::X11ExcludeTimers);
        log.append(u"excluded"_s);
        turnUntil([&] { return log.size() > 1; });
        return Log{log.first(), log.last()};
    });
    QCOMPARE(seen, Log({u"excluded"_s, u"fired"_s}));
}

void tst_EventLoopTimers::tellTheRemainingTime()
{
    QFETCH(QByteArray, loop);
    const Log seen = onLoop(loop, [] {
        Log log;
        QTimer timer;
        timer.setTimerType(Qt::PreciseTimer);
        log.append(QString::number(timer.remainingTime()));
        timer.start(200);
        const int remaining = timer.remainingTime();
        log.append(remaining > 100 && remaining <= 200 ? u"in range"_s
                                                       : QString::number(remaining));
        QThread::msleep(210);
        log.append(QString::number(timer.remainingTime()));
        return log;
    });
    QCOMPARE(seen, Log({u"-1"_s, u"in range"_s, u"0"_s}));
}

void tst_EventLoopTimers::areListedForTheirObject()
{
    QFETCH(QByteArray, loop);
    const Log seen = onLoop(loop, [] {
        Log log;
        Handler handler;
        Handler other;
        const int id = handler.startTimer(50, Qt::PreciseTimer);
        other.startTimer(70);
        const auto infos = QAbstractEventDispatcher::instance()->registeredTimers(&handler);
        for (const auto &info : infos) {
            log.append(info.timerId == id ? u"its id"_s : u"another"_s);
            log.append(QString::number(info.interval));
            log.append(QString::number(info.timerType));
        }
        handler.killTimer(id);
        log.append(QString::number(
            QAbstractEventDispatcher::instance()->registeredTimers(&handler).size()));
        return log;
    });
    QCOMPARE(seen, Log({u"its id"_s, u"50"_s, QString::number(Qt::PreciseTimer), u"0"_s}));
}

void tst_EventLoopTimers::moveToAnotherThreadWithTheirObject()
{
    QFETCH(QByteArray, loop);
    Handler handler;
    handler.startTimer(1, Qt::PreciseTimer);
    QThread *const home = QThread::currentThread();
    qputenv("QT_NO_GLIB", loop == "poll" ? "1" : "");
    QThread away;
    if (loop == "epoll")
        away.setEventDispatcher(new Tickwell::EpollDispatcher);
    std::atomic<int> fired = 0;
    handler.onTimer = [&](int id) {
        if (QThread::currentThread() != &away)
            return;
        ++fired;
        handler.killTimer(id);
        handler.moveToThread(home);
        away.quit();
    };
    handler.moveToThread(&away);
    away.start();
    QVERIFY(away.wait(5'000));
    QCOMPARE(fired.load(), 1);
}

void tst_EventLoopTimers::postedEventsDoNotStarveThem()
{
    QFETCH(QByteArray, loop);
    const Log seen = onLoop(loop, [] {
        bool fired = false;
        Handler handler;
        handler.onEvent = [&](int) { post(&handler, 1); };
        handler.onTimer = [&](int) { fired = true; };
        handler.startTimer(5, Qt::PreciseTimer);
        post(&handler, 1);
        turnUntil([&] { return fired; });
        QCoreApplication::removePostedEvents(&handler);
        return Log{fired ? u"fired"_s : u"starved"_s};
    });
    QCOMPARE(seen, Log{u"fired"_s});
}

QTEST_GUILESS_MAIN(tst_EventLoopTimers)
#include "tst_EventLoopTimers.moc"
