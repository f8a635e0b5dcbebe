// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "alerts/AlertRule.h"
#include "alerts/IndicatorReading.h"
#include "alerts/MoveWindow.h"
#include "core/ExchangeDays.h"

#include <QList>

#include <variant>

namespace Tickwell {

/// An alert with what it has seen: makes the value that its rule is given out of prices, bars and
/// samples. Told of something else than its kind watches, it does nothing. One thread.
class AlertWatch
{
public:
    explicit AlertWatch(const Alert &alert);

    struct Firing
    {
        Timestamp time;
        double value = 0; ///< as in AlertEvent
        QString text;
    };
    struct Outcome
    {
        bool isChanged = false; ///< the alert is to be kept anew
        std::optional<Firing> firing = {};
    };

    Outcome takePrice(Timestamp time, Decimal price);
    /// A closed bar of its interval, in order; one that is not newer than the last is one that a
    /// late tick revised, and is left out.
    Outcome takeBar(const Candle &bar);
    Outcome takeSample(const HostSample &sample);

    /// The past, oldest first, from which an indicator begins, by the @p days of its exchange. Only
    /// the last value is judged: what was crossed meanwhile fires once.
    Outcome warm(const QList<Candle> &bars, const ExchangeDays &days = {});
    /// Whether it is an indicator's and has its past, with no bar missing up to now.
    [[nodiscard]] bool isWarm() const { return m_isWarm; }

    /// What comes next is of another source. True when the alert is to be kept anew.
    bool forget();

    [[nodiscard]] const AlertTerms &terms() const { return m_kept.terms; }
    /// As it stands now, and as it was kept last: the world is told of the latter alone.
    [[nodiscard]] Alert alert() const;
    [[nodiscard]] const Alert &kept() const { return m_kept; }
    void setKept(const Alert &alert) { m_kept = alert; }

private:
    [[nodiscard]] Outcome judge(Timestamp time, double value, double shown);
    void addBar(const Candle &bar);
    /// When the bar of its interval closed that began at @p start.
    [[nodiscard]] Timestamp closeOf(Timestamp start) const;

    Alert m_kept;
    AlertRule m_rule;
    std::optional<MoveWindow> m_moves;
    std::optional<IndicatorReading> m_indicator;
    std::optional<double> m_reading; ///< of the indicator, at the last bar
    Timestamp m_lastBar = Timestamp::min();
    Timestamp m_newestSeen = Timestamp::min(); ///< also of bars that came too early
    ExchangeDays m_days;
    bool m_isWarm = false;
};

} // namespace Tickwell
