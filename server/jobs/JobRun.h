// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Clock.h"
#include "jobs/JobJournal.h"
#include "jobs/JobWork.h"

namespace Tickwell {

/// What a run made of its job.
struct JobRun
{
    JobRecord record;
    std::chrono::milliseconds delay{0}; ///< before the next run, where it is queued again
};

/// Runs the job @p record once and writes how that ended to @p journal. Blocks; worker threads.
/// @p runTime is for the message of a job that was stopped because it took longer.
[[nodiscard]] JobRun runJob(JobRecord record, JobWork &work, JobControl &control,
                            JobJournal &journal, const Clock &clock,
                            std::chrono::milliseconds runTime);

} // namespace Tickwell
