// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

#include <array>
#include <optional>

/// Readers of the texts in /proc (proc(5)). Pure functions: text in, value out. A text that is cut
/// off, empty or not what it should be gives nothing or less, never a guess and never a crash.
namespace Tickwell::Proc {

/// Time since boot in clock ticks (USER_HZ), as /proc/stat counts it. `user` and `nice` include
/// guest time, as the kernel writes them. What an old kernel does not write is 0.
struct CpuTimes
{
    quint64 user = 0;
    quint64 nice = 0;
    quint64 system = 0;
    quint64 idle = 0;
    quint64 iowait = 0;
    quint64 irq = 0;
    quint64 softirq = 0;
    quint64 steal = 0;

    friend bool operator==(const CpuTimes &, const CpuTimes &) = default;
};

struct CoreTimes
{
    int core = 0; ///< its number; numbers may be missing: cores that are offline
    CpuTimes times;
};

struct CpuStat
{
    CpuTimes total;
    QList<CoreTimes> cores; ///< online ones, in the kernel's order
};

/// Bytes.
struct MemoryInfo
{
    quint64 total = 0;
    /// MemAvailable; on kernels before 3.14, which lack it, free memory and what can be reclaimed:
    /// MemFree + Buffers + Cached + SReclaimable - Shmem.
    quint64 available = 0;
    quint64 swapTotal = 0;
    quint64 swapFree = 0;
};

/// Bytes since the interface came up. They wrap at 32 bits on 32-bit kernels.
struct InterfaceCounters
{
    QByteArray name;
    quint64 received = 0;
    quint64 sent = 0;
};

/// Bytes since boot.
struct DiskCounters
{
    QByteArray name; ///< of a disk or a partition, as in /dev
    quint64 read = 0;
    quint64 written = 0;
};

struct ProcessStat
{
    quint64 cpuTicks = 0; ///< user and system time of all its threads, ended ones too
    int threads = 0;
};

[[nodiscard]] std::optional<CpuStat> parseStat(QByteArrayView text);
[[nodiscard]] std::optional<MemoryInfo> parseMemoryInfo(QByteArrayView text);
/// Over 1, 5 and 15 minutes.
[[nodiscard]] std::optional<std::array<double, 3>> parseLoadAverage(QByteArrayView text);
/// Of /proc/net/dev, in its order; loopback is among them.
[[nodiscard]] QList<InterfaceCounters> parseNetDev(QByteArrayView text);
/// Of /proc/diskstats, in its order; partitions and virtual devices are among them.
[[nodiscard]] QList<DiskCounters> parseDiskStats(QByteArrayView text);
[[nodiscard]] std::optional<ProcessStat> parseProcessStat(QByteArrayView text);
/// VmRSS of /proc/PID/status in bytes.
[[nodiscard]] std::optional<quint64> parseResidentBytes(QByteArrayView text);

/// One number in a file of its own, as in /sys/fs/cgroup; nothing for `max`.
[[nodiscard]] std::optional<quint64> parseNumber(QByteArrayView text);
/// The number after `KEY ` in a file of such lines, as in memory.stat and cpu.stat.
[[nodiscard]] std::optional<quint64> parseKeyed(QByteArrayView text, QByteArrayView key);

} // namespace Tickwell::Proc
