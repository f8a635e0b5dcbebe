// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/HostSample.h"
#include "core/JsonWriter.h"
#include "monitor/HostSummary.h"

#include <QByteArray>

namespace Tickwell {

/// Appends @p sample as `/ws/monitor` sends it and `GET /monitor` answers (API.md §4): the time in
/// seconds since the epoch, percent 0–100 with two decimals, whole bytes per second, sizes in
/// bytes. What is unknown is `null`; `per_core` is then empty.
void appendMonitorJson(QByteArray &out, const HostSample &sample);

[[nodiscard]] QByteArray toMonitorJson(const HostSample &sample);

/// The names of a summary's readings, in the order of HostSummary::Reading.
inline constexpr const char *ReadingNames[HostSummary::Readings] = {
    "cpu_usage", "memory_usage", "swap_usage", "network_in",        "network_out",
    "disk_read", "disk_write",   "load1",      "active_connections"};

/// A summary as `GET /monitor/history` gives it: each reading as `{"min","avg","max"}`, or null
/// when it was never there.
void appendSummaryJson(JsonWriter &json, const HostSummary &summary);

} // namespace Tickwell
