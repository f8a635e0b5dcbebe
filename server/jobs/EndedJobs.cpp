// SPDX-License-Identifier: GPL-3.0-or-later
#include "jobs/EndedJobs.h"

namespace Tickwell {

void EndedJobs::add(quint64 number, const JobRecord &record)
{
    m_ends.insert(endOf(number, record.job));
    m_resultBytes += record.job.result.size();
    m_fileBytes += record.kept;
}

void EndedJobs::remove(quint64 number, const JobRecord &record)
{
    m_ends.erase(endOf(number, record.job));
    m_resultBytes -= record.job.result.size();
    m_fileBytes -= record.kept;
}

std::optional<quint64> EndedJobs::excess(Timestamp now) const
{
    if (m_ends.empty())
        return std::nullopt;
    const bool isOld = m_ends.begin()->first < now - m_limits.endedFor;
    const bool isTooMuch = std::ssize(m_ends) > m_limits.ended || m_resultBytes > m_limits.results
        || m_fileBytes > m_limits.files;
    if (isOld || (isTooMuch && m_ends.size() > 1))
        return m_ends.begin()->second;
    return std::nullopt;
}

} // namespace Tickwell
