// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Alert.h"

#include <QList>

namespace Tickwell {

/// What became of the alerts, to be kept as a whole.
struct AlertChange
{
    QList<Alert> alerts;    ///< new or changed, as they are now
    QList<quint64> removed; ///< after that
    QList<AlertEvent> events;
    quint64 lastId = 0; ///< the highest id ever given

    [[nodiscard]] bool isEmpty() const
    {
        return alerts.isEmpty() && removed.isEmpty() && events.isEmpty();
    }
};

/// All that the alerts go on from.
struct AlertLog
{
    QList<Alert> alerts;      ///< by id
    QList<AlertEvent> events; ///< the newest, by seq
    quint64 lastId = 0;
};

} // namespace Tickwell
