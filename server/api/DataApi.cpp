// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/DataApi.h"

#include "api/ApiContext.h"
#include "api/ErrorStatus.h"
#include "api/SharedComputation.h"
#include "core/JsonWriter.h"
#include "http/Endpoint.h"

#include <QTimer>

#include <memory>

namespace Tickwell {

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1String Tag("Cache");

/// How long the costly value takes, and how long it is kept.
constexpr std::chrono::seconds MakingTime{2};
constexpr std::chrono::seconds KeptFor{60};

struct DataItem
{
    QString id;
    QString name;
    double value = 0;
    QStringList tags;
};

struct DataInput
{
    DataItem item;
};

struct IdInput
{
    QString id;
};

Model<DataItem> itemModel()
{
    return Model<DataItem>(u"DataItem"_s)
        .field(u"id"_s, &DataItem::id, Text({.minLength = 1, .maxLength = 128}),
               u"Its name for GET"_s)
        .field(u"name"_s, &DataItem::name, Text({.maxLength = 1000}), u"What it is called"_s)
        .field(u"value"_s, &DataItem::value, Real({.ge = 0}), u"What it counts"_s)
        .field(u"tags"_s, &DataItem::tags, TextList({.maxLength = 100}), u"Words for it"_s);
}

QByteArray toJson(const DataItem &item)
{
    QByteArray body;
    JsonWriter json(body);
    json.beginObject()
        .field("id", item.id)
        .field("name", item.name)
        .field("value", item.value)
        .key("tags")
        .beginArray();
    for (const QString &tag : item.tags)
        json.value(tag);
    json.endArray().endObject();
    return body;
}

QByteArray keyOf(const QString &id)
{
    return "data:" + id.toUtf8();
}

void storeItem(const ApiContext &context, const DataItem &item, const Responder &responder)
{
    const QByteArray body = toJson(item);
    context.cache->put(keyOf(item.id), body, {}, responder.context(),
                       [responder, body](const Result<void> &kept) {
                           if (!kept)
                               return responder.send(errorResponse(kept.error()));
                           responder.send(Response::json(body));
                       });
}

void showItem(const ApiContext &context, const QString &id, const Responder &responder)
{
    context.cache->get(keyOf(id), responder.context(),
                       [responder, id](const std::optional<QByteArray> &found) {
                           if (!found)
                               return responder.send(
                                   Response::error(404, u"There is no data item \"%1\""_s.arg(id)));
                           responder.send(Response::json(*found));
                       });
}

/// What is costly: two seconds in which the server does other things.
void makeCostly(const Clock &clock, QObject *context, SharedComputation::Ready ready)
{
    QTimer::singleShot(MakingTime, context, [&clock, ready = std::move(ready)] {
        QByteArray body;
        JsonWriter(body)
            .beginObject()
            .field("data", "It took two seconds to make this")
            .field("timestamp", clock.now())
            .endObject();
        ready(body);
    });
}

} // namespace

void addDataEndpoints(Endpoints &endpoints, const ApiContext &context)
{
    const Schema item = Schema(itemModel().schema()).as(u"StoredDataItem"_s);
    endpoints.add(
        Endpoint::post("/data/", u"Keep a data item"_s)
            .tagged(Tag)
            .describedAs(u"In place of an earlier one of the same id. The cache may drop what was "
                         "not asked for in a long time."_s)
            .answers(200, u"The item as it is kept"_s, item)
            .fails(503, u"The cache cannot take it"_s)
            .withBodyUpTo(256 * 1024)
            .handledBy<DataInput>(
                Inputs<DataInput>().body(&DataInput::item, itemModel()),
                [&context](const DataInput &in, const Request &, const Responder &responder) {
                    storeItem(context, in.item, responder);
                }));
    endpoints.add(
        Endpoint::get("/data/{id}", u"A data item that was kept"_s)
            .tagged(Tag)
            .answers(200, u"The item"_s, item)
            .fails(404, u"There is none of this id, or not any more"_s)
            .handledBy<IdInput>(
                Inputs<IdInput>().path(u"id"_s, &IdInput::id, Text(), u"The item's id"_s),
                [&context](const IdInput &in, const Request &, const Responder &responder) {
                    showItem(context, in.id, responder);
                }));
    const auto costly = std::make_shared<SharedComputation>(
        *context.cache, "cached-data", KeptFor,
        [&clock = *context.clock](QObject *owner, SharedComputation::Ready ready) {
            makeCostly(clock, owner, std::move(ready));
        });
    endpoints.add(
        Endpoint::get("/cached-data/", u"A value that is costly to make"_s)
            .tagged(Tag)
            .describedAs(u"Made once in two seconds and kept for a minute. Whoever asks meanwhile "
                         "waits for the same one."_s)
            .answers(200, u"The value and when it was made"_s,
                     Schema::object(u"CachedData"_s)
                         .has(u"data"_s, Schema::text())
                         .has(u"timestamp"_s, Schema::timestamp()))
            .handledBy([costly](const Request &, const Responder &responder) {
                costly->get(responder.context(), [responder](const QByteArray &body) {
                    responder.send(Response::json(body));
                });
            }));
}

} // namespace Tickwell
