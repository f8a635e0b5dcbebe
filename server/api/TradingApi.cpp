// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/TradingApi.h"

#include "api/ApiContext.h"
#include "api/ErrorStatus.h"
#include "api/OrderJson.h"
#include "api/TraderAccess.h"
#include "http/Endpoint.h"
#include "market/MarketService.h"
#include "market/TradingService.h"

#include <algorithm>

namespace Tickwell {

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1String Tag("Paper trading");
constexpr qint64 MaxOrders = 1'000;

struct PlaceInput
{
    OrderInput order;
};

struct TraderInput
{
    QString trader;
};

struct OrderIdInput
{
    qint64 id = 0;
    QString trader;
};

struct ReplaceInput
{
    qint64 id = 0;
    QString trader;
    OrderTerms terms;
};

struct ListInput
{
    QString trader;
    QString symbol;
    QString status;
    qint64 limit = 0;
};

const Text TraderText = Text({.maxLength = 128}).orElse(QString());
const QString TraderHelp = u"Whose account; the token's own, or the local one, when absent"_s;
const QStringList Statuses{u"open"_s,      u"pending"_s,  u"executed"_s,
                           u"cancelled"_s, u"rejected"_s, u"expired"_s};

void sendOrder(const Responder &responder, const Request &request, const Result<Order> &order)
{
    if (!order) {
        if (order.error().kind != Error::Kind::Invalid)
            return responder.send(errorResponse(order.error()));
        // What the declaration cannot know, as the digits of a symbol's prices.
        Validation validation(request);
        validation.body().fail(order.error().message);
        return responder.send(validation.response());
    }
    QByteArray body;
    JsonWriter json(body);
    appendOrderJson(json, *order);
    responder.send(Response::json(std::move(body)).with("Cache-Control", "no-store"));
}

/// Calls @p then with the trader, or answers who may not.
template<typename Then>
void asTrader(const ApiContext &context, const Request &request, const QString &named,
              const Responder &responder, Then then)
{
    decideTrader(context, request, named, responder.context(),
                 [responder, then](const tl::expected<QString, Response> &trader) {
                     if (trader)
                         then(*trader);
                     else
                         responder.send(Response(trader.error()));
                 });
}

void listOrders(const ApiContext &context, const ListInput &in, const QString &trader,
                const Responder &responder)
{
    const auto fits = [&in](const Order &order) {
        return (in.status.isEmpty() || in.status == u"open" || statusWord(order.state) == in.status)
            && (in.symbol.isEmpty() || order.request.symbol == in.symbol);
    };
    const int limit = static_cast<int>(in.limit);
    QList<Order> shown;
    if (in.status == u"open") {
        shown = context.trading->openOrders(trader);
        shown.removeIf([&fits](const Order &order) { return !fits(order); });
        shown = shown.last(std::min<qsizetype>(shown.size(), limit));
    } else {
        shown = context.trading->orders(trader, limit, fits);
    }
    std::reverse(shown.begin(), shown.end());
    QByteArray body;
    JsonWriter json(body);
    json.beginArray();
    for (const Order &order : shown)
        appendOrderJson(json, order);
    json.endArray();
    responder.send(Response::json(std::move(body)).with("Cache-Control", "no-store"));
}

void listPositions(const ApiContext &context, const QString &trader, const Responder &responder)
{
    QByteArray body;
    JsonWriter json(body);
    json.beginArray();
    for (const Position &position : context.trading->positions(trader)) {
        const auto quote = context.market->quote(position.symbol);
        appendPositionJson(json, position, quote ? std::optional(quote->price) : std::nullopt);
    }
    json.endArray();
    responder.send(Response::json(std::move(body)).with("Cache-Control", "no-store"));
}

void addReading(Endpoints &endpoints, const ApiContext &context)
{
    // Who reads is asked for a token where members are.
    const Access access = endpoints.membersNeedToken() ? Access::Member : Access::Caller;
    const QString another = u"The account is another trader's"_s;
    endpoints.add(
        Endpoint::get("/orders", u"Orders of an account, the newest first"_s)
            .tagged(Tag)
            .needs(access)
            .answers(200, u"The orders"_s, Schema::array(orderSchema()))
            .fails(401, u"The account needs its owner's token"_s)
            .fails(403, another)
            .handledBy<ListInput>(
                Inputs<ListInput>()
                    .query(u"trader_id"_s, &ListInput::trader, TraderText, TraderHelp)
                    .query(u"symbol"_s, &ListInput::symbol, Text().orElse(QString()),
                           u"Of this symbol only"_s)
                    .query(u"status"_s, &ListInput::status, Choice(Statuses).orElse(QString()),
                           u"In this status only; `open` is what can still be filled"_s)
                    .query(u"limit"_s, &ListInput::limit,
                           Integer({.ge = 1, .le = MaxOrders}).orElse(100), u"At most so many"_s),
                [&context](const ListInput &in, const Request &request,
                           const Responder &responder) {
                    asTrader(context, request, in.trader, responder,
                             [&context, in, responder](const QString &trader) {
                                 listOrders(context, in, trader, responder);
                             });
                }));
    endpoints.add(
        Endpoint::get("/orders/{order_id}", u"One order"_s)
            .tagged(Tag)
            .needs(access)
            .answers(200, u"The order"_s, orderSchema())
            .fails(401, u"The account needs its owner's token"_s)
            .fails(403, another)
            .fails(404, u"The account has no such order"_s)
            .handledBy<OrderIdInput>(
                Inputs<OrderIdInput>()
                    .path(u"order_id"_s, &OrderIdInput::id, Integer({.ge = 1}), u"Its number"_s)
                    .query(u"trader_id"_s, &OrderIdInput::trader, TraderText, TraderHelp),
                [&context](const OrderIdInput &in, const Request &request,
                           const Responder &responder) {
                    asTrader(context, request, in.trader, responder,
                             [&context, in, responder, request](const QString &trader) {
                                 const auto order =
                                     context.trading->order(trader, static_cast<quint64>(in.id));
                                 sendOrder(responder, request,
                                           order ? Result<Order>(*order)
                                                 : failure(u"There is no order %1"_s.arg(in.id),
                                                           Error::Kind::NotFound));
                             });
                }));
    endpoints.add(Endpoint::get("/positions", u"What an account holds"_s)
                      .tagged(Tag)
                      .needs(access)
                      .answers(200, u"The positions by symbol"_s, Schema::array(positionSchema()))
                      .fails(401, u"The account needs its owner's token"_s)
                      .fails(403, another)
                      .handledBy<TraderInput>(
                          Inputs<TraderInput>().query(u"trader_id"_s, &TraderInput::trader,
                                                      TraderText, TraderHelp),
                          [&context](const TraderInput &in, const Request &request,
                                     const Responder &responder) {
                              asTrader(context, request, in.trader, responder,
                                       [&context, responder](const QString &trader) {
                                           listPositions(context, trader, responder);
                                       });
                          }));
    endpoints.add(
        Endpoint::get("/account", u"The money of an account"_s)
            .tagged(Tag)
            .needs(access)
            .describedAs(u"Every account opens with 100,000."_s)
            .answers(200, u"The account"_s, accountSchema())
            .fails(401, u"The account needs its owner's token"_s)
            .fails(403, another)
            .handledBy<TraderInput>(
                Inputs<TraderInput>().query(u"trader_id"_s, &TraderInput::trader, TraderText,
                                            TraderHelp),
                [&context](const TraderInput &in, const Request &request,
                           const Responder &responder) {
                    asTrader(
                        context, request, in.trader, responder,
                        [&context, responder](const QString &trader) {
                            QByteArray body;
                            JsonWriter json(body);
                            appendAccountJson(json, context.trading->account(trader));
                            responder.send(
                                Response::json(std::move(body)).with("Cache-Control", "no-store"));
                        });
                }));
}

void addWriting(Endpoints &endpoints, const ApiContext &context)
{
    const QString notKept = u"The order cannot be kept at the moment: nothing has happened"_s;
    const auto answer = [](const Responder &responder, const Request &request) {
        return [responder, request](const Result<Order> &order) {
            sendOrder(responder, request, order);
        };
    };
    endpoints.add(
        Endpoint::post("/orders", u"Place an order"_s)
            .tagged(Tag)
            .describedAs(
                u"The answer comes when the order is on the disk. One that money, position or the "
                "market do not allow has the status `rejected` and a `reason`."_s)
            .needs(Access::Member)
            .answers(200, u"The order"_s, orderSchema())
            .fails(400, u"No feed could know such a symbol"_s)
            .fails(401, u"The account needs its owner's token"_s)
            .fails(403, u"The account is another trader's"_s)
            .fails(404, u"The feed does not know the symbol"_s)
            .fails(503, notKept)
            .handledBy<PlaceInput>(
                Inputs<PlaceInput>()
                    .body(&PlaceInput::order, orderModel())
                    .check([](const PlaceInput &in, Validation &validation) {
                        if (validation.ok())
                            checkOrder(in.order, validation);
                    }),
                [&context, answer](const PlaceInput &in, const Request &request,
                                   const Responder &responder) {
                    asTrader(context, request, in.order.traderId, responder,
                             [&context, in, responder, request, answer](const QString &trader) {
                                 context.trading->place(toRequest(in.order, trader),
                                                        responder.context(),
                                                        answer(responder, request));
                             });
                }));
    endpoints.add(
        Endpoint::del("/orders/{order_id}", u"Cancel an order"_s)
            .tagged(Tag)
            .needs(Access::Member)
            .answers(200, u"The order as it is now"_s, orderSchema())
            .fails(401, u"The account needs its owner's token"_s)
            .fails(403, u"The account is another trader's"_s)
            .fails(404, u"The account has no such order"_s)
            .fails(409, u"It has ended"_s)
            .fails(503, notKept)
            .handledBy<OrderIdInput>(
                Inputs<OrderIdInput>()
                    .path(u"order_id"_s, &OrderIdInput::id, Integer({.ge = 1}), u"Its number"_s)
                    .query(u"trader_id"_s, &OrderIdInput::trader, TraderText, TraderHelp),
                [&context, answer](const OrderIdInput &in, const Request &request,
                                   const Responder &responder) {
                    asTrader(context, request, in.trader, responder,
                             [&context, in, responder, request, answer](const QString &trader) {
                                 context.trading->cancel(trader, static_cast<quint64>(in.id),
                                                         responder.context(),
                                                         answer(responder, request));
                             });
                }));
    endpoints.add(
        Endpoint::patch("/orders/{order_id}",
                        u"Give an open order another quantity or other prices"_s)
            .tagged(Tag)
            .describedAs(u"A smaller quantity alone keeps the order's place in the book. Anything "
                         "else is a new order, which is given back; the old one is `replaced`."_s)
            .needs(Access::Member)
            .answers(200, u"The order that stands now"_s, orderSchema())
            .fails(401, u"The account needs its owner's token"_s)
            .fails(403, u"The account is another trader's"_s)
            .fails(404, u"The account has no such order"_s)
            .fails(409,
                   u"It has ended, its stop was reached, or money or position do not allow it"_s)
            .fails(503, notKept)
            .handledBy<ReplaceInput>(
                Inputs<ReplaceInput>()
                    .path(u"order_id"_s, &ReplaceInput::id, Integer({.ge = 1}), u"Its number"_s)
                    .query(u"trader_id"_s, &ReplaceInput::trader, TraderText, TraderHelp)
                    .body(&ReplaceInput::terms,
                          Model<OrderTerms>(u"OrderChange"_s)
                              .field(u"quantity"_s, &OrderTerms::quantity, Optional(Exact()),
                                     u"In all, what is filled included"_s)
                              .field(u"price"_s, &OrderTerms::price, Optional(Exact()),
                                     u"Of limit and stop_limit"_s)
                              .field(u"stop_price"_s, &OrderTerms::stopPrice, Optional(Exact()),
                                     u"Of stop and stop_limit, until it is reached"_s)),
                [&context, answer](const ReplaceInput &in, const Request &request,
                                   const Responder &responder) {
                    asTrader(context, request, in.trader, responder,
                             [&context, in, responder, request, answer](const QString &trader) {
                                 context.trading->replace(trader, static_cast<quint64>(in.id),
                                                          in.terms, responder.context(),
                                                          answer(responder, request));
                             });
                }));
}

} // namespace

void addTradingEndpoints(Endpoints &endpoints, const ApiContext &context)
{
    addWriting(endpoints, context);
    addReading(endpoints, context);
}

} // namespace Tickwell
