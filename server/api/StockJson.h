// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Candle.h"
#include "core/JsonWriter.h"
#include "core/Tick.h"
#include "http/Schema.h"

namespace Tickwell {

/// A quote as `/stocks` gives it: an object of one symbol.
void appendQuoteJson(JsonWriter &json, const Quote &quote);
[[nodiscard]] Schema quoteSchema();

/// A bar as `/stocks/{symbol}/candles` gives it.
void appendCandleJson(JsonWriter &json, const Candle &candle);
[[nodiscard]] Schema candleSchema();

/// What `/ws/stock/{symbol}` sends: symbol, price, timestamp and volume of the latest tick.
[[nodiscard]] QByteArray tickMessage(const Tick &tick);

} // namespace Tickwell
