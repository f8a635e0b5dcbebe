// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/AlertJson.h"

namespace Tickwell {

using namespace Qt::StringLiterals;

namespace {

const QStringList Kinds{u"price"_s, u"percent_move"_s, u"indicator"_s, u"host"_s};
const QStringList Directions{u"above"_s, u"below"_s, u"either"_s};
const QStringList States{u"armed"_s, u"waiting"_s, u"fired"_s};
const QStringList Intervals{u"1s"_s, u"1m"_s, u"5m"_s, u"1h"_s, u"1d"_s};
const QStringList Indicators{u"price_sma"_s, u"price_ema"_s, u"sma_sma"_s, u"rsi"_s,
                             u"macd_signal"_s};
const QStringList Readings{u"cpu_usage"_s,  u"memory_usage"_s, u"swap_usage"_s,
                           u"load1"_s,      u"disk_usage"_s,   u"disk_read"_s,
                           u"disk_write"_s, u"network_in"_s,   u"network_out"_s};

bool isMacd(const AlertInput &in)
{
    return in.indicator == u"macd_signal";
}

bool hasSlow(const AlertInput &in)
{
    return in.indicator == u"sma_sma" || isMacd(in);
}

/// Faults a field that is there and does not belong, or is needed and not there.
template<typename T>
void checkPlace(const Field &field, const std::optional<T> &value, bool belongs, bool isNeeded,
                const QString &owner)
{
    if (value && !belongs)
        field.fail(u"%1 alerts take none"_s.arg(owner));
    else if (!value && isNeeded)
        (void)field.string(); // is missing
}

/// The number of a field that has its range already.
int orElse(const std::optional<qint64> &value, int fallback)
{
    return static_cast<int>(value.value_or(fallback));
}

Schema periodSchema()
{
    return Schema::integer({.ge = 1, .le = AlertTerms::MaxPeriod});
}

} // namespace

Model<AlertInput> alertModel()
{
    const Integer period({.ge = 1, .le = AlertTerms::MaxPeriod});
    return Model<AlertInput>(u"AlertCreate"_s)
        .field(u"kind"_s, &AlertInput::kind, Choice(Kinds), u"What it watches"_s)
        .field(u"symbol"_s, &AlertInput::symbol, Optional(Text({.minLength = 1, .maxLength = 12})),
               u"Needed by all but host alerts"_s)
        .field(u"interval"_s, &AlertInput::interval, Optional(Choice(Intervals)),
               u"Of indicator: of its bars; `1m` when absent"_s)
        .field(u"indicator"_s, &AlertInput::indicator, Optional(Choice(Indicators)),
               u"Needed by indicator alerts: what is compared, when a bar closes"_s)
        .field(u"period"_s, &AlertInput::period, Optional(period),
               u"Of indicator: in bars; the shorter one of two. 20, RSI 14, MACD 12 when absent"_s)
        .field(u"slow_period"_s, &AlertInput::slowPeriod, Optional(period),
               u"Of sma_sma and macd_signal; 50 and 26 when absent"_s)
        .field(u"signal_period"_s, &AlertInput::signalPeriod, Optional(period),
               u"Of macd_signal; 9 when absent"_s)
        .field(u"reading"_s, &AlertInput::reading, Optional(Choice(Readings)),
               u"Needed by host alerts: percent, a load, or bytes per second"_s)
        .field(u"window"_s, &AlertInput::window,
               Optional(Integer(
                   {.ge = AlertTerms::MinWindow.count(), .le = AlertTerms::MaxWindow.count()})),
               u"Of percent_move: seconds; 900 when absent"_s)
        .field(u"direction"_s, &AlertInput::direction, Choice(Directions),
               u"From where the threshold is crossed: it goes above it or below it"_s)
        .field(u"threshold"_s, &AlertInput::threshold, Optional(Exact()),
               u"A price, percent, the RSI's level, the reading's unit; of other indicators how "
               "far apart they are, 0 when absent"_s)
        .field(u"hysteresis"_s, &AlertInput::hysteresis, Optional(Exact()),
               u"How far the value must come back before it can fire again; 0 when absent"_s)
        .field(u"cool_down"_s, &AlertInput::coolDown,
               Integer({.ge = 0, .le = AlertTerms::MaxCoolDown.count()}).orElse(0),
               u"Seconds after a firing within which it does not fire"_s)
        .field(u"repeat"_s, &AlertInput::repeats, Flag().orElse(false),
               u"Whether it fires again and again, or once"_s);
}

void checkAlertInput(const AlertInput &in, Validation &validation)
{
    const Field body = validation.body();
    const bool isHost = in.kind == u"host";
    const bool isIndicator = in.kind == u"indicator";
    const QString kind = in.kind;
    checkPlace(body.field(u"symbol"_s), in.symbol, !isHost, !isHost, kind);
    checkPlace(body.field(u"reading"_s), in.reading, isHost, isHost, kind);
    checkPlace(body.field(u"window"_s), in.window, in.kind == u"percent_move", false, kind);
    checkPlace(body.field(u"interval"_s), in.interval, isIndicator, false, kind);
    checkPlace(body.field(u"indicator"_s), in.indicator, isIndicator, isIndicator, kind);
    const QString indicator = isIndicator ? in.indicator.value_or(kind) : kind;
    checkPlace(body.field(u"period"_s), in.period, isIndicator, false, kind);
    checkPlace(body.field(u"slow_period"_s), in.slowPeriod, isIndicator && hasSlow(in), false,
               indicator);
    checkPlace(body.field(u"signal_period"_s), in.signalPeriod, isIndicator && isMacd(in), false,
               indicator);
    checkPlace(body.field(u"threshold"_s), in.threshold, true,
               !isIndicator || in.indicator == u"rsi", kind);
    if (!validation.ok())
        return;
    if (const auto valid = checkAlert(toTerms(in)); !valid)
        body.fail(valid.error().message);
}

AlertTerms toTerms(const AlertInput &in)
{
    AlertTerms terms;
    terms.kind = parseAlertKind(in.kind).value_or(AlertKind::Price);
    terms.symbol = in.symbol.value_or(QString());
    terms.interval = parseInterval(in.interval.value_or(u"1m"_s)).value_or(Interval::Minute1);
    terms.indicator =
        parseAlertIndicator(in.indicator.value_or(QString())).value_or(AlertIndicator::Rsi);
    const bool isRsi = terms.indicator == AlertIndicator::Rsi;
    terms.period = orElse(in.period, isRsi ? 14 : isMacd(in) ? 12 : 20);
    terms.slowPeriod = orElse(in.slowPeriod, isMacd(in) ? 26 : 50);
    terms.signalPeriod = orElse(in.signalPeriod, 9);
    terms.reading =
        parseHostReading(in.reading.value_or(QString())).value_or(HostReading::CpuUsage);
    terms.window = std::chrono::seconds(in.window.value_or(900));
    terms.direction = parseAlertDirection(in.direction).value_or(AlertDirection::Above);
    terms.threshold = in.threshold.value_or(Decimal());
    terms.hysteresis = in.hysteresis.value_or(Decimal());
    terms.coolDown = std::chrono::seconds(in.coolDown);
    terms.repeats = in.repeats;
    return terms;
}

void appendAlertJson(JsonWriter &json, const Alert &alert, const std::optional<AlertEvent> &last)
{
    const AlertTerms &terms = alert.terms;
    json.beginObject().field("id", alert.id).field("kind", toString(terms.kind));
    if (terms.kind == AlertKind::Host)
        json.field("reading", toString(terms.reading));
    else
        json.field("symbol", terms.symbol);
    if (terms.kind == AlertKind::PercentMove)
        json.field("window", static_cast<qint64>(terms.window.count()));
    if (terms.kind == AlertKind::Indicator) {
        const bool isOfMacd = terms.indicator == AlertIndicator::MacdSignal;
        json.field("interval", toString(terms.interval))
            .field("indicator", toString(terms.indicator))
            .field("period", terms.period);
        if (isOfMacd || terms.indicator == AlertIndicator::SmaSma)
            json.field("slow_period", terms.slowPeriod);
        if (isOfMacd)
            json.field("signal_period", terms.signalPeriod);
    }
    json.field("direction", toString(terms.direction))
        .field("threshold", terms.threshold)
        .field("hysteresis", terms.hysteresis)
        .field("cool_down", static_cast<qint64>(terms.coolDown.count()))
        .field("repeat", terms.repeats)
        .field("state", toString(alert.state))
        .field("created_at", alert.created)
        .field("fired_at", alert.fired);
    json.key("last_event");
    if (last)
        appendAlertEventJson(json, *last);
    else
        json.null();
    json.endObject();
}

Schema alertSchema()
{
    return Schema::object(u"Alert"_s)
        .has(u"id"_s, Schema::integer({.ge = 1}))
        .has(u"kind"_s, Schema::oneOf(Kinds))
        .mayHave(u"symbol"_s, Schema::text(), u"Of all but host alerts"_s)
        .mayHave(u"interval"_s, Schema::oneOf(Intervals))
        .mayHave(u"indicator"_s, Schema::oneOf(Indicators))
        .mayHave(u"period"_s, periodSchema())
        .mayHave(u"slow_period"_s, periodSchema())
        .mayHave(u"signal_period"_s, periodSchema())
        .mayHave(u"reading"_s, Schema::oneOf(Readings), u"Of host alerts"_s)
        .mayHave(u"window"_s, Schema::integer(), u"Seconds"_s)
        .has(u"direction"_s, Schema::oneOf(Directions))
        .has(u"threshold"_s, Schema::number())
        .has(u"hysteresis"_s, Schema::number())
        .has(u"cool_down"_s, Schema::integer(), u"Seconds"_s)
        .has(u"repeat"_s, Schema::boolean())
        .has(u"state"_s, Schema::oneOf(States),
             u"armed: can fire; waiting: has fired, and waits for its value to come back and the "
             "cool-down to end; fired: has, and was to once"_s)
        .has(u"created_at"_s, Schema::timestamp())
        .has(u"fired_at"_s, Schema::timestamp().orNull(),
             u"When it fired last, in the time of the market or of this host"_s)
        .has(u"last_event"_s, alertEventSchema().orNull(),
             u"What it told last; null also when that is too long ago to be in the log"_s);
}

void appendAlertEventJson(JsonWriter &json, const AlertEvent &event)
{
    json.beginObject()
        .field("seq", event.seq)
        .field("alert_id", event.alertId)
        .field("time", event.time)
        .field("value", event.value)
        .field("text", event.text)
        .endObject();
}

Schema alertEventSchema()
{
    return Schema::object(u"AlertEvent"_s)
        .has(u"seq"_s, Schema::integer({.ge = 1}))
        .has(u"alert_id"_s, Schema::integer({.ge = 1}), u"It may be gone since"_s)
        .has(u"time"_s, Schema::timestamp(), u"Of the value"_s)
        .has(u"value"_s, Schema::number(), u"That crossed; of a move, percent with its sign"_s)
        .has(u"text"_s, Schema::text(), u"What happened, for a person"_s);
}

} // namespace Tickwell
