// SPDX-License-Identifier: GPL-3.0-or-later
#include "source/MarketTap.h"

#include "market/MarketService.h"

#include <algorithm>

namespace Tickwell {

namespace {
/// A window hidden for a day needs no second of it: charts ask for history when they come back.
constexpr qsizetype MaxHeldCandles = 10'000;
} // namespace

MarketTap::MarketTap(MarketService &market, QObject *parent)
    : QObject(parent)
    , m_timer(this)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &MarketTap::passOn);
    connect(&market, &MarketService::quoteChanged, this, &MarketTap::takeQuote);
    connect(&market, &MarketService::candleChanged, this, &MarketTap::takeCandle);
    connect(&market, &MarketService::feedReplaced, this, [this] {
        m_quotes.clear();
        m_candles.clear();
    });
}

void MarketTap::followCandles(const QString &symbol)
{
    m_candleSymbols.insert(symbol);
}

void MarketTap::setPaused(bool paused)
{
    m_paused = paused;
    if (!paused)
        schedule();
}

void MarketTap::takeQuote(const Quote &quote)
{
    m_quotes.insert(quote.symbol, quote);
    schedule();
}

void MarketTap::takeCandle(const Candle &candle)
{
    if (!m_candleSymbols.contains(candle.symbol))
        return;
    if (m_candles.size() >= MaxHeldCandles) {
        // Only seconds pile up this fast; the wider bars of the same time are few.
        m_candles.removeIf(
            [](const auto &item) { return item.key().interval == Interval::Second1; });
    }
    m_candles.insert({candle.symbol, candle.interval, candle.start}, candle);
    schedule();
}

void MarketTap::schedule()
{
    if (m_paused || m_timer.isActive())
        return;
    const qint64 since = m_lastBatch.isValid() ? m_lastBatch.elapsed() : BatchTime.count();
    m_timer.start(
        std::max(std::chrono::milliseconds(0), BatchTime - std::chrono::milliseconds(since)));
}

void MarketTap::passOn()
{
    if (m_paused)
        return;
    m_lastBatch.start();
    if (!m_quotes.isEmpty()) {
        emit quotesChanged(m_quotes.values());
        m_quotes.clear();
    }
    if (!m_candles.isEmpty()) {
        QList<Candle> candles = m_candles.values();
        std::sort(candles.begin(), candles.end(),
                  [](const Candle &a, const Candle &b) { return a.start < b.start; });
        emit candlesChanged(candles);
        m_candles.clear();
    }
}

} // namespace Tickwell
