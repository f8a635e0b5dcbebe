// SPDX-License-Identifier: GPL-3.0-or-later
#include "monitor/SamplerThread.h"

#include "core/Handover.h"

#include "core/Log.h"

#include <condition_variable>
#include <mutex>

#include <pthread.h>

namespace Tickwell {

/// What both threads see. It lives as long as the one that lives longer.
struct SamplerThread::Shared
{
    std::mutex mutex;
    std::condition_variable changed;
    SamplerThread *owner = nullptr; ///< null once nobody waits for readings
    bool requested = false;
    bool ended = false;
};

SamplerThread::SamplerThread(Reader reader, QObject *parent)
    : QObject(parent)
    , m_shared(std::make_shared<Shared>())
{
    m_shared->owner = this;
    m_thread = std::thread([shared = m_shared, reader = std::move(reader)] {
        ::pthread_setname_np(::pthread_self(), "tw-monitor");
        run(shared, reader);
    });
}

SamplerThread::~SamplerThread()
{
    std::unique_lock lock(m_shared->mutex);
    m_shared->owner = nullptr;
    m_shared->changed.notify_all();
    const bool ended =
        m_shared->changed.wait_for(lock, ShutdownWait, [this] { return m_shared->ended; });
    lock.unlock();
    if (ended) {
        m_thread.join();
    } else {
        qCWarning(lcMonitor, "a reading of the host still hangs; leaving it behind");
        m_thread.detach();
    }
}

bool SamplerThread::request()
{
    if (m_busy)
        return false;
    m_busy = true;
    const std::lock_guard lock(m_shared->mutex);
    m_shared->requested = true;
    m_shared->changed.notify_all();
    return true;
}

void SamplerThread::deliver(const HostSample &sample)
{
    m_busy = false;
    emit finished(sample);
}

void SamplerThread::run(const std::shared_ptr<Shared> &shared, const Reader &reader)
{
    std::unique_lock lock(shared->mutex);
    while (shared->owner) {
        if (!shared->requested) {
            shared->changed.wait(lock);
            continue;
        }
        shared->requested = false;
        lock.unlock();
        const HostSample sample = reader();
        lock.lock();
        // Under the lock, so that the owner cannot die between the look and the post.
        if (SamplerThread *owner = shared->owner) {
            QMetaObject::invokeMethod(owner,
                                      handedOver([owner, sample] { owner->deliver(sample); }),
                                      Qt::QueuedConnection);
        }
    }
    shared->ended = true;
    shared->changed.notify_all();
}

} // namespace Tickwell
