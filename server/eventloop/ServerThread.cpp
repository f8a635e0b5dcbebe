// SPDX-License-Identifier: GPL-3.0-or-later
#include "eventloop/ServerThread.h"

#include "core/Handover.h"

#ifdef Q_OS_LINUX
#include "eventloop/EpollDispatcher.h"
#endif

namespace Tickwell {

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
    runAndWait([] {});
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
}

} // namespace Tickwell
