// SPDX-License-Identifier: GPL-3.0-or-later
#include "monitor/Devices.h"

namespace Tickwell {

using Proc::DiskCounters;
using Proc::InterfaceCounters;

namespace {

enum class Kind {
    Ignored,  ///< its bytes pass through another interface as well
    Lone,     ///< virtual, with nothing else under it
    Outbound, ///< virtual, with its other end in another network namespace
    Hardware,
};

Kind kindOf(const HostFiles &files, const QByteArray &name)
{
    const QByteArray path = "/sys/class/net/" + name;
    if (name == "lo")
        return Kind::Ignored;
    if (files.exists(path + "/device")) {
        // A virtual function under its paravirtual master (as clouds do it) is counted there.
        return files.exists(path + "/master/device") ? Kind::Ignored : Kind::Hardware;
    }
    if (files.exists(path + "/bridge") || files.exists(path + "/brport")
        || files.hasEntry(path, "lower_"))
        return Kind::Ignored;
    const auto number = [&](const char *file) {
        return Proc::parseNumber(files.read(path + file).value_or(QByteArray())).value_or(0);
    };
    const quint64 peer = number("/iflink");
    return peer != 0 && peer != number("/ifindex") ? Kind::Outbound : Kind::Lone;
}

} // namespace

QList<InterfaceCounters> hostInterfaces(const HostFiles &files, const QList<InterfaceCounters> &all)
{
    Kind best = Kind::Lone;
    QList<InterfaceCounters> chosen;
    for (const InterfaceCounters &interface : all) {
        const Kind kind = kindOf(files, interface.name);
        if (kind < best)
            continue;
        if (kind > best) {
            best = kind;
            chosen.clear();
        }
        chosen.append(interface);
    }
    return chosen;
}

QList<DiskCounters> hostDisks(const HostFiles &files, const QList<DiskCounters> &all)
{
    QList<DiskCounters> chosen;
    for (const DiskCounters &disk : all) {
        QByteArray name = disk.name;
        name.replace('/', '!'); // as sysfs writes cciss/c0d0
        const QByteArray path = "/sys/block/" + name;
        // The paths of an NVMe multipath disk are hidden; the disk itself has all their bytes.
        if (files.exists(path + "/device")
            && !files.read(path + "/hidden").value_or(QByteArray()).startsWith('1'))
            chosen.append(disk);
    }
    return chosen;
}

} // namespace Tickwell
