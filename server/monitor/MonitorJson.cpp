// SPDX-License-Identifier: GPL-3.0-or-later
#include "monitor/MonitorJson.h"

#include "core/JsonWriter.h"

#include <cmath>

namespace Tickwell {

namespace {

/// Two decimals, which is enough for bytes too.
double percent(double value)
{
    return std::round(value * 100) / 100;
}

std::optional<double> percent(std::optional<double> value)
{
    return value ? std::optional(percent(*value)) : std::nullopt;
}

std::optional<double> bytes(std::optional<double> value)
{
    return value ? std::optional(std::round(*value)) : std::nullopt;
}

/// A size or count of which a running process has at least one.
template<typename T>
std::optional<T> known(T value)
{
    return value > 0 ? std::optional(value) : std::nullopt;
}

} // namespace

void appendMonitorJson(QByteArray &out, const HostSample &sample)
{
    const std::optional<double> swap =
        sample.memoryTotal > 0 ? std::optional(sample.swapUsage()) : std::nullopt;
    JsonWriter json(out);
    json.beginObject();
    json.key("timestamp").seconds(sample.time);
    json.field("cpu_usage", percent(sample.cpuUsage));
    json.field("memory_usage", percent(sample.memoryUsage()));
    json.field("network_in", bytes(sample.networkIn));
    json.field("network_out", bytes(sample.networkOut));
    json.field("active_connections", sample.activeConnections);
    json.key("per_core").beginArray();
    for (const double core : sample.perCore)
        json.value(percent(core));
    json.endArray();
    json.key("load").beginArray();
    json.value(sample.load1).value(sample.load5).value(sample.load15);
    json.endArray();
    json.field("swap_usage", percent(swap));
    json.field("disk_read", bytes(sample.diskRead));
    json.field("disk_write", bytes(sample.diskWrite));
    json.field("disk_usage", percent(sample.diskUsage()));
    json.key("process").beginObject();
    json.field("pid", sample.process.pid);
    json.field("cpu_usage", percent(sample.process.cpuUsage));
    json.field("memory_rss", known(sample.process.residentBytes));
    json.field("threads", known(sample.process.threads));
    json.field("open_files", known(sample.process.openFiles));
    json.endObject();
    json.endObject();
}

void appendSummaryJson(JsonWriter &json, const HostSummary &summary)
{
    json.beginObject().field("time", summary.start).field("samples", summary.samples);
    for (int i = 0; i < HostSummary::Readings; ++i) {
        const Spread &spread = summary.readings[static_cast<size_t>(i)];
        json.key(ReadingNames[i]);
        if (spread.count == 0) {
            json.null();
            continue;
        }
        json.beginObject()
            .field("min", percent(spread.least))
            .field("avg", percent(spread.mean()))
            .field("max", percent(spread.greatest))
            .endObject();
    }
    json.endObject();
}

QByteArray toMonitorJson(const HostSample &sample)
{
    QByteArray out;
    out.reserve(512);
    appendMonitorJson(out, sample);
    return out;
}

} // namespace Tickwell
