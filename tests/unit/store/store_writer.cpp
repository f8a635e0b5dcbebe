// SPDX-License-Identifier: GPL-3.0-or-later
// Records ticks into the folder it is given until it is killed: what tst_StoreKill kills.
#include "StoreTestData.h"

#include "core/Clock.h"
#include "store/Recorder.h"

#include <QCoreApplication>
#include <QThread>
#include <QTimer>

#include <cstdio>

using namespace Tickwell;
using namespace std::chrono_literals;

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const auto store = openSqliteStore(application.arguments().value(1));
    if (!store) {
        std::fprintf(stderr, "%s\n", qPrintable(store.error().message));
        return 1;
    }
    quint64 seq = (*(*store)->openReader())->lastTickSeq().value();

    QThread storeThread;
    auto *recorder = new Recorder(**store);
    recorder->moveToThread(&storeThread);
    QObject::connect(&storeThread, &QThread::started, recorder, &Recorder::start);
    storeThread.start();

    QTimer feed;
    QObject::connect(&feed, &QTimer::timeout, [&] {
        for (int i = 0; i < 100; ++i) {
            Tick tick = StoreTest::tick(++seq);
            tick.time = Clock::system().now();
            recorder->record(tick);
        }
    });
    feed.start(5ms);
    std::puts("recording");
    std::fflush(stdout);
    return QCoreApplication::exec();
}
