// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Decimal.h"
#include "core/Time.h"

#include <QString>

namespace Tickwell {

/// One trade as the feed reported it.
struct Tick
{
    QString symbol;
    Timestamp time; ///< of the trade, by the feed
    Decimal price;  ///< > 0, with the feed's own digits
    Decimal volume; ///< ≥ 0, traded in this tick
    quint64 seq =
        0; ///< rises by one with every tick of this process and database, over all symbols

    friend bool operator==(const Tick &, const Tick &) = default;
};

/// Where a symbol stands: its latest price against its session.
struct Quote
{
    QString symbol;
    QString name;    ///< company or pair; empty when the feed does not know it
    QByteArray zone; ///< IANA id: at its midnight the exchange's days begin; empty: UTC
    Timestamp time;  ///< of the latest tick
    Decimal price;
    Decimal previousClose; ///< change is measured against this
    Decimal open;          ///< of the session
    Decimal high;
    Decimal low;
    Decimal volume;  ///< traded in the session so far
    quint64 seq = 0; ///< of the latest tick

    [[nodiscard]] Decimal change() const { return price - previousClose; }
    /// Percent of previousClose; 0 when that is unknown.
    [[nodiscard]] double changePercent() const
    {
        const double base = previousClose.toDouble();
        return base > 0 ? change().toDouble() / base * 100 : 0;
    }
};

} // namespace Tickwell
