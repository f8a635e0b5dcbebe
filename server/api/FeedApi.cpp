// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/FeedApi.h"

#include "api/ApiContext.h"
#include "api/ErrorStatus.h"
#include "api/MetaApi.h"
#include "core/JsonWriter.h"
#include "http/Endpoint.h"
#include "market/FeedSwitch.h"
#include "market/MarketService.h"

namespace Tickwell {

using namespace Qt::StringLiterals;

namespace {

struct FeedChange
{
    QString feed;
    std::optional<QString> key;
    std::optional<QString> secret;
};

struct FeedInput
{
    FeedChange change;
};

Schema feedSchema()
{
    return Schema::object(u"Feed"_s)
        .has(u"feed"_s, Schema::text(), u"`simulator`, `replay`, `alpaca` or `binance`"_s)
        .has(u"status"_s,
             Schema::oneOf({u"connecting"_s, u"live"_s, u"stale"_s, u"refused"_s, u"finished"_s}))
        .has(u"message"_s, Schema::text(), u"Why it is not live"_s)
        .has(u"since"_s, Schema::timestamp(), u"Of this status"_s)
        .has(u"simulated"_s, Schema::boolean(), u"Whether the prices are not the market's of now"_s)
        .has(u"symbols"_s, Schema::integer({.ge = 0}), u"How many are followed"_s)
        .has(u"has_key"_s, Schema::boolean(), u"Whether a key for Alpaca is known"_s);
}

void showFeed(const ApiContext &context, const Responder &responder)
{
    const FeedStatus status = context.market->status();
    QByteArray body;
    JsonWriter(body)
        .beginObject()
        .field("feed", status.feed)
        .field("status", feedStateName(status.state))
        .field("message", status.message)
        .field("since", status.since)
        .field("simulated", status.simulated)
        .field("symbols", status.symbols)
        .field("has_key", context.feeds->hasKeys())
        .endObject();
    responder.send(Response::json(std::move(body)).with("Cache-Control", "no-store"));
}

void showQuarantine(const ApiContext &context, const Responder &responder)
{
    QByteArray body;
    JsonWriter json(body);
    json.beginObject().field("rejected", context.market->counters().rejected);
    json.key("latest").beginArray();
    const QList<RejectedTick> latest = context.market->quarantine();
    for (auto at = latest.rbegin(); at != latest.rend(); ++at) {
        json.beginObject()
            .field("received_at", at->time)
            .field("symbol", at->tick.symbol)
            .field("time", at->tick.time)
            .field("price", at->tick.price)
            .field("volume", at->tick.volume)
            .field("reason", toString(at->fault))
            .endObject();
    }
    json.endArray().endObject();
    responder.send(Response::json(std::move(body)).with("Cache-Control", "no-store"));
}

void changeFeed(const ApiContext &context, const FeedChange &change, const Responder &responder)
{
    const AlpacaKeys keys{change.key.value_or(QString()), change.secret.value_or(QString())};
    context.feeds->change(change.feed, keys, responder.context(),
                          [&context, responder](const Result<void> &changed) {
                              if (!changed)
                                  return responder.send(errorResponse(changed.error()));
                              showFeed(context, responder);
                          });
}

} // namespace

void addFeedEndpoints(Endpoints &endpoints, const ApiContext &context)
{
    const QString tag = u"Stocks"_s;
    endpoints.add(Endpoint::get("/feed", u"Where prices come from"_s)
                      .tagged(tag)
                      .answers(200, u"The feed and how it does"_s, feedSchema())
                      .handledBy([&context](const Request &, const Responder &responder) {
                          showFeed(context, responder);
                      }));
    const Schema rejected = Schema::object(u"RejectedTick"_s)
                                .has(u"received_at"_s, Schema::timestamp())
                                .has(u"symbol"_s, Schema::text())
                                .has(u"time"_s, Schema::timestamp(), u"As the feed said"_s)
                                .has(u"price"_s, Schema::number())
                                .has(u"volume"_s, Schema::number())
                                .has(u"reason"_s, Schema::text());
    endpoints.add(
        Endpoint::get("/feed/quarantine", u"Prices that cannot be true"_s)
            .tagged(tag)
            .describedAs(u"They are in no quote, bar or record: below zero, ten times the last "
                         "price until a second one confirms it, of the future."_s)
            .answers(200, u"How many there were since the start, and the latest, newest first"_s,
                     Schema::object(u"Quarantine"_s)
                         .has(u"rejected"_s, Schema::integer({.ge = 0}))
                         .has(u"latest"_s, Schema::array(rejected)))
            .handledBy([&context](const Request &, const Responder &responder) {
                showQuarantine(context, responder);
            }));
    endpoints.add(
        Endpoint::put("/feed", u"Take prices from another feed"_s)
            .tagged(tag)
            .describedAs(u"Quotes and bars begin anew from what it tells. A key and its secret are "
                         "kept for this user alone, and never shown again."_s)
            .needs(Access::Administrator)
            .answers(200, u"The feed, which may still connect"_s, feedSchema())
            .fails(400, u"There is no such feed, or it needs a key"_s)
            .fails(503, u"The key cannot be kept"_s)
            .handledBy<FeedInput>(
                Inputs<FeedInput>().body(
                    &FeedInput::change,
                    Model<FeedChange>(u"FeedChange"_s)
                        .field(u"feed"_s, &FeedChange::feed, Text(),
                               u"`simulator`, `alpaca` or `binance`"_s)
                        .field(u"key"_s, &FeedChange::key, Optional(Text()),
                               u"Alpaca's; the one that is known when absent"_s)
                        .field(u"secret"_s, &FeedChange::secret, Optional(Text()), u"The key's"_s)),
                [&context](const FeedInput &in, const Request &, const Responder &responder) {
                    changeFeed(context, in.change, responder);
                }));
}

} // namespace Tickwell
