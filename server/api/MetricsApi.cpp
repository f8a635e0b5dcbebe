// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/MetricsApi.h"

#include "alerts/AlertService.h"
#include "api/ApiContext.h"
#include "api/Inspector.h"
#include "http/Endpoint.h"
#include "market/TradingService.h"
#include "metrics/PrometheusText.h"

namespace Tickwell {

using namespace Qt::StringLiterals;

namespace {

using Type = PrometheusText::Type;

template<typename T>
void counter(PrometheusText &text, const char *name, T value, const char *help)
{
    text.family(name, Type::Counter, help);
    text.sample(value);
}

template<typename T>
void gauge(PrometheusText &text, const char *name, T value, const char *help)
{
    text.family(name, Type::Gauge, help);
    text.sample(value);
}

/// What could not be read is left out, not zero.
template<typename T>
void gauge(PrometheusText &text, const char *name, const std::optional<T> &value, const char *help)
{
    if (value)
        gauge(text, name, *value, help);
}

void writeHttp(PrometheusText &text, const HttpStatistics &http)
{
    gauge(text, "tickwell_http_connections", http.connections,
          "HTTP connections open now, WebSockets not counted.");
    gauge(text, "tickwell_http_requests_in_flight", http.inFlight, "Requests being answered now.");
    counter(text, "tickwell_http_connections_accepted_total", http.accepted,
            "Connections accepted.");
    counter(text, "tickwell_http_upgrades_total", http.upgrades, "WebSocket requests handed over.");
    counter(text, "tickwell_http_answer_timeouts_total", http.timedOut,
            "Answers that were not ready in time.");
    counter(text, "tickwell_http_stalled_total", http.stalled,
            "Clients cut off because they took nothing.");
    text.family("tickwell_http_refusals_total", Type::Counter,
                "Requests and connections refused before they reached a route, by reason.");
    for (auto refusal = http.refusals.cbegin(); refusal != http.refusals.cend(); ++refusal)
        text.sample({{"reason", refusal.key()}}, refusal.value());
}

void writeRealtime(PrometheusText &text, const RealtimeStatistics &realtime)
{
    gauge(text, "tickwell_websocket_connections", realtime.sessions,
          "WebSocket clients connected now.");
    counter(text, "tickwell_websocket_connections_opened_total", realtime.accepted,
            "WebSocket connections opened.");
    counter(text, "tickwell_websocket_connections_refused_total", realtime.refused,
            "WebSocket connections refused because there was no room.");
    counter(text, "tickwell_websocket_frames_sent_total", realtime.framesSent,
            "Data frames sent to WebSocket clients.");
    counter(text, "tickwell_websocket_sent_bytes_total", realtime.bytesSent,
            "Bytes of frames sent to WebSocket clients.");
    counter(text, "tickwell_websocket_messages_received_total", realtime.messagesReceived,
            "Text messages received from WebSocket clients.");
    counter(text, "tickwell_websocket_throttled_total", realtime.throttled,
            "Times that a WebSocket client's messages waited because they were too many.");
    counter(text, "tickwell_websocket_frames_conflated_total", realtime.conflated,
            "Latest values that a newer one replaced before a slow client took them.");
    counter(text, "tickwell_websocket_frames_dropped_total", realtime.dropped,
            "Frames thrown away by a full queue or the end of a connection.");
    counter(text, "tickwell_websocket_slow_consumers_total", realtime.slowConsumerCloses,
            "Clients closed with 4001 because they read too slowly.");
    counter(text, "tickwell_websocket_ping_timeouts_total", realtime.pingTimeouts,
            "Clients cut off because they answered no ping.");
    gauge(text, "tickwell_websocket_queued_bytes", realtime.queuedBytes,
          "Bytes that wait for slow WebSocket clients, over all of them.");
}

void writeTopics(PrometheusText &text, const TopicStatistics &topics)
{
    gauge(text, "tickwell_topics", topics.topics, "Topics that have subscribers.");
    gauge(text, "tickwell_subscriptions", topics.subscriptions, "Subscriptions of topics.");
    counter(text, "tickwell_topic_frames_published_total", topics.published,
            "Frames published to topics that had subscribers.");
    counter(text, "tickwell_topic_frames_delivered_total", topics.delivered,
            "Frames handed to subscribers.");
    counter(text, "tickwell_topic_frames_rate_limited_total", topics.rateLimited,
            "Values replaced by a newer one while a subscriber's max_rate held them.");
}

void writeStore(PrometheusText &text, const CaptureStatus &capture)
{
    gauge(text, "tickwell_store_up", capture.error.isEmpty() ? 1 : 0,
          "Whether rows can be written to the database.");
    gauge(text, "tickwell_store_rows", capture.rows, "Rows stored now, over all data sets.");
    gauge(text, "tickwell_store_size_bytes", capture.bytes, "Size of the database on disk.");
    gauge(text, "tickwell_store_queue_rows", capture.pending, "Rows that wait to be written.");
    counter(text, "tickwell_store_rows_dropped_total", capture.dropped,
            "Rows lost because the queue was full.");
}

void writeMarket(PrometheusText &text, const MarketCounters &market, const FeedStatus &feed)
{
    gauge(text, "tickwell_market_feed_live", feed.state == FeedStatus::State::Live ? 1 : 0,
          "Whether prices are coming in.");
    gauge(text, "tickwell_market_symbols", feed.symbols, "Symbols that are watched.");
    counter(text, "tickwell_market_ticks_total", market.ticks, "Ticks taken from the feed.");
    counter(text, "tickwell_market_ticks_rejected_total", market.rejected,
            "Ticks rejected because they cannot be trades.");
    counter(text, "tickwell_market_ticks_unfollowed_total", market.unfollowed,
            "Ticks left because nobody follows their symbol, or it is not open yet.");
    counter(text, "tickwell_market_ticks_late_total", market.late,
            "Ticks that came too late for any bar.");
    counter(text, "tickwell_market_feed_messages_total", market.feed.messages,
            "Messages from the feed, or rows of its file.");
    counter(text, "tickwell_market_feed_garbage_total", market.feed.garbage,
            "Of these, what was not understood.");
    counter(text, "tickwell_market_feed_duplicates_total", market.feed.duplicates,
            "Trades that came twice and were taken once.");
    counter(text, "tickwell_market_feed_reconnects_total", market.feed.reconnects,
            "Connections to the feed that were lost.");
    counter(text, "tickwell_market_bar_requests_refused_total", market.refusedRequests,
            "Requests for bars refused because too many were waiting.");
    gauge(text, "tickwell_market_bar_requests_waiting", market.waitingRequests,
          "Requests for bars that wait now.");
}

void writeTrading(PrometheusText &text, const TradingService &trading)
{
    gauge(text, "tickwell_trading_up", trading.fault().isEmpty() ? 1 : 0,
          "Whether orders are taken.");
    gauge(text, "tickwell_trading_open_orders", static_cast<qint64>(trading.openOrders()),
          "Orders that can still be filled.");
}

void writeAlerts(PrometheusText &text, const AlertService &alerts)
{
    gauge(text, "tickwell_alerts_up", alerts.fault().isEmpty() ? 1 : 0,
          "Whether alerts are taken, and told of.");
    gauge(text, "tickwell_alerts", static_cast<qint64>(alerts.count()), "Alerts there are.");
    counter(text, "tickwell_alerts_fired_total", alerts.fired(), "Firings told of.");
    counter(text, "tickwell_alerts_dropped_total", alerts.dropped(),
            "Firings never told of: too many waited for the disk.");
}

void writeCache(PrometheusText &text, const CacheStatistics &cache, const CacheStatus &status)
{
    gauge(text, "tickwell_cache_up", status.up ? 1 : 0, "Whether the cache can be asked.");
    counter(text, "tickwell_cache_hits_total", cache.hits, "Cached values that were there.");
    counter(text, "tickwell_cache_misses_total", cache.misses,
            "Cached values that were asked for and not there.");
    counter(text, "tickwell_cache_errors_total", cache.errors,
            "Commands that the cache did not carry out: it was out, full, or refused.");
    gauge(text, "tickwell_cache_pending", cache.pending, "Commands that wait for the cache.");
    if (cache.evictions) {
        counter(text, "tickwell_cache_evictions_total", *cache.evictions,
                "Cached values thrown out to make room.");
    }
    gauge(text, "tickwell_cache_entries", cache.entries, "Values in the cache now.");
    gauge(text, "tickwell_cache_bytes", cache.bytes, "Bytes in the cache now.");
}

void writeJobs(PrometheusText &text, const JobStatistics &jobs)
{
    gauge(text, "tickwell_jobs_queued", jobs.queued, "Background jobs that wait.");
    gauge(text, "tickwell_jobs_running", jobs.running, "Background jobs that run now.");
    gauge(text, "tickwell_jobs_spooled_bytes", jobs.spooled,
          "Bytes that were sent along with background jobs and are still needed.");
    text.family("tickwell_jobs_ended_total", Type::Counter,
                "Background jobs that came to an end, by kind and how they ended.");
    for (auto ended = jobs.ended.cbegin(); ended != jobs.ended.cend(); ++ended)
        text.sample({{"kind", ended.key().first}, {"status", ended.key().second}}, ended.value());
    counter(text, "tickwell_jobs_retried_total", jobs.retried,
            "Runs of background jobs that ended in another try.");
    counter(text, "tickwell_jobs_refused_total", jobs.refused,
            "Background jobs refused because there was no room.");
}

void writeOutbound(PrometheusText &text, const OutboundStatistics &outbound)
{
    gauge(text, "tickwell_outbound_in_flight", outbound.inFlight,
          "Requests to other servers under way now.");
    gauge(text, "tickwell_outbound_waiting", outbound.waiting,
          "Requests to other servers that wait for a place.");
    counter(text, "tickwell_outbound_requests_total", outbound.requests,
            "Requests sent to other servers, further tries and redirects included.");
    counter(text, "tickwell_outbound_retries_total", outbound.retries,
            "Further tries after one that failed.");
    counter(text, "tickwell_outbound_failures_total", outbound.failures,
            "URLs that came to no answer.");
    counter(text, "tickwell_outbound_cancelled_total", outbound.cancelled,
            "URLs that were given up because their client left or their time was over.");
    counter(text, "tickwell_outbound_refused_total", outbound.refused,
            "URLs refused by the allow list or for their addresses.");
    counter(text, "tickwell_outbound_overflowed_total", outbound.overflowed,
            "Requests refused because too many were waiting.");
    counter(text, "tickwell_outbound_received_bytes_total", outbound.bytes,
            "Bytes of bodies received from other servers, decoded.");
}

void writeProcess(PrometheusText &text, const ServerSnapshot &snapshot, const QString &version)
{
    const ProcessStatistics &process = snapshot.process;
    text.family("tickwell_build_info", Type::Gauge, "The program's version; always 1.");
    text.sample({{"version", version.toUtf8()}}, 1);
    gauge(text, "tickwell_uptime_seconds",
          static_cast<double>((snapshot.time - snapshot.started).count()) / 1e6,
          "Seconds since the program started.");
    gauge(text, "process_start_time_seconds", toSeconds(snapshot.started),
          "Start time of the process since the epoch in seconds.");
    counter(text, "process_cpu_seconds_total", process.cpuSeconds,
            "User and system CPU time spent in seconds.");
    gauge(text, "process_resident_memory_bytes", process.residentBytes,
          "Resident memory size in bytes.");
    gauge(text, "process_threads", process.threads, "Threads of the process.");
    gauge(text, "process_open_fds", process.openFiles, "Open file descriptors.");
    gauge(text, "process_max_fds", process.maxOpenFiles, "Most file descriptors that may be open.");
}

void showMetrics(const ApiContext &context, const Responder &responder)
{
    const ServerSnapshot snapshot = context.inspector->snapshot(Inspector::Detail::Totals);
    QByteArray body;
    body.reserve(16 * 1024);
    PrometheusText text(body);
    context.inspector->requests().write(text);
    writeHttp(text, snapshot.http);
    writeRealtime(text, snapshot.realtime);
    writeTopics(text, snapshot.topics);
    writeCache(text, snapshot.cache, snapshot.cacheStatus);
    writeJobs(text, snapshot.jobs);
    writeOutbound(text, snapshot.outbound);
    writeStore(text, snapshot.capture);
    writeMarket(text, snapshot.market, snapshot.feed);
    writeTrading(text, *context.trading);
    writeAlerts(text, *context.alerts);
    writeProcess(text, snapshot, context.version);
    responder.send(Response::data(std::move(body), PrometheusText::ContentType)
                       .with("Cache-Control", "no-store"));
}

} // namespace

void addMetricsEndpoints(Endpoints &endpoints, const ApiContext &context)
{
    endpoints.add(
        Endpoint::get("/metrics", u"Everything that is counted, for Prometheus"_s)
            .tagged(u"Server"_s)
            .answers(200, u"Text format 0.0.4"_s, PrometheusText::ContentType, Schema::text())
            .handledBy([&context](const Request &, const Responder &responder) {
                showMetrics(context, responder);
            }));
}

} // namespace Tickwell
