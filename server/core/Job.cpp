// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/Job.h"

#include "core/Words.h"

namespace Tickwell {

using namespace Qt::StringLiterals;

namespace {

constexpr Words<JobKind, 4> Kinds{{{JobKind::Describe, "describe"_L1},
                                   {JobKind::Export, "export"_L1},
                                   {JobKind::Hash, "hash"_L1},
                                   {JobKind::Notify, "notify"_L1}}};
constexpr Words<JobStatus, 5> Statuses{{{JobStatus::Queued, "queued"_L1},
                                        {JobStatus::Processing, "processing"_L1},
                                        {JobStatus::Completed, "completed"_L1},
                                        {JobStatus::Failed, "failed"_L1},
                                        {JobStatus::Cancelled, "cancelled"_L1}}};
constexpr Words<JobPriority, 3> Priorities{{{JobPriority::Low, "low"_L1},
                                            {JobPriority::Normal, "normal"_L1},
                                            {JobPriority::High, "high"_L1}}};

} // namespace

QString toString(JobKind kind)
{
    return wordOf(Kinds, kind);
}

QString toString(JobStatus status)
{
    return wordOf(Statuses, status);
}

QString toString(JobPriority priority)
{
    return wordOf(Priorities, priority);
}

std::optional<JobKind> parseJobKind(QStringView text)
{
    return parseWord(Kinds, text);
}

std::optional<JobStatus> parseJobStatus(QStringView text)
{
    return parseWord(Statuses, text);
}

std::optional<JobPriority> parseJobPriority(QStringView text)
{
    return parseWord(Priorities, text);
}

bool isEnded(JobStatus status)
{
    return status != JobStatus::Queued && status != JobStatus::Processing;
}

} // namespace Tickwell
