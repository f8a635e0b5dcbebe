// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "outbound/HttpClient.h"

namespace Tickwell {

/// Several URLs, so many at a time.
struct BatchRequest
{
    QList<QUrl> urls;
    int concurrency = 3;
    std::chrono::milliseconds tryTimeout{10'000};
    int retries = 3;
};

/// Fetches them all with @p client, which outlives it, and calls @p each as they complete, with
/// their index. Those that are not through after OutboundOptions::batchTimeout are given up. What
/// it comes to is the sum over all requests; it fails only when it is cancelled, and nothing is
/// called after that.
[[nodiscard]] Async<FetchTally>
fetchBatch(HttpClient &client, BatchRequest request,
           std::function<void(std::size_t, const Result<HttpAnswer> &)> each, CancelToken token);

} // namespace Tickwell
