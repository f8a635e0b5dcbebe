// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Alert.h"
#include "core/JsonWriter.h"
#include "http/Inputs.h"

namespace Tickwell {

/// An alert as a client asks for it; which fields it may have follows from its kind.
struct AlertInput
{
    QString kind;
    std::optional<QString> symbol;
    std::optional<QString> interval;
    std::optional<QString> indicator;
    std::optional<qint64> period;
    std::optional<qint64> slowPeriod;
    std::optional<qint64> signalPeriod;
    std::optional<QString> reading;
    std::optional<qint64> window;
    QString direction;
    std::optional<Decimal> threshold;
    std::optional<Decimal> hysteresis;
    qint64 coolDown = 0;
    bool repeats = false;
};

[[nodiscard]] Model<AlertInput> alertModel();
/// Records the faults that lie between fields.
void checkAlertInput(const AlertInput &in, Validation &validation);
/// Of an @p in without faults.
[[nodiscard]] AlertTerms toTerms(const AlertInput &in);

/// @p last is what it told last, if that is still known.
void appendAlertJson(JsonWriter &json, const Alert &alert, const std::optional<AlertEvent> &last);
[[nodiscard]] Schema alertSchema();

void appendAlertEventJson(JsonWriter &json, const AlertEvent &event);
[[nodiscard]] Schema alertEventSchema();

} // namespace Tickwell
