// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <chrono>

namespace Tickwell {

/// How much a JobQueue takes on.
struct JobLimits
{
    int waiting = 1000;               ///< jobs; more are refused
    int parallel = 2;                 ///< jobs that run at once, mail not counted
    qint64 spool = qint64(512) << 20; ///< bytes sent along with jobs that have not ended
    // Ended jobs are forgotten, the oldest first, when there are more of them than this.
    int ended = 1000;
    std::chrono::seconds endedFor = std::chrono::hours(24);
    qint64 results = qint64(64) << 20; ///< bytes
    qint64 files = qint64(8) << 30;    ///< bytes that belong to results
    /// How long a run may take.
    std::chrono::milliseconds runTime = std::chrono::minutes(30);
    int interruptions = 3; ///< a job during which the program died this often is not run again
};

} // namespace Tickwell
