// SPDX-License-Identifier: GPL-3.0-or-later
#include "eventloop/ServerThread.h"

namespace Tickwell {

ServerThread::ServerThread()
{
    m_thread.setObjectName(QStringLiteral("server"));
    m_doorman.moveToThread(&m_thread);
}

ServerThread::~ServerThread()
{
    stop();
}

void ServerThread::start()
{
    m_thread.start();
    runAndWait([] {});
}

void ServerThread::runAndWait(const std::function<void()> &work)
{
    Q_ASSERT(m_thread.isRunning() && QThread::currentThread() != &m_thread);
    QMetaObject::invokeMethod(&m_doorman, work, Qt::BlockingQueuedConnection);
}

void ServerThread::stop()
{
    m_thread.quit();
    m_thread.wait();
}

} // namespace Tickwell
