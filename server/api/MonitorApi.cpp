// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/MonitorApi.h"

#include "api/ApiContext.h"
#include "api/ErrorStatus.h"
#include "api/Period.h"
#include "core/Background.h"
#include "http/Endpoint.h"
#include "monitor/MonitorJson.h"
#include "monitor/MonitorService.h"
#include "store/Store.h"

namespace Tickwell {

using namespace Qt::StringLiterals;

namespace {

/// More would be more than a screen has, and more than a client should hold.
constexpr qint64 MaxSteps = 10'000;

struct HistoryInput
{
    std::optional<Timestamp> from;
    std::optional<Timestamp> to;
    qint64 step = 0;
};

struct HistoryQuery
{
    Timestamp from;
    Timestamp to;
    std::chrono::seconds step;
};

/// The shortest of the usual steps that makes no more than an hour of seconds does.
std::chrono::seconds usualStep(Microseconds length)
{
    for (const int seconds : {1, 5, 10, 30, 60, 300, 900, 3'600, 14'400}) {
        if (length / std::chrono::seconds(seconds) <= 720)
            return std::chrono::seconds(seconds);
    }
    return std::chrono::days(1);
}

HistoryQuery queryOf(const HistoryInput &in, Timestamp now)
{
    const Timestamp to = in.to.value_or(now);
    const Timestamp from = in.from.value_or(to - std::chrono::hours(1));
    return {from, to, in.step > 0 ? std::chrono::seconds(in.step) : usualStep(to - from)};
}

Result<QList<HostSummary>> summarize(const Store &store, const HistoryQuery &query)
{
    const auto reader = store.openReader();
    if (!reader)
        return tl::unexpected(reader.error());
    HostSummarizer summarizer(query.step);
    const auto read = (*reader)->eachSample(
        query.from, query.to, [&](const HostSample &sample) { summarizer.add(sample); });
    if (!read)
        return tl::unexpected(read.error());
    return summarizer.summaries();
}

void showHistory(const ApiContext &context, const HistoryInput &in, const Responder &responder)
{
    const HistoryQuery query = queryOf(in, context.clock->now());
    runInBackground(
        context.pool, responder.context(),
        [store = context.store, query] { return summarize(*store, query); },
        [responder, query](const Result<QList<HostSummary>> &summaries) {
            if (!summaries)
                return responder.send(errorResponse(summaries.error()));
            QByteArray body;
            body.reserve(128 + summaries->size() * 640);
            JsonWriter json(body);
            json.beginObject()
                .field("from", query.from)
                .field("to", query.to)
                .field("step", qint64(query.step.count()));
            json.key("steps").beginArray();
            for (const HostSummary &summary : *summaries)
                appendSummaryJson(json, summary);
            json.endArray().endObject();
            responder.send(Response::json(std::move(body)).with("Cache-Control", "no-store"));
        });
}

Schema historySchema()
{
    const Schema spread = Schema::object(u"Spread"_s)
                              .has(u"min"_s, Schema::number())
                              .has(u"avg"_s, Schema::number())
                              .has(u"max"_s, Schema::number());
    Schema step = Schema::object(u"HostSummary"_s)
                      .has(u"time"_s, Schema::timestamp(), u"When the step begins"_s)
                      .has(u"samples"_s, Schema::integer({.ge = 1}), u"How many it is made of"_s);
    for (const char *name : ReadingNames)
        step.has(QString::fromLatin1(name), spread.orNull());
    return Schema::object(u"HostHistory"_s)
        .has(u"from"_s, Schema::timestamp())
        .has(u"to"_s, Schema::timestamp())
        .has(u"step"_s, Schema::integer({.ge = 1}), u"Seconds"_s)
        .has(u"steps"_s, Schema::array(step),
             u"Oldest first; those without a reading are left out"_s);
}

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
        .has(u"disk_usage"_s, percent.orNull(),
             u"Percent of the file system that holds what is recorded"_s)
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
    endpoints.add(
        Endpoint::get("/monitor/history", u"The host's readings of the past, step by step"_s)
            .tagged(u"Monitor"_s)
            .answers(200, u"Least, mean and greatest of every reading in each step"_s,
                     historySchema())
            .fails(503, u"The record could not be read"_s)
            .handledBy<HistoryInput>(
                Inputs<HistoryInput>()
                    .query(u"from"_s, &HistoryInput::from, OptionalTime(),
                           u"From this time on; an hour before `to` when absent"_s)
                    .query(u"to"_s, &HistoryInput::to, OptionalTime(),
                           u"Before this time; now when absent"_s)
                    .query(u"step"_s, &HistoryInput::step,
                           Integer({.ge = 0, .le = 31 * 86'400}).orElse(0),
                           u"Seconds; 0 for what suits the time from `from` to `to`"_s)
                    .check([clock = context.clock](const HistoryInput &in, Validation &validation) {
                        const HistoryQuery query = queryOf(in, clock->now());
                        if (checkPeriod(query.from, query.to, validation)
                            && (query.to - query.from) / query.step > MaxSteps)
                            validation.query(u"step"_s).fail(
                                u"that would be more than %1 steps"_s.arg(MaxSteps));
                    }),
                [&context](const HistoryInput &in, const Request &, const Responder &responder) {
                    showHistory(context, in, responder);
                }));
}

} // namespace Tickwell
