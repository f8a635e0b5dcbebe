// SPDX-License-Identifier: GPL-3.0-or-later
#include "monitor/ControlGroup.h"

#include "monitor/ProcParser.h"

#include <algorithm>

namespace Tickwell {

namespace {

/// Above this a version 1 limit means none (the kernel writes LONG_MAX rounded to a page).
constexpr quint64 NoLimit = quint64(1) << 60;
constexpr int MaxDepth = 32;

std::optional<quint64> numberIn(const HostFiles &files, const QByteArray &path)
{
    const auto text = files.read(path);
    return text ? Proc::parseNumber(*text) : std::nullopt;
}

/// mountinfo writes blanks and backslashes in paths as three octal digits.
QByteArray unescaped(const QByteArray &path)
{
    QByteArray text = path;
    return text.replace("\\040", " ")
        .replace("\\011", "\t")
        .replace("\\012", "\n")
        .replace("\\134", "\\");
}

/// The path of this process's group in the hierarchy of @p controller; version 2 has none.
std::optional<QByteArray> groupPath(const QByteArray &groups, const QByteArray &controller)
{
    for (const QByteArray &line : groups.split('\n')) {
        const qsizetype first = line.indexOf(':');
        const qsizetype second = line.indexOf(':', first + 1);
        if (first < 0 || second < 0)
            continue;
        const QByteArray names = line.mid(first + 1, second - first - 1);
        if (controller.isEmpty() ? names.isEmpty() : names.split(',').contains(controller))
            return line.mid(second + 1);
    }
    return std::nullopt;
}

struct Mount
{
    QByteArray root; ///< which part of the hierarchy is mounted
    QByteArray point;
};

std::optional<Mount> mountOf(const QByteArray &mounts, const QByteArray &controller)
{
    for (const QByteArray &line : mounts.split('\n')) {
        const qsizetype dash = line.indexOf(" - ");
        if (dash < 0)
            continue;
        const QList<QByteArray> left = line.first(dash).split(' ');
        const QList<QByteArray> right = line.mid(dash + 3).split(' ');
        if (left.size() < 5 || right.size() < 3)
            continue;
        const bool matches = controller.isEmpty()
            ? right[0] == "cgroup2"
            : right[0] == "cgroup" && right[2].split(',').contains(controller);
        if (matches)
            return Mount{unescaped(left[3]), unescaped(left[4])};
    }
    return std::nullopt;
}

} // namespace

ControlGroup::ControlGroup(const HostFiles &files)
    : m_files(files)
{
    const QByteArray groups = files.read("/proc/self/cgroup").value_or(QByteArray());
    const QByteArray mounts = files.read("/proc/self/mountinfo").value_or(QByteArray());
    m_memory = find(groups, mounts, "memory");
    m_processor = find(groups, mounts, "cpu");
    m_accounting = find(groups, mounts, "cpuacct");
}

ControlGroup::Hierarchy ControlGroup::find(const QByteArray &groups, const QByteArray &mounts,
                                           const char *controller) const
{
    Hierarchy hierarchy;
    QByteArray name = controller;
    auto mount = mountOf(mounts, name);
    if (!mount) {
        name.clear();
        hierarchy.unified = true;
        mount = mountOf(mounts, name);
    }
    const auto path = groupPath(groups, name);
    if (!mount || !path)
        return {};
    // In a container the mount's root may be the container's own group, or lie above what can be
    // seen from it: then the mount point is the group.
    QByteArray below;
    if (mount->root == "/")
        below = *path;
    else if (path->startsWith(mount->root + '/'))
        below = path->mid(mount->root.size());
    if (below.contains("/..") || !m_files.exists(mount->point + below))
        below.clear();
    while (below.endsWith('/'))
        below.chop(1);
    while (!below.isEmpty() && hierarchy.folders.size() < MaxDepth) {
        hierarchy.folders.append(mount->point + below);
        below.truncate(below.lastIndexOf('/'));
    }
    hierarchy.folders.append(mount->point);
    return hierarchy;
}

std::optional<ControlGroup::Memory> ControlGroup::memory() const
{
    const bool unified = m_memory.unified;
    const QByteArray limitFile = unified ? "/memory.max" : "/memory.limit_in_bytes";
    const QByteArray usageFile = unified ? "/memory.current" : "/memory.usage_in_bytes";
    const char *droppable = unified ? "inactive_file" : "total_inactive_file";
    std::optional<Memory> tightest;
    for (const QByteArray &folder : m_memory.folders) {
        const auto limit = numberIn(m_files, folder + limitFile);
        const auto usage = numberIn(m_files, folder + usageFile);
        if (!limit || *limit == 0 || *limit >= NoLimit || !usage)
            continue;
        const QByteArray stat = m_files.read(folder + "/memory.stat").value_or(QByteArray());
        const quint64 files = Proc::parseKeyed(stat, droppable).value_or(0);
        const quint64 used = *usage - std::min(*usage, files);
        const quint64 available = *limit - std::min(*limit, used);
        if (!tightest)
            tightest = Memory{*limit, available};
        tightest->limit = std::min(tightest->limit, *limit);
        tightest->available = std::min(tightest->available, available);
    }
    return tightest;
}

std::optional<ControlGroup::Processor> ControlGroup::processor() const
{
    std::optional<double> cores;
    qsizetype level = 0;
    for (qsizetype i = 0; i < m_processor.folders.size(); ++i) {
        const QByteArray &folder = m_processor.folders[i];
        std::optional<quint64> quota;
        std::optional<quint64> period;
        if (m_processor.unified) {
            const QByteArray text = m_files.read(folder + "/cpu.max").value_or(QByteArray());
            const qsizetype blank = text.indexOf(' ');
            if (blank > 0) {
                quota = Proc::parseNumber(QByteArrayView(text).first(blank));
                period = Proc::parseNumber(QByteArrayView(text).sliced(blank));
            }
        } else {
            quota = numberIn(m_files, folder + "/cpu.cfs_quota_us"); // -1 is no limit
            period = numberIn(m_files, folder + "/cpu.cfs_period_us");
        }
        if (!quota || !period || *quota == 0 || *period == 0)
            continue;
        const double allowed = static_cast<double>(*quota) / static_cast<double>(*period);
        if (!cores || allowed < *cores) {
            cores = allowed;
            level = i;
        }
    }
    if (!cores)
        return std::nullopt;
    if (m_processor.unified) {
        const QByteArray stat =
            m_files.read(m_processor.folders[level] + "/cpu.stat").value_or(QByteArray());
        const auto used = Proc::parseKeyed(stat, "usage_usec");
        if (!used)
            return std::nullopt;
        return Processor{*cores, static_cast<double>(*used) / 1e6};
    }
    if (m_accounting.folders.size() != m_processor.folders.size())
        return std::nullopt;
    const auto used = numberIn(m_files, m_accounting.folders[level] + "/cpuacct.usage");
    if (!used)
        return std::nullopt;
    return Processor{*cores, static_cast<double>(*used) / 1e9};
}

} // namespace Tickwell
