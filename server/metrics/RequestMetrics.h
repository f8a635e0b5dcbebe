// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/LatencyHistogram.h"

#include <QByteArray>
#include <QHash>

#include <vector>

namespace Tickwell {

class PrometheusText;

/// Requests counted by method, route template and status, and timed by route template.
///
/// What clients choose freely makes no label: every path without a route counts under `unmatched`,
/// every unknown method under `other`. So there are at most as many series as the program has
/// routes and statuses. One thread; a request costs one hash look-up and, for a route and a status
/// that were seen before, no allocation.
class RequestMetrics
{
public:
    /// @p routeTemplate is empty when no route matched.
    void record(const QByteArray &method, const QByteArray &routeTemplate, int status,
                double seconds);

    /// Appends `request_count_total` and `request_latency_seconds`.
    void write(PrometheusText &text) const;

private:
    struct Count
    {
        const char *method; ///< of a fixed list
        int status;
        quint64 requests;
    };
    struct Endpoint
    {
        LatencyHistogram latency;
        std::vector<Count> counts; ///< a handful
    };

    [[nodiscard]] QList<QByteArray> sortedEndpoints() const;

    QHash<QByteArray, Endpoint> m_endpoints;
};

} // namespace Tickwell
