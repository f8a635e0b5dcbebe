// SPDX-License-Identifier: GPL-3.0-or-later
#include "monitor/ProcParser.h"

#include <algorithm>
#include <charconv>
#include <limits>

namespace Tickwell::Proc {

namespace {

constexpr quint64 SectorBytes = 512; // always, whatever the device's own sector is

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

QByteArrayView takeLine(QByteArrayView &text)
{
    const qsizetype end = text.indexOf('\n');
    const QByteArrayView line = end < 0 ? text : text.first(end);
    text = end < 0 ? QByteArrayView() : text.sliced(end + 1);
    return line;
}

QByteArrayView takeWord(QByteArrayView &line)
{
    qsizetype start = 0;
    while (start < line.size() && isBlank(line[start]))
        ++start;
    qsizetype end = start;
    while (end < line.size() && !isBlank(line[end]))
        ++end;
    const QByteArrayView word = line.sliced(start, end - start);
    line = line.sliced(end);
    return word;
}

template<typename T>
std::optional<T> toNumber(QByteArrayView word)
{
    T value{};
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
    if (error != std::errc() || end != word.data() + word.size())
        return std::nullopt;
    return value;
}

std::optional<quint64> takeNumber(QByteArrayView &line)
{
    return toNumber<quint64>(takeWord(line));
}

/// The text's last line has no line feed when the text was cut off: its numbers may be cut too.
bool isWhole(QByteArrayView text)
{
    return text.endsWith('\n');
}

std::optional<CpuTimes> cpuTimes(QByteArrayView line)
{
    std::array<quint64, 8> fields{};
    int count = 0;
    for (; count < 8; ++count) {
        const QByteArrayView word = takeWord(line);
        if (word.isEmpty())
            break;
        const auto number = toNumber<quint64>(word);
        if (!number)
            return std::nullopt;
        fields[static_cast<size_t>(count)] = *number;
    }
    if (count < 4) // user nice system idle: what every kernel writes
        return std::nullopt;
    return CpuTimes{fields[0], fields[1], fields[2], fields[3],
                    fields[4], fields[5], fields[6], fields[7]};
}

/// The value of a `Key:   123 kB` line in bytes.
std::optional<quint64> kibibytes(QByteArrayView line)
{
    const auto number = takeNumber(line);
    if (!number || *number > std::numeric_limits<quint64>::max() / 1024 || takeWord(line) != "kB")
        return std::nullopt;
    return *number * 1024;
}

} // namespace

std::optional<CpuStat> parseStat(QByteArrayView text)
{
    CpuStat stat;
    bool hasTotal = false;
    while (!text.isEmpty()) {
        const bool whole = text.contains('\n');
        QByteArrayView line = takeLine(text);
        const QByteArrayView name = takeWord(line);
        if (!name.startsWith("cpu"))
            break; // cores come first, and the interrupts after them make a long line
        const auto times = cpuTimes(line);
        if (!times || !whole)
            return std::nullopt;
        if (name.size() == 3) {
            stat.total = *times;
            hasTotal = true;
        } else if (const auto core = toNumber<int>(name.sliced(3)); core && *core >= 0) {
            stat.cores.append({*core, *times});
        } else {
            return std::nullopt;
        }
    }
    if (!hasTotal)
        return std::nullopt;
    return stat;
}

std::optional<MemoryInfo> parseMemoryInfo(QByteArrayView text)
{
    std::optional<quint64> total, available, free, swapTotal, swapFree;
    quint64 buffers = 0, cached = 0, reclaimable = 0, shared = 0;
    if (!isWhole(text))
        return std::nullopt;
    while (!text.isEmpty()) {
        QByteArrayView line = takeLine(text);
        const QByteArrayView key = takeWord(line);
        const auto bytes = kibibytes(line);
        if (!bytes)
            continue;
        if (key == "MemTotal:")
            total = bytes;
        else if (key == "MemAvailable:")
            available = bytes;
        else if (key == "MemFree:")
            free = bytes;
        else if (key == "Buffers:")
            buffers = *bytes;
        else if (key == "Cached:")
            cached = *bytes;
        else if (key == "SReclaimable:")
            reclaimable = *bytes;
        else if (key == "Shmem:")
            shared = *bytes;
        else if (key == "SwapTotal:")
            swapTotal = bytes;
        else if (key == "SwapFree:")
            swapFree = bytes;
    }
    if (!total || *total == 0 || (!available && !free))
        return std::nullopt;
    if (!available) {
        const quint64 reachable = *free + buffers + cached + reclaimable;
        available = std::max(*free, reachable - std::min(reachable, shared));
    }
    MemoryInfo info;
    info.total = *total;
    info.available = std::min(*available, *total);
    info.swapTotal = swapTotal.value_or(0);
    info.swapFree = std::min(swapFree.value_or(0), info.swapTotal);
    return info;
}

std::optional<std::array<double, 3>> parseLoadAverage(QByteArrayView text)
{
    QByteArrayView line = takeLine(text);
    std::array<double, 3> loads{};
    for (double &load : loads) {
        const auto number = toNumber<double>(takeWord(line));
        if (!number || !(*number >= 0) || *number > 1e6)
            return std::nullopt;
        load = *number;
    }
    if (takeWord(line).isEmpty()) // the third may be cut off
        return std::nullopt;
    return loads;
}

QList<InterfaceCounters> parseNetDev(QByteArrayView text)
{
    QList<InterfaceCounters> interfaces;
    while (isWhole(text)) {
        QByteArrayView line = takeLine(text);
        // Old kernels write no blank between the colon and the first number.
        const qsizetype colon = line.lastIndexOf(':');
        if (colon < 0)
            continue;
        QByteArrayView name = line.first(colon);
        name = takeWord(name);
        line = line.sliced(colon + 1);
        const auto received = takeNumber(line);
        for (int i = 0; i < 7; ++i)
            takeWord(line);
        const auto sent = takeNumber(line);
        if (!name.isEmpty() && received && sent)
            interfaces.append({name.toByteArray(), *received, *sent});
    }
    return interfaces;
}

QList<DiskCounters> parseDiskStats(QByteArrayView text)
{
    QList<DiskCounters> disks;
    while (isWhole(text)) {
        QByteArrayView line = takeLine(text);
        takeWord(line);
        takeWord(line);
        const QByteArrayView name = takeWord(line);
        takeWord(line);
        takeWord(line);
        const auto read = takeNumber(line);
        for (int i = 0; i < 3; ++i)
            takeWord(line);
        const auto written = takeNumber(line);
        constexpr quint64 MaxSectors = std::numeric_limits<quint64>::max() / SectorBytes;
        if (!name.isEmpty() && read && written && *read <= MaxSectors && *written <= MaxSectors)
            disks.append({name.toByteArray(), *read * SectorBytes, *written * SectorBytes});
    }
    return disks;
}

std::optional<ProcessStat> parseProcessStat(QByteArrayView text)
{
    // The name between the brackets is the program's choice: blanks and brackets included.
    const qsizetype bracket = text.lastIndexOf(')');
    if (bracket < 0 || !isWhole(text))
        return std::nullopt;
    QByteArrayView line = text.sliced(bracket + 1);
    for (int field = 3; field < 14; ++field)
        takeWord(line);
    const auto user = takeNumber(line);
    const auto system = takeNumber(line);
    for (int field = 16; field < 20; ++field)
        takeWord(line);
    const auto threads = toNumber<int>(takeWord(line));
    if (!user || !system || !threads || *threads < 0)
        return std::nullopt;
    return ProcessStat{*user + *system, *threads};
}

std::optional<quint64> parseResidentBytes(QByteArrayView text)
{
    while (isWhole(text)) {
        QByteArrayView line = takeLine(text);
        if (takeWord(line) == "VmRSS:")
            return kibibytes(line);
    }
    return std::nullopt;
}

std::optional<quint64> parseNumber(QByteArrayView text)
{
    QByteArrayView line = takeLine(text);
    return takeNumber(line);
}

std::optional<quint64> parseKeyed(QByteArrayView text, QByteArrayView key)
{
    while (isWhole(text)) {
        QByteArrayView line = takeLine(text);
        if (takeWord(line) == key)
            return takeNumber(line);
    }
    return std::nullopt;
}

} // namespace Tickwell::Proc
