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
    QString reason;
    if (tick.price <= Decimal())
        reason = QStringLiteral("its price is not above zero");
    else if (tick.price.toDouble() > MaxPrice)
        reason = QStringLiteral("its price is absurdly high");
    else if (tick.volume < Decimal() || tick.volume.toDouble() > MaxVolume)
        reason = QStringLiteral("its volume is negative or absurdly high");
    else if (tick.time <= Timestamp())
        reason = QStringLiteral("it has no time");
    else if (tick.time - now > MaxAhead)
        reason = QStringLiteral("it comes from the future: check this computer's clock");
    else if (!isPlausible(tick))
        reason = QStringLiteral("its price is far from the last one");
    else
        return true;
    reject(tick, reason, now);
    return false;
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

void TickFilter::reject(const Tick &tick, const QString &reason, Timestamp now)
{
    ++m_rejected;
    if (m_quarantine.size() >= Quarantine)
        m_quarantine.removeFirst();
    m_quarantine.append({tick, reason});
    if (m_logged && now - *m_logged < LogInterval && now >= *m_logged) {
        ++m_unlogged;
        return;
    }
    m_logged = now;
    qCWarning(lcFeed, "a tick of %s at %s was refused: %s (%llu more since the last such line)",
              qPrintable(tick.symbol), tick.price.toByteArray().constData(), qPrintable(reason),
              static_cast<unsigned long long>(m_unlogged));
    m_unlogged = 0;
}

} // namespace Tickwell
