// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace Tickwell {

/// Where US stocks are traded.
inline constexpr char UsStocksZone[] = "America/New_York";

/// What the simulator makes of a symbol.
struct SymbolProfile
{
    QString name;      ///< empty for one made up on demand
    double basePrice;  ///< at the simulator's anchor; the price keeps returning to it
    double volatility; ///< annual standard deviation of the logarithm of the price; 0.25 is 25 %
    double ticksPerSecond; ///< on average; below four
    quint32 medianVolume;  ///< of one tick
};

/// The symbols that have a name, in the order a watchlist shows them.
[[nodiscard]] QStringList wellKnownSymbols();

/// The IANA id of the zone whose midnight begins the days of @p symbol's exchange: New York for
/// what is written like a US stock, up to five letters and perhaps a class after a point; else
/// empty, which is UTC, as for pairs of currencies.
[[nodiscard]] QByteArray exchangeZone(const QString &symbol);

/// The profile of @p symbol: the well-known one, or one derived from its letters, the same always.
[[nodiscard]] SymbolProfile symbolProfile(const QString &symbol);

/// A number that stands for @p symbol's letters, the same on every machine and in every version.
[[nodiscard]] quint64 symbolHash(QStringView symbol);

} // namespace Tickwell
