// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "jobs/JobLimits.h"
#include "jobs/JobRecord.h"

#include <optional>
#include <set>

namespace Tickwell {

/// Jobs that have ended, and which of them is to be forgotten: the oldest, while they are too many,
/// hold too much, or it ended too long ago.
class EndedJobs
{
public:
    explicit EndedJobs(const JobLimits &limits)
        : m_limits(limits)
    {
    }

    /// @p record is of an ended job, which @p number stands for.
    void add(quint64 number, const JobRecord &record);
    /// @p record is as it was added.
    void remove(quint64 number, const JobRecord &record);

    /// Who is to be forgotten @p now. Never the newest only because it is too large alone: somebody
    /// waits for it.
    [[nodiscard]] std::optional<quint64> excess(Timestamp now) const;

private:
    using End = std::pair<Timestamp, quint64>;

    [[nodiscard]] static End endOf(quint64 number, const Job &job)
    {
        return {job.completed.value_or(job.created), number};
    }

    const JobLimits m_limits;
    std::set<End> m_ends;
    qint64 m_resultBytes = 0;
    qint64 m_fileBytes = 0;
};

} // namespace Tickwell
