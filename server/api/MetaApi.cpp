// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/MetaApi.h"

#include "api/ApiContext.h"
#include "cache/Cache.h"
#include "core/JsonWriter.h"
#include "core/Status.h"
#include "http/Endpoint.h"
#include "market/MarketService.h"
#include "market/TradingService.h"
#include "monitor/MonitorService.h"
#include "store/Recorder.h"

namespace Tickwell {

using namespace Qt::StringLiterals;

namespace {

/// A sampler that has said nothing for this long hangs.
constexpr std::chrono::seconds SampleStaleAfter{5};

bool acceptsHtml(const Request &request)
{
    return request.headers.value("Accept").contains("text/html");
}

void showRoot(const ApiContext &context, const Request &request, const Responder &responder)
{
    if (acceptsHtml(request))
        return responder.send(Response::redirect("/docs"));
    QByteArray body;
    JsonWriter(body)
        .beginObject()
        .field("message", "Tickwell")
        .field("timestamp", context.clock->now())
        .field("version", context.version)
        .field("docs", "/docs")
        .endObject();
    responder.send(Response::json(std::move(body)));
}

void showHealth(const ApiContext &context, const Responder &responder)
{
    const Timestamp now = context.clock->now();
    const FeedStatus feed = context.market->status();
    const CaptureStatus capture = context.recorder->status();
    const auto sample = context.monitor->latest();
    const bool storeOk = capture.error.isEmpty();
    const bool feedOk = feed.state != FeedStatus::State::Refused;
    // Until the first sample there is nothing to be late with.
    const bool monitorOk =
        sample ? now - sample->time < SampleStaleAfter : now - context.started < SampleStaleAfter;
    const bool tradingOk = context.trading->fault().isEmpty();
    const bool ok = storeOk && feedOk && monitorOk && tradingOk;
    // Without its cache the server computes: that is worth a look, and no reason to send clients
    // elsewhere.
    const CacheStatus cache = context.cache->status();

    QByteArray body;
    JsonWriter json(body);
    json.beginObject()
        .field("status", ok && cache.up ? "ok" : "degraded")
        .field("uptime", static_cast<double>((now - context.started).count()) / 1e6)
        .field("version", context.version);
    json.key("checks").beginObject();
    json.key("store")
        .beginObject()
        .field("status", storeOk ? "ok" : "failing")
        .field("rows", capture.rows)
        .field("bytes", capture.bytes)
        .field("pending", capture.pending)
        .field("dropped", capture.dropped)
        .field("error", capture.error)
        .endObject();
    json.key("feed")
        .beginObject()
        .field("status", feedStateName(feed.state))
        .field("feed", feed.feed)
        .field("simulated", feed.simulated)
        .field("symbols", feed.symbols)
        .field("message", feed.message)
        .endObject();
    json.key("trading")
        .beginObject()
        .field("status", tradingOk ? "ok" : "failing")
        .field("message", context.trading->fault())
        .endObject();
    json.key("monitor").beginObject().field("status", monitorOk ? "ok" : "stale").endObject();
    json.key("cache")
        .beginObject()
        .field("status", cache.up ? "ok" : "down")
        .field("engine", cache.engine)
        .field("message", cache.message)
        .endObject();
    json.endObject().endObject();
    responder.send(
        Response::json(std::move(body), ok ? 200 : 503).with("Cache-Control", "no-store"));
}

Schema healthSchema()
{
    const Schema store = Schema::object(u"StoreHealth"_s)
                             .has(u"status"_s, Schema::oneOf({u"ok"_s, u"failing"_s}))
                             .has(u"rows"_s, Schema::integer(), u"Stored so far"_s)
                             .has(u"bytes"_s, Schema::integer(), u"On disk"_s)
                             .has(u"pending"_s, Schema::integer(), u"Waiting to be stored"_s)
                             .has(u"dropped"_s, Schema::integer(), u"Lost"_s)
                             .has(u"error"_s, Schema::text());
    const Schema feed = Schema::object(u"FeedHealth"_s)
                            .has(u"status"_s,
                                 Schema::oneOf({u"connecting"_s, u"live"_s, u"stale"_s,
                                                u"refused"_s, u"finished"_s}))
                            .has(u"feed"_s, Schema::text())
                            .has(u"simulated"_s, Schema::boolean())
                            .has(u"symbols"_s, Schema::integer(), u"How many are followed"_s)
                            .has(u"message"_s, Schema::text());
    const Schema trading = Schema::object(u"TradingHealth"_s)
                               .has(u"status"_s, Schema::oneOf({u"ok"_s, u"failing"_s}))
                               .has(u"message"_s, Schema::text(), u"Why no orders are taken"_s);
    const Schema monitor =
        Schema::object(u"MonitorHealth"_s).has(u"status"_s, Schema::oneOf({u"ok"_s, u"stale"_s}));
    const Schema cache = Schema::object(u"CacheHealth"_s)
                             .has(u"status"_s, Schema::oneOf({u"ok"_s, u"down"_s}))
                             .has(u"engine"_s, Schema::oneOf({u"embedded"_s, u"redis"_s}))
                             .has(u"message"_s, Schema::text(), u"Why it is down"_s);
    return Schema::object(u"Health"_s)
        .has(u"status"_s, Schema::oneOf({u"ok"_s, u"degraded"_s}))
        .has(u"uptime"_s, Schema::number(), u"Seconds"_s)
        .has(u"version"_s, Schema::text())
        .has(u"checks"_s,
             Schema::object(u"HealthChecks"_s)
                 .has(u"store"_s, store)
                 .has(u"feed"_s, feed)
                 .has(u"trading"_s, trading)
                 .has(u"monitor"_s, monitor)
                 .has(u"cache"_s, cache));
}

} // namespace

QString feedStateName(FeedStatus::State state)
{
    switch (state) {
    case FeedStatus::State::Connecting:
        return QStringLiteral("connecting");
    case FeedStatus::State::Live:
        return QStringLiteral("live");
    case FeedStatus::State::Stale:
        return QStringLiteral("stale");
    case FeedStatus::State::Refused:
        return QStringLiteral("refused");
    case FeedStatus::State::Finished:
        return QStringLiteral("finished");
    }
    Q_UNREACHABLE();
}

void addMetaEndpoints(Endpoints &endpoints, const ApiContext &context)
{
    const QString tag = u"Server"_s;
    endpoints.add(Endpoint::get("/", u"What this is"_s)
                      .tagged(tag)
                      .answers(200, u"Name, version and where to read on"_s,
                               Schema::object(u"Root"_s)
                                   .has(u"message"_s, Schema::text())
                                   .has(u"timestamp"_s, Schema::timestamp())
                                   .has(u"version"_s, Schema::text())
                                   .has(u"docs"_s, Schema::text(), u"A path"_s))
                      .answers(307, u"A browser is sent to the documentation"_s)
                      .handledBy([&context](const Request &request, const Responder &responder) {
                          showRoot(context, request, responder);
                      }));
    endpoints.add(Endpoint::get("/health", u"Whether the server is well"_s)
                      .tagged(tag)
                      .answers(200, u"It is, or does without its cache"_s, healthSchema())
                      .answers(503, u"It is not; the checks say why"_s, healthSchema())
                      // Whoever watches over the server must hear from it however often it asks.
                      .limitedTo({})
                      .handledBy([&context](const Request &, const Responder &responder) {
                          showHealth(context, responder);
                      }));
}

} // namespace Tickwell
