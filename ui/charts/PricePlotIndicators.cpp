// SPDX-License-Identifier: GPL-3.0-or-later
// The part of PricePlot that has to do with indicators.
#include "charts/PricePlot.h"
#include "charts/PriceTicks.h"

#include <algorithm>
#include <cmath>

namespace Tickwell {

namespace {

int decimalsOf(const Indicator &indicator, int priceDecimals)
{
    switch (indicator.kind) {
    case IndicatorKind::Rsi:
        return 2;
    case IndicatorKind::Macd:
        return priceDecimals + 1; // a difference of averages is less than a price
    default:
        return priceDecimals;
    }
}

QString readingOf(const IndicatorSeries &series, qsizetype index, int priceDecimals)
{
    const int decimals = decimalsOf(series.indicator(), priceDecimals);
    QStringList numbers;
    for (int i = 0; i < series.indicator().values(); ++i) {
        const double value = series.at(index)[static_cast<std::size_t>(i)];
        if (!std::isnan(value))
            numbers.append(formatPrice(value, decimals));
    }
    return numbers.join(QLatin1String("  "));
}

} // namespace

void PricePlot::setIndicators(IndicatorList *indicators)
{
    if (indicators == m_indicators)
        return;
    if (m_indicators)
        m_indicators->disconnect(this);
    m_indicators = indicators;
    if (m_indicators)
        connect(m_indicators, &IndicatorList::changed, this, &PricePlot::requestFeed);
    emit indicatorsChanged();
    requestFeed();
}

void PricePlot::updateIndicators()
{
    const QList<Indicator> wanted = m_indicators ? m_indicators->indicators() : QList<Indicator>();
    const bool same = std::equal(m_series.begin(), m_series.end(), wanted.begin(), wanted.end(),
                                 [](const IndicatorSeries &held, const Indicator &indicator) {
                                     return held.indicator() == indicator;
                                 });
    if (!same) {
        std::vector<IndicatorSeries> series;
        for (const Indicator &indicator : wanted) {
            // What one goes on showing need not be computed again.
            const auto held = std::find_if(m_series.begin(), m_series.end(), [&](const auto &each) {
                return each.indicator() == indicator;
            });
            series.push_back(held != m_series.end() ? *held : IndicatorSeries(indicator, m_days));
        }
        m_series = std::move(series);
    }
    for (IndicatorSeries &each : m_series)
        each.update(m_bars);
}

PricePlot::PriceRange PricePlot::withOverlays(PriceRange range, qsizetype first,
                                              qsizetype last) const
{
    const bool positive = m_logarithmic && range.low > 0;
    for (const IndicatorSeries &series : m_series) {
        if (!series.indicator().isOverlay())
            continue;
        const auto values = static_cast<std::size_t>(series.indicator().values());
        for (qsizetype i = first; i < last; ++i) {
            for (std::size_t k = 0; k < values; ++k) {
                const double value = series.at(i)[k];
                // A band below zero is cut off rather than taking the logarithmic scale away.
                if (std::isnan(value) || (positive && value <= 0))
                    continue;
                range.low = qMin(range.low, value);
                range.high = qMax(range.high, value);
            }
        }
    }
    return range;
}

void PricePlot::updateIndicatorValues(qsizetype index)
{
    QList<IndicatorReadout> readouts;
    for (const IndicatorSeries &series : m_series) {
        const bool known = index >= 0 && index < series.size();
        readouts.append({series.indicator().title(),
                         known ? readingOf(series, index, m_bars.decimals()) : QString(),
                         series.indicator().isOverlay()});
    }
    m_indicatorValues.setReadouts(readouts);
}

} // namespace Tickwell
