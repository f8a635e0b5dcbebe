// SPDX-License-Identifier: GPL-3.0-or-later
#include "market/SymbolCatalog.h"

#include "market/BrownianPath.h"

#include <QRegularExpression>

#include <cmath>

namespace Tickwell {

namespace {

struct Known
{
    const char *symbol;
    const char *name;
    double basePrice;
    double volatility;
    double ticksPerSecond;
    quint32 medianVolume;
};

constexpr Known WellKnown[] = {
    {"AAPL", "Apple", 272.00, 0.26, 2.6, 60},     {"MSFT", "Microsoft", 484.00, 0.24, 2.2, 40},
    {"NVDA", "NVIDIA", 186.50, 0.42, 3.0, 120},   {"AMZN", "Amazon", 231.00, 0.30, 2.4, 60},
    {"GOOGL", "Alphabet", 313.00, 0.28, 2.2, 50}, {"META", "Meta", 660.00, 0.33, 2.0, 25},
    {"TSLA", "Tesla", 450.00, 0.52, 3.0, 80},     {"BTCUSDT", "Bitcoin", 87'500.00, 0.50, 3.0, 2},
    {"AMD", "AMD", 214.00, 0.46, 2.4, 70},        {"NFLX", "Netflix", 94.00, 0.32, 2.0, 60},
    {"JPM", "JPMorgan", 322.00, 0.22, 2.0, 30},   {"SPY", "S&P 500 ETF", 682.00, 0.15, 3.0, 90},
};

/// The @p index-th uniform in [0, 1) that belongs to @p key.
double uniform(quint64 key, qint64 index)
{
    return static_cast<double>(randomAt(key, index) >> 11) * 0x1p-53;
}

} // namespace

QStringList wellKnownSymbols()
{
    QStringList symbols;
    for (const Known &known : WellKnown)
        symbols.append(QString::fromLatin1(known.symbol));
    return symbols;
}

SymbolProfile symbolProfile(const QString &symbol)
{
    for (const Known &known : WellKnown) {
        if (symbol == QLatin1String(known.symbol))
            return {QString::fromLatin1(known.name), known.basePrice, known.volatility,
                    known.ticksPerSecond, known.medianVolume};
    }
    const quint64 key = symbolHash(symbol);
    return {QString(), std::round(1'000 * std::pow(50.0, uniform(key, 0))) / 100,
            0.20 + 0.25 * uniform(key, 1), 0.9 + 0.4 * uniform(key, 2),
            static_cast<quint32>(20 + 100 * uniform(key, 3))};
}

QByteArray exchangeZone(const QString &symbol)
{
    static const QRegularExpression stock(QStringLiteral("^[A-Z]{1,5}(\\.[A-Z])?$"));
    // The shortest of them, such as TUSDT, look like stocks.
    if (symbol.endsWith(u"USDT") || !stock.match(symbol).hasMatch())
        return {};
    return UsStocksZone;
}

quint64 symbolHash(QStringView symbol)
{
    quint64 hash = 0xcbf29ce484222325U; // FNV-1a
    for (const QChar c : symbol)
        hash = (hash ^ c.unicode()) * 0x100000001b3U;
    return scrambled(hash);
}

} // namespace Tickwell
