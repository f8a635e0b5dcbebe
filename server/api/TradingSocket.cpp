// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/TradingSocket.h"

#include "api/ApiContext.h"
#include "api/OrderJson.h"
#include "api/SocketRoutes.h"
#include "api/TraderAccess.h"
#include "market/MarketService.h"
#include "market/TradingService.h"
#include "realtime/TopicHub.h"
#include "realtime/WebSocketSession.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace Tickwell {

using namespace Qt::StringLiterals;

namespace {

/// Prices beside orders are to be looked at; who wants every tick has /ws/stock.
constexpr double PricesEachSecond = 4;
const QString PriceTopic = u"trading:prices"_s;

QString topicOf(const QString &trader)
{
    return u"trading:account:"_s + trader;
}

QString traderOf(const Request &request)
{
    if (request.caller.isKnown())
        return request.caller.name;
    const QString named = request.queryValue(u"trader_id").value_or(QString());
    return named.isEmpty() ? TradingService::localTrader() : named;
}

QByteArray orderMessage(const Order &order)
{
    QByteArray out;
    JsonWriter json(out);
    json.beginObject().field("type", "order_update").key("data");
    appendOrderJson(json, order);
    json.endObject();
    return out;
}

QByteArray positionMessage(const Position &position, const std::optional<Quote> &quote)
{
    QByteArray out;
    JsonWriter json(out);
    json.beginObject().field("type", "position_update").key("data");
    appendPositionJson(json, position, quote ? std::optional(quote->price) : std::nullopt);
    json.endObject();
    return out;
}

QByteArray accountMessage(const AccountSummary &summary)
{
    QByteArray out;
    JsonWriter json(out);
    json.beginObject().field("type", "account_update").key("data");
    appendAccountJson(json, summary);
    json.endObject();
    return out;
}

QByteArray errorMessage(const QByteArray &detail)
{
    return R"({"type":"error","detail":)" + detail + '}';
}

QByteArray quoted(const QString &text)
{
    QByteArray json;
    appendJsonString(json, text);
    return json;
}

struct Command
{
    QString type;
    OrderInput order;
    qint64 orderId = 0;
    OrderTerms terms;
};

/// A command as it stands in @p text, or its faults as JSON. The order of a `place_order` is its
/// `data`, or stands beside the type, and then says `order_type`.
tl::expected<Command, QByteArray> parse(const QString &text)
{
    static const QStringList types{u"place_order"_s, u"replace_order"_s, u"cancel_order"_s};
    Request request;
    request.body = text.toUtf8();
    Command command;
    Validation whole(request);
    const Field body = whole.body();
    command.type = Choice(types).read(body.field(u"type"_s));
    if (whole.ok() && command.type == u"place_order") {
        const Field data = body.field(u"data"_s);
        QJsonObject order = data.value().toObject();
        if (!data.isPresent()) {
            order = body.value().toObject();
            order.remove(u"type"_s);
            if (order.contains(u"order_type"_s))
                order.insert(u"type"_s, order.take(u"order_type"_s));
        }
        request.body = QJsonDocument(order).toJson(QJsonDocument::Compact);
        Validation fields(request);
        command.order = orderModel().read(fields.body());
        if (fields.ok())
            checkOrder(command.order, fields);
        if (!fields.ok())
            return tl::unexpected(QJsonDocument(fields.faults()).toJson(QJsonDocument::Compact));
        return command;
    }
    if (whole.ok()) {
        command.orderId = Integer({.ge = 1}).read(body.field(u"order_id"_s));
        if (command.type == u"replace_order") {
            command.terms.quantity = Optional(Exact()).read(body.field(u"quantity"_s));
            command.terms.price = Optional(Exact()).read(body.field(u"price"_s));
            command.terms.stopPrice = Optional(Exact()).read(body.field(u"stop_price"_s));
        }
    }
    if (!whole.ok())
        return tl::unexpected(QJsonDocument(whole.faults()).toJson(QJsonDocument::Compact));
    return command;
}

} // namespace

TradingSocket::TradingSocket(SocketRoutes &routes, const ApiContext &context, QObject *parent)
    : QObject(parent)
    , m_context(context)
{
    routes.add(
        "/ws/trading", context.membersNeedToken ? Access::Member : Access::Caller,
        [this](WebSocketSession *session, const Request &request) { open(session, request); },
        [this](const Request &request, QObject *object,
               std::function<void(std::optional<Response>)> decided) {
            admit(request, object, std::move(decided));
        });
    connect(context.trading, &TradingService::orderChanged, this, &TradingSocket::tellOrder);
    connect(context.trading, &TradingService::positionChanged, this, &TradingSocket::tellPosition);
    connect(context.trading, &TradingService::accountChanged, this, &TradingSocket::tellAccount);
    connect(context.market, &MarketService::ticked, this, &TradingSocket::tellPrice);
}

void TradingSocket::admit(const Request &request, QObject *object,
                          std::function<void(std::optional<Response>)> decided)
{
    decideTrader(m_context, request, request.queryValue(u"trader_id").value_or(QString()), object,
                 [decided = std::move(decided)](const tl::expected<QString, Response> &trader) {
                     decided(trader ? std::nullopt : std::optional(trader.error()));
                 });
}

void TradingSocket::open(WebSocketSession *session, const Request &request)
{
    const QString trader = traderOf(request);
    m_context.hub->subscribe(session, topicOf(trader), Delivery::Events);
    m_context.hub->subscribe(session, PriceTopic, Delivery::State, {.maxRate = PricesEachSecond});
    connect(session, &WebSocketSession::textReceived, this,
            [this, session, trader](const QString &text) { obey(session, trader, text); });
    greet(session, trader);
}

/// What stands now; from here on all changes follow.
void TradingSocket::greet(WebSocketSession *session, const QString &trader)
{
    session->sendText(accountMessage(m_context.trading->account(trader)));
    for (const Position &position : m_context.trading->positions(trader))
        session->sendText(positionMessage(position, m_context.market->quote(position.symbol)));
    for (const Order &order : m_context.trading->openOrders(trader))
        session->sendText(orderMessage(order));
}

void TradingSocket::obey(WebSocketSession *session, const QString &trader, const QString &text)
{
    const auto command = parse(text);
    if (!command) {
        session->sendText(errorMessage(command.error()));
        return;
    }
    const QString &named = command->order.traderId;
    if (!named.isEmpty() && named.compare(trader, Qt::CaseInsensitive) != 0) {
        session->sendText(errorMessage(quoted(
            u"This connection trades for %1: open another one with ?trader_id="_s.arg(trader))));
        return;
    }
    // What becomes of it is told to all of the account; only a refusal is this client's alone.
    const auto answer = [session](const Result<Order> &order) {
        if (!order)
            session->sendText(errorMessage(quoted(order.error().message)));
    };
    TradingService *trading = m_context.trading;
    if (command->type == u"place_order")
        trading->place(toRequest(command->order, trader), session, answer);
    else if (command->type == u"cancel_order")
        trading->cancel(trader, static_cast<quint64>(command->orderId), session, answer);
    else
        trading->replace(trader, static_cast<quint64>(command->orderId), command->terms, session,
                         answer);
}

void TradingSocket::tellOrder(const Order &order)
{
    const QString topic = topicOf(order.request.traderId);
    if (m_context.hub->hasSubscribers(topic))
        m_context.hub->publishEvent(topic, Frame::text(orderMessage(order)));
}

void TradingSocket::tellPosition(const Holding &holding)
{
    const QString topic = topicOf(holding.traderId);
    if (m_context.hub->hasSubscribers(topic))
        m_context.hub->publishEvent(
            topic,
            Frame::text(positionMessage(holding.position,
                                        m_context.market->quote(holding.position.symbol))));
}

void TradingSocket::tellAccount(const TradingAccount &account)
{
    const QString topic = topicOf(account.traderId);
    if (m_context.hub->hasSubscribers(topic))
        m_context.hub->publishEvent(
            topic, Frame::text(accountMessage(m_context.trading->account(account.traderId))));
}

void TradingSocket::tellPrice(const Tick &tick)
{
    if (!m_context.hub->hasSubscribers(PriceTopic))
        return;
    QByteArray out;
    JsonWriter(out)
        .beginObject()
        .field("type", "price_update")
        .field("symbol", tick.symbol)
        .field("price", tick.price)
        .field("timestamp", tick.time)
        .endObject();
    m_context.hub->publish(PriceTopic, tick.symbol, Frame::text(out));
}

} // namespace Tickwell
