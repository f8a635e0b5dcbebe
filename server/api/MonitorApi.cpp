// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/MonitorApi.h"

#include "api/ApiContext.h"
#include "http/Endpoint.h"
#include "monitor/MonitorJson.h"
#include "monitor/MonitorService.h"

namespace Tickwell {

using namespace Qt::StringLiterals;

namespace {

Schema sampleSchema()
{
    const Schema percent = Schema::number({.ge = 0});
    const Schema rate = Schema::number({.ge = 0}).orNull();
    return Schema::object(u"HostSample"_s)
        .has(u"timestamp"_s, Schema::number(), u"Seconds since the epoch"_s)
        .has(u"cpu_usage"_s, percent.orNull(), u"Percent of all cores"_s)
        .has(u"memory_usage"_s, percent, u"Percent"_s)
        .has(u"network_in"_s, rate, u"Bytes a second"_s)
        .has(u"network_out"_s, rate, u"Bytes a second"_s)
        .has(u"active_connections"_s, Schema::integer(), u"WebSocket clients of this server"_s)
        .has(u"per_core"_s, Schema::array(percent), u"Percent of each core"_s)
        .has(u"load"_s, Schema::array(Schema::number()), u"Over 1, 5 and 15 minutes"_s)
        .has(u"swap_usage"_s, percent.orNull(), u"Percent"_s)
        .has(u"disk_read"_s, rate, u"Bytes a second"_s)
        .has(u"disk_write"_s, rate, u"Bytes a second"_s)
        .has(u"process"_s,
             Schema::object(u"ProcessSample"_s)
                 .has(u"pid"_s, Schema::integer())
                 .has(u"cpu_usage"_s, percent.orNull(), u"Percent of one core"_s)
                 .has(u"memory_rss"_s, Schema::integer().orNull(), u"Bytes"_s)
                 .has(u"threads"_s, Schema::integer().orNull())
                 .has(u"open_files"_s, Schema::integer().orNull()),
             u"The server's own process"_s);
}

void showLatest(const ApiContext &context, const Responder &responder)
{
    const auto sample = context.monitor->latest();
    if (!sample) {
        responder.send(Response::error(503, QStringLiteral("The first reading is not there yet"))
                           .with("Retry-After", "1"));
        return;
    }
    responder.send(Response::json(toMonitorJson(*sample)).with("Cache-Control", "no-store"));
}

} // namespace

void addMonitorEndpoints(Endpoints &endpoints, const ApiContext &context)
{
    endpoints.add(Endpoint::get("/monitor", u"The latest reading of the host"_s)
                      .tagged(u"Monitor"_s)
                      .answers(200, u"The reading"_s, sampleSchema())
                      .fails(503, u"There is no reading yet"_s)
                      .handledBy([&context](const Request &, const Responder &responder) {
                          showLatest(context, responder);
                      }));
}

} // namespace Tickwell
