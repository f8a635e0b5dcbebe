// SPDX-License-Identifier: GPL-3.0-or-later
#include "market/TickFilter.h"

#include "core/Log.h"

namespace Tickwell {

namespace {

constexpr double MaxPrice = 1e12;
constexpr double MaxVolume = 1e15;
constexpr Microseconds LogInterval = std::chrono::seconds(10);

bool isNear(double price, double other)
{
    return price < other * TickFilter::MaxJump && other < price * TickFilter::MaxJump;
}

} // namespace

bool TickFilter::accepts(const Tick &tick, Timestamp now)
{
    const auto fault = faultOf(tick, now);
    if (fault)
        reject(tick, *fault, now);
    return !fault;
}

std::optional<TickFault> TickFilter::faultOf(const Tick &tick, Timestamp now)
{
    if (tick.price <= Decimal())
        return TickFault::Price;
    if (tick.price.toDouble() > MaxPrice)
        return TickFault::HighPrice;
    if (tick.volume < Decimal() || tick.volume.toDouble() > MaxVolume)
        return TickFault::Volume;
    if (tick.time <= Timestamp())
        return TickFault::NoTime;
    if (tick.time - now > MaxAhead)
        return TickFault::Future;
    if (!isPlausible(tick))
        return TickFault::Jump;
    return std::nullopt;
}

bool TickFilter::isPlausible(const Tick &tick)
{
    const double price = tick.price.toDouble();
    Prices &prices = m_prices[tick.symbol];
    const bool plausible = prices.last == 0 || isNear(price, prices.last)
        || (prices.suspected > 0 && isNear(price, prices.suspected));
    if (plausible)
        prices = {price, 0};
    else
        prices.suspected = price;
    return plausible;
}

void TickFilter::reject(const Tick &tick, TickFault fault, Timestamp now)
{
    ++m_rejected;
    if (m_quarantine.size() >= Quarantine)
        m_quarantine.removeFirst();
    m_quarantine.append({tick, fault, now});
    if (m_logged && now - *m_logged < LogInterval && now >= *m_logged) {
        ++m_unlogged;
        return;
    }
    m_logged = now;
    qCWarning(lcFeed, "a tick of %s at %s was refused: %s (%llu more since the last such line)",
              qPrintable(tick.symbol), tick.price.toByteArray().constData(),
              qPrintable(toString(fault)), static_cast<unsigned long long>(m_unlogged));
    m_unlogged = 0;
}

} // namespace Tickwell
