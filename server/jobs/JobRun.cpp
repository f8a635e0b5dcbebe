// SPDX-License-Identifier: GPL-3.0-or-later
#include "jobs/JobRun.h"

#include "core/Log.h"

#include <exception>
#include <new>

#include <sys/resource.h>

namespace Tickwell {

namespace {

/// The server's own threads go first.
void stepBack()
{
#ifdef Q_OS_LINUX
    // There, this is of the calling thread alone, and of those that it starts.
    constexpr int Niceness = 10;
    ::setpriority(PRIO_PROCESS, 0, Niceness);
#endif
}

/// What has happened counts even when the disk does not take it; a restart then repeats the run.
void keep(JobJournal &journal, const JobRecord &record)
{
    if (const auto written = journal.write(record); !written)
        qCWarning(lcJobs).noquote()
            << "The state of job" << record.job.id << "is not kept:" << written.error().message;
}

JobOutcome guarded(const JobRecord &record, JobWork &work, const QString &spool,
                   JobControl &control)
{
    try {
        return work.run(record, spool, control);
    } catch (const std::bad_alloc &) {
        return JobOutcome::failed(QStringLiteral("there is not enough memory for it"));
    } catch (const std::exception &exception) {
        return JobOutcome::failed(
            QStringLiteral("the program failed: %1").arg(QString::fromUtf8(exception.what())));
    }
}

void fail(Job &job, const QString &error)
{
    job.status = JobStatus::Failed;
    job.error = error;
}

void stopped(Job &job, JobControl::Reason reason, std::chrono::milliseconds runTime)
{
    using Reason = JobControl::Reason;
    switch (reason) {
    case Reason::Cancelled:
        job.status = JobStatus::Cancelled;
        job.error.clear();
        return;
    case Reason::TimedOut:
        return fail(job,
                    QStringLiteral("it was stopped because it took longer than %1 s")
                        .arg(std::chrono::duration<double>(runTime).count()));
    case Reason::ShuttingDown:
        job.status = JobStatus::Queued;
        return;
    case Reason::None:
        return fail(job, QStringLiteral("it stopped without being told to"));
    }
}

} // namespace

JobRun runJob(JobRecord record, JobWork &work, JobControl &control, JobJournal &journal,
              const Clock &clock, std::chrono::milliseconds runTime)
{
    stepBack();
    Job &job = record.job;
    job.status = JobStatus::Processing;
    keep(journal, record);

    const QString spool = record.spooled > 0 ? journal.spoolOf(job.id) : QString();
    const JobOutcome outcome = guarded(record, work, spool, control);
    JobRun run;
    switch (outcome.end) {
    case JobOutcome::End::Completed:
        job.status = JobStatus::Completed;
        job.result = outcome.result;
        job.error.clear();
        record.kept = outcome.kept;
        break;
    case JobOutcome::End::Failed:
        fail(job, outcome.error);
        break;
    case JobOutcome::End::Stopped:
        stopped(job, control.reason(), runTime);
        break;
    case JobOutcome::End::Later:
        ++record.tries;
        job.status = control.reason() == JobControl::Reason::Cancelled ? JobStatus::Cancelled
                                                                       : JobStatus::Queued;
        job.error = outcome.error;
        run.delay = outcome.delay;
        break;
    }
    record.interruptions = 0;
    job.progress = job.status == JobStatus::Completed ? 1 : 0;
    if (isEnded(job.status))
        job.completed = clock.now();
    keep(journal, record);
    if (isEnded(job.status))
        journal.removeSpool(job.id);
    run.record = std::move(record);
    return run;
}

} // namespace Tickwell
