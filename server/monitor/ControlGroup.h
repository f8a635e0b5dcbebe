// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "monitor/HostFiles.h"

namespace Tickwell {

/// The control groups that this process is in: how much memory and processor time it and all
/// beside it may use, as a container or a service manager sets it. Versions 1 and 2.
class ControlGroup
{
public:
    struct Memory
    {
        quint64 limit = 0;     ///< bytes: the tightest of all groups on the way up
        quint64 available = 0; ///< bytes left before any of them is reached
    };
    struct Processor
    {
        double cores = 0;       ///< how many cores' time may be used
        double usedSeconds = 0; ///< core seconds that the limited group has used so far
    };

    /// Finds the groups in /proc/self/cgroup and /proc/self/mountinfo. @p files must outlive this.
    explicit ControlGroup(const HostFiles &files);

    /// Nothing when no limit is set. Memory that holds files and can be dropped (inactive_file)
    /// counts as available, as the kernel itself counts it for the host.
    [[nodiscard]] std::optional<Memory> memory() const;
    [[nodiscard]] std::optional<Processor> processor() const;

private:
    struct Hierarchy
    {
        QList<QByteArray> folders; ///< the own group first, then those above it
        bool unified = false;      ///< version 2
    };

    [[nodiscard]] Hierarchy find(const QByteArray &groups, const QByteArray &mounts,
                                 const char *controller) const;

    const HostFiles &m_files;
    Hierarchy m_memory;
    Hierarchy m_processor;
    Hierarchy m_accounting; ///< version 1 may count processor time elsewhere than it limits it
};

} // namespace Tickwell
