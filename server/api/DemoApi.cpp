// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/DemoApi.h"

#include "core/Background.h"
#include "core/JsonWriter.h"
#include "http/Endpoint.h"

#include <QCryptographicHash>

namespace Tickwell {

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1String Tag("Demonstration");

struct PageInput
{
    qint64 skip = 0;
    qint64 limit = 0;
};

void listItems(const PageInput &page, const Responder &responder)
{
    QByteArray body;
    body.reserve(64 + page.limit * 16);
    JsonWriter json(body);
    json.beginObject().field("skip", page.skip).field("limit", page.limit);
    json.key("items").beginArray();
    // Unsigned: the sum of both may be more than a qint64 holds.
    const quint64 end = quint64(page.skip) + quint64(page.limit);
    for (quint64 i = quint64(page.skip); i < end; ++i)
        json.value("item_"_L1 + QString::number(i));
    json.endArray().endObject();
    responder.send(Response::json(std::move(body)));
}

struct DataInput
{
    QString data;
};

void hash(QThreadPool *pool, const QString &data, const Responder &responder)
{
    runInBackground(
        pool, responder.context(),
        [bytes = data.toUtf8()] {
            return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
        },
        [responder](const QByteArray &hex) {
            QByteArray body;
            JsonWriter(body).beginObject().field("hash", QString::fromLatin1(hex)).endObject();
            responder.send(Response::json(std::move(body)));
        });
}

} // namespace

void addDemoEndpoints(Endpoints &endpoints, QThreadPool *pool)
{
    endpoints.add(
        Endpoint::get("/items/", u"A page of numbered items"_s)
            .tagged(Tag)
            .answers(200, u"The page"_s,
                     Schema::object(u"ItemPage"_s)
                         .has(u"skip"_s, Schema::integer({.ge = 0}))
                         .has(u"limit"_s, Schema::integer({.ge = 1, .le = 1000}))
                         .has(u"items"_s, Schema::array(Schema::text())))
            .handledBy<PageInput>(
                Inputs<PageInput>()
                    .query(u"skip"_s, &PageInput::skip, Integer({.ge = 0}).orElse(0),
                           u"How many to leave out"_s)
                    .query(u"limit"_s, &PageInput::limit,
                           Integer({.ge = 1, .le = 1000}).orElse(100), u"How many to give"_s),
                [](const PageInput &in, const Request &, const Responder &responder) {
                    listItems(in, responder);
                }));
    endpoints.add(Endpoint::get("/limited/", u"Five times a minute for each client, and no more"_s)
                      .tagged(Tag)
                      .answers(200, u"You were let through"_s,
                               Schema::object(u"Message"_s).has(u"message"_s, Schema::text()))
                      .limitedTo({.perMinute = 5, .burst = 5, .onLoopback = true})
                      .handledBy([](const Request &, const Responder &responder) {
                          responder.send(Response::json(R"({"message":"This one is limited"})"));
                      }));
    endpoints.add(
        Endpoint::post("/process-data/", u"The SHA-256 of a text"_s)
            .tagged(Tag)
            .describedAs(u"Computed on another thread, while the server goes on answering."_s)
            .answers(200, u"The hash"_s,
                     Schema::object(u"Hash"_s).has(
                         u"hash"_s, Schema::text({.pattern = u"^[0-9a-f]{64}$"_s}), u"In hex"_s))
            .handledBy<DataInput>(
                Inputs<DataInput>().query(u"data"_s, &DataInput::data, Text(),
                                          u"The text, hashed as UTF-8"_s),
                [pool](const DataInput &in, const Request &, const Responder &responder) {
                    hash(pool, in.data, responder);
                }));
}

} // namespace Tickwell
