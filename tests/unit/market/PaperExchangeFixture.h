// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "market/PaperExchange.h"

#include <memory>

namespace Tickwell {

/// A paper exchange with one symbol, orders of two people, and a market whose ticks the test makes.
class PaperExchangeFixture
{
protected:
    inline static const QString Ana = QStringLiteral("ana");
    inline static const QString Bob = QStringLiteral("bob");
    inline static const QString Symbol = QStringLiteral("ACME");

    void reset()
    {
        m_exchange = std::make_unique<PaperExchange>();
        m_now = 0;
    }
    [[nodiscard]] static Timestamp at(int seconds)
    {
        return fromMicros(1'700'000'000'000'000 + qint64(seconds) * 1'000'000);
    }
    [[nodiscard]] static Decimal decimal(const char *text) { return Decimal::parse(text).value(); }
    [[nodiscard]] static OrderRequest request(const QString &trader, Side side,
                                              const char *quantity, const char *price = nullptr)
    {
        OrderRequest request;
        request.traderId = trader;
        request.symbol = Symbol;
        request.side = side;
        request.type = price ? OrderType::Limit : OrderType::Market;
        request.quantity = decimal(quantity);
        if (price)
            request.price = decimal(price);
        return request;
    }
    Order place(const OrderRequest &request)
    {
        const auto order = m_exchange->place(request, at(++m_now));
        if (!order)
            qFatal("%s", qPrintable(order.error().message));
        return *order;
    }
    void tick(const char *price, const char *volume = "0")
    {
        const Timestamp time = at(++m_now);
        m_exchange->trade({Symbol, time, decimal(price), decimal(volume), 0}, time);
    }
    void maySellShort()
    {
        ExchangeRules rules;
        rules.mayShort = true;
        m_exchange = std::make_unique<PaperExchange>(rules);
    }
    void give(const QString &trader, const char *quantity, const char *price)
    {
        tick(price);
        place(request(trader, Side::Buy, quantity));
    }
    [[nodiscard]] Order now(const Order &order) const { return *m_exchange->order(order.id); }
    [[nodiscard]] Position position(const QString &trader) const
    {
        return m_exchange->positions(trader).value(0);
    }

    std::unique_ptr<PaperExchange> m_exchange;
    int m_now = 0;
};

} // namespace Tickwell
