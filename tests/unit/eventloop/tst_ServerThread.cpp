// SPDX-License-Identifier: GPL-3.0-or-later
#include "eventloop/ServerThread.h"

#include <QTest>

#include <atomic>

#include <pthread.h>
#include <unistd.h>

using namespace Tickwell;

namespace {

std::atomic_bool wasFreed = false;

void freeSlowly(void *)
{
    usleep(100'000);
    wasFreed = true;
}

} // namespace

class tst_ServerThread : public QObject
{
    Q_OBJECT

private slots:
    void runsWorkOnItsOwnThread()
    {
        ServerThread thread;
        thread.start();
        QThread *ranOn = nullptr;
        thread.runAndWait([&] { ranOn = QThread::currentThread(); });
        QCOMPARE(ranOn, thread.thread());
    }

    void waitsForWhatLibrariesKeepForTheThread()
    {
        pthread_key_t key = 0;
        QCOMPARE(pthread_key_create(&key, freeSlowly), 0);
        ServerThread thread;
        thread.start();
        thread.runAndWait([&] { pthread_setspecific(key, &wasFreed); });
        thread.stop();
        QVERIFY(wasFreed);
        pthread_key_delete(key);
    }

    void startsAgain()
    {
        ServerThread thread;
        thread.start();
        thread.stop();
        QVERIFY(!thread.isRunning());
        thread.start();
        bool ran = false;
        thread.runAndWait([&] { ran = true; });
        QVERIFY(ran);
    }
};

QTEST_GUILESS_MAIN(tst_ServerThread)
#include "tst_ServerThread.moc"
