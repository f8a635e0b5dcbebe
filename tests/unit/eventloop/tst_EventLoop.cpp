// SPDX-License-Identifier: GPL-3.0-or-later
#include "LoopFixture.h"

#include "core/Handover.h"

#include <QEventLoop>
#include <QPointer>
#include <QSemaphore>
#include <QTimer>

#include <thread>

/// Posted events, waking up, and loops within loops.
class tst_EventLoop : public QObject
{
    Q_OBJECT

private slots:
    void postedEventsArriveInOrder_data() { addLoops(); }
    void postedEventsArriveInOrder();
    void aTurnWithoutNewsDoesNotWait_data() { addLoops(); }
    void aTurnWithoutNewsDoesNotWait();
    void anEventFromAnotherThreadEndsTheWait_data() { addLoops(); }
    void anEventFromAnotherThreadEndsTheWait();
    void anOwnPostedEventIsNotWaitedFor_data() { addLoops(); }
    void anOwnPostedEventIsNotWaitedFor();
    void interruptEndsTheWait_data() { addLoops(); }
    void interruptEndsTheWait();
    void tellsWhenItWaitsAndWhenItIsAwake_data() { addLoops(); }
    void tellsWhenItWaitsAndWhenItIsAwake();
    void noWakeUpIsLost_data() { addLoops(); }
    void noWakeUpIsLost();
    void innerLoopsEndOneByOne_data() { addLoops(); }
    void innerLoopsEndOneByOne();
    void quitFromAnotherThreadEndsExec_data() { addLoops(); }
    void quitFromAnotherThreadEndsExec();
    void deleteLaterWaitsForTheOuterLoop_data() { addLoops(); }
    void deleteLaterWaitsForTheOuterLoop();
    void queuedSignalsCrossThreads_data() { addLoops(); }
    void queuedSignalsCrossThreads();
    void zeroTimersDoNotStarvePostedEvents_data() { addLoops(); }
    void zeroTimersDoNotStarvePostedEvents();
};

void tst_EventLoop::postedEventsArriveInOrder()
{
    QFETCH(QByteArray, loop);
    const Log seen = onLoop(loop, [] {
        Log log;
        Handler handler;
        handler.onEvent = [&](int number) {
            log.append(QString::number(number));
            if (number == 1)
                post(&handler, 4);
        };
        for (int number = 1; number <= 3; ++number)
            post(&handler, number);
        turnUntil([&] { return log.size() == 4; });
        return log;
    });
    QCOMPARE(seen, Log({u"1"_s, u"2"_s, u"3"_s, u"4"_s}));
}

void tst_EventLoop::aTurnWithoutNewsDoesNotWait()
{
    QFETCH(QByteArray, loop);
    const Log seen = onLoop(loop, [] {
        QElapsedTimer clock;
        clock.start();
        for (int i = 0; i < 100; ++i)
            turn();
        return Log{clock.elapsed() < 1'000 ? u"at once"_s : u"waited"_s};
    });
    QCOMPARE(seen, Log{u"at once"_s});
}

void tst_EventLoop::anEventFromAnotherThreadEndsTheWait()
{
    QFETCH(QByteArray, loop);
    const Log seen = onLoop(loop, [] {
        Log log;
        Handler handler;
        QEventLoop running;
        handler.onEvent = [&](int number) {
            log.append(QString::number(number));
            running.quit();
        };
        std::thread other([&] {
            std::this_thread::sleep_for(30ms);
            post(&handler, 7);
        });
        running.exec();
        other.join();
        return log;
    });
    QCOMPARE(seen, Log{u"7"_s});
}

void tst_EventLoop::anOwnPostedEventIsNotWaitedFor()
{
    QFETCH(QByteArray, loop);
    const Log seen = onLoop(loop, [] {
        Log log;
        Handler handler;
        QEventLoop running;
        handler.onEvent = [&](int number) {
            log.append(QString::number(number));
            if (number < 3)
                post(&handler, number + 1);
            else
                running.quit();
        };
        post(&handler, 1);
        running.exec();
        return log;
    });
    QCOMPARE(seen, Log({u"1"_s, u"2"_s, u"3"_s}));
}

void tst_EventLoop::interruptEndsTheWait()
{
    QFETCH(QByteArray, loop);
    const Log seen = onLoop(loop, [] {
        turn();
        QAbstractEventDispatcher *dispatcher = QAbstractEventDispatcher::instance();
        std::thread other([dispatcher] {
            std::this_thread::sleep_for(30ms);
            dispatcher->interrupt();
        });
        turn(QEventLoop::WaitForMoreEvents);
        other.join();
        return Log{u"ended"_s};
    });
    QCOMPARE(seen, Log{u"ended"_s});
}

void tst_EventLoop::tellsWhenItWaitsAndWhenItIsAwake()
{
    QFETCH(QByteArray, loop);
    const Log seen = onLoop(loop, [] {
        turn();
        turn();
        Log log;
        QAbstractEventDispatcher *dispatcher = QAbstractEventDispatcher::instance();
        QObject::connect(dispatcher, &QAbstractEventDispatcher::aboutToBlock, dispatcher,
                         [&] { log.append(u"waits"_s); });
        QTimer::singleShot(20ms, Qt::PreciseTimer, dispatcher, [&] { log.append(u"timer"_s); });
        while (!log.contains(u"timer"_s))
            turn(QEventLoop::WaitForMoreEvents);
        QObject::connect(dispatcher, &QAbstractEventDispatcher::awake, dispatcher,
                         [&] { log.append(u"awake"_s); });
        turn();
        return Log{log.first(), log.last()};
    });
    QCOMPARE(seen, Log({u"waits"_s, u"awake"_s}));
}

void tst_EventLoop::noWakeUpIsLost()
{
    QFETCH(QByteArray, loop);
    const Log seen = onLoop(loop, [] {
        constexpr int Rounds = 5'000;
        int arrived = 0;
        QSemaphore answered;
        QEventLoop running;
        Handler handler;
        handler.onEvent = [&](int) {
            answered.release();
            if (++arrived == Rounds)
                running.quit();
        };
        std::thread other([&] {
            for (int i = 0; i < Rounds; ++i) {
                post(&handler, 1);
                // One that wakes while the loop is about to wait, and one while it does.
                if (i % 2)
                    answered.acquire(2);
            }
        });
        running.exec();
        other.join();
        return Log{QString::number(arrived)};
    });
    QCOMPARE(seen, Log{u"5000"_s});
}

void tst_EventLoop::innerLoopsEndOneByOne()
{
    QFETCH(QByteArray, loop);
    const Log seen = onLoop(loop, [] {
        Log log;
        QEventLoop outer;
        QEventLoop inner;
        QTimer::singleShot(0, &outer, [&] {
            log.append(u"inner begins"_s);
            QTimer::singleShot(5, &inner, [&] {
                outer.exit(1);
                log.append(u"outer told"_s);
                inner.exit(2);
            });
            log.append(u"inner %1"_s.arg(inner.exec()));
        });
        log.append(u"outer %1"_s.arg(outer.exec()));
        return log;
    });
    QCOMPARE(seen, Log({u"inner begins"_s, u"outer told"_s, u"inner 2"_s, u"outer 1"_s}));
}

void tst_EventLoop::quitFromAnotherThreadEndsExec()
{
    QFETCH(QByteArray, loop);
    const Log seen = onLoop(loop, [] {
        QEventLoop running;
        std::thread other([&] {
            std::this_thread::sleep_for(20ms);
            running.exit(5);
        });
        const int code = running.exec();
        other.join();
        return Log{QString::number(code)};
    });
    QCOMPARE(seen, Log{u"5"_s});
}

void tst_EventLoop::deleteLaterWaitsForTheOuterLoop()
{
    QFETCH(QByteArray, loop);
    const Log seen = onLoop(loop, [] {
        Log log;
        QEventLoop outer;
        QTimer::singleShot(0, &outer, [&] {
            auto *object = new QObject;
            QObject::connect(object, &QObject::destroyed, &outer, [&] {
                log.append(u"deleted"_s);
                outer.quit();
            });
            object->deleteLater();
            QEventLoop inner;
            QTimer::singleShot(5, &inner, &QEventLoop::quit);
            inner.exec();
            log.append(u"inner over"_s);
        });
        outer.exec();
        return log;
    });
    QCOMPARE(seen, Log({u"inner over"_s, u"deleted"_s}));
}

void tst_EventLoop::queuedSignalsCrossThreads()
{
    QFETCH(QByteArray, loop);
    const Log seen = onLoop(loop, [] {
        QObject here;
        int sum = 0;
        std::thread other([&] {
            for (int i = 1; i <= 100; ++i)
                QMetaObject::invokeMethod(&here, Tickwell::handedOver([&sum, i] { sum += i; }),
                                          Qt::QueuedConnection);
        });
        turnUntil([&] { return sum == 5'050; });
        other.join();
        return Log{QString::number(sum)};
    });
    QCOMPARE(seen, Log{u"5050"_s});
}

void tst_EventLoop::zeroTimersDoNotStarvePostedEvents()
{
    QFETCH(QByteArray, loop);
    const Log seen = onLoop(loop, [] {
        int events = 0;
        Handler handler;
        handler.onEvent = [&](int) {
            if (++events < 10)
                post(&handler, 1);
        };
        QTimer busy;
        busy.start(0);
        post(&handler, 1);
        turnUntil([&] { return events == 10; });
        return Log{QString::number(events)};
    });
    QCOMPARE(seen, Log{u"10"_s});
}

QTEST_GUILESS_MAIN(tst_EventLoop)
#include "tst_EventLoop.moc"
