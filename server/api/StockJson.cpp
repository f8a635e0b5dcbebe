// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/StockJson.h"

namespace Tickwell {

void appendQuoteJson(JsonWriter &json, const Quote &quote)
{
    json.beginObject()
        .field("symbol", quote.symbol)
        .field("name", quote.name)
        .field("price", quote.price)
        .field("change", quote.change())
        .field("change_percent", quote.changePercent())
        .field("previous_close", quote.previousClose)
        .field("open", quote.open)
        .field("high", quote.high)
        .field("low", quote.low)
        .field("volume", quote.volume)
        .field("timestamp", quote.time)
        .field("seq", quote.seq)
        .endObject();
}

void appendCandleJson(JsonWriter &json, const Candle &candle)
{
    json.beginObject()
        .field("time", candle.start)
        .field("open", candle.open)
        .field("high", candle.high)
        .field("low", candle.low)
        .field("close", candle.close)
        .field("volume", candle.volume)
        .field("ticks", candle.ticks)
        .field("closed", candle.closed)
        .endObject();
}

QByteArray tickMessage(const Tick &tick)
{
    QByteArray out;
    out.reserve(128);
    JsonWriter(out)
        .beginObject()
        .field("symbol", tick.symbol)
        .field("price", tick.price)
        .field("timestamp", tick.time)
        .field("volume", tick.volume)
        .field("seq", tick.seq)
        .endObject();
    return out;
}

} // namespace Tickwell
