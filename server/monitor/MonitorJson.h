// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/HostSample.h"

#include <QByteArray>

namespace Tickwell {

/// Appends @p sample as `/ws/monitor` sends it and `GET /monitor` answers (API.md §4): the time in
/// seconds since the epoch, percent 0–100 with two decimals, whole bytes per second, sizes in
/// bytes. What is unknown is `null`; `per_core` is then empty.
void appendMonitorJson(QByteArray &out, const HostSample &sample);

[[nodiscard]] QByteArray toMonitorJson(const HostSample &sample);

} // namespace Tickwell
