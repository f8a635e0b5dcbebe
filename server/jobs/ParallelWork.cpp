// SPDX-License-Identifier: GPL-3.0-or-later
#include "jobs/ParallelWork.h"

#include <algorithm>
#include <exception>
#include <new>
#include <thread>
#include <vector>

namespace Tickwell {

using namespace Qt::StringLiterals;

Error outOfMemory()
{
    return {u"There is not enough memory for the file's numbers"_s, Error::Kind::Limit};
}

ParallelWork::ParallelWork(const std::atomic<bool> *cancelled, std::function<void(double)> progress)
    : m_cancelled(cancelled)
    , m_progress(std::move(progress))
{
}

void ParallelWork::run(int threads, const std::function<void()> &work)
{
    std::vector<std::thread> others;
    try {
        others.reserve(static_cast<std::size_t>(std::max(threads - 1, 0)));
        for (int i = 1; i < threads; ++i)
            others.emplace_back([this, &work] { runOne(work); });
    } catch (const std::exception &) {
        // There are no more threads to be had: with fewer it takes longer.
    }
    runOne(work);
    for (std::thread &thread : others)
        thread.join();
}

void ParallelWork::runOne(const std::function<void()> &work)
{
    try {
        work();
    } catch (const std::bad_alloc &) {
        fail(outOfMemory());
    }
}

bool ParallelWork::isStopped()
{
    if (m_cancelled && m_cancelled->load(std::memory_order_relaxed))
        fail({u"The description was cancelled"_s, Error::Kind::Unavailable});
    return m_failed.load(std::memory_order_acquire);
}

void ParallelWork::fail(Error error)
{
    const std::lock_guard lock(m_mutex);
    if (m_failed.load(std::memory_order_relaxed))
        return;
    m_error = std::move(error);
    m_failed.store(true, std::memory_order_release);
}

Result<void> ParallelWork::result() const
{
    const std::lock_guard lock(m_mutex);
    if (m_failed.load(std::memory_order_relaxed))
        return tl::unexpected(m_error);
    return {};
}

void ParallelWork::report(double part)
{
    if (!m_progress)
        return;
    const std::lock_guard lock(m_progressMutex);
    if (part < m_reported + 0.005 && (part < 1 || m_reported >= 1))
        return;
    m_reported = part;
    m_progress(part);
}

} // namespace Tickwell
