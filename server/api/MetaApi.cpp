// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/MetaApi.h"

#include "api/ApiContext.h"
#include "core/JsonWriter.h"
#include "core/Status.h"
#include "http/Router.h"
#include "market/MarketService.h"
#include "monitor/MonitorService.h"
#include "store/Recorder.h"

namespace Tickwell {

namespace {

/// A sampler that has said nothing for this long hangs.
constexpr std::chrono::seconds SampleStaleAfter{5};

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
    }
    Q_UNREACHABLE();
}

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
    const bool ok = storeOk && feedOk && monitorOk;

    QByteArray body;
    JsonWriter json(body);
    json.beginObject()
        .field("status", ok ? "ok" : "degraded")
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
    json.key("monitor").beginObject().field("status", monitorOk ? "ok" : "stale").endObject();
    json.endObject().endObject();
    responder.send(
        Response::json(std::move(body), ok ? 200 : 503).with("Cache-Control", "no-store"));
}

void showDocs(const Router &router, const ApiContext &context, const Responder &responder)
{
    QByteArray page = R"(<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Tickwell</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>
:root { color-scheme: light dark; }
body { font: 15px/1.5 Inter, system-ui, sans-serif; max-width: 46rem; margin: 3rem auto; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; } td { padding: .35rem .5rem; border-top: 1px solid #8884; }
code { font-family: "JetBrains Mono", ui-monospace, monospace; font-size: .93em; } td:first-child { width: 5rem; color: #888; }
</style></head><body><h1>Tickwell )";
    page += context.version.toUtf8().toPercentEncoding("+. ");
    page += "</h1><p>Live prices, host readings and chat. ";
    if (context.market->status().simulated)
        page += "<strong>Prices are SIMULATED.</strong> ";
    page += "Times are RFC&nbsp;3339 UTC; errors are <code>{\"detail\": …}</code>.</p>"
            "<h2>REST</h2><table>";
    for (const Route *route : router.routes()) {
        const bool parameters = route->pathTemplate.contains('{');
        page += "<tr><td>" + route->method + "</td><td><code>";
        if (parameters)
            page += route->pathTemplate;
        else
            page += "<a href=\"" + route->pathTemplate + "\">" + route->pathTemplate + "</a>";
        page += "</code></td></tr>";
    }
    page += "</table><h2>WebSocket</h2><table>";
    for (const char *path :
         {"/ws/{client_id}", "/ws/stock/{symbol}", "/ws/monitor", "/ws/chat/{user_id}"})
        page += QByteArray("<tr><td>WS</td><td><code>") + path + "</code></td></tr>";
    page += "</table></body></html>\n";
    responder.send(
        Response::data(std::move(page), "text/html; charset=utf-8")
            .with("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'"));
}

} // namespace

void addMetaRoutes(Router &router, const ApiContext &context)
{
    router.get("/", [&context](const Request &request, const Responder &responder) {
        showRoot(context, request, responder);
    });
    // Whoever watches over the server must hear from it however often it asks.
    router.add(
        {.method = "GET",
         .pathTemplate = "/health",
         .handler = [&context](const Request &,
                               const Responder &responder) { showHealth(context, responder); },
         .rate = RateLimit{}});
    router.get("/docs", [&router, &context](const Request &, const Responder &responder) {
        showDocs(router, context, responder);
    });
}

} // namespace Tickwell
