// SPDX-License-Identifier: GPL-3.0-or-later
#include "monitor/HostSampler.h"

#include "monitor/CpuUsage.h"
#include "monitor/Devices.h"

#include <algorithm>

#include <sys/statvfs.h>
#include <time.h>
#include <unistd.h>

namespace Tickwell {

using namespace std::chrono;
using Proc::DiskCounters;
using Proc::InterfaceCounters;

namespace {

/// The clocks are read one after the other, so they differ by a little even without a sleep.
constexpr milliseconds ClockTolerance{250};

nanoseconds readClock(clockid_t id)
{
    timespec time{};
    ::clock_gettime(id, &time);
    return seconds(time.tv_sec) + nanoseconds(time.tv_nsec);
}

/// Growth of @p field a second over the devices that are in both readings: one that came between
/// them brings counters of an unknown age. Nothing when a counter went backwards (reset or
/// wrapped) or when there is no device to speak of.
template<typename Device>
std::optional<double> rate(const QList<Device> &before, const QList<Device> &now,
                           quint64 Device::*field, double seconds)
{
    double bytes = 0;
    bool known = false;
    for (const Device &device : now) {
        const auto old = std::find_if(before.cbegin(), before.cend(),
                                      [&](const Device &d) { return d.name == device.name; });
        if (old == before.cend())
            continue;
        if (device.*field < (*old).*field)
            return std::nullopt;
        bytes += static_cast<double>(device.*field - (*old).*field);
        known = true;
    }
    if (!known)
        return std::nullopt;
    return bytes / seconds;
}

} // namespace

HostSampler::HostSampler(QByteArray root, QByteArray folder, Clock clock)
    : m_files(std::move(root))
    , m_folder(std::move(folder))
    , m_clock(std::move(clock))
{
}

HostSampler::Clock HostSampler::systemClock()
{
    return [] {
        return Moment{floor<Microseconds>(system_clock::now()), readClock(CLOCK_MONOTONIC),
                      readClock(CLOCK_BOOTTIME)};
    };
}

HostSample HostSampler::sample()
{
    HostSample sample;
    Counters now;
    now.moment = m_clock();
    sample.time = now.moment.wall;
    readState(sample, now);
    readMemory(sample);
    readFilling(sample);
    if (m_clock().monotonic - now.moment.monotonic > MaxReading) {
        // It hung somewhere: which counter belongs to which moment cannot be told.
        m_last.reset();
        return sample;
    }
    if (m_last) {
        const Moment &before = m_last->moment;
        const nanoseconds awake = now.moment.monotonic - before.monotonic;
        const nanoseconds asleep = (now.moment.boot - before.boot) - awake;
        if (awake >= MinInterval && asleep < ClockTolerance)
            fillRates(sample, *m_last, now);
    }
    m_last = std::move(now);
    return sample;
}

QByteArray HostSampler::read(const char *path) const
{
    return m_files.read(path).value_or(QByteArray());
}

void HostSampler::readState(HostSample &sample, Counters &counters)
{
    if (!m_group)
        m_group.emplace(m_files);
    counters.quota = m_group->processor();
    counters.cpu = Proc::parseStat(read("/proc/stat"));
    counters.interfaces = hostInterfaces(m_files, Proc::parseNetDev(read("/proc/net/dev")));
    counters.disks = hostDisks(m_files, Proc::parseDiskStats(read("/proc/diskstats")));

    if (const auto loads = Proc::parseLoadAverage(read("/proc/loadavg"))) {
        sample.load1 = (*loads)[0];
        sample.load5 = (*loads)[1];
        sample.load15 = (*loads)[2];
    }
    sample.process.pid = ::getpid();
    if (const auto process = Proc::parseProcessStat(read("/proc/self/stat"))) {
        counters.processTicks = process->cpuTicks;
        sample.process.threads = process->threads;
    }
    sample.process.residentBytes = Proc::parseResidentBytes(read("/proc/self/status")).value_or(0);
    // One of them is the folder itself, open only to count.
    sample.process.openFiles = std::max(0, m_files.countEntries("/proc/self/fd").value_or(0) - 1);
}

void HostSampler::readMemory(HostSample &sample) const
{
    const auto host = Proc::parseMemoryInfo(read("/proc/meminfo"));
    if (!host)
        return;
    sample.memoryTotal = host->total;
    sample.memoryAvailable = host->available;
    sample.swapTotal = host->swapTotal;
    sample.swapUsed = host->swapTotal - host->swapFree;
    if (const auto group = m_group->memory(); group && group->limit < host->total) {
        sample.memoryTotal = group->limit;
        sample.memoryAvailable = std::min(group->available, host->available);
    }
}

void HostSampler::readFilling(HostSample &sample) const
{
    struct statvfs found = {};
    if (m_folder.isEmpty() || ::statvfs(m_folder.constData(), &found) != 0)
        return;
    sample.diskUsed = quint64(found.f_blocks - found.f_bfree) * found.f_frsize;
    sample.diskAvailable = quint64(found.f_bavail) * found.f_frsize;
}

void HostSampler::fillRates(HostSample &sample, const Counters &before, const Counters &now)
{
    const double seconds = duration<double>(now.moment.monotonic - before.moment.monotonic).count();
    if (before.cpu && now.cpu) {
        sample.perCore = busyPercents(before.cpu->cores, now.cpu->cores);
        sample.cpuUsage = busyPercent(before.cpu->total, now.cpu->total);
    }
    const auto online = now.cpu ? static_cast<double>(now.cpu->cores.size()) : 0.0;
    if (now.quota && (online == 0 || now.quota->cores < online)) {
        sample.cpuUsage.reset();
        if (before.quota && now.quota->usedSeconds >= before.quota->usedSeconds) {
            const double used = now.quota->usedSeconds - before.quota->usedSeconds;
            sample.cpuUsage = std::min(100.0, 100.0 * used / (now.quota->cores * seconds));
        }
    }
    sample.networkIn =
        rate(before.interfaces, now.interfaces, &InterfaceCounters::received, seconds);
    sample.networkOut = rate(before.interfaces, now.interfaces, &InterfaceCounters::sent, seconds);
    sample.diskRead = rate(before.disks, now.disks, &DiskCounters::read, seconds);
    sample.diskWrite = rate(before.disks, now.disks, &DiskCounters::written, seconds);

    if (before.processTicks && now.processTicks && *now.processTicks >= *before.processTicks) {
        static const auto ticksPerSecond = static_cast<double>(::sysconf(_SC_CLK_TCK));
        const auto ticks = static_cast<double>(*now.processTicks - *before.processTicks);
        sample.process.cpuUsage = 100.0 * ticks / ticksPerSecond / seconds;
    }
}

} // namespace Tickwell
