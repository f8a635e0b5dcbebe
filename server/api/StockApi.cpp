// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/StockApi.h"

#include "api/ApiContext.h"
#include "api/ErrorStatus.h"
#include "api/StockJson.h"
#include "core/Status.h"
#include "http/Router.h"
#include "http/Validation.h"
#include "market/MarketService.h"

namespace Tickwell {

namespace {

QStringList intervalNames()
{
    QStringList names;
    for (const Interval interval : AllIntervals)
        names.append(toString(interval));
    return names;
}

void addFeedFields(JsonWriter &json, const FeedStatus &status)
{
    json.field("feed", status.feed).field("simulated", status.simulated);
}

void listStocks(const ApiContext &context, const Responder &responder)
{
    const FeedStatus status = context.market->status();
    QByteArray body;
    JsonWriter json(body);
    json.beginObject();
    addFeedFields(json, status);
    json.key("stocks").beginArray();
    for (const Quote &quote : context.market->quotes())
        appendQuoteJson(json, quote);
    json.endArray().endObject();
    responder.send(Response::json(std::move(body)));
}

/// Makes sure that the symbol of the path is followed; answers the request when it cannot be.
std::optional<QString> watchedSymbol(const ApiContext &context, const Request &request,
                                     const Responder &responder)
{
    const QString symbol = request.pathParameter(u"symbol");
    if (const auto watched = context.market->watch(symbol); !watched) {
        responder.send(errorResponse(watched.error()));
        return std::nullopt;
    }
    return symbol;
}

void showStock(const ApiContext &context, const Request &request, const Responder &responder)
{
    const auto symbol = watchedSymbol(context, request, responder);
    if (!symbol)
        return;
    const auto quote = context.market->quote(*symbol);
    if (!quote) {
        // Followed from now on, and its feed has not said a price yet.
        responder.send(Response::error(503, QStringLiteral("No price of %1 yet").arg(*symbol))
                           .with("Retry-After", "1"));
        return;
    }
    QByteArray body;
    JsonWriter json(body);
    appendQuoteJson(json, *quote);
    body.chop(1); // the feed belongs into the same object
    body += ",\"feed\":";
    JsonWriter(body).value(context.market->status().feed);
    body += '}';
    responder.send(Response::json(std::move(body)));
}

void listCandles(const ApiContext &context, const Request &request, const Responder &responder)
{
    Validation v(request);
    CandleQuery query;
    query.symbol = request.pathParameter(u"symbol");
    query.interval =
        parseInterval(
            v.query(QStringLiteral("interval")).oneOf(intervalNames(), toString(Interval::Minute1)))
            .value_or(Interval::Minute1);
    query.from = v.query(QStringLiteral("from")).optionalTimestamp();
    query.to = v.query(QStringLiteral("to")).optionalTimestamp();
    query.limit =
        static_cast<int>(v.query(QStringLiteral("limit")).integer({.ge = 1, .le = 5000}, 500));
    if (v.ok() && query.from && query.to && *query.from > *query.to)
        v.query(QStringLiteral("from")).fail(QStringLiteral("from must not be later than to"));
    if (!v.ok())
        return responder.send(v.response());
    if (!watchedSymbol(context, request, responder))
        return;
    context.market->candles(query, responder.context(),
                            [responder, query, status = context.market->status()](
                                const Result<QList<Candle>> &candles) {
                                if (!candles)
                                    return responder.send(errorResponse(candles.error()));
                                QByteArray body;
                                body.reserve(64 + candles->size() * 160);
                                JsonWriter json(body);
                                json.beginObject()
                                    .field("symbol", query.symbol)
                                    .field("interval", toString(query.interval));
                                addFeedFields(json, status);
                                json.key("candles").beginArray();
                                for (const Candle &candle : *candles)
                                    appendCandleJson(json, candle);
                                json.endArray().endObject();
                                responder.send(Response::json(std::move(body)));
                            });
}

} // namespace

void addStockRoutes(Router &router, const ApiContext &context)
{
    router.get("/stocks", [&context](const Request &, const Responder &responder) {
        listStocks(context, responder);
    });
    router.get("/stocks/{symbol}", [&context](const Request &request, const Responder &responder) {
        showStock(context, request, responder);
    });
    router.get("/stocks/{symbol}/candles",
               [&context](const Request &request, const Responder &responder) {
                   listCandles(context, request, responder);
               });
}

} // namespace Tickwell
