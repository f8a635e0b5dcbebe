// SPDX-License-Identifier: GPL-3.0-or-later
#include "eventloop/ServerThread.h"

#include "core/Handover.h"

#ifdef Q_OS_LINUX
#include "eventloop/EpollDispatcher.h"

#include <chrono>
#include <thread>

#include <signal.h>
#include <unistd.h>
#endif

namespace Tickwell {

namespace {

#ifdef Q_OS_LINUX
/// Waits until the system has let the thread @p tid of this process go. QThread::wait() returns
/// while what libraries keep for each thread (OpenSSL is one) is still being freed; a program that
/// ends meanwhile takes that away from under it.
void waitForEnd(pid_t tid)
{
    const auto giveUp = std::chrono::steady_clock::now() + std::chrono::seconds(5);
    while (tgkill(getpid(), tid, 0) == 0 && std::chrono::steady_clock::now() < giveUp)
        std::this_thread::sleep_for(std::chrono::microseconds(100));
}
#endif

} // namespace

ServerThread::ServerThread(const QString &name)
{
    m_thread.setObjectName(name);
    m_doorman.moveToThread(&m_thread);
}

ServerThread::~ServerThread()
{
    stop();
}

void ServerThread::start()
{
#ifdef Q_OS_LINUX
    m_thread.setEventDispatcher(new EpollDispatcher); // the thread takes it
#endif
    m_thread.start();
#ifdef Q_OS_LINUX
    runAndWait([this] { m_systemId = gettid(); });
#else
    runAndWait([] {});
#endif
}

void ServerThread::runAndWait(const std::function<void()> &work)
{
    Q_ASSERT(m_thread.isRunning() && QThread::currentThread() != &m_thread);
    const auto call = [&work] {
        work();
        Handover::release();
    };
    QMetaObject::invokeMethod(&m_doorman, handedOver(call), Qt::BlockingQueuedConnection);
    Handover::acquire();
}

void ServerThread::stop()
{
    m_thread.quit();
    m_thread.wait();
#ifdef Q_OS_LINUX
    if (const pid_t tid = std::exchange(m_systemId, 0))
        waitForEnd(tid);
#endif
}

} // namespace Tickwell
