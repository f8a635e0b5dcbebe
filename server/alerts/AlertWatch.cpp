// SPDX-License-Identifier: GPL-3.0-or-later
#include "alerts/AlertWatch.h"

#include "alerts/AlertText.h"

#include <algorithm>

namespace Tickwell {

AlertWatch::AlertWatch(const Alert &alert)
    : m_kept(alert)
    , m_rule(alert)
{
    if (alert.terms.kind == AlertKind::PercentMove)
        m_moves.emplace(alert.terms.window);
    if (alert.terms.kind == AlertKind::Indicator)
        m_indicator.emplace(alert.terms);
}

Alert AlertWatch::alert() const
{
    Alert now = m_kept;
    now.state = m_rule.state();
    now.side = m_rule.side();
    now.fired = m_rule.fired();
    return now;
}

/// @p shown is what the firing tells of @p value.
AlertWatch::Outcome AlertWatch::judge(Timestamp time, double value, double shown)
{
    const AlertRule before = m_rule;
    const auto from = m_rule.take(time, value);
    Outcome outcome;
    outcome.isChanged = before.state() != m_rule.state() || before.side() != m_rule.side()
        || before.fired() != m_rule.fired();
    if (from)
        outcome.firing = Firing{time, shown, alertText(terms(), shown, *from)};
    return outcome;
}

AlertWatch::Outcome AlertWatch::takePrice(Timestamp time, Decimal price)
{
    if (terms().kind == AlertKind::Price)
        return judge(time, price.toDouble(), price.toDouble());
    if (!m_moves)
        return {};
    const MoveWindow::Move move = m_moves->take(time, price.toDouble());
    const bool isRise = terms().direction == AlertDirection::Above
        || (terms().direction == AlertDirection::Either && move.rise >= move.fall);
    const double size = isRise ? move.rise : move.fall;
    return judge(time, size, isRise ? size : -size);
}

void AlertWatch::addBar(const Candle &bar)
{
    m_lastBar = bar.start;
    m_reading = m_indicator->add(bar.close.toDouble());
}

AlertWatch::Outcome AlertWatch::takeBar(const Candle &bar)
{
    if (!m_indicator || bar.interval != terms().interval || !bar.closed)
        return {};
    m_newestSeen = std::max(m_newestSeen, bar.start);
    if (!m_isWarm || bar.start <= m_lastBar)
        return {};
    addBar(bar);
    return m_reading ? judge(closeOf(bar.start), *m_reading, *m_reading) : Outcome();
}

Timestamp AlertWatch::closeOf(Timestamp start) const
{
    return m_days.bucket(start, terms().interval).end;
}

AlertWatch::Outcome AlertWatch::warm(const QList<Candle> &bars, const ExchangeDays &days)
{
    if (!m_indicator)
        return {};
    m_days = days;
    m_indicator.emplace(terms());
    m_reading.reset();
    m_lastBar = Timestamp::min();
    for (const Candle &bar : bars) {
        if (bar.closed)
            addBar(bar);
    }
    m_isWarm = m_lastBar >= m_newestSeen;
    if (!m_isWarm || !m_reading)
        return {};
    return judge(closeOf(m_lastBar), *m_reading, *m_reading);
}

AlertWatch::Outcome AlertWatch::takeSample(const HostSample &sample)
{
    if (terms().kind != AlertKind::Host)
        return {};
    const auto value = valueOf(sample, terms().reading);
    return value ? judge(sample.time, *value, *value) : Outcome();
}

bool AlertWatch::forget()
{
    if (terms().kind == AlertKind::Host)
        return false;
    if (m_moves)
        m_moves->clear();
    if (m_indicator)
        m_indicator.emplace(terms());
    m_reading.reset();
    m_isWarm = false;
    m_lastBar = m_newestSeen = Timestamp::min();
    const bool isChanged = m_rule.side() != AlertSide::Unknown;
    m_rule.forget();
    return isChanged;
}

} // namespace Tickwell
