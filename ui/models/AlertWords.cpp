// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/AlertWords.h"

#include "core/Order.h"
#include "models/Format.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace Tickwell {

namespace {

/// Every answer of checkAlert(), for the translators to find.
[[maybe_unused]] constexpr const char *Faults[] = {
    QT_TRANSLATE_NOOP("Tickwell::AlertWords", "A hysteresis is not below zero"),
    QT_TRANSLATE_NOOP("Tickwell::AlertWords", "A cool-down is 0 to 604800 seconds"),
    QT_TRANSLATE_NOOP("Tickwell::AlertWords", "A price is above zero"),
    QT_TRANSLATE_NOOP("Tickwell::AlertWords",
                      "The hysteresis is so large that the price could never come back: make it "
                      "smaller than the threshold"),
    QT_TRANSLATE_NOOP("Tickwell::AlertWords",
                      "A move is above zero percent: its direction says whether it is a rise or a "
                      "fall"),
    QT_TRANSLATE_NOOP("Tickwell::AlertWords", "A window is 10 to 86400 seconds"),
    QT_TRANSLATE_NOOP("Tickwell::AlertWords", "The hysteresis is larger than the move"),
    QT_TRANSLATE_NOOP("Tickwell::AlertWords", "A period is 1 to 500 bars"),
    QT_TRANSLATE_NOOP("Tickwell::AlertWords", "The slow period must be longer than the fast one"),
    QT_TRANSLATE_NOOP("Tickwell::AlertWords", "A level of the RSI is between 0 and 100"),
    QT_TRANSLATE_NOOP("Tickwell::AlertWords", "A threshold of a reading is above zero"),
    QT_TRANSLATE_NOOP("Tickwell::AlertWords", "This reading is a percentage: it never passes 100"),
    QT_TRANSLATE_NOOP("Tickwell::AlertWords",
                      "The hysteresis is so large that the value could never come back: make it "
                      "smaller than the threshold"),
    QT_TRANSLATE_NOOP("Tickwell::AlertWords",
                      "The hysteresis is so large that the value could never come back: make "
                      "threshold and hysteresis at most 100 together"),
};

/// `15 min`
QString span(std::chrono::seconds time)
{
    const auto count = time.count();
    if (count != 0 && count % 3'600 == 0)
        return AlertWords::tr("%1 h").arg(Format::count(static_cast<double>(count / 3'600)));
    if (count != 0 && count % 60 == 0)
        return AlertWords::tr("%1 min").arg(Format::count(static_cast<double>(count / 60)));
    return AlertWords::tr("%1 s").arg(Format::count(static_cast<double>(count)));
}

QString percent(Decimal value)
{
    return Format::quantity(value) + QStringLiteral(" %");
}

QString shown(HostReading reading, Decimal value)
{
    if (isPercent(reading))
        return percent(value);
    return reading == HostReading::Load1 ? Format::quantity(value) : Format::rate(value.toDouble());
}

/// @p what reaches @p level.
QString reaches(AlertDirection direction, const QString &what, const QString &level)
{
    switch (direction) {
    case AlertDirection::Above:
        return AlertWords::tr("%1 rises to %2").arg(what, level);
    case AlertDirection::Below:
        return AlertWords::tr("%1 falls to %2").arg(what, level);
    case AlertDirection::Either:
        return AlertWords::tr("%1 reaches %2").arg(what, level);
    }
    Q_UNREACHABLE();
}

QString moves(const AlertTerms &terms)
{
    const QString far = percent(terms.threshold);
    const QString within = span(terms.window);
    switch (terms.direction) {
    case AlertDirection::Above:
        return AlertWords::tr("%1 rises by %2 within %3").arg(terms.symbol, far, within);
    case AlertDirection::Below:
        return AlertWords::tr("%1 falls by %2 within %3").arg(terms.symbol, far, within);
    case AlertDirection::Either:
        return AlertWords::tr("%1 moves by %2 within %3").arg(terms.symbol, far, within);
    }
    Q_UNREACHABLE();
}

/// The two lines that cross.
std::pair<QString, QString> linesOf(const AlertTerms &terms)
{
    const auto name = [](const char *indicator, int period) {
        return QLatin1String(indicator) + u'(' + QString::number(period) + u')';
    };
    switch (terms.indicator) {
    case AlertIndicator::PriceSma:
        return {AlertWords::tr("price"), name("SMA", terms.period)};
    case AlertIndicator::PriceEma:
        return {AlertWords::tr("price"), name("EMA", terms.period)};
    case AlertIndicator::SmaSma:
        return {name("SMA", terms.period), name("SMA", terms.slowPeriod)};
    case AlertIndicator::MacdSignal:
        return {QStringLiteral("MACD(%1, %2, %3)")
                    .arg(terms.period)
                    .arg(terms.slowPeriod)
                    .arg(terms.signalPeriod),
                AlertWords::tr("its signal")};
    case AlertIndicator::Rsi:
        break;
    }
    Q_UNREACHABLE();
}

/// `AAPL 1m`
QString barsOf(const AlertTerms &terms)
{
    return terms.symbol + u' ' + toString(terms.interval);
}

QString rsiOf(const AlertTerms &terms)
{
    return QStringLiteral("%1: RSI(%2)").arg(barsOf(terms), QString::number(terms.period));
}

/// @p crossing, and how far beyond that.
QString apart(const AlertTerms &terms, const QString &crossing)
{
    //: By how much two lines are apart after they have crossed
    return terms.threshold.isZero()
        ? crossing
        : AlertWords::tr("%1 by %2").arg(crossing, Format::quantity(terms.threshold));
}

QString crosses(const AlertTerms &terms)
{
    const auto [line, other] = linesOf(terms);
    const QString where = barsOf(terms);
    QString crossing;
    switch (terms.direction) {
    case AlertDirection::Above:
        crossing = AlertWords::tr("%1: %2 crosses above %3").arg(where, line, other);
        break;
    case AlertDirection::Below:
        crossing = AlertWords::tr("%1: %2 crosses below %3").arg(where, line, other);
        break;
    case AlertDirection::Either:
        crossing = AlertWords::tr("%1: %2 crosses %3").arg(where, line, other);
        break;
    }
    return apart(terms, crossing);
}

/// True: @p value came from below, false: from above; none: that cannot be told.
std::optional<bool> rose(const AlertTerms &terms, double value)
{
    if (terms.direction != AlertDirection::Either)
        return terms.direction == AlertDirection::Above;
    const bool isDistance = terms.kind == AlertKind::PercentMove
        || (terms.kind == AlertKind::Indicator && terms.indicator != AlertIndicator::Rsi);
    const double middle = isDistance ? 0 : terms.threshold.toDouble();
    return value == middle ? std::nullopt : std::optional(value > middle);
}

/// @p what came to @p value, where @p level was waited for.
QString came(bool rises, const QString &what, const QString &value, const QString &level)
{
    return (rises ? AlertWords::tr("%1 rose to %2, alert at %3")
                  : AlertWords::tr("%1 fell to %2, alert at %3"))
        .arg(what, value, level);
}

/// Not that it rose: it may have been there when the alert was made.
QString isAt(const AlertTerms &terms, double value)
{
    const int digits = terms.reading == HostReading::Load1 ? 2 : 1;
    return AlertWords::tr("%1 is at %2, alert at %3")
        .arg(AlertWords::reading(terms.reading),
             shown(terms.reading, Decimal::fromDouble(value, digits)),
             shown(terms.reading, terms.threshold));
}

QString crossed(const AlertTerms &terms, bool rises)
{
    const auto [line, other] = linesOf(terms);
    const QString crossing = rises ? AlertWords::tr("%1: %2 crossed above %3")
                                   : AlertWords::tr("%1: %2 crossed below %3");
    return apart(terms, crossing.arg(barsOf(terms), line, other));
}

QString moved(const AlertTerms &terms, bool rises, double value)
{
    return (rises ? AlertWords::tr("%1 rose by %2 within %3, alert at %4")
                  : AlertWords::tr("%1 fell by %2 within %3, alert at %4"))
        .arg(terms.symbol, Format::percent(std::abs(value), 2), span(terms.window),
             percent(terms.threshold));
}

} // namespace

QString AlertWords::happened(const AlertEvent &event, const QList<Alert> &alerts)
{
    const auto alert = std::lower_bound(alerts.begin(), alerts.end(), event.alertId,
                                        [](const Alert &one, quint64 id) { return one.id < id; });
    if (alert == alerts.end() || alert->id != event.alertId)
        return event.text;
    const AlertTerms &terms = alert->terms;
    if (terms.kind == AlertKind::Host)
        return isAt(terms, event.value);
    const std::optional<bool> rises = rose(terms, event.value);
    if (!rises)
        return event.text;
    switch (terms.kind) {
    case AlertKind::Price: {
        const int digits = std::max(2, terms.threshold.scale());
        return came(*rises, terms.symbol,
                    Format::price(Decimal::fromDouble(event.value, MoneyScale).trimmed(digits)),
                    Format::price(terms.threshold));
    }
    case AlertKind::PercentMove:
        return moved(terms, *rises, event.value);
    case AlertKind::Indicator:
        if (terms.indicator != AlertIndicator::Rsi)
            return crossed(terms, *rises);
        return came(*rises, rsiOf(terms), Format::quantity(Decimal::fromDouble(event.value, 2)),
                    Format::quantity(terms.threshold));
    case AlertKind::Host:
        break;
    }
    Q_UNREACHABLE();
}

QString AlertWords::watched(const AlertTerms &terms)
{
    switch (terms.kind) {
    case AlertKind::Price:
        return reaches(terms.direction, terms.symbol, Format::price(terms.threshold));
    case AlertKind::PercentMove:
        return moves(terms);
    case AlertKind::Indicator:
        if (terms.indicator != AlertIndicator::Rsi)
            return crosses(terms);
        return reaches(terms.direction, rsiOf(terms), Format::quantity(terms.threshold));
    case AlertKind::Host:
        return reaches(terms.direction, reading(terms.reading),
                       shown(terms.reading, terms.threshold));
    }
    Q_UNREACHABLE();
}

QString AlertWords::often(const AlertTerms &terms)
{
    if (!terms.repeats)
        return tr("once");
    return terms.coolDown.count() == 0
        ? tr("each time")
        : tr("each time, at most every %1").arg(span(terms.coolDown));
}

QString AlertWords::state(AlertState state)
{
    switch (state) {
    case AlertState::Armed:
        return tr("armed");
    case AlertState::Waiting:
        return tr("waiting");
    case AlertState::Fired:
        return tr("fired");
    }
    Q_UNREACHABLE();
}

QString AlertWords::reading(HostReading reading)
{
    switch (reading) {
    case HostReading::CpuUsage:
        return tr("CPU");
    case HostReading::MemoryUsage:
        return tr("Memory");
    case HostReading::SwapUsage:
        return tr("Swap");
    case HostReading::Load1:
        return tr("Load");
    case HostReading::DiskUsage:
        return tr("Disk");
    case HostReading::DiskRead:
        return tr("Disk reading");
    case HostReading::DiskWrite:
        return tr("Disk writing");
    case HostReading::NetworkIn:
        return tr("Network in");
    case HostReading::NetworkOut:
        return tr("Network out");
    }
    Q_UNREACHABLE();
}

QString AlertWords::indicator(AlertIndicator indicator)
{
    switch (indicator) {
    case AlertIndicator::PriceSma:
        return tr("Price and simple average");
    case AlertIndicator::PriceEma:
        return tr("Price and exponential average");
    case AlertIndicator::SmaSma:
        return tr("Two simple averages");
    case AlertIndicator::Rsi:
        return tr("RSI");
    case AlertIndicator::MacdSignal:
        return tr("MACD and its signal");
    }
    Q_UNREACHABLE();
}

QString AlertWords::fault(const AlertTerms &terms)
{
    const Result<void> valid = checkAlert(terms);
    return valid ? QString() : tr(valid.error().message.toUtf8().constData());
}

} // namespace Tickwell
