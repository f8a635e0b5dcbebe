// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Time.h"

#include <QMetaType>
#include <QString>

namespace Tickwell {

/// What somebody was told.
struct Notification
{
    enum class Delivery {
        None,    ///< by no mail server: none is configured
        Pending, ///< not yet, or to be tried again
        Sent,    ///< the mail server took it
        Failed,  ///< the mail server will not take it
    };

    quint64 id = 0; ///< rising from 1
    QString taskId; ///< the job that delivers it
    QString email;
    QString message;
    Timestamp created;
    Delivery delivery = Delivery::None;
    QString error; ///< why it was not sent, for a person

    friend bool operator==(const Notification &, const Notification &) = default;
};

[[nodiscard]] QString toString(Notification::Delivery delivery);

} // namespace Tickwell

Q_DECLARE_METATYPE(Tickwell::Notification)
