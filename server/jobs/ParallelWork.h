// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Result.h"

#include <QtGlobal>

#include <atomic>
#include <functional>
#include <mutex>

namespace Tickwell {

[[nodiscard]] Error outOfMemory();

/// Work that several threads do together: how far it is, whether it is to stop, and why. For all of
/// them at once.
class ParallelWork
{
public:
    /// @p cancelled, which may be null, outlives it. @p progress hears of parts from 0 to 1.
    ParallelWork(const std::atomic<bool> *cancelled, std::function<void(double)> progress);

    /// Runs @p work on @p threads threads, this one among them, and waits for all. Running out of
    /// memory fails the work with Limit.
    void run(int threads, const std::function<void()> &work);

    /// Whether there is nothing more to do: somebody cancelled, or something failed.
    [[nodiscard]] bool isStopped();
    /// Ends the work; the first error counts.
    void fail(Error error);
    /// The error, once there is one.
    [[nodiscard]] Result<void> result() const;

    /// @p part is done. A smaller one than before is not reported, nor is a step too small to see.
    void report(double part);

private:
    void runOne(const std::function<void()> &work);

    const std::atomic<bool> *m_cancelled;
    std::atomic<bool> m_failed = false;
    mutable std::mutex m_mutex;
    Error m_error = {};
    std::mutex m_progressMutex;
    std::function<void(double)> m_progress;
    double m_reported = -1;
};

} // namespace Tickwell
