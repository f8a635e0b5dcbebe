// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Candle.h"
#include "core/JsonWriter.h"
#include "core/Tick.h"

namespace Tickwell {

/// A quote as `/stocks` gives it: an object of one symbol.
void appendQuoteJson(JsonWriter &json, const Quote &quote);

/// A bar as `/stocks/{symbol}/candles` gives it.
void appendCandleJson(JsonWriter &json, const Candle &candle);

/// What `/ws/stock/{symbol}` sends: symbol, price, timestamp and volume of the latest tick.
[[nodiscard]] QByteArray tickMessage(const Tick &tick);

} // namespace Tickwell
