// SPDX-License-Identifier: GPL-3.0-or-later
#include "outbound/HttpClient.h"

#include "core/AsyncRetry.h"
#include "outbound/RetryAfter.h"
#include "outbound/Transfer.h"

#include <QRandomGenerator>

#include <cmath>

namespace Tickwell {

namespace {

using Milliseconds = std::chrono::milliseconds;

bool isRedirect(int status)
{
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

/// What another try may mend.
bool isPassing(const Result<HttpAnswer> &result)
{
    if (result)
        return result->status == 502 || result->status == 503 || result->status == 504;
    return result.error().kind == Error::Kind::Unavailable
        || result.error().kind == Error::Kind::TimedOut;
}

QString seconds(Milliseconds time)
{
    return QString::number(static_cast<double>(time.count()) / 1000, 'g', 6);
}

} // namespace

HttpClient::HttpClient(const OutboundOptions &options)
    : HttpClient(options, World())
{
}

HttpClient::HttpClient(const OutboundOptions &options, World world)
    : m_options(options)
    , m_world(std::move(world))
    , m_allowList(options.allow, options.allowPrivate)
    , m_places(options.concurrent, static_cast<std::size_t>(options.waiting))
{
    if (!m_world.chance)
        m_world.chance = [] { return QRandomGenerator::global()->generateDouble(); };
}

HttpClient::~HttpClient()
{
    m_scope.cancel();
}

Async<HttpAnswer> HttpClient::fetch(FetchRequest request, CancelToken token)
{
    CancelScope scope(token);
    const auto end = m_scope.token().onCancelled([&scope] { scope.cancel(); });
    if (m_scope.token().isCancelled())
        scope.cancel();
    const QString late = QStringLiteral("%1 gave no answer in %2 s, all tries together")
                             .arg(authorityOf(request.url), seconds(m_options.totalTimeout));
    const Work<HttpAnswer> work = [this, request](const CancelToken &inner) {
        return fetchWithRetries(request, inner);
    };
    auto result =
        co_await withTimeout(*m_world.timers, m_options.totalTimeout, late, work, scope.token());
    count(result);
    co_return result;
}

Async<HttpAnswer> HttpClient::fetchWithRetries(FetchRequest request, CancelToken token)
{
    const auto begun = m_world.timers->elapsed();
    int tries = 0;
    const Work<HttpAnswer> attempt = [this, &tries, request](const CancelToken &inner) {
        if (tries++ > 0)
            ++m_statistics.retries;
        return tryOnce(request, inner);
    };
    const auto judge = [this, begun](const Result<HttpAnswer> &result) -> Retry {
        if (!isPassing(result))
            return {};
        Retry next{true};
        if (result && !result->retryAfter.isEmpty()) {
            next.atLeast =
                parseRetryAfter(result->retryAfter, m_world.clock->now()).value_or(Milliseconds(0));
            // Rather the answer that there is than none at all.
            const auto left = m_options.totalTimeout - (m_world.timers->elapsed() - begun);
            next.again = next.atLeast <= m_options.longestWait && next.atLeast < left;
        }
        return next;
    };
    RetryPolicy backoff;
    backoff.retries = request.retries;
    co_return co_await retry<HttpAnswer>(*m_world.timers, backoff, m_world.chance, attempt, judge,
                                         token);
}

Async<HttpAnswer> HttpClient::tryOnce(FetchRequest request, CancelToken token)
{
    const auto place = co_await m_places.acquire(token);
    if (!place) {
        if (place.error().kind != Error::Kind::Limit)
            co_return tl::unexpected(place.error());
        ++m_statistics.overflowed;
        co_return failure(QStringLiteral("The server makes too many requests already: try again "
                                         "later"),
                          Error::Kind::Limit);
    }
    const QString late = QStringLiteral("%1 gave no answer in %2 s")
                             .arg(authorityOf(request.url), seconds(request.tryTimeout));
    const Work<HttpAnswer> work = [this, request](const CancelToken &inner) {
        return follow(request, inner);
    };
    const auto begun = m_world.timers->elapsed();
    ++m_statistics.inFlight;
    auto result = co_await withTimeout(*m_world.timers, request.tryTimeout, late, work, token);
    --m_statistics.inFlight;
    if (result) {
        result->elapsed = m_world.timers->elapsed() - begun;
        if (request.tally) {
            ++request.tally->requests;
            request.tally->responseTime += result->elapsed;
        }
    }
    co_return result;
}

Async<HttpAnswer> HttpClient::follow(FetchRequest request, CancelToken token)
{
    const AllowList list = request.isTrusted ? m_allowList.with(request.url) : m_allowList;
    QUrl url = request.url;
    for (int redirects = 0;; ++redirects) {
        auto answer = co_await ask(list, url, request.keepBody, token);
        if (!answer || !isRedirect(answer->status) || answer->location.isEmpty())
            co_return answer;
        if (redirects == MaxRedirects)
            co_return failure(QStringLiteral("%1 redirects more than %2 times")
                                  .arg(authorityOf(request.url))
                                  .arg(MaxRedirects));
        const QUrl to = url.resolved(QUrl::fromEncoded(answer->location, QUrl::TolerantMode));
        const auto next = parseWebUrl(QString::fromLatin1(to.toEncoded()));
        if (!next)
            co_return failure(QStringLiteral("%1 redirects to where nobody may go: %2")
                                  .arg(authorityOf(url), next.error().message));
        if (url.scheme() == u"https" && next->scheme() == u"http")
            co_return failure(
                QStringLiteral("%1 redirects from https to http").arg(authorityOf(url)));
        url = *next;
    }
}

Async<HttpAnswer> HttpClient::ask(AllowList list, QUrl url, bool keepBody, CancelToken token)
{
    const auto addresses = co_await addressesOf(list, url, token);
    if (!addresses)
        co_return tl::unexpected(addresses.error());
    Result<HttpAnswer> answer = failure(QString());
    for (const QHostAddress &address : *addresses) {
        const TransferRequest one{url, address, m_options.answerBytes, keepBody, m_world.tls};
        ++m_statistics.requests;
        answer = co_await transfer(m_connections, one, token);
        if (answer)
            m_statistics.bytes += static_cast<quint64>(answer->bytes);
        // A host of several addresses need not be there under each of them.
        if (answer || answer.error().kind != Error::Kind::Unavailable)
            break;
    }
    co_return answer;
}

Async<QList<QHostAddress>> HttpClient::addressesOf(AllowList list, QUrl url, CancelToken token)
{
    const auto reach = list.check(url);
    if (!reach) {
        ++m_statistics.refused;
        co_return tl::unexpected(reach.error());
    }
    QList<QHostAddress> addresses;
    const QHostAddress literal(url.host());
    if (!literal.isNull()) {
        addresses.append(literal);
    } else {
        const QString host = url.host(QUrl::FullyEncoded);
        const auto found = co_await m_world.resolve(host, token);
        if (!found)
            co_return tl::unexpected(found.error());
        addresses = *found;
    }
    if (const auto checked = AllowList::check(url, *reach, addresses); !checked) {
        ++m_statistics.refused;
        co_return tl::unexpected(checked.error());
    }
    co_return addresses;
}

void HttpClient::count(const Result<HttpAnswer> &result)
{
    if (result)
        return;
    if (result.error().kind == Error::Kind::Cancelled)
        ++m_statistics.cancelled;
    else
        ++m_statistics.failures;
}

OutboundStatistics HttpClient::statistics() const
{
    OutboundStatistics statistics = m_statistics;
    statistics.waiting = static_cast<qint64>(m_places.waiting());
    return statistics;
}

} // namespace Tickwell
