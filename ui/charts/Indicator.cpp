// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/Indicator.h"

#include <QStringList>

#include <cmath>

namespace Tickwell {

namespace {

using Meaning = IndicatorParameter::Meaning;

constexpr std::array AveragePeriod{IndicatorParameter{Meaning::Period, 20}};
constexpr std::array RsiPeriod{IndicatorParameter{Meaning::Period, 14}};
constexpr std::array BollingerBands{IndicatorParameter{Meaning::Period, 20},
                                    IndicatorParameter{Meaning::Width, 2, 0.1, 10, false}};
constexpr std::array MacdPeriods{IndicatorParameter{Meaning::Fast, 12},
                                 IndicatorParameter{Meaning::Slow, 26, 2},
                                 IndicatorParameter{Meaning::Signal, 9}};

QString word(IndicatorKind kind)
{
    switch (kind) {
    case IndicatorKind::Sma:
        return QStringLiteral("SMA");
    case IndicatorKind::Ema:
        return QStringLiteral("EMA");
    case IndicatorKind::Bollinger:
        return QStringLiteral("BB");
    case IndicatorKind::Vwap:
        return QStringLiteral("VWAP");
    case IndicatorKind::Rsi:
        return QStringLiteral("RSI");
    case IndicatorKind::Macd:
        return QStringLiteral("MACD");
    }
    return {};
}

} // namespace

std::span<const IndicatorParameter> parametersOf(IndicatorKind kind)
{
    switch (kind) {
    case IndicatorKind::Sma:
    case IndicatorKind::Ema:
        return AveragePeriod;
    case IndicatorKind::Bollinger:
        return BollingerBands;
    case IndicatorKind::Rsi:
        return RsiPeriod;
    case IndicatorKind::Macd:
        return MacdPeriods;
    case IndicatorKind::Vwap:
        break;
    }
    return {};
}

Indicator Indicator::usual(IndicatorKind kind)
{
    Indicator indicator{kind, {}};
    std::size_t i = 0;
    for (const IndicatorParameter &parameter : parametersOf(kind))
        indicator.parameters[i++] = parameter.initial;
    return indicator;
}

bool Indicator::isOverlay() const
{
    return kind != IndicatorKind::Rsi && kind != IndicatorKind::Macd;
}

int Indicator::values() const
{
    return kind == IndicatorKind::Bollinger || kind == IndicatorKind::Macd ? 3 : 1;
}

QString Indicator::title() const
{
    QStringList words{word(kind)};
    for (std::size_t i = 0; i < parametersOf(kind).size(); ++i)
        words.append(QString::number(parameters[i]));
    return words.join(u' ');
}

bool Indicator::isValid() const
{
    std::size_t i = 0;
    for (const IndicatorParameter &parameter : parametersOf(kind)) {
        const double value = parameters[i++];
        if (!(value >= parameter.least && value <= parameter.most)
            || (parameter.whole && value != std::floor(value)))
            return false;
    }
    return kind != IndicatorKind::Macd || parameters[0] < parameters[1];
}

QString toString(const Indicator &indicator)
{
    return indicator.title().toLower();
}

std::optional<Indicator> parseIndicator(QStringView text)
{
    const QList<QStringView> words = text.trimmed().split(u' ', Qt::SkipEmptyParts);
    for (const IndicatorKind kind : AllIndicatorKinds) {
        if (words.isEmpty() || words.first().compare(word(kind), Qt::CaseInsensitive) != 0)
            continue;
        if (static_cast<std::size_t>(words.size() - 1) != parametersOf(kind).size())
            return std::nullopt;
        Indicator indicator{kind, {}};
        for (qsizetype i = 1; i < words.size(); ++i) {
            bool isNumber = false;
            indicator.parameters[static_cast<std::size_t>(i - 1)] = words.at(i).toDouble(&isNumber);
            if (!isNumber)
                return std::nullopt;
        }
        return indicator.isValid() ? std::optional(indicator) : std::nullopt;
    }
    return std::nullopt;
}

} // namespace Tickwell
