// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/StockApi.h"

#include "api/ApiContext.h"
#include "api/ErrorStatus.h"
#include "api/Period.h"
#include "api/StockJson.h"
#include "core/Status.h"
#include "http/Endpoint.h"
#include "market/MarketService.h"

namespace Tickwell {

using namespace Qt::StringLiterals;

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

struct CandlesInput
{
    QString symbol;
    QString interval;
    std::optional<Timestamp> from;
    std::optional<Timestamp> to;
    qint64 limit = 0;
};

void listCandles(const ApiContext &context, const CandlesInput &in, const Request &request,
                 const Responder &responder)
{
    const CandleQuery query{in.symbol, parseInterval(in.interval).value_or(Interval::Minute1),
                            in.from, in.to, static_cast<int>(in.limit)};
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

struct NewPrice
{
    Decimal price;
    std::optional<Decimal> volume;
};

struct PriceInput
{
    QString symbol;
    NewPrice price;
};

void feedPrice(const ApiContext &context, const PriceInput &in, const Responder &responder)
{
    const auto quote =
        context.market->feedPrice(in.symbol, in.price.price, in.price.volume.value_or(Decimal()));
    if (!quote)
        return responder.send(errorResponse(quote.error()));
    QByteArray body;
    JsonWriter json(body);
    appendQuoteJson(json, *quote);
    responder.send(Response::json(std::move(body)));
}

/// Faults what no price and no volume can be.
void checkPrice(const PriceInput &in, Validation &validation)
{
    const auto fault = [&validation](const QString &name, const QString &what) {
        validation.body().field(name).fail(what);
    };
    if (in.price.price <= Decimal())
        fault(u"price"_s, u"a price is above zero"_s);
    if (in.price.volume && *in.price.volume < Decimal())
        fault(u"volume"_s, u"a volume is not below zero"_s);
}

void addPriceByHand(Endpoints &endpoints, const ApiContext &context)
{
    endpoints.add(
        Endpoint::put("/stocks/{symbol}/price", u"Feed a price by hand"_s)
            .tagged(u"Stocks"_s)
            .describedAs(u"A trade of now, as if the feed had told it: it is recorded, makes bars, "
                         "and goes to every client. The feed's own prices follow it."_s)
            .needs(Access::Token)
            .answers(200, u"The quote that it makes"_s, quoteSchema())
            .fails(400, u"No feed could know such a symbol, or the price has too many digits"_s)
            .fails(404, u"The feed does not know the symbol"_s)
            .fails(503, u"The feed has not said a price yet"_s)
            .handledBy<PriceInput>(
                Inputs<PriceInput>()
                    .path(u"symbol"_s, &PriceInput::symbol, Text(),
                          u"1 to 12 of `A-Z 0-9 . ^ = -`"_s)
                    .body(&PriceInput::price,
                          Model<NewPrice>(u"PriceUpdate"_s)
                              .field(u"price"_s, &NewPrice::price, Exact(), u"Above zero"_s)
                              .field(u"volume"_s, &NewPrice::volume, Optional(Exact()),
                                     u"What was traded; 0 when absent"_s))
                    .check(checkPrice),
                [&context](const PriceInput &in, const Request &, const Responder &responder) {
                    feedPrice(context, in, responder);
                }));
}

} // namespace

void addStockEndpoints(Endpoints &endpoints, const ApiContext &context)
{
    addPriceByHand(endpoints, context);
    const QString tag = u"Stocks"_s;
    const QString ofFeed = u"The feed that the prices are from"_s;
    const QString simulated = u"Whether the prices are invented"_s;
    const QString noFeed = u"The feed is not to be had, or has not said a price yet"_s;

    struct SymbolInput
    {
        QString symbol;
    };
    const Text symbol; // the feed knows best which there are: 404 for others
    const QString symbolText = u"1 to 12 of `A-Z 0-9 . ^ = -`"_s;

    endpoints.add(Endpoint::get("/stocks", u"The latest quote of every symbol that is followed"_s)
                      .tagged(tag)
                      .answers(200, u"The quotes"_s,
                               Schema::object(u"Stocks"_s)
                                   .has(u"feed"_s, Schema::text(), ofFeed)
                                   .has(u"simulated"_s, Schema::boolean(), simulated)
                                   .has(u"stocks"_s, Schema::array(quoteSchema())))
                      .handledBy([&context](const Request &, const Responder &responder) {
                          listStocks(context, responder);
                      }));
    endpoints.add(
        Endpoint::get("/stocks/{symbol}", u"The latest quote of one symbol"_s)
            .tagged(tag)
            .describedAs(u"A symbol that nobody asked for before is followed from now on."_s)
            .answers(200, u"The quote"_s,
                     quoteSchema().as(u"QuoteOfFeed"_s).has(u"feed"_s, Schema::text(), ofFeed))
            .fails(400, u"No feed could know such a symbol"_s)
            .fails(404, u"The feed does not know the symbol"_s)
            .fails(503, noFeed)
            .handledBy<SymbolInput>(
                Inputs<SymbolInput>().path(u"symbol"_s, &SymbolInput::symbol, symbol, symbolText),
                [&context](const SymbolInput &, const Request &request,
                           const Responder &responder) {
                    showStock(context, request, responder);
                }));
    endpoints.add(
        Endpoint::get("/stocks/{symbol}/candles", u"Bars of one symbol, oldest first"_s)
            .tagged(tag)
            .answers(200, u"The bars"_s,
                     Schema::object(u"Candles"_s)
                         .has(u"symbol"_s, Schema::text())
                         .has(u"interval"_s, Schema::oneOf(intervalNames()))
                         .has(u"feed"_s, Schema::text(), ofFeed)
                         .has(u"simulated"_s, Schema::boolean(), simulated)
                         .has(u"candles"_s, Schema::array(candleSchema())))
            .fails(400, u"No feed could know such a symbol"_s)
            .fails(404, u"The feed does not know the symbol"_s)
            .fails(503, noFeed)
            .handledBy<CandlesInput>(
                Inputs<CandlesInput>()
                    .path(u"symbol"_s, &CandlesInput::symbol, symbol, symbolText)
                    .query(u"interval"_s, &CandlesInput::interval,
                           Choice(intervalNames()).orElse(toString(Interval::Minute1)),
                           u"The width of a bar"_s)
                    .query(u"from"_s, &CandlesInput::from, OptionalTime(), u"From this time on"_s)
                    .query(u"to"_s, &CandlesInput::to, OptionalTime(), u"Before this time"_s)
                    .query(u"limit"_s, &CandlesInput::limit,
                           Integer({.ge = 1, .le = 5000}).orElse(500),
                           u"No more bars than this, the newest"_s)
                    .check([](const CandlesInput &in, Validation &validation) {
                        checkPeriod(in.from, in.to, validation);
                    }),
                [&context](const CandlesInput &in, const Request &request,
                           const Responder &responder) {
                    listCandles(context, in, request, responder);
                }));
}

} // namespace Tickwell
