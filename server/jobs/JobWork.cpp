// SPDX-License-Identifier: GPL-3.0-or-later
#include "jobs/JobWork.h"

#include <utility>

namespace Tickwell {

void JobControl::stop(Reason reason)
{
    Reason none = Reason::None;
    m_reason.compare_exchange_strong(none, reason);
    m_stopped = true;
}

JobOutcome JobOutcome::completed(QByteArray result, qint64 kept)
{
    JobOutcome outcome;
    outcome.end = End::Completed;
    outcome.result = std::move(result);
    outcome.kept = kept;
    return outcome;
}

JobOutcome JobOutcome::failed(const QString &error)
{
    JobOutcome outcome;
    outcome.error = error;
    return outcome;
}

JobOutcome JobOutcome::stopped()
{
    JobOutcome outcome;
    outcome.end = End::Stopped;
    return outcome;
}

JobOutcome JobOutcome::later(const QString &error, std::chrono::milliseconds delay)
{
    JobOutcome outcome;
    outcome.end = End::Later;
    outcome.error = error;
    outcome.delay = delay;
    return outcome;
}

} // namespace Tickwell
