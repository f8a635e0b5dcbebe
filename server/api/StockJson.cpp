// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/StockJson.h"

namespace Tickwell {

using namespace Qt::StringLiterals;

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

Schema quoteSchema()
{
    return Schema::object(u"Quote"_s)
        .has(u"symbol"_s, Schema::text())
        .has(u"name"_s, Schema::text(), u"The company or the thing"_s)
        .has(u"price"_s, Schema::number())
        .has(u"change"_s, Schema::number().orNull(), u"Since the previous close"_s)
        .has(u"change_percent"_s, Schema::number().orNull())
        .has(u"previous_close"_s, Schema::number().orNull())
        .has(u"open"_s, Schema::number(), u"Of this UTC day"_s)
        .has(u"high"_s, Schema::number(), u"Of this UTC day"_s)
        .has(u"low"_s, Schema::number(), u"Of this UTC day"_s)
        .has(u"volume"_s, Schema::number(), u"Of this UTC day"_s)
        .has(u"timestamp"_s, Schema::timestamp(), u"Of the latest tick"_s)
        .has(u"seq"_s, Schema::integer(), u"The latest tick's number, counted for each symbol"_s);
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

Schema candleSchema()
{
    return Schema::object(u"Candle"_s)
        .has(u"time"_s, Schema::timestamp(), u"When it begins"_s)
        .has(u"open"_s, Schema::number())
        .has(u"high"_s, Schema::number())
        .has(u"low"_s, Schema::number())
        .has(u"close"_s, Schema::number())
        .has(u"volume"_s, Schema::number())
        .has(u"ticks"_s, Schema::integer(), u"How many ticks it is made of"_s)
        .has(u"closed"_s, Schema::boolean(), u"False for the one that is still growing"_s);
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
