// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "monitor/HostFiles.h"
#include "monitor/ProcParser.h"

namespace Tickwell {

/// Of @p all interfaces those whose bytes together are the host's traffic, each byte once.
///
/// Loopback never counts. Where there is hardware (`/sys/class/net/NAME/device`) only that counts:
/// bridges, bonds, VLANs, tunnels and the veths of containers carry what the hardware carries too.
/// Inside a container there is none: there an interface whose other end is elsewhere counts (veth,
/// macvlan), and where there is none of those either, all that do not sit on another one.
[[nodiscard]] QList<Proc::InterfaceCounters>
hostInterfaces(const HostFiles &files, const QList<Proc::InterfaceCounters> &all);

/// Of @p all block devices the whole disks with hardware behind them (`/sys/block/NAME/device`):
/// no partitions, and no loop, RAM, RAID or mapped device, whose bytes are some disk's already.
[[nodiscard]] QList<Proc::DiskCounters> hostDisks(const HostFiles &files,
                                                  const QList<Proc::DiskCounters> &all);

} // namespace Tickwell
