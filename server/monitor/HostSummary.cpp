// SPDX-License-Identifier: GPL-3.0-or-later
#include "monitor/HostSummary.h"

#include <algorithm>

namespace Tickwell {

void Spread::add(std::optional<double> value)
{
    if (!value)
        return;
    least = count == 0 ? *value : std::min(least, *value);
    greatest = count == 0 ? *value : std::max(greatest, *value);
    sum += *value;
    ++count;
}

void HostSummarizer::add(const HostSample &sample)
{
    const Microseconds step(m_step);
    const Microseconds within = sample.time.time_since_epoch() % step;
    const Timestamp start = sample.time - (within < Microseconds(0) ? within + step : within);
    if (m_summaries.isEmpty() || m_summaries.last().start != start)
        m_summaries.append(HostSummary{start, 0, {}});
    HostSummary &summary = m_summaries.last();
    ++summary.samples;
    const auto add = [&summary](HostSummary::Reading reading, std::optional<double> value) {
        summary.readings[reading].add(value);
    };
    add(HostSummary::CpuUsage, sample.cpuUsage);
    add(HostSummary::MemoryUsage, sample.memoryUsage());
    if (sample.memoryTotal > 0)
        add(HostSummary::SwapUsage, sample.swapUsage());
    add(HostSummary::NetworkIn, sample.networkIn);
    add(HostSummary::NetworkOut, sample.networkOut);
    add(HostSummary::DiskRead, sample.diskRead);
    add(HostSummary::DiskWrite, sample.diskWrite);
    add(HostSummary::Load1, sample.load1);
    add(HostSummary::ActiveConnections, sample.activeConnections);
}

} // namespace Tickwell
