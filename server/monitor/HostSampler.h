// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/HostSample.h"
#include "monitor/ControlGroup.h"
#include "monitor/HostFiles.h"
#include "monitor/ProcParser.h"

#include <chrono>
#include <functional>
#include <optional>

namespace Tickwell {

/// Takes readings of the host from /proc and /sys. Keeps the counters of the last one: rates are
/// what changed since. One thread at a time; sample() may block for as long as a file does.
///
/// In a container that may use less memory or processor time than the host has, memory is that of
/// the container, and cpuUsage is percent of the processor time it may use. perCore, load and swap
/// are always the host's.
class HostSampler
{
public:
    struct Moment
    {
        Timestamp wall;
        std::chrono::nanoseconds monotonic{}; ///< stands still while the host sleeps
        std::chrono::nanoseconds boot{};      ///< goes on while the host sleeps
    };
    using Clock = std::function<Moment()>;

    /// Two readings closer than this give no rates: the counters are too coarse for it.
    static constexpr std::chrono::milliseconds MinInterval{100};

    /// A reading that took longer than this gives no rates, nor does the one after it.
    static constexpr std::chrono::milliseconds MaxReading{500};

    /// Reads below @p root; the host itself when empty. @p folder is on the file system whose
    /// filling is read, none when empty.
    explicit HostSampler(QByteArray root = {}, QByteArray folder = {}, Clock clock = systemClock());
    HostSampler(const HostSampler &) = delete;
    HostSampler &operator=(const HostSampler &) = delete;

    [[nodiscard]] HostSample sample();

    [[nodiscard]] static Clock systemClock();

private:
    struct Counters
    {
        Moment moment;
        std::optional<Proc::CpuStat> cpu;
        std::optional<ControlGroup::Processor> quota;
        QList<Proc::InterfaceCounters> interfaces;
        QList<Proc::DiskCounters> disks;
        std::optional<quint64> processTicks;
    };

    [[nodiscard]] QByteArray read(const char *path) const;
    void readState(HostSample &sample, Counters &counters);
    void readMemory(HostSample &sample) const;
    void readFilling(HostSample &sample) const;
    static void fillRates(HostSample &sample, const Counters &before, const Counters &now);

    HostFiles m_files;
    QByteArray m_folder;
    Clock m_clock;
    std::optional<ControlGroup> m_group;
    std::optional<Counters> m_last;
};

} // namespace Tickwell
