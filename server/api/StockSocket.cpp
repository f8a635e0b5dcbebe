// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/StockSocket.h"

#include "api/ApiContext.h"
#include "api/SocketRoutes.h"
#include "api/StockJson.h"
#include "http/Validation.h"
#include "http/Values.h"
#include "market/MarketService.h"
#include "realtime/TopicHub.h"
#include "realtime/WebSocketSession.h"

#include <QTimerEvent>

namespace Tickwell {

namespace {

/// A client may count on hearing once a second; asking a little more often keeps that promise.
constexpr std::chrono::milliseconds SilenceLimit{1'000};
constexpr int SilenceCheck = 100; // ms

QString topicOf(const QString &symbol)
{
    return QStringLiteral("stock:") + symbol;
}

Tick tickOf(const Quote &quote)
{
    // No trade of its own: it says where the symbol stands.
    return {quote.symbol, quote.time, quote.price, Decimal(), quote.seq};
}

} // namespace

StockSocket::StockSocket(SocketRoutes &routes, const ApiContext &context, QObject *parent)
    : QObject(parent)
    , m_context(context)
{
    routes.add(
        "/ws/stock/{symbol}", Access::Open,
        [this](WebSocketSession *session, const Request &request) { open(session, request); });
    connect(context.market, &MarketService::ticked, this, &StockSocket::publish);
    // Where bars come instead of trades, the quote alone moves on.
    connect(context.market, &MarketService::quoteChanged, this, [this](const Quote &quote) {
        const auto latest = m_latest.constFind(quote.symbol);
        if (latest == m_latest.constEnd() || latest->tick.time < quote.time)
            publish(tickOf(quote));
    });
    connect(context.market, &MarketService::feedReplaced, this, [this] { m_latest.clear(); });
    m_timer.start(SilenceCheck, Qt::CoarseTimer, this);
}

void StockSocket::open(WebSocketSession *session, const Request &request)
{
    Validation v(request);
    const auto maxRate =
        Optional<Real>(Real({.ge = 0.01, .le = 1000})).read(v.query(QStringLiteral("max_rate")));
    if (!v.ok()) {
        session->close(CloseCode::PolicyViolation,
                       QStringLiteral("max_rate is a number from 0.01 to 1000"));
        return;
    }
    const QString symbol = request.pathParameter(u"symbol");
    if (const auto watched = m_context.market->watch(symbol); !watched) {
        session->close(CloseCode::NotFound, watched.error().message);
        return;
    }
    const int subscribers = m_context.hub->subscribe(session, topicOf(symbol), Delivery::State,
                                                     {.maxRate = maxRate.value_or(0)});
    if (subscribers > 1)
        return; // the topic knew the latest
    if (const auto latest = m_latest.constFind(symbol); latest != m_latest.constEnd())
        publish(Tick(latest->tick));
    else if (const auto quote = m_context.market->quote(symbol))
        publish(tickOf(*quote));
}

void StockSocket::publish(const Tick &tick)
{
    m_latest.insert(tick.symbol, {tick, std::chrono::steady_clock::now()});
    const QString topic = topicOf(tick.symbol);
    if (m_context.hub->hasSubscribers(topic))
        m_context.hub->publish(topic, tick.symbol, Frame::text(tickMessage(tick)));
}

void StockSocket::timerEvent(QTimerEvent *event)
{
    if (event->timerId() != m_timer.timerId())
        return;
    const auto due =
        std::chrono::steady_clock::now() - SilenceLimit + std::chrono::milliseconds(SilenceCheck);
    QList<Tick> silent;
    for (const Latest &latest : std::as_const(m_latest)) {
        if (latest.published <= due)
            silent.append(latest.tick);
    }
    for (const Tick &tick : std::as_const(silent))
        publish(tick);
}

} // namespace Tickwell
