// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "jobs/JobRecord.h"

#include <atomic>
#include <chrono>

namespace Tickwell {

/// What a running job and its queue tell each other. Any thread.
class JobControl
{
public:
    enum class Reason { None, Cancelled, TimedOut, ShuttingDown };

    /// 0 to 1. Called by the job.
    void setProgress(double progress) { m_progress.store(progress, std::memory_order_relaxed); }
    [[nodiscard]] double progress() const { return m_progress.load(std::memory_order_relaxed); }

    /// The job should end soon, whatever it has done. The first reason counts.
    void stop(Reason reason);
    /// To be looked at by the job, often.
    [[nodiscard]] const std::atomic<bool> &stopped() const { return m_stopped; }
    [[nodiscard]] Reason reason() const { return m_reason.load(); }

private:
    std::atomic<double> m_progress = 0;
    std::atomic<Reason> m_reason = Reason::None;
    std::atomic<bool> m_stopped = false;
};

/// How one run of a job ended.
struct JobOutcome
{
    enum class End {
        Completed,
        Failed,
        Stopped, ///< because its control said so
        Later,   ///< to be tried again after `delay`
    };
    End end = End::Failed;
    QByteArray result; ///< JSON
    QString error;
    std::chrono::milliseconds delay{0};
    qint64 kept = 0; ///< bytes on disk that belong to the result

    [[nodiscard]] static JobOutcome completed(QByteArray result, qint64 kept = 0);
    [[nodiscard]] static JobOutcome failed(const QString &error);
    [[nodiscard]] static JobOutcome stopped();
    [[nodiscard]] static JobOutcome later(const QString &error, std::chrono::milliseconds delay);
};

/// What jobs do. Its functions block, and are called on several worker threads at once.
class JobWork
{
public:
    virtual ~JobWork() = default;

    /// Does at once what must have happened when a job is accepted; after a crash perhaps not.
    virtual void prepare(const JobRecord &record) = 0;
    /// Does what @p record asks for, or goes on with it: after a crash it is called again.
    /// @p spool is the file that holds what was sent along, if anything was.
    [[nodiscard]] virtual JobOutcome run(const JobRecord &record, const QString &spool,
                                         JobControl &control) = 0;
    /// A job came to an end without a run that said so: while it waited, or by its interruptions.
    virtual void abandon(const JobRecord &record) const = 0;
    /// Removes what an ended job left beside its record.
    virtual void discard(const JobRecord &record) = 0;
};

} // namespace Tickwell
