// SPDX-License-Identifier: GPL-3.0-or-later
#include "outbound/Batch.h"

#include "core/AsyncGather.h"

namespace Tickwell {

namespace {

Async<HttpAnswer> fetchInTurn(HttpClient &client, std::shared_ptr<Semaphore> places,
                              FetchRequest request, CancelToken token)
{
    const auto place = co_await places->acquire(token);
    if (!place)
        co_return tl::unexpected(place.error());
    co_return co_await client.fetch(request, token);
}

} // namespace

Async<FetchTally> fetchBatch(HttpClient &client, BatchRequest request,
                             std::function<void(std::size_t, const Result<HttpAnswer> &)> each,
                             CancelToken token)
{
    const auto places = std::make_shared<Semaphore>(request.concurrency);
    const auto tally = std::make_shared<FetchTally>();
    std::vector<Work<HttpAnswer>> work;
    for (const QUrl &url : request.urls) {
        FetchRequest one;
        one.url = url;
        one.retries = request.retries;
        one.tryTimeout = request.tryTimeout;
        one.tally = tally;
        work.push_back([&client, places, one](const CancelToken &inner) {
            return fetchInTurn(client, places, one, inner);
        });
    }
    AsCompleted<HttpAnswer> answers(std::move(work), token);
    const auto limit = client.options().batchTimeout;
    const auto alarm = client.timers().after(limit, [&answers] { answers.cancelRest(); });
    while (true) {
        auto one = co_await answers.next();
        if (token.isCancelled())
            co_return cancelled();
        if (!one)
            break;
        if (!one->result && one->result.error().kind == Error::Kind::Cancelled)
            one->result = failure(QStringLiteral("The time for all URLs, %1 s, is over")
                                      .arg(static_cast<double>(limit.count()) / 1000),
                                  Error::Kind::TimedOut);
        each(one->index, one->result);
    }
    co_return *tally;
}

} // namespace Tickwell
