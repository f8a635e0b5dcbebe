// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Alert.h"

#include <QCoreApplication>
#include <QList>

namespace Tickwell {

/// What alerts are called, in the window's language.
class AlertWords
{
    Q_DECLARE_TR_FUNCTIONS(Tickwell::AlertWords)

public:
    /// What is watched for: `AAPL rises to 190.00`, `AAPL 1m: price crosses above SMA(20)`.
    [[nodiscard]] static QString watched(const AlertTerms &terms);
    /// What @p event tells: `AAPL rose to 190.02, alert at 190.00`. Of an alert that is not among
    /// @p alerts (by id) any more, in the server's words.
    [[nodiscard]] static QString happened(const AlertEvent &event, const QList<Alert> &alerts);
    /// How often it fires: `once`, `each time`, `each time, at most every 5 min`.
    [[nodiscard]] static QString often(const AlertTerms &terms);
    [[nodiscard]] static QString state(AlertState state);
    [[nodiscard]] static QString reading(HostReading reading);
    /// As in a list of choices: `Price and its simple average`.
    [[nodiscard]] static QString indicator(AlertIndicator indicator);
    /// What checkAlert() says against @p terms; empty when it says nothing.
    [[nodiscard]] static QString fault(const AlertTerms &terms);
};

} // namespace Tickwell
