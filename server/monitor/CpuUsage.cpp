// SPDX-License-Identifier: GPL-3.0-or-later
#include "monitor/CpuUsage.h"

#include <algorithm>

namespace Tickwell {

using Proc::CoreTimes;
using Proc::CpuTimes;

namespace {

quint64 growth(quint64 before, quint64 after)
{
    return after > before ? after - before : 0;
}

} // namespace

std::optional<double> busyPercent(const CpuTimes &before, const CpuTimes &after)
{
    quint64 busy = 0;
    for (const auto field : {&CpuTimes::user, &CpuTimes::nice, &CpuTimes::system, &CpuTimes::irq,
                             &CpuTimes::softirq, &CpuTimes::steal}) {
        if (after.*field < before.*field)
            return std::nullopt;
        busy += after.*field - before.*field;
    }
    const quint64 idle = growth(before.idle, after.idle) + growth(before.iowait, after.iowait);
    if (busy + idle == 0)
        return std::nullopt;
    return 100.0 * static_cast<double>(busy) / static_cast<double>(busy + idle);
}

QList<double> busyPercents(const QList<CoreTimes> &before, const QList<CoreTimes> &after)
{
    QList<double> percents;
    percents.reserve(after.size());
    auto from = before.cbegin();
    for (const CoreTimes &core : after) {
        // Both are in the order of their numbers, so one walk finds each core's earlier times.
        from = std::find_if(from, before.cend(),
                            [&](const CoreTimes &b) { return b.core == core.core; });
        if (from == before.cend())
            return {};
        const auto percent = busyPercent(from->times, core.times);
        if (!percent)
            return {};
        percents.append(*percent);
    }
    return percents;
}

} // namespace Tickwell
