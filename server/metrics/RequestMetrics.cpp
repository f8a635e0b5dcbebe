// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/RequestMetrics.h"

#include "metrics/PrometheusText.h"

#include <algorithm>

namespace Tickwell {

namespace {

/// One of a fixed list, so that counts can hold and compare it by its address.
const char *knownMethod(const QByteArray &method)
{
    static constexpr std::array<const char *, 7> Known{"GET",   "HEAD",   "POST",   "PUT",
                                                       "PATCH", "DELETE", "OPTIONS"};
    for (const char *known : Known) {
        if (method == known)
            return known;
    }
    return "other";
}

QByteArrayView label(const QByteArray &routeTemplate)
{
    return routeTemplate.isEmpty() ? QByteArrayView("unmatched") : QByteArrayView(routeTemplate);
}

} // namespace

void RequestMetrics::record(const QByteArray &method, const QByteArray &routeTemplate, int status,
                            double seconds)
{
    Endpoint &endpoint = m_endpoints[routeTemplate];
    endpoint.latency.observe(seconds);
    const char *known = knownMethod(method);
    const auto count =
        std::find_if(endpoint.counts.begin(), endpoint.counts.end(), [&](const Count &seen) {
            return seen.status == status && seen.method == known;
        });
    if (count == endpoint.counts.end())
        endpoint.counts.push_back({known, status, 1});
    else
        ++count->requests;
}

QList<QByteArray> RequestMetrics::sortedEndpoints() const
{
    QList<QByteArray> names = m_endpoints.keys();
    std::sort(names.begin(), names.end());
    return names;
}

void RequestMetrics::write(PrometheusText &text) const
{
    const QList<QByteArray> names = sortedEndpoints();
    text.family("request_count_total", PrometheusText::Type::Counter,
                "Requests answered, by method, route template and status.");
    for (const QByteArray &name : names) {
        for (const Count &count : m_endpoints.find(name)->counts) {
            text.sample({{"method", count.method},
                         {"endpoint", label(name)},
                         {"status", QByteArray::number(count.status)}},
                        count.requests);
        }
    }
    text.family("request_latency_seconds", PrometheusText::Type::Histogram,
                "Seconds from a request's last byte to the end of its answer, by route template.");
    for (const QByteArray &name : names) {
        const LatencyHistogram &latency = m_endpoints.find(name)->latency;
        for (std::size_t i = 0; i < LatencyHistogram::Bounds.size(); ++i)
            text.part("_bucket", {{"endpoint", label(name)}, {"le", LatencyHistogram::Labels[i]}},
                      latency.cumulative(i));
        text.part("_bucket", {{"endpoint", label(name)}, {"le", "+Inf"}}, latency.count());
        text.part("_sum", {{"endpoint", label(name)}}, latency.sum());
        text.part("_count", {{"endpoint", label(name)}}, latency.count());
    }
}

} // namespace Tickwell
