// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Time.h"

#include <QList>
#include <QMetaType>

#include <optional>

namespace Tickwell {

/// This process, as the host sees it.
struct ProcessSample
{
    qint64 pid = 0;
    std::optional<double> cpuUsage; ///< percent of one core: may pass 100
    quint64 residentBytes = 0;
    int threads = 0;
    int openFiles = 0;
};

/// One reading of the host, taken about once a second. A reading that could not be taken is
/// empty, never invented: rates need two samples, so the first sample has none, nor has the one
/// after a suspend or a counter that went backwards.
struct HostSample
{
    Timestamp time;
    std::optional<double> cpuUsage; ///< percent of all cores together, 0–100
    QList<double> perCore;          ///< percent of each online core, 0–100; empty when unknown
    std::optional<double> load1;    ///< load averages over 1, 5 and 15 minutes
    std::optional<double> load5;
    std::optional<double> load15;
    quint64 memoryTotal = 0; ///< bytes; the container's limit where that is lower; 0 when unknown
    quint64 memoryAvailable = 0; ///< bytes: MemAvailable, within that limit
    quint64 swapTotal = 0;
    quint64 swapUsed = 0;
    std::optional<double> networkIn; ///< bytes per second over all interfaces but loopback
    std::optional<double> networkOut;
    std::optional<double> diskRead; ///< bytes per second over whole physical disks
    std::optional<double> diskWrite;
    /// Bytes of the file system that holds what is recorded: in use, and free to this process.
    /// Both 0 when unknown.
    quint64 diskUsed = 0;
    quint64 diskAvailable = 0;
    ProcessSample process;
    int activeConnections = 0; ///< clients connected to this server

    /// Percent of memory in use, 0–100.
    [[nodiscard]] std::optional<double> memoryUsage() const
    {
        if (memoryTotal == 0)
            return std::nullopt;
        return 100.0
            * (1.0 - static_cast<double>(memoryAvailable) / static_cast<double>(memoryTotal));
    }
    /// Percent of that file system in use, 0–100, as df reckons: of what this process could fill.
    [[nodiscard]] std::optional<double> diskUsage() const
    {
        if (diskUsed + diskAvailable == 0)
            return std::nullopt;
        return 100.0 * static_cast<double>(diskUsed)
            / static_cast<double>(diskUsed + diskAvailable);
    }
    /// Percent of swap in use; 0 on a host without swap.
    [[nodiscard]] double swapUsage() const
    {
        return swapTotal == 0
            ? 0
            : 100.0 * static_cast<double>(swapUsed) / static_cast<double>(swapTotal);
    }
};

} // namespace Tickwell
