// SPDX-License-Identifier: GPL-3.0-or-later
#include "alerts/AlertText.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace Tickwell {

using namespace Qt::StringLiterals;

namespace {

QString nameOf(HostReading reading)
{
    switch (reading) {
    case HostReading::CpuUsage:
        return u"CPU"_s;
    case HostReading::MemoryUsage:
        return u"Memory"_s;
    case HostReading::SwapUsage:
        return u"Swap"_s;
    case HostReading::Load1:
        return u"Load"_s;
    case HostReading::DiskUsage:
        return u"Disk"_s;
    case HostReading::DiskRead:
        return u"Reading from disk"_s;
    case HostReading::DiskWrite:
        return u"Writing to disk"_s;
    case HostReading::NetworkIn:
        return u"Receiving"_s;
    case HostReading::NetworkOut:
        return u"Sending"_s;
    }
    Q_UNREACHABLE();
}

/// `105.2 MB/s`
QString rate(double bytes)
{
    static constexpr std::array Units{"B/s", "kB/s", "MB/s", "GB/s", "TB/s"};
    size_t unit = 0;
    for (; bytes >= 1'000 && unit + 1 < Units.size(); ++unit)
        bytes /= 1'000;
    return QString::number(bytes, 'f', unit == 0 ? 0 : 1) + u' ' + QLatin1String(Units[unit]);
}

QString shown(HostReading reading, double value)
{
    if (isPercent(reading))
        return QString::number(value, 'f', 1) + u" %"_s;
    return reading == HostReading::Load1 ? QString::number(value, 'f', 2) : rate(value);
}

/// The two lines that an indicator alert compares.
std::pair<QString, QString> linesOf(const AlertTerms &terms)
{
    switch (terms.indicator) {
    case AlertIndicator::PriceSma:
        return {u"the price"_s, u"SMA(%1)"_s.arg(terms.period)};
    case AlertIndicator::PriceEma:
        return {u"the price"_s, u"EMA(%1)"_s.arg(terms.period)};
    case AlertIndicator::SmaSma:
        return {u"SMA(%1)"_s.arg(terms.period), u"SMA(%1)"_s.arg(terms.slowPeriod)};
    case AlertIndicator::MacdSignal:
        return {
            u"MACD(%1, %2, %3)"_s.arg(terms.period).arg(terms.slowPeriod).arg(terms.signalPeriod),
            u"its signal"_s};
    case AlertIndicator::Rsi:
        break;
    }
    Q_UNREACHABLE();
}

QString indicatorText(const AlertTerms &terms, double value, bool rises)
{
    const QString where = terms.symbol + u' ' + toString(terms.interval);
    if (terms.indicator == AlertIndicator::Rsi)
        return u"%1: RSI(%2) %3 to %4, alert at %5"_s.arg(
            where, QString::number(terms.period), rises ? u"rose"_s : u"fell"_s,
            QString::number(value, 'f', 2), terms.threshold.toString());
    const auto [line, other] = linesOf(terms);
    const QString crossed =
        u"%1: %2 crossed %3 %4"_s.arg(where, line, rises ? u"above"_s : u"below"_s, other);
    return terms.threshold.isZero() ? crossed : crossed + u" by "_s + terms.threshold.toString();
}

/// `15 min`
QString shown(std::chrono::seconds span)
{
    const auto count = span.count();
    if (count % 3'600 == 0)
        return QString::number(count / 3'600) + u" h"_s;
    return count % 60 == 0 ? QString::number(count / 60) + u" min"_s
                           : QString::number(count) + u" s"_s;
}

} // namespace

QString alertText(const AlertTerms &terms, double value, AlertSide from)
{
    const bool rises = from == AlertSide::Below;
    const QString went = rises ? u"rose"_s : u"fell"_s;
    switch (terms.kind) {
    case AlertKind::Price: {
        // A price has the digits that the threshold was given, or more.
        const QString price =
            QString::number(value, 'f', std::clamp(terms.threshold.scale(), 2, 8));
        const double rounded = price.toDouble();
        return u"%1 %2 to %3, alert at %4"_s.arg(
            terms.symbol, went, rounded == value ? price : QString::number(value, 'g', 12),
            terms.threshold.toString());
    }
    case AlertKind::PercentMove:
        return u"%1 %2 %3 % within %4, alert at %5 %"_s.arg(
            terms.symbol, value >= 0 ? u"rose"_s : u"fell"_s,
            QString::number(std::abs(value), 'f', 2), shown(terms.window),
            terms.threshold.toString());
    case AlertKind::Indicator:
        return indicatorText(terms, value, rises);
    case AlertKind::Host:
        // Not that it rose: it may have been there when the alert was made.
        return u"%1 is at %2, alert at %3"_s.arg(nameOf(terms.reading), shown(terms.reading, value),
                                                 shown(terms.reading, terms.threshold.toDouble()));
    }
    Q_UNREACHABLE();
}

} // namespace Tickwell
