// SPDX-License-Identifier: GPL-3.0-or-later
// The part of PricePlot that measures.
#include "charts/PricePlot.h"
#include "charts/PriceTicks.h"
#include "charts/TimeTicks.h"

#include <cmath>

namespace Tickwell {

namespace {

QString withSign(double value, int decimals)
{
    const QString text = formatPrice(std::abs(value), decimals);
    if (value == 0)
        return text;
    return (value > 0 ? QChar(u'+') : QChar(u'\u2212')) + text;
}

} // namespace

std::optional<PricePlot::Place> PricePlot::placeAt(double x, double y) const
{
    const qsizetype index = m_bars.nearest(m_viewport.timeAt(x));
    if (index < 0 || height() < 1)
        return std::nullopt;
    // As many digits as the axis can tell.
    const double digits = std::pow(10.0, m_bars.decimals());
    const double price = priceAt(qBound(0.0, y, pricePaneHeight()));
    return Place{m_bars.at(index).start, std::round(price * digits) / digits};
}

void PricePlot::startMeasuring(double x, double y)
{
    m_measuredFrom = placeAt(x, y);
    m_measuredTo = m_measuredFrom;
    updateMeasurement();
}

void PricePlot::measureTo(double x, double y)
{
    if (!m_measuredFrom)
        return;
    m_measuredTo = placeAt(x, y);
    updateMeasurement();
}

void PricePlot::clearMeasurement()
{
    m_measuredFrom.reset();
    m_measuredTo.reset();
    updateMeasurement();
}

void PricePlot::updateMeasurement()
{
    Measurement measured;
    if (m_measuredFrom && m_measuredTo && !m_bars.isEmpty()) {
        const Place &from = *m_measuredFrom;
        const Place &to = *m_measuredTo;
        const double change = to.price - from.price;
        measured.visible = true;
        measured.startX = std::round(m_viewport.xOf(static_cast<double>(from.time)));
        measured.endX = std::round(m_viewport.xOf(static_cast<double>(to.time)));
        measured.startY = std::round(yOf(from.price));
        measured.endY = std::round(yOf(to.price));
        measured.rising = change >= 0;
        measured.change = withSign(change, m_bars.decimals());
        if (from.price > 0)
            measured.percent = withSign(change / from.price * 100, 2);
        measured.bars = static_cast<int>(m_bars.lowerBound(static_cast<double>(to.time))
                                         - m_bars.lowerBound(static_cast<double>(from.time)));
        measured.duration = formatDuration(std::abs(to.time - from.time));
    }
    if (measured == m_measurement)
        return;
    m_measurement = measured;
    emit measurementChanged();
}

} // namespace Tickwell
