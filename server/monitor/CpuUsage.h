// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "monitor/ProcParser.h"

namespace Tickwell {

/// Percent of the time between two readings in which a core, or all of them, were not idle: 0–100.
///
/// Counted as htop does: idle and waiting for a disk are idle; guest time is in user time already
/// and is not added again; time stolen by the hypervisor is busy, because it was not to be had.
/// The idle counters may go backwards by a little (proc(5) says so of iowait, and cores that come
/// and go do it to idle): that counts as no idle time. Nothing when a busy counter went
/// backwards, which is a reset, or when no time has passed.
[[nodiscard]] std::optional<double> busyPercent(const Proc::CpuTimes &before,
                                                const Proc::CpuTimes &after);

/// busyPercent of each core of @p after, in its order; empty when any of them is unknown, such as
/// one that just came online.
[[nodiscard]] QList<double> busyPercents(const QList<Proc::CoreTimes> &before,
                                         const QList<Proc::CoreTimes> &after);

} // namespace Tickwell
